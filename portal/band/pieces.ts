import type { AnswerOf } from '../api/call';

export type Explanation = AnswerOf<'explainTicket'>;
export type ExplainedClock = Explanation['clocks'][number];
export type ApiSegment = ExplainedClock['segments'][number];

/** How a piece of the band is filled; each has its own pattern, so that it is told apart without colour (patterns 3.2). */
export type Fill = 'counted' | 'late' | 'waiting' | 'closed' | 'downtime' | 'dropped';

/** A piece of a clock's life as the band shows it, `[fromMs, toMs)` in epoch milliseconds. */
export interface Piece {
  readonly fill: Fill;
  readonly fromMs: number;
  readonly toMs: number;
  readonly countedMs: number;
  /** What is counted with this piece and all before it. */
  readonly sumMs: number;
  readonly segment: ApiSegment;
}

const fills: Readonly<Record<ApiSegment['reason'], Fill>> = {
  'support-hours': 'counted',
  'outside-hours': 'closed',
  holiday: 'closed',
  'special-day': 'closed',
  paused: 'waiting',
  'planned-downtime': 'downtime',
  stopped: 'closed',
  dropped: 'dropped',
};

/** The segments of an explanation as they are; only where the target is passed is one cut in two. */
export function piecesOf({ segments, targetMs }: Pick<ExplainedClock, 'segments' | 'targetMs'>): readonly Piece[] {
  const pieces: Piece[] = [];
  let before = 0;
  for (const segment of segments) {
    const [fromMs, toMs] = [Date.parse(segment.from), Date.parse(segment.to)];
    const fill = segment.counted ? 'counted' : fills[segment.reason];
    const sumMs = before + segment.countedMs;
    const passedMs = fromMs + (targetMs - before);
    if (fill === 'counted' && before < targetMs && sumMs > targetMs) {
      pieces.push({ fill, fromMs, toMs: passedMs, countedMs: targetMs - before, sumMs: targetMs, segment });
      pieces.push({ fill: 'late', fromMs: passedMs, toMs, countedMs: sumMs - targetMs, sumMs, segment });
    } else {
      const late = fill === 'counted' && before >= targetMs;
      pieces.push({ fill: late ? 'late' : fill, fromMs, toMs, countedMs: segment.countedMs, sumMs, segment });
    }
    before = sumMs;
  }
  return pieces.filter(({ fromMs, toMs }) => toMs > fromMs);
}

/** How much time each fill takes, milliseconds by the wall clock. */
export function spentBy(pieces: readonly Piece[]): Readonly<Record<Fill, number>> {
  const spent = { counted: 0, late: 0, waiting: 0, closed: 0, downtime: 0, dropped: 0 };
  for (const { fill, fromMs, toMs } of pieces) spent[fill] += toMs - fromMs;
  return spent;
}
