/** One load of breaches: when each is due (epoch milliseconds), and which ticket it is. */
export interface Phase {
  readonly name: PhaseName;
  readonly commandsPerSecond: number;
  readonly dueMs: readonly number[];
  readonly startMs: number;
  /** When the next may begin, late breaches included. */
  readonly endMs: number;
  /** Filled while they are opened: the instant of each one's breach by its reference. */
  readonly tickets: Map<string, number>;
}
export const phaseNames = ['spread', 'sameSecond', 'spreadWithCommands', 'sameSecondWithCommands'] as const;
export type PhaseName = (typeof phaseNames)[number];

const full = { tickets: 10_000, breaches: 1000, spreadMs: 30_000, pauseMs: 90_000 };
const shortestMs = { spread: 1000, pause: 2500 };
const commandsPerSecond = 20;

/** How many breaches each phase has beside so many open tickets: a tenth, as at full size. */
export function breachesOf(tickets: number): number {
  return Math.max(1, Math.round((tickets * full.breaches) / full.tickets));
}

/** The phases one after another from an instant on (epoch milliseconds); fewer tickets breach at the same rate for a shorter time. */
export function planPhases(tickets: number, fromMs: number): Phase[] {
  const share = tickets / full.tickets;
  const breaches = breachesOf(tickets);
  const spreadMs = Math.max(shortestMs.spread, full.spreadMs * share);
  const pauseMs = Math.max(shortestMs.pause, full.pauseMs * share);
  let startMs = fromMs;
  return phaseNames.map((name) => {
    const lengthMs = name.startsWith('spread') ? spreadMs : 1000;
    const dueMs = Array.from({ length: breaches }, (_, index) => Math.floor(startMs + (index * lengthMs) / breaches));
    const phase = {
      name,
      commandsPerSecond: name.endsWith('WithCommands') ? commandsPerSecond : 0,
      dueMs,
      startMs,
      endMs: startMs + lengthMs + pauseMs,
      tickets: new Map<string, number>(),
    };
    startMs = phase.endMs;
    return phase;
  });
}
