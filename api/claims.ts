import { z } from 'zod';
import { addressSchema } from '../domain/address';
import { languageSchema } from '../domain/languages';
import { codeSchema, roleSchema, type Role } from '../domain/registers/registers';

/** Under which names an issuer's tokens tell the role and the company. */
export interface ClaimNames {
  /** A claim by its whole name, else a path with points: `realm_access.roles`. */
  readonly role: string;
  readonly client: string;
}

export const defaultClaimNames: ClaimNames = { role: 'role', client: 'client' };

const text = (most: number) => z.string().max(most).optional().catch(undefined);

const personSchema = z
  .object({
    sub: z.string().min(1).max(200),
    email: addressSchema.optional().catch(undefined),
    name: text(200),
    role: roleSchema,
    client: codeSchema.nullable(),
    language: languageSchema,
  })
  .refine(({ role, client }) => role !== 'client' || client !== null, 'a client user has a company');

export type Person = z.infer<typeof personSchema>;

/**
 * Who calls, as the issuer's verified token says.
 * @throws ZodError where it names no role, or several, or a client user without a company
 */
export function personOf(claims: Readonly<Record<string, unknown>>, names: ClaimNames): Person {
  const role = roleOf(claimOf(claims, names.role));
  const client = onlyOne(claimOf(claims, names.client)) ?? null;
  const { sub, email, name } = claims;
  // A company of the provider's own people would bind nothing: their role is for all companies.
  return personSchema.parse({
    sub,
    email,
    name,
    role,
    client: client === '' ? null : client,
    language: languageOf(claims),
  });
}

function claimOf(claims: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name
    .split('.')
    .reduce<unknown>(
      (at, part) =>
        typeof at === 'object' && at !== null && Object.hasOwn(at, part)
          ? (at as Record<string, unknown>)[part]
          : undefined,
      claims,
    );
}

/** Of a list of roles, as many issuers give, the one that Cadran knows; two of them are as good as none. */
function roleOf(claim: unknown): unknown {
  if (!Array.isArray(claim)) return claim;
  const known = new Set(claim.filter((one): one is Role => roleSchema.safeParse(one).success));
  return known.size === 1 ? [...known][0] : undefined;
}

function onlyOne(claim: unknown): unknown {
  return Array.isArray(claim) && claim.length === 1 ? (claim[0] as unknown) : claim;
}

/** `language`, or the standard `locale` (`fr-FR`); English where neither is one of ours. */
function languageOf({ language, locale }: Readonly<Record<string, unknown>>): unknown {
  const told = [language, locale].find((one) => typeof one === 'string');
  return languageSchema.catch('en').parse(typeof told === 'string' ? told.slice(0, 2).toLowerCase() : undefined);
}
