import { z } from 'zod';
import { roleSchema } from '../registers/registers';

/** Who acts: a person or a machine of that role, or Cadran itself. */
export const actorSchema = z.strictObject({
  id: z.string().min(1).max(200),
  role: z.union([roleSchema, z.literal('cadran')]),
});
export type Actor = z.infer<typeof actorSchema>;

/** Cadran itself, author of what timers and outside facts bring about. */
export const cadran: Actor = { id: 'cadran', role: 'cadran' };

/** The two parties of an agreement (annex §7): the client, and the provider whose support works on the ticket. */
export function sideOf({ role }: Pick<Actor, 'role'>): 'client' | 'provider' {
  return role === 'client' ? 'client' : 'provider';
}
