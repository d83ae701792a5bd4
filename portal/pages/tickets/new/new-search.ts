import * as z from 'zod/mini';

/** Which page of opening a ticket the address shows; the first one unless told. */
export const newSearchSchema = z.object({
  step: z.catch(z.optional(z.enum(['describe', 'check', 'urgent', 'done'])), undefined),
  /** The ticket that was opened, on the last page. */
  reference: z.catch(z.optional(z.string()), undefined),
});
export type NewSearch = z.infer<typeof newSearchSchema>;
