import * as z from 'zod/mini';

/** What the address of the list of tickets says: its filters and its order. What is none of ours is left out. */
export const listSearchSchema = z.object({
  status: z.catch(
    z.optional(
      z.enum(['new', 'acknowledged', 'qualified', 'in-progress', 'waiting-client', 'resolved', 'closed', 'rejected']),
    ),
    undefined,
  ),
  priority: z.catch(z.optional(z.enum(['P1', 'P2', 'P3', 'P4'])), undefined),
  client: z.catch(z.optional(z.string()), undefined),
  sort: z.catch(z.optional(z.enum(['-openedAt', 'openedAt'])), undefined),
});
export type ListSearch = z.infer<typeof listSearchSchema>;
