import { z } from 'zod';
import { languageSchema } from '../languages';
import { zoneSchema } from '../time/zone';

/** A short name that stands in addresses and ids. */
export const codeSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens');

export const clientSchema = z.strictObject({
  code: codeSchema,
  name: z.string().min(1).max(200),
  language: languageSchema,
  zone: zoneSchema,
  /** Whether the invoices for the services are paid (annex §2). */
  invoicesPaid: z.boolean(),
});
export type Client = z.infer<typeof clientSchema>;

export const environmentSchema = z.strictObject({
  client: codeSchema,
  code: codeSchema,
  product: codeSchema,
  /** Commitments hold in production alone (annex §2). */
  kind: z.enum(['production', 'test']),
  version: z.string().min(1).max(40),
});
export type Environment = z.infer<typeof environmentSchema>;

/** A product's versions, oldest first. The latest and the two before it are supported (annex §2). */
export const productSchema = z.strictObject({
  code: codeSchema,
  name: z.string().min(1).max(200),
  versions: z.array(z.string().min(1).max(40)).min(1),
});
export type Product = z.infer<typeof productSchema>;

export const roleSchema = z.enum(['client', 'support', 'release-manager', 'monitor', 'admin']);
export type Role = z.infer<typeof roleSchema>;

export const userSchema = z.strictObject({
  email: z.email(),
  name: z.string().min(1).max(200),
  role: roleSchema,
  client: codeSchema.nullable(),
  language: languageSchema,
});
export type User = z.infer<typeof userSchema>;
