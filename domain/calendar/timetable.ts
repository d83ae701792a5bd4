import { z } from 'zod';

const ms = z.number().int();

/**
 * A local date whose openings the week alone does not decide, `[fromMs, toMs)` in epoch milliseconds from midnight to midnight
 * (or to, or from, the instant at which a change took effect): a public holiday (`source` is its country and region) or a
 * special day of the contract (`source` is `contract`).
 */
export const dayRuleSchema = z.strictObject({
  date: z.string(),
  fromMs: ms,
  toMs: ms,
  names: z.strictObject({ fr: z.string(), en: z.string() }),
  source: z.string(),
});
export type DayRule = z.infer<typeof dayRuleSchema>;

/**
 * Support hours compiled for the span `[fromMs, toMs)` (epoch milliseconds): the opening instants in order, and the
 * milliseconds of support counted from the span's beginning up to each. `countedMs` has one entry more than `opensMs`, the
 * span's total; so opening i lasts `countedMs[i + 1] - countedMs[i]`. `days` are kept to explain. Workflows and browsers see
 * timetables alone and never a time zone, so that a replay on a machine with other zone data decides the same (annex §5, GTR).
 */
export const timetableSchema = z.strictObject({
  zoneData: z.string(),
  fromMs: ms,
  toMs: ms,
  opensMs: z.array(ms),
  countedMs: z.array(ms),
  days: z.array(dayRuleSchema).default([]),
});
export type Timetable = z.infer<typeof timetableSchema>;

/** Index of the last opening at or before the instant, -1 before the first. */
function openingAt(opensMs: readonly number[], atMs: number): number {
  let low = 0;
  let high = opensMs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((opensMs[middle] ?? Infinity) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Milliseconds of support from the span's beginning up to an instant, whose opening is known; past the span's end, those of it all. */
function countedUpTo({ opensMs, countedMs }: Timetable, atMs: number, opening = openingAt(opensMs, atMs)): number {
  const from = opensMs[opening];
  if (from === undefined || from > atMs) return 0;
  const before = countedMs[opening] ?? 0;
  return Math.min(before + atMs - from, countedMs[opening + 1] ?? before);
}

/** Milliseconds of support within `[fromMs, toMs)`; 0 when the end is not after the beginning. Only what the span covers is counted. */
export function countedBetween(timetable: Timetable, fromMs: number, toMs: number): number {
  return toMs <= fromMs ? 0 : countedUpTo(timetable, toMs) - countedUpTo(timetable, fromMs);
}

/**
 * The first instant (epoch milliseconds) at which `durationMs` of support have passed since `fromMs`: an amount that ends at
 * closing gives the closing instant, no amount gives `fromMs` itself. `undefined` when it lies past the timetable's end.
 */
export function instantAfter(timetable: Timetable, fromMs: number, durationMs: number): number | undefined {
  if (durationMs <= 0) return fromMs;
  const { opensMs, countedMs } = timetable;
  const first = Math.max(openingAt(opensMs, fromMs), 0);
  const wanted = countedUpTo(timetable, fromMs, first) + durationMs;
  // Most amounts are used up soon after: the way there is doubled until it is past, then halved.
  let low = first;
  let step = 1;
  while ((countedMs[low + step] ?? Infinity) < wanted) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step - 1, opensMs.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((countedMs[middle + 1] ?? Infinity) < wanted) low = middle + 1;
    else high = middle;
  }
  const at = opensMs[low];
  return at === undefined ? undefined : at + wanted - (countedMs[low] ?? 0);
}

/** Whether an instant lies in support hours, and the next instant at which that changes (`undefined` past the span's end). */
export function openingState(timetable: Timetable, atMs: number): { open: boolean; changesMs: number | undefined } {
  const index = openingAt(timetable.opensMs, atMs);
  const opensMs = timetable.opensMs[index];
  if (opensMs !== undefined) {
    const closesMs = opensMs + (timetable.countedMs[index + 1] ?? 0) - (timetable.countedMs[index] ?? 0);
    if (atMs < closesMs) return { open: true, changesMs: closesMs < timetable.toMs ? closesMs : undefined };
  }
  return { open: false, changesMs: timetable.opensMs[index + 1] };
}

/** The openings of the timetable in order, as far as they lie in `[fromMs, toMs)`; all of them without bounds. */
export function openings(
  timetable: Timetable,
  fromMs = timetable.fromMs,
  toMs = timetable.toMs,
): { fromMs: number; toMs: number }[] {
  const { opensMs, countedMs } = timetable;
  const found: { fromMs: number; toMs: number }[] = [];
  for (let index = Math.max(openingAt(opensMs, fromMs), 0); index < opensMs.length; index += 1) {
    const from = opensMs[index] ?? toMs;
    if (from >= toMs) break;
    const to = from + (countedMs[index + 1] ?? 0) - (countedMs[index] ?? 0);
    if (to > fromMs) found.push({ fromMs: Math.max(from, fromMs), toMs: Math.min(to, toMs) });
  }
  return found;
}

/** A timetable from openings in any order, overlapping or touching ones made one, cut to the span. */
export function timetableOf(
  spans: readonly { fromMs: number; toMs: number }[],
  { fromMs, toMs, zoneData }: { fromMs: number; toMs: number; zoneData: string },
  days: readonly DayRule[] = [],
): Timetable {
  const opensMs: number[] = [];
  const countedMs: number[] = [0];
  let closesMs = -Infinity;
  const sorted = spans
    .map((span) => ({ fromMs: Math.max(span.fromMs, fromMs), toMs: Math.min(span.toMs, toMs) }))
    .filter((span) => span.toMs > span.fromMs)
    .sort((a, b) => a.fromMs - b.fromMs);
  for (const span of sorted) {
    const total = countedMs[countedMs.length - 1] ?? 0;
    if (span.fromMs > closesMs) {
      opensMs.push(span.fromMs);
      countedMs.push(total + span.toMs - span.fromMs);
      closesMs = span.toMs;
    } else if (span.toMs > closesMs) {
      countedMs[countedMs.length - 1] = total + span.toMs - closesMs;
      closesMs = span.toMs;
    }
  }
  return { zoneData, fromMs, toMs, opensMs, countedMs, days: days.filter((day) => day.fromMs < toMs) };
}

/**
 * The timetable as it was up to an instant (epoch milliseconds), and as another one says from there on: a change of calendar or
 * of zone rule takes effect without touching what was decided before it. The zone data named is the newer one.
 */
export function changedFrom(timetable: Timetable, newer: Timetable, atMs: number): Timetable {
  const before = openings(timetable).map(({ fromMs, toMs }) => ({ fromMs, toMs: Math.min(toMs, atMs) }));
  const after = openings(newer).map(({ fromMs, toMs }) => ({ fromMs: Math.max(fromMs, atMs), toMs }));
  return timetableOf(
    [...before, ...after].filter(({ fromMs, toMs }) => toMs > fromMs),
    { ...newer, fromMs: timetable.fromMs },
    rulesChangedFrom(timetable.days, newer.days, atMs),
  );
}

/** The rules of days up to an instant, and other ones from there on; one that is the same in both goes through. */
function rulesChangedFrom(older: readonly DayRule[], newer: readonly DayRule[], atMs: number): DayRule[] {
  const before = older.filter(({ fromMs }) => fromMs < atMs);
  const after = newer.filter(({ toMs }) => toMs > atMs);
  const says = ({ date, fromMs, toMs, names, source }: DayRule): string =>
    JSON.stringify([date, fromMs, toMs, names.fr, names.en, source]);
  const [last] = before.slice(-1).map(says);
  if (after[0] && says(after[0]) === last) return [...before, ...after.slice(1)];
  return [
    ...before.map((day) => ({ ...day, toMs: Math.min(day.toMs, atMs) })),
    ...after.map((day) => ({ ...day, fromMs: Math.max(day.fromMs, atMs) })),
  ];
}

/**
 * The timetable with a later piece joined to it: up to the first one's end it stays as it was, whatever the piece says of it.
 * Throws a RangeError for a piece that leaves a gap.
 */
export function extended(timetable: Timetable, piece: Timetable): Timetable {
  if (piece.fromMs > timetable.toMs) throw new RangeError('a piece that begins after the end leaves a gap uncounted');
  return piece.toMs <= timetable.toMs ? timetable : changedFrom(timetable, piece, timetable.toMs);
}
