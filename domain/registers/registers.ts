import { z } from 'zod';
import { addressSchema } from '../address';
import { languageSchema } from '../languages';
import { webAddress } from '../web-address';
import { dateSchema, daysBefore, zoneSchema, type LocalDate } from '../time/zone';

/** A short name that stands in addresses and ids. */
export const codeSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens');

/** What people call a thing, on one line: kept as it is, so that what is read can be written back. */
const nameSchema = (maximum: number) =>
  z
    .string()
    .min(1)
    .max(maximum)
    .regex(/^[^\u0000-\u001F\u007F]*$/, 'control characters are refused')
    .refine((name) => /^\P{Cs}*$/u.test(name), 'half a character is refused')
    .refine((name) => /[^\p{Z}\p{C}]/u.test(name), 'a text that can be seen');

export const versionSchema = nameSchema(40);

export const clientSchema = z
  .strictObject({ code: codeSchema, name: nameSchema(200), language: languageSchema, zone: zoneSchema })
  .meta({ id: 'Client' });
export type Client = z.infer<typeof clientSchema>;

/** An address that Cadran calls. */
const calledSchema = webAddress('https://deployer.example/wms');

export const environmentSchema = z
  .strictObject({
    client: codeSchema,
    code: codeSchema,
    product: codeSchema,
    /** Commitments hold in production alone (annex §2). */
    kind: z.enum(['production', 'test']),
    version: versionSchema,
    /** What installs versions there, by signed calls (annex §10): without one a promotion is done by hand. */
    deployer: z.strictObject({ url: calledSchema }).optional(),
    /** What answers whether the environment works. */
    healthCheck: calledSchema.optional(),
    /** Where its users are, if not in the contract's zone: windows are computed by the wall there. */
    zone: zoneSchema.optional(),
    /** The name under which anybody may read whether it is available. */
    statusName: codeSchema.optional(),
  })
  .meta({ id: 'Environment' });
export type Environment = z.infer<typeof environmentSchema>;

/** A product's versions, oldest first. The latest and the two before it are supported (annex §2). */
export const productSchema = z
  .strictObject({
    code: codeSchema,
    name: nameSchema(200),
    versions: z
      .array(versionSchema)
      .min(1)
      .max(1000)
      .refine((versions) => new Set(versions).size === versions.length, 'each version once')
      .meta({ uniqueItems: true }),
  })
  .meta({ id: 'Product' });
export type Product = z.infer<typeof productSchema>;

export const roleSchema = z.enum(['client', 'support', 'release-manager', 'monitor', 'admin']);
export type Role = z.infer<typeof roleSchema>;

export const userSchema = z
  .strictObject({
    email: addressSchema,
    name: nameSchema(200),
    role: roleSchema,
    client: codeSchema.nullable(),
    language: languageSchema,
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof userSchema>;

export const invoiceNumberSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, 'letters, digits, points, hyphens and underscores');

/**
 * Whether an invoice for the services is paid (annex §2), and no amount: more than that decides on no ticket. Its dates are
 * those on the paper, without time or zone.
 */
export const invoiceSchema = z
  .strictObject({
    client: codeSchema,
    number: invoiceNumberSchema,
    issuedOn: dateSchema,
    dueOn: dateSchema,
    paidOn: dateSchema.nullable(),
  })
  .superRefine(({ issuedOn, dueOn }, issues) => {
    if (dueOn < issuedOn)
      issues.addIssue({
        code: 'custom',
        path: ['dueOn'],
        message: `due before it was issued: ${dueOn} is before ${issuedOn}`,
      });
  })
  .meta({ id: 'Invoice' });
export type Invoice = z.infer<typeof invoiceSchema>;

/**
 * Whether an invoice was due so many calendar days or more before a date, not counting the due date itself, and not paid by that
 * date (annex §2, "à jour du paiement").
 */
export function isOverdue({ dueOn, paidOn }: Invoice, on: LocalDate, toleranceDays = 0): boolean {
  return dueOn < daysBefore(on, toleranceDays) && (paidOn === null || paidOn > on);
}
