import * as z from 'zod/mini';
import { priorities } from '../tickets/list-search';

export const levels = ['N1', 'N2', 'N3'] as const;
export const clocks = ['late', 'running', 'stopped', 'none'] as const;

const yes = z.catch(z.optional(z.enum(['yes'])), undefined);
const text = z.catch(z.optional(z.string()), undefined);

/** What the address of the queue says: its filters and how densely it is drawn. What is none of ours is left out. */
export const queueSearchSchema = z.object({
  level: z.catch(z.optional(z.enum(levels)), undefined),
  team: text,
  client: text,
  priority: z.catch(z.optional(z.enum(priorities)), undefined),
  clock: z.catch(z.optional(z.enum(clocks)), undefined),
  mine: yes,
  escalated: yes,
  density: z.catch(z.optional(z.enum(['dense'])), undefined),
});
export type QueueSearch = z.infer<typeof queueSearchSchema>;

/** The filters of the API's queue for an address; `person`: the e-mail address of whoever looks. */
export function queueQueryOf({ mine, escalated, density: _density, ...same }: QueueSearch, person: string | null) {
  return {
    ...same,
    ...(mine && person !== null ? { person } : {}),
    ...(escalated ? { escalated: 'true' as const } : {}),
  };
}

/** Whether an address narrows the queue; how densely it is drawn does not. */
export function isNarrowed({ density: _density, ...filters }: QueueSearch): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}
