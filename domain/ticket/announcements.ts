import { instantAfter } from '../calendar/timetable';
import { isAfterBreach } from '../clock/thresholds';
import { clockCrossings, ticketClockLife, clockNames, type ClockCrossing } from './clocks';
import type { TicketEvent } from './events';
import { rulesOf } from './rules';
import { expiryDueMs } from './quotation-course';
import type { Acknowledgement, TicketState } from './schema';
import { toInstant } from '../time/instant';
import { cadran } from './actor';
import { closing, hoursTooShortForDelays, remindersAhead } from './delays';
import { open } from './rule';

type Announcement = TicketState['announced'][number];

const same = (a: Omit<Announcement, 'atMs' | 'targetMs'>, b: Omit<Announcement, 'atMs' | 'targetMs'>): boolean =>
  a.clock === b.clock && a.threshold === b.threshold && a.deadline === b.deadline;

/** The crossings that are still to be told, past or to come, in that order: none after a breach that somebody has taken on. */
export function unannounced(state: TicketState): ClockCrossing[] {
  return clockCrossings(state).filter(
    (crossing) => !state.announced.some((told) => same(told, crossing)) && takenOnMs(state, crossing) > crossing.atMs,
  );
}

/** When somebody took on the breach that a step comes after, epoch milliseconds. At one instant that comes before the step. */
function takenOnMs(
  state: TicketState,
  { clock, threshold, deadline, atMs }: Pick<Announcement, 'clock' | 'threshold' | 'deadline' | 'atMs'>,
): number {
  if (!isAfterBreach(threshold)) return Infinity;
  const taken = takenOn(state, { clock, deadline }, atMs).find(({ breached }) => breached);
  return taken?.atMs ?? Infinity;
}

/**
 * Who has taken on what a clock announced of a target, as it holds at an instant (epoch milliseconds): until the ticket is
 * reopened or its priority changes. An amendment of the contract is no news of the ticket, and ends nothing.
 */
export function takenOn(
  { acknowledgements = [], moves }: TicketState,
  { clock, deadline }: Pick<Announcement, 'clock' | 'deadline'>,
  atMs: number,
): Acknowledgement[] {
  const reopenedMs = moves.findLast((move) => move.kind === 'reopened' && move.atMs <= atMs)?.atMs ?? -Infinity;
  const amendedSince = (sinceMs: number): number =>
    moves.filter((move) => move.kind === 'amended' && move.atMs > sinceMs && move.atMs <= atMs).length;
  return acknowledgements.filter(
    (one) => one.clock === clock && one.atMs > reopenedMs && one.deadline + amendedSince(one.atMs) === deadline,
  );
}

function announcementEvent(
  type: 'warned' | 'breached' | 'escalation-reached' | 'announcement-withdrawn',
  of: Announcement,
): TicketEvent {
  const { clock, threshold, deadline, targetMs, atMs } = of;
  return { type, at: toInstant(atMs), by: cadran, data: { clock, threshold, deadline, targetMs } };
}

/**
 * The crossings up to an instant (epoch milliseconds) that were not announced yet, each at its own instant however late this
 * is: warnings at the contract's thresholds, breach past 100 %, steps after it (annex §7). `before` leaves out the instant
 * itself, at which a command comes first.
 */
export function announcementsUpTo(state: TicketState, untilMs: number, before: boolean): TicketEvent[] {
  return unannounced(state)
    .filter(({ atMs, certainMs }) => (before ? atMs < untilMs : certainMs <= untilMs))
    .map((crossing) => announcementEvent(typeOf(crossing), crossing));
}

function typeOf({ threshold }: ClockCrossing): 'warned' | 'breached' | 'escalation-reached' {
  if (isAfterBreach(threshold)) return 'escalation-reached';
  return threshold === 'breach' ? 'breached' : 'warned';
}

/**
 * When the first breach, or step after one, that nobody was told of is to be told, past or to come, epoch milliseconds: past its
 * deadline, in support hours. None while the clocks are held, without commitment, or where the contract has none told.
 */
export function breachDueMs(state: TicketState): number | undefined {
  const due = unannounced(state).flatMap(({ threshold, certainMs }) => (isLate(threshold) ? [certainMs] : []));
  return due.length > 0 && open.includes(state.status) ? Math.min(...due) : undefined;
}

const isLate = (threshold: Announcement['threshold']): boolean => threshold === 'breach' || isAfterBreach(threshold);

/** What was announced and, after a fact entered later than it happened, has not come to pass at an instant (epoch milliseconds). */
export function withdrawals(state: TicketState, atMs: number): TicketEvent[] {
  // One that is still to come has not come to pass; tickets of older rules do not tell the two apart.
  const untilMs = rulesOf(state) >= 2 ? atMs : Infinity;
  const crossed = clockCrossings(state).filter((crossing) => crossing.atMs < untilMs || crossing.certainMs <= untilMs);
  return state.announced
    .filter((told) => !crossed.some((crossing) => same(crossing, told)) || takenOnMs(state, told) < told.atMs)
    .map((told) => announcementEvent('announcement-withdrawn', { ...told, atMs }));
}

/**
 * The next instant (epoch milliseconds) at which something is to be done if nothing happens: something to announce, a reminder,
 * silence to close, a quotation to expire, more of a timetable to ask for. While the clocks are paused, none but
 * the contract's reminders and the end of a quotation.
 */
export function nextInstantMs(state: TicketState): number | undefined {
  const instants = [
    ...unannounced(state).map(({ certainMs }) => certainMs),
    closing(state)?.atMs,
    ...remindersAhead(state).map(({ atMs }) => atMs),
    expiryDueMs(state),
    ...runningIn(state).map(({ toMs }) => toMs - aheadMs),
    ...awaitedHours(state).map(({ toMs }) => toMs - aheadMs),
  ];
  const known = instants.filter((atMs) => atMs !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

/** How long before its end more of a timetable is asked for: longer than any outage that one would sleep through. */
const aheadMs = 7 * 24 * 3600 * 1000;

interface Running {
  readonly hours: string;
  readonly toMs: number;
  readonly reachesDeadline: boolean;
}

/** The timetables that running clocks count in. */
function runningIn(state: TicketState): Running[] {
  return clockNames.flatMap((clock) => {
    const last = ticketClockLife(state, clock).at(-1);
    const timetable = last && state.timetables[last.hours];
    if (!timetable || last.state !== 'running') return [];
    // Asked of the timetable, not of the crossings: a breach that lasts across a new target is announced once, for the first.
    const leftMs = last.targetMs + 1 - last.countedMs;
    const reachesDeadline = instantAfter(timetable, last.fromMs, leftMs) !== undefined;
    return [{ hours: last.hours, toMs: timetable.toMs, reachesDeadline }];
  });
}

/** The timetables that steps of the chain wait for; while no clock runs, what may still leave has its opening already. */
function awaitedHours(state: TicketState): Pick<Running, 'hours' | 'toMs'>[] {
  const names = new Set(state.terms?.escalation.flatMap(({ hours }) => hours ?? []));
  if (names.size === 0 || runningIn(state).length === 0) return [];
  return [...names].flatMap((hours) => {
    const toMs = state.timetables[hours]?.toMs;
    return toMs === undefined ? [] : [{ hours, toMs }];
  });
}

/** The names of hours in which a clock has run past their timetable's end: a long wait ended with a sudden resolution. */
function tooShort(state: TicketState): string[] {
  const stretches = clockNames.flatMap((clock) => ticketClockLife(state, clock));
  return stretches
    .filter(
      ({ state: one, hours, toMs }) =>
        one === 'running' && toMs < Infinity && toMs > (state.timetables[hours]?.toMs ?? 0),
    )
    .map(({ hours }) => hours);
}

/**
 * The names of the hours whose timetable ends too early: a clock runs in them and the timetable no longer reaches a week past
 * now or does not reach the deadline, a step of the chain waits for them, or a clock ran in them past their end.
 */
export function timetablesToExtend(state: TicketState, nowMs: number): string[] {
  const wanted = state.terms?.escalation.some(({ at }) => isLate(at)) ?? false;
  const names = runningIn(state)
    .filter(({ toMs, reachesDeadline }) => toMs <= nowMs + aheadMs || (wanted && !reachesDeadline))
    .map(({ hours }) => hours);
  const awaited = awaitedHours(state).flatMap(({ hours, toMs }) => (toMs <= nowMs + aheadMs ? [hours] : []));
  return [...new Set([...names, ...awaited, ...tooShort(state), ...hoursTooShortForDelays(state)])];
}

/** Whether an ended ticket can be judged: its admission is decided and the timetables reach over all that was counted. */
export function isJudged(state: TicketState): boolean {
  return state.admission !== null && tooShort(state).length === 0;
}
