import type { Segment } from '../clock/explanation';
import { reachedIn } from '../clock/thresholds';
import { clockSegments, ticketClockLife, type ClockReading } from './clocks';
import type { TicketState } from './schema';

/** What proves the verdict of a clock beside its figures, as a statement shows it; epoch milliseconds and milliseconds of support. */
export interface ClockProof {
  /** For how long waits for the client, its decisions on quotations among them, have held the clock (GTR). */
  readonly heldMs: number;
  /** Of a clock that stopped, when its target was used up, or would have been had it run on. */
  readonly dueAtStopMs: number | undefined;
}

/** The proof of a clock of a ticket as it is read. */
export function proofOf(state: TicketState, reading: ClockReading): ClockProof {
  const { clock, asOfMs, dueMs } = reading;
  // What nothing has held need not be explained for it.
  const isHeld = state.moves.some(({ kind }) => kind === 'asked' || kind === 'quoted');
  return {
    heldMs: isHeld ? heldIn(clockSegments(state, clock, asOfMs)) : 0,
    dueAtStopMs: reading.stoppedMs === undefined ? undefined : (dueMs ?? dueHadItRunOn(state, reading)),
  };
}

/** What was dropped, as by a restart of the count, holds nothing any more. */
function heldIn(segments: readonly Segment[]): number {
  return segments.reduce((sum, { reason, deductedMs }) => (reason === 'dropped' ? sum : sum + deductedMs), 0);
}

function dueHadItRunOn(state: TicketState, { clock, asOfMs }: ClockReading): number | undefined {
  const stretch = ticketClockLife(state, clock).findLast(({ fromMs }) => fromMs <= asOfMs);
  if (!stretch?.stop) return undefined;
  const { atMs, countedMs, targetMs, hours } = stretch.stop;
  const runsOn = { ...stretch, state: 'running', fromMs: atMs, toMs: Infinity, hours, countedMs } as const;
  return reachedIn(runsOn, state.timetables, targetMs);
}
