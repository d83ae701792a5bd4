import type { Span } from './opening';

/**
 * Between the notice of an unplanned maintenance and its beginning, minutes, unless the provider's settings say otherwise: so long
 * the client has to refuse it or put it off (annex §10), which it can until the maintenance begins.
 */
export const usualNoticeMinutes = 15;

const minuteMs = 60_000;

/** When an unplanned maintenance takes place: it is announced at once, so its notices are due with its beginning. Milliseconds. */
export function unplannedSpan(startMs: number, lengthMs: number): Span {
  return { startMs, endMs: startMs + lengthMs, noticeByMs: startMs, remindMs: startMs, rule: 'unplanned' };
}

/** From when one that is announced at an instant may begin, both in epoch milliseconds; no earlier than is wanted. */
export function unplannedStartMs(wantedMs: number, announcedMs: number, noticeMinutes: number): number {
  return Math.max(wantedMs, announcedMs + noticeMinutes * minuteMs);
}
