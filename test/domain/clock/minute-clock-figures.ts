import type { SegmentReason } from '../../../domain/clock/explanation';
import type { ClockFact } from '../../../domain/clock/facts';
import type { Reading } from '../../../domain/clock/reading';
import type { Crossing, Threshold } from '../../../domain/clock/thresholds';
import { MinuteClock, type MinuteWorld, type Piece } from './minute-clock';
import { heldNow, type Standing } from './minute-clock-standing';

/* What can be read off a walk from minute to minute: the figures of a clock, its crossings and its explanation. */

const happenedBy = (facts: readonly ClockFact[], asOfMs: number): ClockFact[] =>
  facts.filter(({ atMs, kind }) => atMs <= asOfMs || kind === 'exclude');

/** The facts that had been entered by an instant; planned exclusions are known from the beginning. */
export const enteredBy = (facts: readonly ClockFact[], entryMs: number): ClockFact[] =>
  facts.filter((fact) =>
    fact.recordedMs === undefined ? happenedBy([fact], entryMs).length > 0 : fact.recordedMs <= entryMs,
  );

/** What the clock shows at an instant, and why. */
export interface MinuteAnswer {
  readonly reading: Reading | undefined;
  readonly segments: readonly MinuteSegment[];
}

export function minuteAnswer(world: MinuteWorld, facts: readonly ClockFact[], asOfMs: number): MinuteAnswer {
  const known = happenedBy(facts, asOfMs);
  const clock = new MinuteClock(world, known).to(asOfMs);
  const { now, verdict, countedMs: countedNowMs, counts } = clock;
  if (!now) return { reading: undefined, segments: [] };
  const { countedMs, standing } = verdict ?? { countedMs: countedNowMs, standing: now };
  const { targetMs, target } = standing;
  const untilMs = verdict?.atMs ?? asOfMs;
  const segments = segmentsOf(world, clock.pieces, standing, untilMs);
  const changesMs = nextChangeMs(clock, asOfMs, world.toMs);
  const dueMs = clock.to(world.toMs).usedUp.get(target);
  const resumed = (): number | undefined =>
    new MinuteClock(world, known, { resumedAtMs: asOfMs }).to(world.toMs).usedUp.get(target);
  const breached = countedMs > targetMs;
  const reading: Reading = {
    state: now.state,
    countedMs,
    targetMs,
    remainingMs: targetMs - countedMs,
    running: counts,
    asOfMs,
    changesMs,
    dueMs,
    dueIfResumedMs: now.state === 'paused' ? (dueMs ?? resumed()) : undefined,
    breached,
    lateness: breached ? { supportMs: countedMs - targetMs, elapsedMs: untilMs - (dueMs ?? NaN) } : undefined,
    verdict: verdict && (breached ? 'breached' : 'met'),
    stoppedMs: verdict?.atMs,
  };
  return { reading, segments };
}

/** The next minute, or part of one, that is counted where the one at the walk's end is not, or the other way round. */
function nextChangeMs(clock: MinuteClock, asOfMs: number, toMs: number): number | undefined {
  const { counts } = clock;
  for (let atMs = asOfMs; atMs < toMs;) {
    atMs = clock.step(toMs);
    if (clock.counts !== counts) return atMs < toMs ? atMs : undefined;
  }
  return undefined;
}

export function minuteCrossings(
  world: MinuteWorld,
  facts: readonly ClockFact[],
  thresholds: readonly Threshold[],
): Crossing[] {
  const lastMs = Math.max(world.toMs, ...facts.map(({ atMs }) => atMs));
  return new MinuteClock(world, facts, { thresholds }).to(lastMs).crossings;
}

/** A piece of an explanation, as far as this oracle tells it: neither names nor entries. */
export interface MinuteSegment {
  fromMs: number;
  toMs: number;
  reason: SegmentReason;
  hours: string;
  countedMs: number;
  deductedMs: number;
}

function segmentsOf(
  world: MinuteWorld,
  pieces: readonly Piece[],
  standing: Standing,
  untilMs: number,
): MinuteSegment[] {
  const segments = pieces
    .filter(({ fromMs }) => fromMs < untilMs)
    .map(({ fromMs, toMs, state, hours: lived }): MinuteSegment => {
      const { dropped, hours } = heldNow(standing, fromMs, lived);
      const calendar = world.hours[hours];
      const openMs = calendar?.isOpenAt(fromMs) ? toMs - fromMs : 0;
      const told = { fromMs, toMs, hours, countedMs: 0, deductedMs: 0 };
      if (dropped) return { ...told, reason: 'dropped', deductedMs: state === 'running' ? openMs : 0 };
      if (state === 'stopped') return { ...told, reason: 'stopped' };
      if (state === 'paused') return { ...told, reason: 'paused', deductedMs: openMs };
      if (state === 'excluded') return { ...told, reason: 'planned-downtime', deductedMs: openMs };
      if (openMs > 0) return { ...told, reason: 'support-hours', countedMs: openMs };
      return { ...told, reason: calendar?.closedBecause(fromMs) ?? 'outside-hours' };
    });
  return joined(segments);
}

/** Neighbours told by the same reason and hours made one. */
export function joined(segments: readonly MinuteSegment[]): MinuteSegment[] {
  const whole: MinuteSegment[] = [];
  for (const { fromMs, toMs, reason, hours, countedMs, deductedMs } of segments) {
    const last = whole.at(-1);
    if (last?.toMs === fromMs && last.reason === reason && last.hours === hours) {
      last.toMs = toMs;
      last.countedMs += countedMs;
      last.deductedMs += deductedMs;
    } else whole.push({ fromMs, toMs, reason, hours, countedMs, deductedMs });
  }
  return whole;
}
