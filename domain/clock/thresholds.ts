import { z } from 'zod';
import { instantAfter } from '../calendar/timetable';
import { durationMs, durationPattern } from '../time/duration';
import type { Stretch, Timetables } from './life';

const beforePattern = /^-PT/;
/** A duration (`domain/time/duration.ts`) with the sign that says that it is before. */
const beforeSchemaPattern = new RegExp(durationPattern.source.replace('^', '^-'));
const afterPattern = /^breach\+/;
const afterSchemaPattern = new RegExp(durationPattern.source.replace('^', String.raw`^breach\+`));

/**
 * Something to be told of a clock: so many per cent of its target are used up (`75`), so much support time is left before the
 * deadline (`-PT30M`), more than all of the target is used up (`breach`), or so much support time more (`breach+PT2H`).
 */
export const thresholdSchema = z
  .union([
    z.number().positive().max(100),
    z
      .string()
      .regex(beforeSchemaPattern, 'a time before the deadline, such as -PT30M')
      .transform((text): `-PT${string}` => `-PT${text.slice(3)}`),
    z.literal('breach'),
    z
      .string()
      .regex(afterSchemaPattern, 'a time after the breach, such as breach+PT2H')
      .refine((text) => !afterSchemaPattern.test(text) || afterMs(text) > 0, 'no time after the breach: write breach')
      .transform((text): AfterBreach => `breach+PT${text.slice(9)}`),
  ])
  .meta({ id: 'Threshold' });
export type AfterBreach = `breach+PT${string}`;
export type Threshold = number | 'breach' | `-PT${string}` | AfterBreach;

export function isAfterBreach(threshold: Threshold): threshold is AfterBreach {
  return typeof threshold === 'string' && afterPattern.test(threshold);
}

function afterMs(threshold: string): number {
  return durationMs(threshold.replace(afterPattern, ''));
}

/**
 * Milliseconds counted at which a threshold is crossed. A breach needs more than the target: time used up to the last
 * millisecond is met. Nothing is rounded: a per cent that is no whole number of milliseconds is crossed at the next one.
 */
export function neededMs(threshold: Threshold, targetMs: number): number {
  if (threshold === 'breach') return targetMs + 1;
  if (isAfterBreach(threshold)) return targetMs + afterMs(threshold);
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
  /** When it may be told, epoch milliseconds: a breach reached by counting once more than the target is counted, not before. */
  readonly certainMs: number;
  readonly targetMs: number;
}

/**
 * Every crossing of the thresholds in the life of a clock, past and to come, as far as the timetables reach: each threshold
 * once for each target that the clock has had, a breach once for as long as it lasts. A threshold that lies at the start of a
 * target or before it is none. A breach is crossed where more than the target begins to be counted. At one instant a fact
 * comes before a crossing, so none falls into a pause. A target exceeded while the clock was held is crossed when it runs
 * again, or with its stop. Time after a breach is support time that the clock runs under that same target, from its breach on or,
 * for a target that was exceeded from its beginning, from there.
 */
export function crossings(
  life: readonly Stretch[],
  timetables: Timetables,
  thresholds: readonly Threshold[],
): Crossing[] {
  const found = thresholds.flatMap((threshold) =>
    threshold === 'breach' ? breachesOf(life, timetables) : warningsOf(threshold, life, timetables),
  );
  return found.sort((a, b) => a.atMs - b.atMs);
}

/** The crossings of all thresholds but the breach itself. */
function warningsOf(
  threshold: Exclude<Threshold, 'breach'>,
  life: readonly Stretch[],
  timetables: Timetables,
): Crossing[] {
  const found: Crossing[] = [];
  let first: Stretch | undefined;
  for (const stretch of life) {
    const { deadline, targetMs, toMs } = stretch;
    if (first?.deadline !== deadline) first = stretch;
    const exceeded = isAfterBreach(threshold) ? Math.max(0, first.countedMs - targetMs) : 0;
    const needed = neededMs(threshold, targetMs) + exceeded;
    if (needed <= 0 || found.at(-1)?.deadline === deadline) continue;
    const atMs = reachedIn(stretch, timetables, needed);
    if (atMs !== undefined && atMs < toMs) found.push({ threshold, deadline, atMs, certainMs: atMs, targetMs });
  }
  return found;
}

function breachesOf(life: readonly Stretch[], timetables: Timetables): Crossing[] {
  const found: Crossing[] = [];
  let lasts = false;
  for (const stretch of life) {
    const { state, stop, deadline, targetMs, countedMs, fromMs } = stretch;
    const exceeded = stop ? stop.countedMs > stop.targetMs : countedMs > targetMs;
    lasts &&= exceeded;
    const at = (atMs: number, certainMs: number, of: { deadline: number; targetMs: number }): void => {
      found.push({ threshold: 'breach', deadline: of.deadline, atMs, certainMs, targetMs: of.targetMs });
      lasts = true;
    };
    if (lasts) continue;
    if (stop && exceeded) at(stop.atMs, stop.atMs, stop);
    else if (state === 'running' && exceeded) at(fromMs, fromMs, { deadline, targetMs });
    else {
      const reachedMs = reachedIn(stretch, timetables, targetMs + 1);
      if (reachedMs !== undefined) at(reachedMs - 1, reachedMs, { deadline, targetMs });
    }
  }
  return found;
}
