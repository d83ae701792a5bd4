import * as z from 'zod/mini';

/** What the address of a statement says: whose, and of which month (`2026-11`). */
export const statementSearchSchema = z.object({
  client: z.catch(z.optional(z.string()), undefined),
  month: z.catch(z.optional(z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/))), undefined),
});
