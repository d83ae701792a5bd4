import { toEpochMs, toInstant } from '../domain/time/instant';
import type { Step } from '../domain/import/retelling';
import type { ReplayedTicket } from './commands';
import { spanOf } from './straight';

const weekMs = 7 * 24 * 3600 * 1000;

/** What one ticket goes through at one instant: it may be opened, then it is told. */
export interface Turn {
  readonly ticket: ReplayedTicket;
  readonly opens: boolean;
  readonly steps: readonly Step[];
}

/** All that happens at one instant (epoch milliseconds), at most one turn a ticket. */
export interface Moment {
  readonly atMs: number;
  readonly turns: readonly Turn[];
}

/** The tickets moved by as few whole weeks as bring their first instant past `afterMs` (epoch milliseconds). */
export function movedPast(tickets: readonly ReplayedTicket[], afterMs: number): ReplayedTicket[] {
  const byMs = Math.max(0, Math.ceil((afterMs - spanOf(tickets).fromMs) / weekMs)) * weekMs;
  return tickets.map(({ number, opening, steps }) => ({
    number,
    opening: { ...opening, openedAt: toInstant(toEpochMs(opening.openedAt) + byMs) },
    steps: steps.map((step) => ({ ...step, atMs: step.atMs + byMs })),
  }));
}

/** All tickets on one line of time, in order. */
export function timelineOf(tickets: readonly ReplayedTicket[]): Moment[] {
  const moments = new Map<number, Turn[]>();
  const add = (atMs: number, turn: Turn): void => {
    const turns = moments.get(atMs);
    if (turns) turns.push(turn);
    else moments.set(atMs, [turn]);
  };
  for (const ticket of tickets) {
    const openedMs = toEpochMs(ticket.opening.openedAt);
    const instants = new Set([openedMs, ...ticket.steps.map(({ atMs }) => atMs)]);
    for (const instant of instants)
      add(instant, {
        ticket,
        opens: instant === openedMs,
        steps: ticket.steps.filter(({ atMs }) => atMs === instant),
      });
  }
  return [...moments].map(([atMs, turns]) => ({ atMs, turns })).sort((a, b) => a.atMs - b.atMs);
}
