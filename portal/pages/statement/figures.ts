import type { ClockAnswer, ClockName } from '../../../domain/ticket/schema';
import { standingAt, type ClockShape } from '../../time/countdown';
import { instantsOfWall } from '../../time/wall-clock';
import { monthAfter } from '../../time/days';
import type { Ticket } from '../tickets/ticket-state';
import { priorities } from '../tickets/list-search';

/** How a clock counts in the sums of a statement. */
export type Verdict = 'met' | 'missed' | 'undecided';

/** How many clocks of one kind were met, missed, and neither: not yet, or never. */
export type Sums = Readonly<Record<Verdict, number>>;

/** A line of the sums: one priority, or all of them. */
export interface Total {
  readonly priority: Ticket['priority'] | 'all';
  readonly tickets: number;
  /** Those whose times are guaranteed by nothing (annex §2). */
  readonly withoutCommitment: number;
  readonly clocks: Readonly<Record<ClockName, Sums>>;
  /** Support time for which their resolution clocks were held, milliseconds. */
  readonly heldMs: number;
}

/** The first instant of a month (`2026-11`) by the wall clock of a zone, and the first one after it. */
export function spanOfMonth(month: string, zone: string): { readonly from: string; readonly until: string } {
  const [from = '', until = ''] = [month, monthAfter(month, 1)].map((one) => firstInstant(one, zone));
  return { from, until };
}

/** Where clocks jump over midnight the month begins at the first minute that there is. */
function firstInstant(month: string, zone: string): string {
  const minutes = Array.from({ length: 24 }, (_, number) => `${month}-01T${String(number).padStart(2, '0')}:00`);
  return minutes.map((wall) => instantsOfWall(wall, zone)[0]).find((at) => at !== undefined) ?? '';
}

export function clockOf({ clocks }: Pick<Ticket, 'clocks'>, name: ClockName): ClockAnswer | undefined {
  return clocks.find(({ clock }) => clock === name);
}

/** When it is due, or was as it stopped; null while it is held. */
export function dueOf({ dueAt, dueAtStop = null }: ClockAnswer): string | null {
  return dueAt ?? dueAtStop;
}

const missed: readonly ClockShape[] = ['missed', 'late', 'late-paused'];

/** Whether a clock was kept: what has gone beyond its target is missed, whether it has stopped or not. */
export function verdictOf(clock: ClockAnswer, nowMs: number): Verdict {
  const { shape } = standingAt(clock, nowMs);
  if (shape === 'met') return 'met';
  return missed.includes(shape) ? 'missed' : 'undecided';
}

/** The sums of a statement by priority, and of all; a priority without tickets has no line. */
export function totalsOf(tickets: readonly Ticket[], nowMs: number): readonly Total[] {
  const lines = priorities.map((priority) =>
    totalOf(
      priority,
      tickets.filter((ticket) => ticket.priority === priority),
      nowMs,
    ),
  );
  return [...lines.filter((line) => line.tickets > 0), totalOf('all', tickets, nowMs)];
}

function totalOf(priority: Total['priority'], tickets: readonly Ticket[], nowMs: number): Total {
  const sumsOf = (name: ClockName): Sums => {
    const verdicts = tickets.flatMap((ticket) => clockOf(ticket, name) ?? []).map((clock) => verdictOf(clock, nowMs));
    const count = (wanted: Verdict): number => verdicts.filter((verdict) => verdict === wanted).length;
    return { met: count('met'), missed: count('missed'), undecided: count('undecided') };
  };
  return {
    priority,
    tickets: tickets.length,
    withoutCommitment: tickets.filter(({ clocks }) => clocks.length === 0).length,
    clocks: { intervention: sumsOf('intervention'), resolution: sumsOf('resolution') },
    heldMs: tickets.reduce((sum, ticket) => sum + (clockOf(ticket, 'resolution')?.heldMs ?? 0), 0),
  };
}
