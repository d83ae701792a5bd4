import { toInstant } from '../domain/time/instant';
import { tickets } from './tickets';
import { inTimeOrder, type TimeRange } from './time-order';

/** Before this no ticket was opened, as far as this process has found out; epoch milliseconds. */
let knownMs: number | undefined;

/**
 * An instant before which no ticket was opened. A list from the oldest on begins there: otherwise it would ask for every quarter of a year
 * since the first in which there might be one. What is known is asked for again each time, as an import adds older ones.
 */
export async function earliestOpening(nowMs: number): Promise<string> {
  if (knownMs === undefined || (await openedIn({ at: { $gt: '', $lt: toInstant(knownMs) } })).length > 0) {
    const paging = { order: 'oldest-first', limit: 1, after: null, nowMs } as const;
    const { found } = await inTimeOrder({}, paging, openedIn);
    knownMs = found[0] ? Date.parse(found[0].openedAt) : nowMs;
  }
  return toInstant(knownMs);
}

function openedIn({ at }: TimeRange): Promise<{ openedAt: string }[]> {
  return tickets.find({ openedAt: at }, { openedAt: 1 }).sort({ openedAt: 1 }).limit(1).lean();
}
