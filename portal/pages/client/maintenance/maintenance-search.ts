import * as z from 'zod/mini';

/** What the address of the calendar says: a list, or the grid of one month. */
export const maintenanceSearchSchema = z.object({
  view: z.catch(z.optional(z.enum(['month'])), undefined),
  month: z.catch(z.optional(z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/))), undefined),
});
