import * as z from 'zod/mini';

export const statuses = [
  ...(['new', 'acknowledged', 'qualified', 'in-progress'] as const),
  ...(['waiting-client', 'resolved', 'closed', 'rejected'] as const),
] as const;
export const priorities = ['P1', 'P2', 'P3', 'P4'] as const;

/** What the address of the list of tickets says: its filters and its order. What is none of ours is left out. */
export const listSearchSchema = z.object({
  status: z.catch(z.optional(z.enum(statuses)), undefined),
  priority: z.catch(z.optional(z.enum(priorities)), undefined),
  words: z.catch(z.optional(z.string().check(z.minLength(1), z.maxLength(200))), undefined),
  client: z.catch(z.optional(z.string()), undefined),
  sort: z.catch(z.optional(z.enum(['-openedAt', 'openedAt'])), undefined),
});
export type ListSearch = z.infer<typeof listSearchSchema>;
