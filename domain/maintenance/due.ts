import { cadran } from '../ticket/actor';
import { toEpochMs, toInstant } from '../time/instant';
import { switchingMs } from './course';
import type { MaintenanceEvent } from './events';
import { evolve } from './evolve';
import { beginningOf, spanAfterLateNotice } from './first-notice';
import { alarmMs, properNotice } from './ledger';
import { fits, type Bilingual, type Installed } from './opening';
import type { MaintenanceState } from './schema';

/** What the passing of time brings about, from an instant on (epoch milliseconds), given when it is noticed. */
interface Due {
  readonly atMs: number;
  events(state: MaintenanceState, nowMs: number): MaintenanceEvent[];
}

/** When something falls due next, epoch milliseconds; `undefined` while the maintenance waits for people, machines or its upgrade. */
export function nextInstantMs(state: MaintenanceState): number | undefined {
  return nextDue(state)?.atMs;
}

/**
 * What has fallen due up to an instant, in the order in which it did: of one instant, what was missed comes before what begins.
 * An outage makes the reminder late and is no excuse for it; what begins, begins when it is noticed.
 */
export function dueUpTo(state: MaintenanceState, untilMs: number, nowMs: number): MaintenanceEvent[] {
  const events: MaintenanceEvent[] = [];
  let current = state;
  for (let due = nextDue(current); due && due.atMs <= untilMs; due = nextDue(current)) {
    for (const event of due.events(current, nowMs)) {
      events.push(event);
      current = evolve(current, event);
    }
  }
  return events;
}

function nextDue(state: MaintenanceState): Due | undefined {
  const all = [
    ...[...missed(state), ...alarms(state), ...reminder(state)],
    ...[...lateNotice(state), ...beginning(state), ...overrun(state)],
  ];
  return all.reduce<Due | undefined>((first, one) => (first && first.atMs <= one.atMs ? first : one), undefined);
}

/** The first notice has reached nobody of the client in time: what is done then counts as unplanned (annex §10). */
function missed(state: MaintenanceState): Due[] {
  const { opening, window, status, noticeMissed, ledger, revision } = state;
  if (opening.kind !== 'planned' || status !== 'scheduled' || noticeMissed || properNotice(ledger, revision)) return [];
  const noticeBy = toInstant(window.noticeByMs);
  const event: MaintenanceEvent = {
    type: 'notice-missed',
    at: toInstant(window.noticeByMs + 1),
    by: cadran,
    data: { noticeBy },
  };
  // At the last instant it is in time still.
  return [
    {
      atMs: window.noticeByMs + 1,
      events: () => [
        event,
        ...(opening.work.kind === 'promotion' ? withdrawal(state, event.at, 'notice-late', '') : []),
      ],
    },
  ];
}

/** Somebody who has to be told cannot be reached: people are told while there is time to do something about it. */
function alarms({ ledger }: MaintenanceState): Due[] {
  return ledger.flatMap((one): Due[] => {
    const atMs = alarmMs(one);
    if (atMs === undefined) return [];
    const { of, template, recipient, deadlineAt, state } = one;
    const why = state === 'refused' ? 'refused' : 'unanswered';
    const data = { of, template, recipient, why, deadlineAt } as const;
    return [{ atMs, events: () => [{ type: 'contact-unreachable', at: toInstant(atMs), by: cadran, data }] }];
  });
}

/** 24 hours before a planned maintenance (annex §10). */
function reminder({ opening, status, reminded, window }: MaintenanceState): Due[] {
  if (opening.kind !== 'planned' || status !== 'scheduled' || reminded) return [];
  const { remindMs, startMs } = window;
  const data = { startsAt: toInstant(startMs) };
  return [{ atMs: remindMs, events: () => [{ type: 'reminded', at: toInstant(remindMs), by: cadran, data }] }];
}

const noticeWasLate: Bilingual = {
  fr: 'Le premier avis vous est parvenu plus tard que prévu : le délai pour refuser ou reporter est compté à partir de lui.',
  en: 'The first notice reached you later than it was meant to: the time to refuse or to put off is counted from it.',
};

/** The first notice of an unplanned one has left late: it begins so much later, and the client is told the new time. */
function lateNotice(state: MaintenanceState): Due[] {
  const late = state.status === 'scheduled' ? spanAfterLateNotice(state) : undefined;
  if (!late) return [];
  const { to, sinceMs } = late;
  const data = { from: state.window, to, reason: noticeWasLate };
  return [{ atMs: sinceMs, events: () => [{ type: 'moved', at: toInstant(sinceMs), by: cadran, data }] }];
}

function beginning(state: MaintenanceState): Due[] {
  if (state.status !== 'scheduled') return [];
  const { atMs, untold } = beginningOf(state);
  return [{ atMs, events: untold ? begunUntold : begun }];
}

/** An urgent repair is not held up for ever: that nobody of the client had the notice by then goes on record. */
function begunUntold(state: MaintenanceState, nowMs: number): MaintenanceEvent[] {
  const { atMs } = beginningOf(state);
  const data = { noticeBy: toInstant(state.window.startMs) };
  const missedIt: MaintenanceEvent = { type: 'notice-missed', at: toInstant(Math.max(atMs, nowMs)), by: cadran, data };
  return [missedIt, ...begun(evolve(state, missedIt), nowMs)];
}

/** At the start of its window: what would not end within it is not begun, and who knows what is in the way is asked. */
function begun(state: MaintenanceState, nowMs: number): MaintenanceEvent[] {
  const { window, opening } = state;
  const atMs = Math.max(nowMs, window.startMs);
  const at = toInstant(atMs);
  const { work } = opening;
  if (wouldOverrun(state, atMs)) return withdrawal(state, at, 'would-overrun', '');
  if (work.kind === 'promotion') return [{ type: 'upgrade-asked', at, by: cadran, data: { upgrade: work.upgrade } }];
  // A freeze that was set after the announcement wins over the window too; what corrects security or a P1 it does not hold up.
  if (state.rules >= 2 && opening.kind === 'planned') return [{ type: 'freeze-asked', at, by: cadran, data: {} }];
  return [started(state, at)];
}

/** Whether what is planned can't end within its window any more, begun at an instant in epoch milliseconds. */
export function wouldOverrun({ opening, window }: MaintenanceState, atMs: number): boolean {
  return opening.kind === 'planned' && !fits(window, opening.expectedDowntimeMinutes, atMs);
}

/**
 * The same of a promotion whose service is closed by now. Closing it is part of the downtime that was told; what a deployer took beyond
 * that, because it did not answer for long, is missing at the end.
 */
export function wouldOverrunOnceClosed(state: MaintenanceState, nowMs: number): boolean {
  const { startedAt, opening } = state;
  const closingMs = switchingMs * opening.environments.length;
  return wouldOverrun(state, Math.max(startedAt === null ? nowMs : toEpochMs(startedAt), nowMs - closingMs));
}

/** Its beginning; `installed`: what its environments run by then, where a version is promoted. */
export function started(
  { opening, ledger, revision }: MaintenanceState,
  at: string,
  installed?: Installed,
): MaintenanceEvent {
  const proper = opening.kind === 'planned' ? properNotice(ledger, revision) : undefined;
  return { type: 'started', at, by: cadran, data: { notice: proper?.of ?? null, ...(installed ? { installed } : {}) } };
}

/** It is not begun, and its upgrade learns of it. */
export function withdrawal(
  { opening }: MaintenanceState,
  at: string,
  why: Extract<MaintenanceEvent, { type: 'withdrawn' }>['data']['why'],
  detail: string,
  reason?: Bilingual,
): MaintenanceEvent[] {
  const data = { outcome: 'not-started' as const, detail: detail === '' ? why : detail };
  return [
    ...(opening.work.kind === 'promotion' ? [{ type: 'promotion-decided' as const, at, by: cadran, data }] : []),
    { type: 'withdrawn', at, by: cadran, data: { why, detail, ...(reason ? { reason } : {}) } },
  ];
}

/** Past the end of its window: what goes on counts as unplanned. */
function overrun({ status, overranAt, window, startedAt }: MaintenanceState): Due[] {
  if (status !== 'in-progress' || overranAt !== null) return [];
  const windowEnded = toInstant(window.endMs);
  const atMs = Math.max(window.endMs, startedAt === null ? 0 : toEpochMs(startedAt));
  return [{ atMs, events: () => [{ type: 'overran', at: toInstant(atMs), by: cadran, data: { windowEnded } }] }];
}
