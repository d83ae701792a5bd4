import { z } from 'zod';
import { instantAfter } from '../calendar/timetable';
import { durationMs, durationSchema } from '../time/duration';
import type { Stretch, Timetables } from './life';

const beforePattern = /^-PT/;

/**
 * Something to be told of a clock: so many per cent of its target are used up (`75`), so much support time is left before the
 * deadline (`-PT30M`), or more than all of the target is used up (`breach`).
 */
export const thresholdSchema = z
  .union([
    z.number().positive().max(100),
    z
      .string()
      .startsWith('-')
      .refine((text) => durationSchema.safeParse(text.slice(1)).success, 'a time before the deadline, such as -PT30M')
      .transform((text): `-PT${string}` => `-PT${text.slice(3)}`),
    z.literal('breach'),
  ])
  .meta({ id: 'Threshold' });
export type Threshold = number | 'breach' | `-PT${string}`;

/**
 * Milliseconds counted at which a threshold is crossed. A breach needs more than the target: time used up to the last
 * millisecond is met. Nothing is rounded: a per cent that is no whole number of milliseconds is crossed at the next one.
 */
export function neededMs(threshold: Threshold, targetMs: number): number {
  if (threshold === 'breach') return targetMs + 1;
  return typeof threshold === 'number'
    ? Math.ceil(decimal((targetMs * threshold) / 100))
    : targetMs - durationMs(threshold.replace(beforePattern, 'PT'));
}

/** What a calculation with decimals gives, without the error that binary fractions leave in its last digit. */
function decimal(value: number): number {
  return Number(value.toPrecision(15));
}

/** The first instant of a running stretch by whose passing `neededMs` are counted; `undefined` when it has none. */
export function reachedIn(stretch: Stretch, timetables: Timetables, needed: number): number | undefined {
  const timetable = timetables[stretch.hours];
  if (stretch.state !== 'running' || !timetable) return undefined;
  if (stretch.countedMs >= needed) return stretch.fromMs;
  const atMs = instantAfter(timetable, stretch.fromMs, needed - stretch.countedMs);
  // At a stretch's end its successor says what holds; an amount used up exactly there is used up in this one.
  return atMs !== undefined && atMs <= stretch.toMs ? atMs : undefined;
}

export interface Crossing {
  readonly threshold: Threshold;
  readonly deadline: number;
  readonly atMs: number;
  readonly targetMs: number;
}

/**
 * Every crossing of the thresholds in the life of a clock, past and to come, as far as the timetables reach: each threshold
 * once for each target that the clock has had, a breach once for as long as it lasts. A threshold that lies at the start of a
 * target or before it is none. At one instant a fact comes before a crossing, so none falls into a pause.
 */
export function crossings(
  life: readonly Stretch[],
  timetables: Timetables,
  thresholds: readonly Threshold[],
): Crossing[] {
  const found = thresholds.flatMap((threshold) => crossingsOf(threshold, life, timetables));
  return found.sort((a, b) => a.atMs - b.atMs);
}

function crossingsOf(threshold: Threshold, life: readonly Stretch[], timetables: Timetables): Crossing[] {
  const found: Crossing[] = [];
  let crossedFor: number | undefined;
  for (const stretch of life) {
    const { state, deadline, targetMs, fromMs, toMs } = stretch;
    const needed = neededMs(threshold, targetMs);
    if (state !== 'running') {
      // A breach can end while the clock is held, with another target; a stopped clock keeps its verdict.
      if (state !== 'stopped' && stretch.countedMs < needed) crossedFor = undefined;
      continue;
    }
    const goesOn = threshold === 'breach' && crossedFor !== undefined && stretch.countedMs >= needed;
    if (crossedFor === deadline || goesOn) {
      crossedFor = deadline;
      continue;
    }
    crossedFor = undefined;
    const atMs = needed > 0 ? reachedIn(stretch, timetables, needed) : undefined;
    if (atMs === undefined || (atMs >= toMs && atMs > fromMs)) continue;
    found.push({ threshold, deadline, atMs, targetMs });
    crossedFor = deadline;
  }
  return found;
}
