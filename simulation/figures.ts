import { stringify } from 'csv-stringify/sync';
import type { TicketCommandName } from '../domain/ticket/commands';
import type { ClockName, TicketAnswer } from '../domain/ticket/schema';
import type { ReplayedTicket } from './commands';

/** A guaranteed time when its clock stopped: milliseconds of support, and whether the target in force then was kept. */
export interface Stopped {
  readonly countedMs: number;
  readonly met: boolean;
}

/** What a replayed incident comes to. */
export interface Figures {
  readonly number: string;
  /** 1 to 4, at the end. */
  readonly priority: number;
  /** At the time taken into account (GTI); none if that never happened. */
  readonly intervention: Stopped | undefined;
  /** At the last resolution (GTR); none if that never happened. */
  readonly resolution: Stopped | undefined;
  /** How often the client was waited for. */
  readonly waits: number;
}

/** The figures of a ticket that has just been opened. */
export function figuresAtOpening({ number, opening }: ReplayedTicket): Figures {
  const priority = Number(opening.priority.slice(1));
  return { number, priority, intervention: undefined, resolution: undefined, waits: 0 };
}

/** The figures after a command, from what the ticket answered to it. */
export function figuresAfter(figures: Figures, command: TicketCommandName, answer: TicketAnswer): Figures {
  return {
    ...figures,
    priority: Number(answer.priority.slice(1)),
    intervention: command === 'acknowledge' ? stopped(answer, 'intervention') : figures.intervention,
    resolution: command === 'resolve' ? stopped(answer, 'resolution') : figures.resolution,
    waits: figures.waits + (command === 'ask' ? 1 : 0),
  };
}

function stopped({ clocks }: TicketAnswer, name: ClockName): Stopped | undefined {
  const clock = clocks.find(({ clock }) => clock === name);
  return clock?.verdict ? { countedMs: clock.countedMs, met: clock.verdict === 'met' } : undefined;
}

/** Whole minutes of support, the begun one left out. */
export function wholeMinutes({ countedMs }: Stopped): number {
  return Math.floor(countedMs / 60_000);
}

const columns = [
  'number',
  'priority',
  'intervention_minutes',
  'resolution_minutes',
  'intervention_met',
  'resolution_met',
  'waits',
];

/** The figures as CSV, sorted by number as plain text; what never happened is an empty field. */
export function figuresCsv(figures: readonly Figures[]): string {
  const sorted = [...figures].sort((a, b) => (a.number < b.number ? -1 : a.number > b.number ? 1 : 0));
  const rows = sorted.map(({ number, priority, intervention, resolution, waits }) => [
    number,
    priority,
    intervention ? wholeMinutes(intervention) : '',
    resolution ? wholeMinutes(resolution) : '',
    intervention ? String(intervention.met) : '',
    resolution ? String(resolution.met) : '',
    waits,
  ]);
  return stringify([columns, ...rows]);
}
