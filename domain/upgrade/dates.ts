import type { Window } from '../maintenance/window';
import { unplannedSpan, unplannedStartMs } from '../maintenance/unplanned';
import { z } from 'zod';
import { instantSchema, toEpochMs, toInstant } from '../time/instant';

import type { UpgradeState } from './schema';
import { openIncidents, testEndMs } from './test-time';

export const dateReasonSchema = z.enum([
  'over',
  'stopped',
  'superseded',
  'refused',
  'paused',
  'incident-open',
  'preparing',
  'unreachable',
  'accepted',
  'test-window',
  'no-test-window',
  'postponed',
  'unplanned',
  'announced',
  'notice',
  'no-window-known',
  'support-ends',
  'support-end-unknown',
]);
export type DateReason = z.infer<typeof dateReasonSchema>;

const datedSchema = z.strictObject({ at: instantSchema.nullable(), reason: dateReasonSchema, clause: z.string() });

/**
 * The three dates of a promotion, each with its reason: the earliest, were the client to accept now; the one that is planned as
 * things stand; and the latest at which the client keeps its right to support.
 */
export const threeDatesSchema = z
  .strictObject({ earliest: datedSchema, planned: datedSchema, latest: datedSchema })
  .meta({ id: 'PromotionDates' });
export type ThreeDates = z.infer<typeof threeDatesSchema>;

/** From when it may be promoted, epoch milliseconds, and why then; `fromMs` null: nobody knows. */
interface Bound {
  readonly fromMs: number | null;
  readonly reason: DateReason;
}

const never = (reason: DateReason): Bound => ({ fromMs: null, reason });

/** What hinders a promotion whenever it would be, if something does. */
function hindered(state: UpgradeState): DateReason | undefined {
  if (state.promotedAt !== null) return 'over';
  if (state.stopped !== null) return 'stopped';
  if (state.superseded !== undefined) return 'superseded';
  if (state.refused) return 'refused';
  if (state.pause !== null) return 'paused';
  if (openIncidents(state).length > 0) return 'incident-open';
  if (state.notified === null) return 'preparing';
  return undefined;
}

/** From when an upgrade may be promoted: the test window over or waived, and no incident open (annex §10). */
export function promotableFrom(state: UpgradeState): Bound {
  const hindrance = hindered(state);
  if (hindrance) return never(hindrance);
  const bound = tested(state);
  const { postponedUntilMs: untilMs } = state;
  if (bound.fromMs === null || untilMs === null || untilMs <= bound.fromMs) return bound;
  return { fromMs: untilMs, reason: 'postponed' };
}

function tested(state: UpgradeState): Bound {
  const { opening, accepted, notified, testEndsMs } = state;
  if (opening.unplanned) return { fromMs: toEpochMs(opening.unplanned.startsAt), reason: 'unplanned' };
  if (accepted) return { fromMs: toEpochMs(accepted.at), reason: 'accepted' };
  if (!notified) return never('preparing');
  if (testEndsMs === null) return { fromMs: toEpochMs(notified.at), reason: 'no-test-window' };
  if (notified.acceptedAt === null) return never('unreachable');
  const endMs = testEndMs(state);
  return endMs === undefined ? never('paused') : { fromMs: endMs, reason: 'test-window' };
}

/** Whether it can be announced at `nowMs`: it is long enough, which older rules do not ask, and its notice can still be in time. */
function isAnnounceable({ opening, calendar, windowsAfterMs }: UpgradeState, window: Window, nowMs: number): boolean {
  const { startMs, endMs, noticeByMs } = window;
  if (startMs <= windowsAfterMs || noticeByMs < nowMs) return false;
  return opening.rules !== 3 || endMs - startMs >= (calendar?.expectedDowntimeMinutes ?? 0) * 60_000;
}

/** The first window from an instant on that is long enough and whose notice can still be in time at `nowMs` (annex §10: seven days). */
export function windowFrom(state: UpgradeState, fromMs: number, nowMs: number): Window | undefined {
  const { opening, calendar } = state;
  if (opening.unplanned) {
    const { minutes, noticeMinutes = 0 } = opening.unplanned;
    const startMs = unplannedStartMs(fromMs, nowMs, noticeMinutes);
    return { ...unplannedSpan(startMs, minutes * 60_000), localDate: toInstant(startMs).slice(0, 10) };
  }
  return calendar?.windows.find((window) => window.startMs >= fromMs && isAnnounceable(state, window, nowMs));
}

/** The window in which it is to be promoted as things stand, announced or not. */
export function plannedWindow(state: UpgradeState, nowMs: number): Window | undefined {
  const { fromMs } = promotableFrom(state);
  if (fromMs === null) return undefined;
  return state.maintenance?.window ?? windowFrom(state, fromMs, nowMs);
}

const clauses: Partial<Record<DateReason, string>> = {
  'support-ends': '§2',
  'support-end-unknown': '§2',
  refused: '§2',
};

function dated(ms: number | null, reason: DateReason): z.infer<typeof datedSchema> {
  return { at: ms === null ? null : toInstant(ms), reason, clause: clauses[reason] ?? '§10' };
}

/** The three dates at an instant. */
export function threeDates(state: UpgradeState, nowMs: number): ThreeDates {
  return { earliest: earliest(state, nowMs), planned: planned(state, nowMs), latest: latest(state, nowMs) };
}

function earliest(state: UpgradeState, nowMs: number): ThreeDates['earliest'] {
  if (state.promotedAt !== null) return dated(toEpochMs(state.promotedAt), 'over');
  const hindrance = hindered(state);
  if (hindrance) return dated(null, hindrance);
  const { postponedUntilMs: untilMs, maintenance } = state;
  const fromMs = Math.max(nowMs, untilMs ?? 0);
  const startMs = windowFrom(state, fromMs, nowMs)?.startMs;
  const announcedMs = maintenance && maintenance.window.startMs >= fromMs ? maintenance.window.startMs : undefined;
  if (announcedMs !== undefined && announcedMs <= (startMs ?? Infinity)) return dated(announcedMs, 'announced');
  if (startMs === undefined) return dated(null, 'no-window-known');
  if (state.opening.unplanned) return dated(startMs, 'unplanned');
  return dated(startMs, untilMs !== null && untilMs > nowMs ? 'postponed' : 'notice');
}

function planned(state: UpgradeState, nowMs: number): ThreeDates['planned'] {
  if (state.promotedAt !== null) return dated(toEpochMs(state.promotedAt), 'over');
  if (state.promotion) return dated(toEpochMs(state.promotion.begunAt), 'announced');
  const { fromMs, reason } = promotableFrom(state);
  if (fromMs === null) return dated(null, reason);
  if (state.maintenance) return dated(state.maintenance.window.startMs, 'announced');
  const found = windowFrom(state, fromMs, nowMs);
  return found ? dated(found.startMs, reason) : dated(null, 'no-window-known');
}

function latest(state: UpgradeState, nowMs: number): ThreeDates['latest'] {
  if (state.promotedAt !== null) return dated(toEpochMs(state.promotedAt), 'over');
  if (state.opening.unplanned) return planned(state, nowMs);
  const endsMs = state.calendar?.support.endsMs ?? null;
  if (endsMs === null) return dated(null, 'support-end-unknown');
  const { maintenance } = state;
  const announcedMs = maintenance && maintenance.window.endMs <= endsMs ? maintenance.window.startMs : undefined;
  // What is announced has had its notice; any other window still needs one.
  const last = state.calendar?.windows.findLast(
    (window) =>
      window.endMs <= endsMs &&
      window.startMs >= nowMs &&
      (window.startMs === announcedMs || isAnnounceable(state, window, nowMs)),
  );
  return last ? dated(last.startMs, 'support-ends') : dated(null, 'no-window-known');
}
