import { z } from 'zod';
import { instantSchema } from '../time/instant';
import { codeSchema } from './registers';

const reasonSchema = z.string().trim().min(1).max(500);

/**
 * A time in which no planned work is done, `[from, until)` (annex §10): for one client, for one product, for one client's product,
 * or, where neither is named, for all. It wins over a window.
 */
export const freezeSchema = z
  .strictObject({
    code: codeSchema,
    client: codeSchema.nullable(),
    product: codeSchema.nullable(),
    from: instantSchema,
    until: instantSchema,
    reason: z.strictObject({ fr: reasonSchema, en: reasonSchema }),
  })
  .superRefine(({ from, until }, issues) => {
    if (until <= from)
      issues.addIssue({
        code: 'custom',
        path: ['until'],
        message: `ends before it starts: ${until} is not after ${from}`,
      });
  })
  .meta({ id: 'Freeze' });
export type Freeze = z.infer<typeof freezeSchema>;

/** Whether a freeze holds for a client's product; without a product, for whatever the client has. */
export function concerns(freeze: Freeze, client: string, product: string | null): boolean {
  const ofProduct = freeze.product === null || product === null || freeze.product === product;
  return ofProduct && (freeze.client === null || freeze.client === client);
}
