import type { Piece } from './pieces';

/** Closed time of this length or more is drawn as a break (patterns 3.4). */
const LONG_MS = 2 * 3_600_000;
/** How wide a break is, at most, as a part of the whole. */
const BREAK = 0.07;
/** The part for what is still to come, up to the due instant. */
const TO_COME = 0.12;

/** A stretch of time on the axis: from and to in epoch milliseconds, left and width as parts of the whole. */
export interface Stretch {
  readonly kind: 'time' | 'break' | 'to-come';
  readonly fromMs: number;
  readonly toMs: number;
  readonly left: number;
  readonly width: number;
}

export interface Axis {
  readonly stretches: readonly Stretch[];
  /** Where an instant is, as a part of the whole: 0 at the left. */
  readonly at: (ms: number) => number;
}

/**
 * One axis for all clocks of a ticket. Where nothing but closed time lies on every clock for long, it is drawn as a break, unless the
 * reader has opened it; all other time is drawn to one scale.
 */
export function axisOf(
  clocks: readonly (readonly Piece[])[],
  { dueMs, opened = [] }: { readonly dueMs?: number | undefined; readonly opened?: readonly number[] } = {},
): Axis {
  const all = clocks.flat();
  const fromMs = Math.min(...all.map((piece) => piece.fromMs));
  const nowMs = Math.max(...all.map((piece) => piece.toMs));
  const spans = cut(fromMs, nowMs, breaksOf(all, fromMs, nowMs)).map((span) =>
    span.kind === 'break' && opened.includes(span.fromMs) ? { ...span, kind: 'time' as const } : span,
  );
  const coming = dueMs !== undefined && dueMs > nowMs;
  const breaks = spans.filter(({ kind }) => kind === 'break').length;
  const each = breaks === 0 ? 0 : Math.min(BREAK, 0.4 / breaks);
  const forTime = 1 - breaks * each - (coming ? TO_COME : 0);
  const timeMs = spans.reduce((sum, span) => sum + (span.kind === 'time' ? span.toMs - span.fromMs : 0), 0);
  let left = 0;
  const place = (kind: Stretch['kind'], from: number, to: number): Stretch => {
    const width = kind === 'break' ? each : kind === 'to-come' ? TO_COME : (forTime * (to - from)) / timeMs;
    const stretch = { kind, fromMs: from, toMs: to, left, width };
    left += width;
    return stretch;
  };
  const stretches = spans.map((span) => place(span.kind, span.fromMs, span.toMs));
  if (coming) stretches.push(place('to-come', nowMs, dueMs));
  return { stretches, at: (ms) => placeOf(stretches, ms) };
}

interface Span {
  readonly kind: 'time' | 'break';
  readonly fromMs: number;
  readonly toMs: number;
}

/** Long stretches in which no clock has anything but closed time. */
function breaksOf(all: readonly Piece[], fromMs: number, toMs: number): readonly Span[] {
  const busy = all.filter(({ fill }) => fill !== 'closed').toSorted((a, b) => a.fromMs - b.fromMs);
  const breaks: Span[] = [];
  let at = fromMs;
  for (const piece of [...busy, { fromMs: toMs, toMs }]) {
    if (piece.fromMs - at >= LONG_MS) breaks.push({ kind: 'break', fromMs: at, toMs: piece.fromMs });
    at = Math.max(at, piece.toMs);
  }
  return breaks;
}

function cut(fromMs: number, toMs: number, breaks: readonly Span[]): readonly Span[] {
  const spans: Span[] = [];
  let at = fromMs;
  for (const one of breaks) {
    if (one.fromMs > at) spans.push({ kind: 'time', fromMs: at, toMs: one.fromMs });
    spans.push(one);
    at = one.toMs;
  }
  if (toMs > at) spans.push({ kind: 'time', fromMs: at, toMs });
  return spans;
}

function placeOf(stretches: readonly Stretch[], ms: number): number {
  const [first] = stretches;
  const last = stretches.at(-1);
  if (!first || !last || ms <= first.fromMs) return 0;
  if (ms >= last.toMs) return 1;
  const found = stretches.find(({ fromMs, toMs }) => ms >= fromMs && ms < toMs) ?? last;
  return found.left + (found.width * (ms - found.fromMs)) / (found.toMs - found.fromMs);
}
