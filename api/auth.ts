import { createRemoteJWKSet, jwtVerify } from 'jose';
import { z } from 'zod';
import { languageSchema } from '../domain/languages';
import { codeSchema, roleSchema } from '../domain/registers/registers';
import { Problem } from './problem';

/** Who calls, as the issuer's token says. */
const claimsSchema = z
  .object({
    sub: z.string().min(1).max(200),
    email: z.email().optional(),
    name: z.string().max(200).optional(),
    role: roleSchema,
    client: codeSchema.nullable().default(null),
    language: languageSchema.default('en'),
  })
  .refine(({ role, client }) => role !== 'client' || client !== null, 'a client user has a company');

export interface Caller extends z.infer<typeof claimsSchema> {
  /** The id of the API token that was used; null for a person. */
  readonly token: string | null;
  /** The actions that an API token is good for; null: all that the role may do. */
  readonly actions: readonly string[] | null;
}

/** Tells the caller from the Authorization header; throws a 401 problem. */
export type Authenticate = (authorization: string | undefined) => Promise<Caller>;

/** Looks up a token for machines by its secret; `null` when there is none that is good now. */
export type FindMachine = (secret: string) => Promise<Caller | null>;

export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
  /** Where its keys are; `jwks` below its address unless told. */
  readonly jwksUrl?: string | undefined;
}

/** What API tokens begin with, so that people and scanners of secrets know one when they see it. */
export const machineTokenPrefix = 'cadran_';

/** Bearer JWT of one issuer and audience, RS256 or ES256 alone, keys by JWKS with rotation; or an API token. */
export function createAuthenticate({ issuer, audience, jwksUrl }: Issuer, findMachine: FindMachine): Authenticate {
  const base = issuer.endsWith('/') ? issuer : `${issuer}/`;
  const keys = createRemoteJWKSet(new URL(jwksUrl ?? new URL('jwks', base).href), { timeoutDuration: 3000 });
  const headers = { 'WWW-Authenticate': 'Bearer' };
  return async (authorization) => {
    const bearer = /^Bearer ([\w.~+/-]{1,8192}=*)$/.exec(authorization ?? '')?.[1];
    if (bearer === undefined) throw new Problem(401, 'unauthenticated', { headers });
    if (bearer.startsWith(machineTokenPrefix)) {
      const machine = await findMachine(bearer);
      if (!machine) throw new Problem(401, 'unauthenticated', { headers });
      return machine;
    }
    try {
      const { payload } = await jwtVerify(bearer, keys, {
        issuer,
        audience,
        algorithms: ['RS256', 'ES256'],
        clockTolerance: 5,
      });
      return { ...claimsSchema.parse(payload), token: null, actions: null };
    } catch (error) {
      if (isKeyTrouble(error)) throw new Problem(503, 'unavailable', { headers: { 'Retry-After': '2' } });
      throw new Problem(401, 'unauthenticated', { headers });
    }
  };
}

/** The issuer's keys could not be fetched: not the caller's fault. */
function isKeyTrouble(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && 'code' in error && error.code === 'ERR_JWKS_TIMEOUT');
}
