import type { TicketAnswer } from './schema';

/** In which part of support's queue a ticket stands: by its next deadline, without any, or held. In the order of the queue. */
export const queueParts = ['due', 'free', 'held'] as const;
export type QueuePart = (typeof queueParts)[number];

type Queued = Pick<TicketAnswer, 'status' | 'merged' | 'nextDeadline' | 'clocks' | 'waits' | 'openedAt'>;

/**
 * The place of a ticket in support's queue, in a form that sorts as text: those with a deadline by it, the longest past first; then
 * those without commitment, the oldest first; then those whose clock is held, by the instant at which it goes on or, while the
 * client is waited for, by how long it has been. Null where support has nothing to do.
 */
export function queuePlaceOf(ticket: Queued): string | null {
  const { status, merged, nextDeadline, clocks, waits = [], openedAt } = ticket;
  if (merged || status === 'resolved' || status === 'closed' || status === 'rejected') return null;
  const held = clocks.find(({ verdict, state }) => verdict === null && (state === 'paused' || state === 'excluded'));
  const place = (part: QueuePart, at: string): string => `${part}:${at}`;
  if (status === 'waiting-client') return place('held', waits.findLast(({ to }) => to === null)?.from ?? openedAt);
  if (nextDeadline !== null) return place('due', nextDeadline);
  return held ? place('held', held.changesAt ?? openedAt) : place('free', openedAt);
}
