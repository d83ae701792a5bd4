const HOUR_MS = 3_600_000;

/**
 * The instants that the wall clock of a zone shows as `2026-11-24T10:35`, ISO, in order: none where clocks jump over it, two
 * where they go back (patterns 4.6).
 */
export function instantsOfWall(wall: string, zone: string): readonly string[] {
  const asUtc = Date.parse(`${wall}Z`);
  if (!Number.isFinite(asUtc)) return [];
  // No zone is further from UTC than 14 hours, and none changes its clocks twice within a day.
  const offsets = [-14, 14].map((hours) => offsetMs(asUtc + hours * HOUR_MS, zone));
  const found = [...new Set(offsets)].map((offset) => asUtc - offset).filter((at) => at + offsetMs(at, zone) === asUtc);
  return found.toSorted((a, b) => a - b).map((at) => new Date(at).toISOString());
}

/** What the wall clock of a zone shows at an instant, as a field for it takes it: `2026-11-24T10:35`. */
export function wallOfInstant(instant: string, zone: string): string {
  const at = Date.parse(instant);
  return new Date(at + offsetMs(at, zone)).toISOString().slice(0, 16);
}

/** How far the wall clock of a zone is ahead of UTC at an instant, milliseconds. */
function offsetMs(at: number, zone: string): number {
  const parts = new Map<string, number>(
    new Intl.DateTimeFormat('en-US', {
      ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: string): number => parts.get(name) ?? 0;
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - Math.floor(at / 1000) * 1000;
}
