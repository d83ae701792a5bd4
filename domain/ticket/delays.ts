import { instantAfter } from '../calendar/timetable';
import { toInstant } from '../time/instant';
import { cadran } from './actor';
import type { TicketEvent } from './events';
import { priorityAt } from './moves';
import { whyNotEndUnbilled } from './quotation';
import { rulesOf } from './rules';
import type { TicketState } from './schema';
import { waitsOf } from './waits';

/**
 * What a client's silence leads to (annex §4, GTR): after a question, reminders and at last the closing; after a resolution, the
 * closing, and an end of reopening. All delays are the contract's, in the support hours of the priority.
 */
interface Delay {
  readonly kind: 'reminder' | 'unanswered' | 'silence' | 'reopening';
  /** Counts the reminders of a wait from 1. */
  readonly number: number;
  /** Epoch milliseconds; `undefined` past the end of the timetable. */
  readonly atMs: number | undefined;
}

function delaysOf(state: TicketState): Delay[] {
  const { terms, timetables, status, question } = state;
  const timetable = timetables[hoursOfDelays(state) ?? ''];
  if (!terms || !timetable) return [];
  // Shorter delays of an amendment have nothing happen before itself.
  const amendedMs = state.moves.findLast(({ kind }) => kind === 'amended')?.atMs ?? -Infinity;
  const delay = (kind: Delay['kind'], sinceMs: number, afterMs: number | null | undefined, number = 1): Delay[] => {
    if (afterMs === null || afterMs === undefined) return [];
    const atMs = instantAfter(timetable, sinceMs, afterMs);
    if (atMs === undefined || atMs > amendedMs) return [{ kind, number, atMs }];
    // A reminder only comes sooner; an end needs time, as nobody could have known of it.
    if (kind === 'reminder' || rulesOf(state) < 9) return [{ kind, number, atMs: amendedMs }];
    const anewMs = instantAfter(timetable, amendedMs, afterMs);
    return [{ kind, number, atMs: overtaken(endUnamended(state, kind), amendedMs, anewMs) }];
  };
  // What waits for a decision on a quotation was asked nothing.
  if (status === 'waiting-client' && question !== null) {
    const sinceMs = toldMs(state, waitsOf(state.moves).at(-1)?.question);
    const reminders = terms.remindAfterMs ?? [];
    // What the client has accepted to pay is done and billed, whatever it leaves unanswered.
    const ends = rulesOf(state) < 7 || whyNotEndUnbilled(state) === undefined;
    return [
      ...reminders.flatMap((afterMs, index) => delay('reminder', sinceMs, afterMs, index + 1)),
      ...(ends ? delay('unanswered', sinceMs, terms.closeUnansweredAfterMs) : []),
    ];
  }
  if (status !== 'resolved') return [];
  const sinceMs = toldMs(
    state,
    state.moves.findLast(({ kind }) => kind === 'resolved'),
  );
  const { spoken } = state;
  // Whoever has written waits for an answer, and is not silent.
  const silence =
    spoken?.side === 'client' ? [] : delay('silence', Math.max(sinceMs, spoken?.atMs ?? 0), terms.closeAfterMs);
  return [...silence, ...delay('reopening', sinceMs, terms.reopenWithinMs)];
}

/** When a delay would end if the last amendment had not been, epoch milliseconds. */
function endUnamended(state: TicketState, kind: Delay['kind']): number | undefined {
  const { formerTerms = [], moves } = state;
  const last = moves.findLastIndex((move) => move.kind === 'amended');
  const unamended = { ...state, terms: formerTerms.at(-1) ?? null, formerTerms: formerTerms.slice(0, -1) };
  return delaysOf({ ...unamended, moves: moves.toSpliced(last, 1) }).find((delay) => delay.kind === kind)?.atMs;
}

/**
 * The end of a delay that is over by its new length when an amendment comes, epoch milliseconds: its whole length from there, but
 * no later than it would have been. What was over before stays so.
 */
function overtaken(beforeMs: number | undefined, amendedMs: number, anewMs: number | undefined): number | undefined {
  if (beforeMs === undefined) return anewMs;
  return Math.max(amendedMs, Math.min(beforeMs, anewMs ?? beforeMs));
}

/** The hours in which the delays in course count: those of the priority that held when they began, whatever it became since. */
function hoursOfDelays(state: TicketState): string | undefined {
  const { status, moves, priority, terms } = state;
  const begun = moves.findLast(({ kind }) => kind === (status === 'resolved' ? 'resolved' : 'asked'));
  const held = begun && rulesOf(state) >= 8 ? priorityAt(moves, begun.atMs) : undefined;
  return terms?.targets[held ?? priority].hours;
}

/** When the client was told: what was entered later than it happened reached it then, whatever is corrected afterwards. */
function toldMs(state: TicketState, move: TicketState['moves'][number] | undefined): number {
  if (!move) return 0;
  if (rulesOf(state) >= 4 && move.toldMs !== undefined) return move.toldMs;
  return rulesOf(state) >= 2 ? (move.recordedMs ?? move.atMs) : move.atMs;
}

/** When a ticket that the client leaves unanswered closes by itself (epoch milliseconds), and after what. */
export function closing(state: TicketState): { atMs: number; reason: 'silence' | 'unanswered' } | undefined {
  for (const { kind, atMs } of delaysOf(state))
    if ((kind === 'silence' || kind === 'unanswered') && atMs !== undefined) return { atMs, reason: kind };
  return undefined;
}

/** Until when a resolved ticket can be reopened, epoch milliseconds; `undefined`: until it is closed. */
export function reopenableUntilMs(state: TicketState): number | undefined {
  return delaysOf(state).find(({ kind }) => kind === 'reopening')?.atMs;
}

/** The reminders of the wait in course that are still to be sent, and when, epoch milliseconds. */
export function remindersAhead(state: TicketState): { number: number; atMs: number }[] {
  return delaysOf(state).flatMap(({ kind, number, atMs }) =>
    kind === 'reminder' && atMs !== undefined && number > (state.reminded ?? 0) ? [{ number, atMs }] : [],
  );
}

/** The reminders due up to an instant (epoch milliseconds), each at its own; `before` leaves out the instant itself. */
export function remindersUpTo(state: TicketState, untilMs: number, before: boolean): TicketEvent[] {
  return remindersAhead(state)
    .filter(({ atMs }) => (before ? atMs < untilMs : atMs <= untilMs))
    .map(({ number, atMs }) => ({ type: 'client-reminded', at: toInstant(atMs), by: cadran, data: { number } }));
}

/** The hours whose timetable ends before a delay of the ticket does. Tickets of older rules ask for nothing. */
export function hoursTooShortForDelays(state: TicketState): string[] {
  const beyond = rulesOf(state) >= 2 && delaysOf(state).some(({ atMs }) => atMs === undefined);
  const hours = hoursOfDelays(state);
  return beyond && hours !== undefined ? [hours] : [];
}
