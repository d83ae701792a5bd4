import { standingAt, type Clock, type ClockShape } from './countdown';

/** What of a clock is told to those who listen (patterns 2.8): never how it stood to begin with, and no figure that counts. */
export type ClockChange = 'soon' | 'late' | 'paused' | 'resumed' | 'done';

/** The change from one standing to the next that is told, if any is. */
export function clockChange(before: ClockShape, after: ClockShape): ClockChange | undefined {
  if (before === after) return undefined;
  if (after === 'met' || after === 'missed' || after === 'unjudged') return 'done';
  const paused = (shape: ClockShape): boolean => shape === 'paused' || shape === 'late-paused';
  if (paused(after)) return paused(before) ? undefined : 'paused';
  if (paused(before)) return 'resumed';
  if (after === 'late') return 'late';
  // The opening and closing of support are no news: the clock says beforehand when it goes on.
  return after === 'soon' && before === 'running' ? 'soon' : undefined;
}

/** Keeps how clocks stood, and answers what has changed since it was asked last; of a clock that is new, nothing. */
export class ClockListener<Name extends string> {
  private readonly known = new Map<Name, ClockShape>();

  changes(
    clocks: readonly (Clock & { readonly clock: Name })[],
    nowMs: number,
  ): { clock: Name; change: ClockChange }[] {
    return clocks.flatMap((clock) => {
      const { shape } = standingAt(clock, nowMs);
      const before = this.known.get(clock.clock);
      this.known.set(clock.clock, shape);
      const change = before && clockChange(before, shape);
      return change ? [{ clock: clock.clock, change }] : [];
    });
  }
}
