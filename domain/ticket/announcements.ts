import { instantAfter } from '../calendar/timetable';
import { clockCrossings, ticketClockLife, clockNames, type ClockCrossing } from './clocks';
import type { TicketEvent, TicketState } from './schema';
import { toInstant } from '../time/instant';
import { cadran } from './actor';

type Announcement = TicketState['announced'][number];

const same = (a: Omit<Announcement, 'atMs' | 'targetMs'>, b: Omit<Announcement, 'atMs' | 'targetMs'>): boolean =>
  a.clock === b.clock && a.threshold === b.threshold && a.deadline === b.deadline;

function unannounced(state: TicketState): ClockCrossing[] {
  return clockCrossings(state).filter((crossing) => !state.announced.some((told) => same(told, crossing)));
}

function announcementEvent(type: 'warned' | 'breached' | 'announcement-withdrawn', of: Announcement): TicketEvent {
  const { clock, threshold, deadline, targetMs, atMs } = of;
  return { type, at: toInstant(atMs), by: cadran, data: { clock, threshold, deadline, targetMs } };
}

/**
 * The crossings up to an instant (epoch milliseconds) that were not announced yet, each at its own instant however late this
 * is: warnings at the contract's thresholds, breach past 100 % (annex §7). `before` leaves out the instant itself, at which a
 * command comes first.
 */
export function announcementsUpTo(state: TicketState, untilMs: number, before: boolean): TicketEvent[] {
  return unannounced(state)
    .filter(({ atMs }) => (before ? atMs < untilMs : atMs <= untilMs))
    .map((crossing) => announcementEvent(crossing.threshold === 'breach' ? 'breached' : 'warned', crossing));
}

/** What was announced and, after a fact entered later than it happened, never came to pass. */
export function withdrawals(state: TicketState, atMs: number): TicketEvent[] {
  const crossed = clockCrossings(state);
  return state.announced
    .filter((told) => !crossed.some((crossing) => same(crossing, told)))
    .map((told) => announcementEvent('announcement-withdrawn', { ...told, atMs }));
}

/** When a resolved ticket that the client leaves unanswered closes by itself, epoch milliseconds (annex §4). */
export function closesAtMs(state: TicketState): number | undefined {
  const delayMs = state.terms?.closeAfterMs;
  const resolvedMs = state.moves.findLast(({ kind }) => kind === 'resolved')?.atMs;
  if (state.status !== 'resolved' || delayMs === null || delayMs === undefined || resolvedMs === undefined)
    return undefined;
  const timetable = state.timetables[state.terms?.targets[state.priority].hours ?? ''];
  return timetable && instantAfter(timetable, resolvedMs, delayMs);
}

/** The next instant (epoch milliseconds) at which something is to be done if nothing happens; none while the clocks are paused. */
export function nextInstantMs(state: TicketState): number | undefined {
  const instants = [unannounced(state)[0]?.atMs, closesAtMs(state)].filter((atMs) => atMs !== undefined);
  return instants.length > 0 ? Math.min(...instants) : undefined;
}

const day = 24 * 3600 * 1000;

/**
 * The names of the hours whose timetable ends too early: the ticket runs in them and the timetable no longer reaches a week
 * past now or does not reach the deadline.
 */
export function timetablesToExtend(state: TicketState, nowMs: number): string[] {
  const names = clockNames.flatMap((clock) => {
    const last = ticketClockLife(state, clock).at(-1);
    const timetable = last && state.timetables[last.hours];
    if (!timetable || last.state !== 'running') return [];
    // Asked of the timetable, not of the crossings: a breach that lasts across a new target is announced once, for the first.
    const leftMs = last.targetMs + 1 - last.countedMs;
    const reached = instantAfter(timetable, last.fromMs, leftMs) !== undefined;
    const wanted = state.terms?.escalation.some(({ at }) => at === 'breach') ?? false;
    return timetable.toMs < nowMs + 7 * day || (wanted && !reached) ? [last.hours] : [];
  });
  return [...new Set(names)];
}
