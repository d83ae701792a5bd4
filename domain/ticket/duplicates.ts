import { refusal, type Refusal } from '../refusal';
import { rulesOf } from './rules';
import type { Duplicate, TicketState } from './schema';

/** Whether a ticket of that status is one that nothing goes on in: of a resolved one the clocks have their verdict. */
export function takesNoDuplicate(status: string, rules: number): boolean {
  return status === 'closed' || status === 'rejected' || (rules >= 4 && status === 'resolved');
}

/**
 * Why a ticket can't take duplicates, asked of itself in the last moment: it ended, or was merged, after the edge had looked. One
 * that has them already takes them again.
 */
export function whyNotTake(state: TicketState, given: readonly Duplicate[]): Refusal | undefined {
  const { merged, status, opening, duplicates = [] } = state;
  if (given.every(({ reference }) => duplicates.some((one) => one.reference === reference))) return undefined;
  if (merged) return refusal('merged', { command: 'merge-into', into: merged.into }).refusal;
  return takesNoDuplicate(status, rulesOf(state))
    ? refusal('merge-target-ended', { into: opening.reference, status }).refusal
    : undefined;
}

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
