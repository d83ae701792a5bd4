/** In which order things of a certain instant are listed. */
export type TimeOrder = 'newest-first' | 'oldest-first';

/** The place of a thing in the list: those of one instant stand in the order of their ids. */
export interface TimePlace {
  readonly at: string;
  readonly id: string;
}

export interface TimePaging {
  readonly order: TimeOrder;
  readonly limit: number;
  /** The last one of the page before. */
  readonly after: TimePlace | null;
  readonly nowMs: number;
}

/** Which things are meant: of one instant from an id on, or of `[from, until)`; as a store is asked for them. */
export interface TimeRange {
  readonly at: string | { readonly $gt: string; readonly $lt: string };
  readonly id?: { readonly $lt: string } | { readonly $gt: string };
}

/** Before this there was nothing. */
const earliestMs = Date.UTC(2000, 0, 1);
/** A clock that runs ahead on another machine must not hide what it wrote. */
const aheadMs = 24 * 3600 * 1000;
const firstSpanMs = 6 * 3600 * 1000;
const leastSpanMs = 60_000;
/** From the oldest on, nobody knows where the first are: a span that is too wide would hold them all. */
const longestSpanMs = { 'newest-first': Infinity, 'oldest-first': 92 * 24 * 3600 * 1000 } as const;

/**
 * What lies in `[from, until)`, in the order of time, at most `limit` after the last of the page before. It is asked for in
 * spans that widen: a store may read all that matches a range before it sorts.
 */
export async function inTimeOrder<Found>(
  bounds: { readonly from?: string | undefined; readonly until?: string | undefined },
  { order, limit, after, nowMs }: TimePaging,
  ask: (range: TimeRange, limit: number) => Promise<Found[]>,
): Promise<{ found: Found[]; more: boolean }> {
  const newestFirst = order === 'newest-first';
  let fromMs = Math.max(earliestMs, Date.parse(bounds.from ?? '') || earliestMs);
  let untilMs = Math.min(nowMs + aheadMs, Date.parse(bounds.until ?? '') || Infinity);
  const found: Found[] = [];
  if (after) {
    const { at, id } = after;
    const atMs = Date.parse(at);
    if (atMs >= fromMs && atMs < untilMs)
      found.push(...(await ask({ at, id: newestFirst ? { $lt: id } : { $gt: id } }, limit + 1)));
    if (newestFirst) untilMs = Math.min(untilMs, atMs);
    else fromMs = Math.max(fromMs, atMs + 1);
  }
  let spanMs = firstSpanMs + (newestFirst ? Math.max(0, untilMs - nowMs) : 0);
  while (found.length <= limit && untilMs > fromMs) {
    const from = newestFirst ? Math.max(untilMs - spanMs, fromMs) : fromMs;
    const until = newestFirst ? untilMs : Math.min(fromMs + spanMs, untilMs);
    const wanted = limit + 1 - found.length;
    const those = await ask({ at: { $gt: instantOf(from - 1), $lt: instantOf(until) } }, wanted);
    found.push(...those);
    if (newestFirst) untilMs = from;
    else fromMs = until;
    spanMs = Math.min(nextSpanMs(spanMs, those.length, wanted - those.length), longestSpanMs[order]);
  }
  return { found: found.slice(0, limit), more: found.length > limit };
}

/** A span that will hold those that are still wanted, by how many the one before held; much wider where it held none. */
function nextSpanMs(spanMs: number, held: number, wanted: number): number {
  const times = held === 0 ? 4 : Math.min((1.5 * wanted) / held, 16);
  return Math.max(Math.ceil(spanMs * times), leastSpanMs);
}

function instantOf(ms: number): string {
  return new Date(ms).toISOString();
}
