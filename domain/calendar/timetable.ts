import { z } from 'zod';

const ms = z.number().int();

/**
 * Support hours compiled for the span `[fromMs, toMs)` (epoch milliseconds): the opening instants in order, and the
 * milliseconds of support counted from the span's beginning up to each. `countedMs` has one entry more than `opensMs`, the
 * span's total; so opening i lasts `countedMs[i + 1] - countedMs[i]`. Workflows and browsers see timetables alone and never a
 * time zone, so that a replay on a machine with other zone data decides the same (annex §5, GTR).
 */
export const timetableSchema = z.strictObject({
  zoneData: z.string(),
  fromMs: ms,
  toMs: ms,
  opensMs: z.array(ms),
  countedMs: z.array(ms),
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

/** Milliseconds of support from the span's beginning up to an instant; past the span's end, those of the whole span. */
function countedUpTo(timetable: Timetable, atMs: number): number {
  const index = openingAt(timetable.opensMs, atMs);
  const opensMs = timetable.opensMs[index];
  if (opensMs === undefined) return 0;
  const before = timetable.countedMs[index] ?? 0;
  const after = timetable.countedMs[index + 1] ?? before;
  return Math.min(before + atMs - opensMs, after);
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
  const wanted = countedUpTo(timetable, fromMs) + durationMs;
  let low = 0;
  let high = timetable.opensMs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((timetable.countedMs[middle + 1] ?? Infinity) < wanted) low = middle + 1;
    else high = middle;
  }
  const opensMs = timetable.opensMs[low];
  return opensMs === undefined ? undefined : opensMs + wanted - (timetable.countedMs[low] ?? 0);
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

/** The openings `[fromMs, toMs)` of the timetable, in order. */
export function openings(timetable: Timetable): { fromMs: number; toMs: number }[] {
  return timetable.opensMs.map((fromMs, index) => ({
    fromMs,
    toMs: fromMs + (timetable.countedMs[index + 1] ?? 0) - (timetable.countedMs[index] ?? 0),
  }));
}

/** A timetable from openings in any order, overlapping or touching ones made one, cut to the span. */
export function timetableOf(
  spans: readonly { fromMs: number; toMs: number }[],
  span: { fromMs: number; toMs: number; zoneData: string },
): Timetable {
  const opensMs: number[] = [];
  const countedMs: number[] = [0];
  let closesMs = -Infinity;
  const sorted = spans
    .map(({ fromMs, toMs }) => ({ fromMs: Math.max(fromMs, span.fromMs), toMs: Math.min(toMs, span.toMs) }))
    .filter(({ fromMs, toMs }) => toMs > fromMs)
    .sort((a, b) => a.fromMs - b.fromMs);
  for (const { fromMs, toMs } of sorted) {
    const total = countedMs[countedMs.length - 1] ?? 0;
    if (fromMs > closesMs) {
      opensMs.push(fromMs);
      countedMs.push(total + toMs - fromMs);
      closesMs = toMs;
    } else if (toMs > closesMs) {
      countedMs[countedMs.length - 1] = total + toMs - closesMs;
      closesMs = toMs;
    }
  }
  return { zoneData: span.zoneData, fromMs: span.fromMs, toMs: span.toMs, opensMs, countedMs };
}

/**
 * The timetable with a later piece joined to it. What was decided up to the first one's end stays as it was, whatever the
 * piece says about it; the zone data named is the newer one.
 */
export function extended(timetable: Timetable, piece: Timetable): Timetable {
  if (piece.toMs <= timetable.toMs) return timetable;
  const later = openings(piece).map(({ fromMs, toMs }) => ({ fromMs: Math.max(fromMs, timetable.toMs), toMs }));
  return timetableOf([...openings(timetable), ...later.filter(({ fromMs, toMs }) => toMs > fromMs)], {
    fromMs: timetable.fromMs,
    toMs: piece.toMs,
    zoneData: piece.zoneData,
  });
}
