import { z } from 'zod';
import { dateSchema } from '../time/zone';
import { webAddress } from '../web-address';
import { codeSchema, versionSchema } from './registers';

/** What is delivered (annex glossary: Version, Mise à Jour, Correctif). */
export const versionKindSchema = z.enum(['version', 'update', 'fix']);
export type VersionKind = z.infer<typeof versionKindSchema>;

/** Why it is delivered (annex §10). */
export const versionReasonSchema = z.enum(['feature', 'law', 'technique', 'security', 'anomaly']);

const documentSchema = webAddress('https://docs.example/wms/2026.4');

/**
 * A version of a product with what its publication asks for (annex §10): documentation in both languages, and the evidence that
 * nothing has regressed. Both may be missing while it is prepared. The product says in which order its versions stand.
 */
export const productVersionSchema = z
  .strictObject({
    product: codeSchema,
    version: versionSchema,
    kind: versionKindSchema,
    reasons: z
      .array(versionReasonSchema)
      .min(1)
      .max(versionReasonSchema.options.length)
      .refine((reasons) => new Set(reasons).size === reasons.length, 'each reason once')
      .meta({ uniqueItems: true }),
    documentation: z.strictObject({ fr: documentSchema.nullable(), en: documentSchema.nullable() }),
    nonRegression: z.strictObject({ report: documentSchema, passedOn: dateSchema }).nullable(),
    /** The date on which it is to be published, for forecasts; one that the product lists is published. */
    plannedFor: dateSchema.refine((date) => date >= '1970' && date < '2200', 'a date from 1970 to 2199').nullable(),
  })
  .meta({ id: 'ProductVersion' });
export type ProductVersion = z.infer<typeof productVersionSchema>;
