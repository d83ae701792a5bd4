import { cadran } from '../ticket/actor';
import { toEpochMs, toInstant } from '../time/instant';
import type { UpgradeCalendar } from './calendar';
import { promotableFrom, windowFrom } from './dates';
import type { UpgradeEvent } from './events';
import { evolve } from './evolve';
import { whyDrop } from './promotion';
import type { UpgradeState } from './schema';
import { isOver, isOverForGood } from './standing';
import { correctableUntilMs, isNeededAgain, supersededData } from './superseding';
import { firstNoticeMs, hasTestWindow, testEndMs } from './test-time';

const day = 24 * 3600 * 1000;
/** A maintenance is announced so long before its notice is due: clients get two weeks where they can have them. */
export const announceAheadMs = 7 * day;
/** Windows that are to be announced are read anew, so that a freeze or a contract of the meantime is known. */
const freshMs = 3600 * 1000;
/** How often it is looked again for a window where none is known, and for what the registers lack: they tell of it by themselves. */
const lookAgainMs = { window: 7 * day, registers: day };
/** A first notice that was taken later than this after it was due begins the month only then. */
const noticeToleranceMs = 10 * 60 * 1000;

const happens = <Type extends UpgradeEvent['type']>(
  type: Type,
  atMs: number,
  data: Extract<UpgradeEvent, { type: Type }>['data'],
): UpgradeEvent => ({ type, at: toInstant(atMs), by: cadran, data }) as UpgradeEvent;

/** What was due up to an instant: the end of the test window, at its own instant. */
export function dueBefore(state: UpgradeState, atMs: number): UpgradeEvent[] {
  const endMs = state.testEndedAt === null && !isOver(state) ? testEndMs(state) : undefined;
  return endMs !== undefined && endMs <= atMs ? [happens('test-window-ended', endMs, {})] : [];
}

/** More than any course of an upgrade takes at one instant: a rule that spins is a fault, and ends here. */
const stepsAtMost = 12;

/** What follows at once from how an upgrade stands, step by step, until nothing more does. */
export function consequences(state: UpgradeState, nowMs: number): UpgradeEvent[] {
  const events: UpgradeEvent[] = [];
  let current = state;
  for (let step = 0; step < stepsAtMost; step += 1) {
    const next = nextStep(current, nowMs);
    if (!next) break;
    events.push(next);
    current = evolve(current, next);
  }
  return events;
}

function nextStep(state: UpgradeState, nowMs: number): UpgradeEvent | undefined {
  if (isNeededAgain(state)) return happens('needed-again', nowMs, {});
  if (isOver(state)) return leftOver(state, nowMs) ?? lapsed(state, nowMs);
  const { superseded } = state.calendar ?? {};
  if (typeof superseded === 'string' && !state.promotion)
    return happens('superseded', nowMs, supersededData(state, superseded, nowMs));
  const [ended] = dueBefore(state, nowMs);
  if (ended) return ended;
  const dropped = whyDrop(state, nowMs);
  if (dropped)
    return happens('maintenance-dropped', nowMs, { reference: state.maintenance?.reference ?? null, why: dropped });
  return preparation(state, nowMs) ?? planning(state, nowMs);
}

/** An upgrade that is stopped or superseded gives up what it had announced. */
function leftOver(state: UpgradeState, nowMs: number): UpgradeEvent | undefined {
  const { maintenance, superseded } = state;
  if (!maintenance) return undefined;
  const why = superseded ? 'superseded' : 'stopped';
  return happens('maintenance-dropped', nowMs, { reference: maintenance.reference, why });
}

/** Nobody has corrected the register in time. */
function lapsed(state: UpgradeState, nowMs: number): UpgradeEvent | undefined {
  const untilMs = correctableUntilMs(state);
  return untilMs !== undefined && untilMs <= nowMs ? happens('superseded-for-good', untilMs, {}) : undefined;
}

const loading = ({ owed }: UpgradeState): boolean => owed.some(({ kind }) => kind === 'load-calendar');

/** What a change of the registers makes of an upgrade: it reads them anew, unless it does so already. */
export function byRegisters(state: UpgradeState, nowMs: number): UpgradeEvent[] {
  if (isOverForGood(state) || state.promotion || !state.calendar || loading(state)) return [];
  return [happens('calendar-asked', nowMs, { firstNoticeMs: firstNoticeMs(state) })];
}

/**
 * From the start to the first notice: what governs it, the deployment to test, the month's end. Without a contract nobody can be told,
 * and nobody knows whether there is a month: it waits for one.
 */
function preparation(state: UpgradeState, nowMs: number): UpgradeEvent | undefined {
  const { calendar, test, notified, opening } = state;
  if (loading(state)) return undefined;
  if (!calendar) return happens('calendar-asked', nowMs, { firstNoticeMs: null });
  if (calendar.contractVersion === null)
    return nowMs >= lookAgainAt(calendar) ? happens('calendar-asked', nowMs, { firstNoticeMs: null }) : undefined;
  if (!notified) {
    if (test.state === 'none' && test.detail === '') {
      if (opening.unplanned || !hasTestWindow(state)) return happens('test-skipped', nowMs, { why: 'no-test-window' });
      if (calendar.test === null) return happens('test-skipped', nowMs, { why: 'no-environment' });
      return happens('test-asked', nowMs, { environment: calendar.test });
    }
    if (test.state === 'waiting' && test.againAtMs !== undefined && nowMs >= test.againAtMs)
      return calendar.test === null
        ? happens('test-skipped', nowMs, { why: 'no-environment' })
        : happens('test-asked', nowMs, { environment: calendar.test });
    if (test.state !== 'none' && test.state !== 'done') return undefined;
    // Of a paused rollout nobody is told yet: the month would stand still from its first instant.
    if (state.pause !== null) return undefined;
    if (!hasTestWindow(state)) return happens('notified', nowMs, { testEndsAt: null, support: calendar.support });
    const { firstNoticeMs: firstMs, testEndsMs } = calendar;
    if (firstMs === null || testEndsMs === null || nowMs - firstMs > noticeToleranceMs)
      return happens('calendar-asked', nowMs, { firstNoticeMs: nowMs });
    return happens('notified', firstMs, {
      testEndsAt: toInstant(testEndsMs),
      support: calendar.support,
    });
  }
  return movedWindow(state, nowMs);
}

/** The month of a notice that was taken late is counted from then. */
function movedWindow(
  { notified, calendar, testEndsMs, testEndedAt }: UpgradeState,
  nowMs: number,
): UpgradeEvent | undefined {
  if (!notified?.acceptedAt || testEndsMs === null || testEndedAt !== null || !calendar) return undefined;
  const acceptedMs = toEpochMs(notified.acceptedAt);
  if (acceptedMs - toEpochMs(notified.at) <= noticeToleranceMs) return undefined;
  if (calendar.firstNoticeMs !== acceptedMs) return happens('calendar-asked', nowMs, { firstNoticeMs: acceptedMs });
  const endsMs = calendar.testEndsMs;
  return endsMs === null ? undefined : happens('test-window-moved', acceptedMs, { testEndsAt: toInstant(endsMs) });
}

/** From the notice to an announced maintenance: it is asked for once its time has come. */
function planning(state: UpgradeState, nowMs: number): UpgradeEvent | undefined {
  const { calendar, maintenance, promotion, maintenances, opening } = state;
  if (!calendar || maintenance || promotion || loading(state)) return undefined;
  if (isIncomplete(calendar))
    return nowMs >= lookAgainAt(calendar)
      ? happens('calendar-asked', nowMs, { firstNoticeMs: firstNoticeMs(state) })
      : undefined;
  const { fromMs } = promotableFrom(state);
  if (fromMs === null) return undefined;
  const window = windowFrom(state, fromMs, nowMs);
  if (!window) {
    return nowMs >= lookAgainAt(calendar)
      ? happens('calendar-asked', nowMs, { firstNoticeMs: firstNoticeMs(state) })
      : undefined;
  }
  if (opening.unplanned === null && nowMs < window.noticeByMs - announceAheadMs) return undefined;
  const fresh = opening.unplanned !== null || nowMs - calendar.asOfMs <= freshMs;
  if (!fresh) return happens('calendar-asked', nowMs, { firstNoticeMs: firstNoticeMs(state) });
  return happens('maintenance-wanted', nowMs, { number: maintenances + 1, window, environments: calendar.production });
}

/** The next instant at which something is due by itself, epoch milliseconds; `undefined`: nothing is. */
export function nextInstantMs(state: UpgradeState): number | undefined {
  if (isOver(state)) return correctableUntilMs(state);
  if (state.promotion) return undefined;
  const due = [testAgain(state), testEndsNext(state), planningNext(state)].filter((ms) => ms !== undefined);
  return due.length === 0 ? undefined : Math.min(...due);
}

/** When windows, or what the registers lack, are looked for again. */
function lookAgainAt(calendar: UpgradeCalendar): number {
  return calendar.asOfMs + (isIncomplete(calendar) ? lookAgainMs.registers : lookAgainMs.window);
}

/** Whether nothing can be announced: there is no contract, nobody of the client to be told, or nothing to install it in. */
function isIncomplete({ contractVersion, contacts, production }: UpgradeCalendar): boolean {
  return contractVersion === null || contacts.client.length === 0 || production.length === 0;
}

/** When it is looked again whether the test environment is free. */
function testAgain({ test, notified }: UpgradeState): number | undefined {
  return test.state === 'waiting' && notified === null ? test.againAtMs : undefined;
}

function testEndsNext(state: UpgradeState): number | undefined {
  return state.testEndedAt === null ? testEndMs(state) : undefined;
}

/** When a maintenance is to be asked for, or windows are to be looked for again. */
function planningNext(state: UpgradeState): number | undefined {
  const { calendar, maintenance, changedAtMs } = state;
  if (!calendar || maintenance || loading(state)) return undefined;
  if (isIncomplete(calendar)) return lookAgainAt(calendar);
  const { fromMs } = promotableFrom(state);
  if (fromMs === null) return undefined;
  const window = windowFrom(state, fromMs, Math.max(changedAtMs, calendar.asOfMs));
  return window ? window.noticeByMs - announceAheadMs : lookAgainAt(calendar);
}
