import { explainClock, type ExplainedClock } from '../clock/explained';
import { explain, type Segment } from '../clock/explanation';
import type { ClockFact } from '../clock/facts';
import { clockLife, type Stretch } from '../clock/life';
import type { ClockPolicies } from '../clock/policies';
import { readClock, type Reading } from '../clock/reading';
import { crossings, type Crossing } from '../clock/thresholds';
import { stepsAt, type EscalationStep } from '../contract/escalation';
import type { Priority } from '../contract/priority';
import { termsOfLife } from './amendment';
import { priorityAt } from './moves';
import { rulesOf } from './rules';
import type { ClockName, Terms, TicketState } from './schema';

/** Both guaranteed times of a ticket, in the order in which they are shown, with the clause that each stands on. */
export const clockClauses: Record<ClockName, string> = { intervention: 'GTI, §7', resolution: 'GTR, §7' };
export const clockNames: readonly ClockName[] = ['intervention', 'resolution'];

/**
 * The facts of a ticket as one clock sees them: the intervention time runs from creation to the time taken into account, the
 * resolution time from creation to "resolved", less the waits for the client (annex glossary, GTI and GTR). Each fact holds under
 * the terms of its own time: an amendment is a change of target (annex §6).
 */
function clockFacts(clock: ClockName, life: readonly Terms[], moves: TicketState['moves']): ClockFact[] {
  const facts: ClockFact[] = [];
  let [era, priority]: [number, Priority] = [0, 'P4'];
  for (const [sequence, move] of moves.entries()) {
    const { atMs, by, recordedMs, evidence } = move;
    const at = { atMs, sequence, ...(recordedMs === undefined ? {} : { by, recordedMs, evidence }) };
    if (move.kind === 'amended') era += 1;
    if ('priority' in move) priority = move.priority;
    const terms = life[era];
    if (!terms) continue;
    const aim = targetOf(clock, terms, priority);
    const { onPriorityChange, onReopen, onAmendment = 'carry-elapsed' } = terms;
    if (move.kind === 'opened') facts.push({ kind: 'start', ...at, ...aim });
    else if (move.kind === 'priority') facts.push({ kind: 'retarget', ...at, ...aim, policy: onPriorityChange });
    else if (move.kind === 'amended') {
      // What was explained under older rules stays so.
      const amended = rulesOf({ terms }) >= 6 ? ({ amended: true } as const) : {};
      facts.push({ kind: 'retarget', ...at, ...aim, policy: onAmendment, ...amended });
    } else if (move.kind === 'ended') {
      // Support has reacted, whatever it answered; nothing was resolved.
      facts.push({ kind: 'stop', ...at, ...(clock === 'resolution' ? { reason: 'unresolved' } : {}) });
    } else if (move.kind === 'merged') facts.push({ kind: 'stop', ...at, reason: 'merged' });
    else if (clock === 'intervention') {
      if (move.kind === 'acknowledged') facts.push({ kind: 'stop', ...at });
    } else if (move.kind === 'quoted')
      // The client's decision is asked of it as information is: a wait of its own.
      facts.push({ kind: 'pause', ...at, wait: 'quotation', reason: 'quotation' });
    else if (move.kind === 'quotation-ended') facts.push({ kind: 'resume', ...at, wait: 'quotation' });
    else if (move.kind === 'asked') facts.push({ kind: 'pause', ...at, reason: 'waiting-client' });
    else if (move.kind === 'answered') facts.push({ kind: 'resume', ...at });
    else if (move.kind === 'resolved') facts.push({ kind: 'stop', ...at });
    else if (move.kind === 'reopened') facts.push({ kind: 'reopen', ...at, policy: onReopen });
  }
  return facts;
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
function countingOf(state: TicketState, clock: ClockName): Counting | undefined {
  const { terms, admission, moves, countsFromMs = -Infinity } = state;
  if (!terms || admission?.decision !== 'admitted') return undefined;
  const facts = clockFacts(clock, termsOfLife(state), moves);
  // What happened before a late admission holds from it on: one that was taken into account before has its clock stopped.
  const counted = facts.map((fact) => (fact.atMs < countsFromMs ? { ...fact, atMs: countsFromMs } : fact));
  return { facts: counted, policies: clockPolicies(terms) };
}

/** The life of one clock of a ticket, empty without commitment. */
export function ticketClockLife(state: TicketState, clock: ClockName): Stretch[] {
  const counting = countingOf(state, clock);
  return counting ? clockLife(counting.facts, state.timetables, counting.policies) : [];
}

/** What a clock of a ticket counted and what it did not, up to an instant (epoch milliseconds); nothing without commitment. */
export function clockSegments(state: TicketState, clock: ClockName, asOfMs: number): Segment[] {
  return explain(ticketClockLife(state, clock), state.timetables, asOfMs);
}

export interface ClockReading extends Reading {
  readonly clock: ClockName;
}

/**
 * The verdict of a duplicate is that of the ticket which it was merged into: it has none of its own, and is counted once. The time
 * to a resolution (GTR) that never was is not met: what ended before its deadline has no verdict, and what was late stays late.
 */
function judged(state: TicketState, clock: ClockName, reading: Reading): Reading {
  const { merged, moves } = state;
  const unresolved = moves.some(({ kind, atMs }) => kind === 'ended' && atMs === reading.stoppedMs);
  const unmet = clock === 'resolution' && reading.verdict === 'met' && unresolved && rulesOf(state) >= 5;
  return merged || unmet ? { ...reading, verdict: undefined } : reading;
}

/** Both clocks at an instant (epoch milliseconds), none without commitment. */
export function readClocks(state: TicketState, asOfMs: number): ClockReading[] {
  return clockNames.flatMap((clock) => {
    const counting = countingOf(state, clock);
    const reading = counting && readClock(counting.facts, state.timetables, counting.policies, asOfMs);
    return reading ? [{ clock, ...judged(state, clock, reading) }] : [];
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
    return explained ? [{ ...explained, reading: { clock, ...judged(state, clock, explained.reading) } }] : [];
  });
}

export interface ClockCrossing extends Crossing {
  readonly clock: ClockName;
}

/** The steps of the chain that a crossing takes, by the terms and the priority that held at it (annex §6, §7). */
export function stepsTaken(
  state: TicketState,
  { threshold, atMs }: Pick<Crossing, 'threshold' | 'atMs'>,
): EscalationStep[] {
  const { moves, priority } = state;
  const amended = moves.filter((move) => move.kind === 'amended' && move.atMs <= atMs).length;
  return stepsAt(termsOfLife(state)[amended]?.escalation ?? [], priorityAt(moves, atMs) ?? priority, threshold);
}

/**
 * Every threshold of the escalation chain that either clock has crossed or will cross if nothing happens, in the order in which they
 * can be told. A threshold is of the chain that holds at its instant. An amendment tells no warning again that holds as before.
 */
export function clockCrossings(state: TicketState): ClockCrossing[] {
  const life = termsOfLife(state);
  const amendedMs = state.moves.flatMap(({ kind, atMs }) => (kind === 'amended' ? [atMs] : []));
  const thresholds = [...new Set(life.flatMap(({ escalation }) => escalation.map(({ at }) => at)))];
  const isInChain = (crossing: Crossing): boolean => stepsTaken(state, crossing).length > 0;
  const all = clockNames.flatMap((clock) => {
    const found = crossings(ticketClockLife(state, clock), state.timetables, thresholds).filter(isInChain);
    const holdsAsBefore = ({ threshold, deadline, atMs }: Crossing): boolean =>
      threshold !== 'breach' &&
      amendedMs.includes(atMs) &&
      found.some((earlier) => earlier.threshold === threshold && earlier.deadline === deadline - 1);
    return found.filter((crossing) => !holdsAsBefore(crossing)).map((crossing) => ({ clock, ...crossing }));
  });
  return all.sort((a, b) => a.certainMs - b.certainMs || a.atMs - b.atMs);
}
