import type { CommandLatency } from './breach-commands';
import type { PhaseLateness } from './breach-lateness';
import type { PhaseName } from './breach-plan';

interface Goal {
  readonly measured: number;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly met: boolean;
}

/** What the last line of the bench says. Instants are seconds after the due one, commands milliseconds. */
export interface BreachResult {
  readonly tickets: number;
  readonly openings: {
    /** A second, in a burst: starts that were accepted, tickets that were open and published. */
    readonly accepted: number;
    readonly opened: number;
    /** Tickets open and published a second over the rest of them. */
    readonly openedSustained: number;
    /** Whether every timer was armed before the first breach was due. */
    readonly inTime: boolean;
  };
  readonly phases: Readonly<Record<PhaseName, PhaseLateness>>;
  readonly commands: Readonly<Partial<Record<PhaseName, CommandLatency>>>;
  readonly goals: Readonly<Record<'spread' | 'sameSecond' | 'lostOrDoubled' | 'accepted' | 'opened', Goal>>;
  readonly seconds: number;
  readonly node: string;
}

export function goalsOf({ phases, openings }: Pick<BreachResult, 'phases' | 'openings'>): BreachResult['goals'] {
  const atMost = (limit: number, measured: number): Goal => ({ atMost: limit, measured, met: measured <= limit });
  const atLeast = (limit: number, measured: number): Goal => ({ atLeast: limit, measured, met: measured >= limit });
  const wrong = Object.values(phases).flatMap(({ workflow, notice }) => [workflow, notice]);
  return {
    spread: atMost(0.5, phases.spread.notice.p99),
    sameSecond: atMost(10, phases.sameSecond.notice.max),
    lostOrDoubled: atMost(
      0,
      wrong.reduce((sum, { lost, doubled }) => sum + lost + doubled, 0),
    ),
    accepted: atLeast(110, openings.accepted),
    opened: atLeast(52, openings.opened),
  };
}

/** The figures for people. */
export function breachTable({ tickets, openings, phases, commands, goals }: BreachResult): string {
  const row = (name: string, cells: readonly (string | number)[]): string =>
    name.padEnd(36) + cells.map((cell) => String(cell).padStart(10)).join('');
  const { accepted, opened, openedSustained } = openings;
  return [
    `${tickets} open tickets; a second: ${accepted} accepted, ${opened} opened, ${openedSustained} opened over all`,
    row('seconds late', ['p50', 'p95', 'p99', 'max', 'lost', 'doubled']),
    ...Object.entries(phases).flatMap(([name, { breaches, workflow, notice }]) =>
      Object.entries({ recorded: workflow, notice }).map(([what, { p50, p95, p99, max, lost, doubled }]) =>
        row(`${breaches} ${name}, ${what}`, [p50, p95, p99, max, lost, doubled]),
      ),
    ),
    row('ms for a command', ['p50', 'p95', 'p99', 'max', 'given', 'failed']),
    ...Object.entries(commands).map(([name, { p50Ms, p95Ms, p99Ms, maxMs, given, failed }]) =>
      row(name, [p50Ms, p95Ms, p99Ms, maxMs, given, failed]),
    ),
    ...Object.entries(goals).map(
      ([name, { measured, atLeast, atMost, met }]) =>
        `${name}: ${measured}, goal ${atLeast === undefined ? `at most ${atMost ?? ''}` : `at least ${atLeast}`}: ${met ? 'met' : 'missed'}`,
    ),
  ].join('\n');
}
