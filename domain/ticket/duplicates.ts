import type { Duplicate, TicketState } from './schema';

/**
 * Whether the ticket that this one was merged into has still to learn of it, or of a duplicate that this one took: no run ends
 * before. A merge that an older Cadran told says nothing of those, and tells them no more.
 */
export function hasToTellMerge({ merged, mergeTold, followersTold, duplicates = [] }: TicketState): boolean {
  if (!merged) return false;
  return mergeTold !== true || (followersTold ?? Infinity) < duplicates.length;
}

/** What is still to be told: first the ticket itself with whoever reported it, then whoever followed it from one merged before. */
export function duplicatesToTell({
  opening,
  mergeTold,
  followersTold = 0,
  duplicates = [],
}: TicketState): readonly [Duplicate[], Duplicate[]] {
  const { reference, requester } = opening;
  const { role, email, language } = requester;
  const reporter = role === 'client' && email !== null ? { email, language } : null;
  return [mergeTold === true ? [] : [{ reference, reporter }], duplicates.slice(followersTold)];
}
