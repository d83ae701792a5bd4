import { explainClock, type ExplainedClock } from '../clock/explained';
import type { ClockFact } from '../clock/facts';
import { clockLife, type Stretch } from '../clock/life';
import type { ClockPolicies } from '../clock/policies';
import { readClock, type Reading } from '../clock/reading';
import { crossings, type Crossing } from '../clock/thresholds';
import type { Priority } from '../contract/contract';
import type { ClockName, Terms, TicketState } from './schema';

/** Both guaranteed times of a ticket, in the order in which they are shown, with the clause that each stands on. */
export const clockClauses: Record<ClockName, string> = { intervention: 'GTI, §7', resolution: 'GTR, §7' };
export const clockNames: readonly ClockName[] = ['intervention', 'resolution'];

/**
 * The facts of a ticket as one clock sees them: the intervention time runs from creation to the time taken into account, the
 * resolution time from creation to "resolved", less the waits for the client (annex glossary, GTI and GTR).
 */
function clockFacts(clock: ClockName, terms: Terms, moves: TicketState['moves']): ClockFact[] {
  return moves.flatMap((move, sequence): ClockFact[] => {
    const { atMs, by, recordedMs, evidence } = move;
    const at = { atMs, sequence, ...(recordedMs === undefined ? {} : { by, recordedMs, evidence }) };
    if (move.kind === 'opened') return [{ kind: 'start', ...at, ...targetOf(clock, terms, move.priority) }];
    if (move.kind === 'priority') return [{ kind: 'retarget', ...at, ...targetOf(clock, terms, move.priority) }];
    if (clock === 'intervention')
      return move.kind === 'acknowledged' || move.kind === 'ended' ? [{ kind: 'stop', ...at }] : [];
    const facts: Record<typeof move.kind, ClockFact[]> = {
      acknowledged: [],
      asked: [{ kind: 'pause', ...at, reason: 'waiting-client' }],
      answered: [{ kind: 'resume', ...at }],
      // The client's decision is asked of it as information is: a wait of its own.
      quoted: [{ kind: 'pause', ...at, wait: 'quotation', reason: 'quotation' }],
      'quotation-ended': [{ kind: 'resume', ...at, wait: 'quotation' }],
      resolved: [{ kind: 'stop', ...at }],
      reopened: [{ kind: 'reopen', ...at }],
      ended: [{ kind: 'stop', ...at }],
    };
    return facts[move.kind];
  });
}

/** The target of one clock at a priority (annex §7), by that name, and the hours in which it is counted. */
export function targetOf(
  clock: ClockName,
  { targets }: Terms,
  priority: Priority,
): { targetMs: number; hours: string; name: Priority } {
  const { hours, interventionMs, resolutionMs } = targets[priority];
  return { hours, targetMs: clock === 'intervention' ? interventionMs : resolutionMs, name: priority };
}

/** What the terms say of a clock. */
export function clockPolicies({ onPriorityChange, onReopen, deductPlannedDowntime }: Terms): ClockPolicies {
  return { onRetarget: onPriorityChange, onReopen, deductPlannedDowntime };
}

interface Counting {
  readonly facts: ClockFact[];
  readonly policies: ClockPolicies;
}

/** What one clock of a ticket counts, none while its contract is not known or gives no commitment (annex §2, §6). */
function countingOf({ terms, admission, moves }: TicketState, clock: ClockName): Counting | undefined {
  if (!terms || admission?.decision !== 'admitted') return undefined;
  return { facts: clockFacts(clock, terms, moves), policies: clockPolicies(terms) };
}

/** The life of one clock of a ticket, empty without commitment. */
export function ticketClockLife(state: TicketState, clock: ClockName): Stretch[] {
  const counting = countingOf(state, clock);
  return counting ? clockLife(counting.facts, state.timetables, counting.policies) : [];
}

export interface ClockReading extends Reading {
  readonly clock: ClockName;
}

/** Both clocks at an instant (epoch milliseconds), none without commitment. */
export function readClocks(state: TicketState, asOfMs: number): ClockReading[] {
  return clockNames.flatMap((clock) => {
    const counting = countingOf(state, clock);
    const reading = counting && readClock(counting.facts, state.timetables, counting.policies, asOfMs);
    return reading ? [{ clock, ...reading }] : [];
  });
}

export type ClockExplanation = ExplainedClock<ClockReading>;

/**
 * Why both clocks stand where they stand at an instant (epoch milliseconds): the segments add up to the time counted, the
 * changes of priority say what they made of it, and a stop who entered it if it was late.
 */
export function explainClocks(state: TicketState, asOfMs: number): ClockExplanation[] {
  return clockNames.flatMap((clock) => {
    const counting = countingOf(state, clock);
    if (!counting) return [];
    const explained = explainClock(counting.facts, state.timetables, counting.policies, asOfMs);
    return explained ? [{ ...explained, reading: { clock, ...explained.reading } }] : [];
  });
}

export interface ClockCrossing extends Crossing {
  readonly clock: ClockName;
}

/** Every threshold of the escalation chain that either clock has crossed or will cross if nothing happens, in the order in which they can be told. */
export function clockCrossings(state: TicketState): ClockCrossing[] {
  const thresholds = state.terms?.escalation.map(({ at }) => at) ?? [];
  const all = clockNames.flatMap((clock) =>
    crossings(ticketClockLife(state, clock), state.timetables, thresholds).map((crossing) => ({ clock, ...crossing })),
  );
  return all.sort((a, b) => a.certainMs - b.certainMs || a.atMs - b.atMs);
}
