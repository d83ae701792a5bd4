import type { ClockAnswer } from '../../domain/ticket/schema';

/** The part of the target from which a clock is shown as due soon; the contract's own thresholds are announced by the server. */
const SOON = 0.75;

/** What of a clock changes while one looks at it. */
export type Clock = Pick<
  ClockAnswer,
  'state' | 'running' | 'countedMs' | 'targetMs' | 'asOf' | 'changesAt' | 'verdict' | 'breached'
>;

/** How a clock is shown (patterns §1): each has its own words and its own shape. */
export type ClockShape =
  'running' | 'soon' | 'late' | 'late-paused' | 'paused' | 'off-hours' | 'downtime' | 'met' | 'missed' | 'unjudged';

export interface Standing {
  readonly shape: ClockShape;
  readonly countedMs: number;
  /** What is left of the target; negative once it is exceeded. */
  readonly leftMs: number;
  /** The server said that something changes at an instant that is past: its next answer has to be read. */
  readonly outdated: boolean;
}

/**
 * Where a clock stands at an instant of the server's clock. Between two answers this only subtracts the time gone by, and stops
 * where the server said that something changes: it knows no calendar.
 */
export function standingAt(clock: Clock, serverNowMs: number): Standing {
  const changesAtMs = clock.changesAt === null ? Number.POSITIVE_INFINITY : Date.parse(clock.changesAt);
  const asOfMs = Date.parse(clock.asOf);
  const sinceMs = clock.running ? Math.max(0, Math.min(serverNowMs, changesAtMs) - asOfMs) : 0;
  const countedMs = clock.countedMs + sinceMs;
  const leftMs = clock.targetMs - countedMs;
  return { shape: shapeOf(clock, countedMs), countedMs, leftMs, outdated: serverNowMs >= changesAtMs };
}

function shapeOf(clock: Clock, countedMs: number): ClockShape {
  const { state, running, targetMs, verdict } = clock;
  if (verdict === 'met') return 'met';
  if (verdict === 'breached') return 'missed';
  if (state === 'stopped') return 'unjudged';
  // At its very target a clock is kept: late is what is beyond it.
  const late = countedMs > targetMs || clock.breached;
  if (state === 'paused') return late ? 'late-paused' : 'paused';
  if (late) return 'late';
  if (state === 'excluded') return 'downtime';
  if (!running) return 'off-hours';
  return countedMs >= targetMs * SOON ? 'soon' : 'running';
}
