import { z } from 'zod';

/** For parts of a request that an operation takes nothing in. */
export const nothing = z.strictObject({});

/** A whole number in a query, digits alone: what else JavaScript takes for a number is refused. */
export function wholeNumber(minimum: number, maximum: number, unlessTold: number) {
  return z
    .union([z.number(), z.string().regex(/^\d{1,15}$/, 'digits alone')])
    .transform(Number)
    .pipe(z.number().int().min(minimum).max(maximum))
    .default(unlessTold)
    .meta({ type: 'integer', minimum, maximum, default: unlessTold });
}
