import {
  crossings,
  readClock,
  stretches,
  type ClockFact,
  type Crossing,
  type Reading,
  type Stretch,
} from '../clock/clock';
import type { ClockName, Terms, TicketState } from './schema';

/** Both guaranteed times of a ticket, in the order in which they are shown, with the clause that each stands on. */
export const clockClauses: Record<ClockName, string> = { intervention: 'GTI, §7', resolution: 'GTR, §7' };
export const clockNames: readonly ClockName[] = ['intervention', 'resolution'];

/**
 * The facts of a ticket as one clock sees them: the intervention time runs from creation to the time taken into account, the
 * resolution time from creation to "resolved", less the waits for the client (annex glossary, GTI and GTR).
 */
function clockFacts(clock: ClockName, terms: Terms, moves: TicketState['moves']): ClockFact[] {
  const aim = (priority: keyof Terms['targets']): { targetMs: number; hours: string } => {
    const target = terms.targets[priority];
    return { hours: target.hours, targetMs: clock === 'intervention' ? target.interventionMs : target.resolutionMs };
  };
  return moves.flatMap((move): ClockFact[] => {
    const { atMs } = move;
    if (move.kind === 'opened') return [{ kind: 'start', atMs, ...aim(move.priority) }];
    if (move.kind === 'priority') return [{ kind: 'retarget', atMs, ...aim(move.priority) }];
    if (clock === 'intervention') return move.kind === 'acknowledged' ? [{ kind: 'stop', atMs }] : [];
    const kinds = {
      acknowledged: [],
      asked: ['pause'],
      answered: ['resume'],
      resolved: ['stop'],
      reopened: ['reopen'],
    } as const;
    return kinds[move.kind].map((kind) => ({ kind, atMs }));
  });
}

/** The life of one clock of a ticket, empty while its contract is not known or gives no commitment (annex §2, §6). */
export function clockLife(state: TicketState, clock: ClockName): Stretch[] {
  if (!state.terms || state.admission?.decision !== 'admitted') return [];
  return stretches(clockFacts(clock, state.terms, state.moves), state.timetables, state.terms.onPriorityChange);
}

export interface ClockReading extends Reading {
  readonly clock: ClockName;
}

/** Both clocks at an instant (epoch milliseconds), none without commitment. */
export function readClocks(state: TicketState, asOfMs: number): ClockReading[] {
  return clockNames.flatMap((clock) => {
    const reading = readClock(clockLife(state, clock), state.timetables, asOfMs);
    return reading ? [{ clock, ...reading }] : [];
  });
}

export interface ClockCrossing extends Crossing {
  readonly clock: ClockName;
}

/** Every threshold of the escalation chain that either clock has crossed or will cross if nothing happens, in order of time. */
export function clockCrossings(state: TicketState): ClockCrossing[] {
  const thresholds = state.terms?.escalation.map(({ at }) => at) ?? [];
  const all = clockNames.flatMap((clock) =>
    crossings(clockLife(state, clock), state.timetables, thresholds).map((crossing) => ({ clock, ...crossing })),
  );
  return all.sort((a, b) => a.atMs - b.atMs);
}
