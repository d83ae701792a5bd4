import { z } from 'zod';
import { countedBetween } from '../calendar/timetable';
import type { SegmentReason } from '../clock/explanation';
import { refusal, type Refusal } from '../refusal';
import { instantSchema, toInstant } from '../time/instant';
import { clockSegments } from './clocks';
import type { ClockMove } from './moves';
import { rulesOf } from './rules';
import type { TicketState } from './schema';

type Moves = TicketState['moves'];

/** A wait for the client `[fromMs, toMs)`, epoch milliseconds; numbered from 1 in the order in which they were entered. */
export interface Wait {
  readonly number: number;
  readonly question: ClockMove;
  /** What ended it: an answer, the resolution, or the end of the ticket; `undefined` while the client is still waited for. */
  readonly end: ClockMove | undefined;
}

/** After which of them the clocks run. */
const running: readonly ClockMove['kind'][] = ['opened', 'answered', 'quotation-ended', 'reopened'];

const ends: readonly ClockMove['kind'][] = ['answered', 'resolved', 'ended', 'merged'];

/** The waits for the client in order. */
export function waitsOf(moves: Moves): Wait[] {
  const waits: Wait[] = [];
  let unnumbered = 0;
  for (const [index, question] of moves.entries()) {
    if (question.kind !== 'asked') continue;
    const end = moves.slice(index).find(({ kind }) => ends.includes(kind));
    waits.push({ number: question.wait ?? (unnumbered += 1), question, end });
  }
  return waits;
}

/** The wait of that number, whatever was entered since of the time before it. */
export function waitNumbered(moves: Moves, number: number): Wait | undefined {
  return waitsOf(moves).find((wait) => wait.number === number);
}

/** The number of the next wait that is entered: it keeps it. Before rules 6 they were counted in the order of time. */
export function nextWait(state: TicketState): Pick<ClockMove, 'wait'> {
  return rulesOf(state) >= 6 ? { wait: waitsOf(state.moves).length + 1 } : {};
}

/** Until when a clock was held in fact, which an answer that was found out late makes later than the answer. */
const heldUntilMs = ({ atMs, recordedMs, releasedMs }: ClockMove): number => releasedMs ?? recordedMs ?? atMs;

export const waitAnswerSchema = z
  .strictObject({
    number: z.number().int(),
    from: instantSchema,
    to: instantSchema.nullable(),
    /** Support time taken out of the resolution time, up to now for a wait in course. */
    deductedMs: z.number().int(),
    /** Support time for which the clock was held although the client had replied: found out late, and counted since. */
    heldThoughRepliedMs: z.number().int(),
  })
  .meta({ id: 'Wait' });

/**
 * The waits as they are shown at an instant (epoch milliseconds), by the segments that explain the resolution clock: another
 * priority or an amendment changes no more of them than of the time counted, and without commitment nothing is taken out.
 */
export function waitAnswers(state: TicketState, asOfMs: number) {
  const waits = waitsOf(state.moves);
  const segments = waits.length > 0 ? clockSegments(state, 'resolution', asOfMs) : [];
  const of = (reason: SegmentReason, fromMs: number, toMs: number): number =>
    segments
      .filter((segment) => segment.reason === reason && segment.fromMs < toMs && fromMs < segment.toMs)
      .map(({ hours, ...segment }) => {
        const timetable = state.timetables[hours];
        const [beginsMs, endsMs] = [Math.max(fromMs, segment.fromMs), Math.min(toMs, segment.toMs)];
        return timetable ? countedBetween(timetable, beginsMs, endsMs) : 0;
      })
      .reduce((sum, ms) => sum + ms, 0);
  return waits.map(({ number, question, end }): z.infer<typeof waitAnswerSchema> => ({
    number,
    from: toInstant(question.atMs),
    to: end ? toInstant(end.atMs) : null,
    deductedMs: of('paused', question.atMs, end?.atMs ?? asOfMs),
    heldThoughRepliedMs: end?.kind === 'answered' ? of('support-hours', end.atMs, heldUntilMs(end)) : 0,
  }));
}

/** What tells a late entry: its author's name, when it was entered (epoch milliseconds), and on what evidence. */
interface Entry {
  readonly by: string;
  readonly recordedMs: number;
  readonly evidence: string;
}

/** The moves after a wait's beginning or end was corrected, both in epoch milliseconds; those of one instant keep their order. */
export function withCorrectedWait(
  moves: Moves,
  number: number,
  fromMs: number,
  toMs: number | undefined,
  entry: Entry,
): Moves {
  const wait = waitNumbered(moves, number);
  if (!wait) return moves;
  const corrected = moves.flatMap((move): ClockMove[] => {
    if (move === wait.question && move.atMs !== fromMs) {
      const { toldMs = move.recordedMs ?? move.atMs } = move;
      return [{ ...move, atMs: fromMs, ...entry, toldMs }];
    }
    if (move !== wait.end || toMs === undefined || move.atMs === toMs) return [move];
    const answered = { kind: 'answered', atMs: toMs, ...entry, releasedMs: heldUntilMs(move) } as const;
    return move.kind === 'answered' ? [answered] : [answered, move];
  });
  return inOrder(corrected);
}

/** The moves with a wait that nobody had entered, before what begins at its end. */
export function withRecordedWait(
  { moves, ...state }: TicketState,
  fromMs: number,
  toMs: number,
  entry: Entry & Pick<ClockMove, 'wait'>,
): Moves {
  const { wait, ...entered } = entry;
  const isBefore = ({ atMs }: ClockMove): boolean => rulesOf(state) < 8 || atMs <= fromMs;
  return inOrder([
    ...moves.filter((move) => isBefore(move)),
    { kind: 'asked', atMs: fromMs, ...entered, ...(wait === undefined ? {} : { wait }) },
    { kind: 'answered', atMs: toMs, ...entered, releasedMs: toMs },
    ...moves.filter((move) => !isBefore(move)),
  ]);
}

const inOrder = (moves: Moves): Moves => moves.toSorted((a, b) => a.atMs - b.atMs);

/**
 * Why a wait `[fromMs, toMs)` can't have been (epoch milliseconds): it is empty, not yet over, or reaches over another wait or
 * over a time for which the ticket was resolved. `own` are the moves of the wait itself.
 */
export function whyNoWait(
  moves: Moves,
  own: readonly (ClockMove | undefined)[],
  [fromMs, toMs]: readonly [number, number],
  nowMs: number,
): { refusal: Refusal } | undefined {
  const others = moves.filter(
    (move) => !own.includes(move) && !['priority', 'acknowledged', 'amended'].includes(move.kind),
  );
  const before = others.findLast(({ atMs }) => atMs <= fromMs)?.kind;
  const runs = before !== undefined && running.includes(before);
  const free = !others.some(({ atMs }) => fromMs < atMs && atMs < toMs);
  if (runs && free && fromMs < toMs && toMs <= nowMs) return undefined;
  return refusal('wait-out-of-place', { from: toInstant(fromMs), to: toInstant(toMs) });
}
