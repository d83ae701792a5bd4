import { toEpochMs, toInstant } from '../time/instant';
import { firstToldAt } from './ledger';
import type { Span } from './opening';
import type { MaintenanceState } from './schema';
import { unplannedSpan } from './unplanned';

const minuteMs = 60_000;

/**
 * So long the first notice of an unplanned maintenance is waited for beyond its time, minutes: then the repair is not held up any more
 * by mail servers that are away, and that nobody was told goes on record (annex §10, "dans les meilleurs délais").
 */
export const longestNoticeWaitMinutes = 60;
/** A notice that is taken so much later than it was due changes no time that was told, milliseconds: the beginning waits for it. */
const toleranceMs = minuteMs;

type Known = Pick<MaintenanceState, 'opening' | 'window' | 'revision' | 'ledger'>;

/**
 * How long one waits for its first notice, milliseconds; 0: for none. What the client itself has put off needs no notice, nor what was
 * moved because its notice was late; what an older program opened waits for none.
 */
function waitsMs({ opening: { kind, noticeMinutes = 0 }, revision }: Known): number {
  return kind === 'unplanned' && revision === 0 ? noticeMinutes * minuteMs : 0;
}

/**
 * When a maintenance begins, epoch milliseconds. The time that the client has to refuse an unplanned one, or put it off, is counted
 * from the first notice that somebody of it has; `untold`: nobody has any by then.
 */
export function beginningOf(state: Known): { readonly atMs: number; readonly untold: boolean } {
  const { opening, window, revision, ledger } = state;
  const noticeMs = waitsMs(state);
  if (noticeMs === 0) return { atMs: window.startMs, untold: false };
  const toldAt = firstToldAt(ledger, revision);
  if (toldAt !== null) return { atMs: Math.max(window.startMs, toEpochMs(toldAt) + noticeMs), untold: false };
  const longestMs = toEpochMs(opening.openedAt) + noticeMs + longestNoticeWaitMinutes * minuteMs;
  return { atMs: Math.max(window.startMs, longestMs), untold: true };
}

/** When it takes place instead, where its first notice was late, and since when that is known; `undefined`: it was not. */
export function spanAfterLateNotice(state: Known): { readonly to: Span; readonly sinceMs: number } | undefined {
  const { window, revision, ledger } = state;
  const noticeMs = waitsMs(state);
  const toldAt = noticeMs === 0 ? null : firstToldAt(ledger, revision);
  if (toldAt === null) return undefined;
  const sinceMs = toEpochMs(toldAt);
  if (sinceMs + noticeMs - window.startMs <= toleranceMs) return undefined;
  return { to: unplannedSpan(sinceMs + noticeMs, window.endMs - window.startMs), sinceMs };
}

/** The window of one that has begun: an unplanned one is expected to last as long as was said, from its beginning on. */
export function begunSpan({ opening, window }: Known, at: string): Span {
  const startMs = toEpochMs(at);
  if (opening.kind !== 'unplanned' || opening.noticeMinutes === undefined || startMs <= window.startMs) return window;
  return unplannedSpan(startMs, window.endMs - window.startMs);
}

/** By when the first notice of an unplanned one has to have arrived for it to begin as announced. */
export function noticeDeadline(state: Known): string | null {
  return waitsMs(state) === 0 ? null : toInstant(state.window.startMs);
}
