import { z } from 'zod';
import { languageSchema } from '../languages';
import { text } from '../text';
import { actorSchema } from '../ticket/actor';
import { instantSchema } from '../time/instant';

/** What somebody of the client signs: that very text, which was shown, known by its SHA-256 in hexadecimal. */
export const maintenanceWaiverSchema = z.strictObject({
  kind: z.enum(['refusal', 'postponement']),
  /** Until when it is put off; null for a refusal. */
  until: instantSchema.nullable(),
  language: languageSchema,
  text: z.string().max(5000),
  digest: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal'),
  /** The name under which it was signed. */
  signedBy: text(200),
  by: actorSchema,
  at: instantSchema,
});
export type MaintenanceWaiver = z.infer<typeof maintenanceWaiverSchema>;
