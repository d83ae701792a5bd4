import * as z from 'zod/mini';

const statuses = ['scheduled', 'asking', 'in-progress', 'operational', 'cancelled', 'withdrawn', 'refused'] as const;

/** What the address of the list of maintenances says. */
export const workSearchSchema = z.object({
  client: z.catch(z.optional(z.string()), undefined),
  status: z.catch(z.optional(z.enum(statuses)), undefined),
});
export const workStatuses = statuses;

/** Whose windows are shown. */
export const windowSearchSchema = z.object({ client: z.catch(z.optional(z.string()), undefined) });
