/* What the walls of the world show, asked minute by minute of the formats of the language and of nothing of the domain's. */

export const minuteMs = 60_000;
export const dayMinutes = 1440;

interface Wall {
  readonly format: Intl.DateTimeFormat;
  /** What was asked once, for asking takes long. */
  readonly offsets: Map<number, number>;
}
const wallsByZone = new Map<string, Wall>();

function wallIn(zone: string): Wall {
  const known = wallsByZone.get(zone);
  if (known) return known;
  const shown = { dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' } as const;
  const wall = { format: new Intl.DateTimeFormat('sv-SE', { timeZone: zone, ...shown }), offsets: new Map() };
  wallsByZone.set(zone, wall);
  return wall;
}

/** Minutes by which the wall is ahead of UTC at a minute since the epoch. */
export function offsetAt(zone: string, minute: number): number {
  const { format, offsets } = wallIn(zone);
  const known = offsets.get(minute);
  if (known !== undefined) return known;
  const wall = Date.parse(`${format.format(minute * minuteMs).replace(' ', 'T')}Z`) / minuteMs;
  offsets.set(minute, wall - minute);
  return wall - minute;
}

/** What the wall shows at each minute of `[from, to)`, written as a minute since the epoch. */
export function wallMinutes(zone: string, from: number, to: number): Int32Array {
  const walls = new Int32Array(to - from);
  for (let quarter = Math.floor(from / 15) * 15; quarter < to; quarter += 15) {
    const offset = offsetAt(zone, quarter);
    const steady = offset === offsetAt(zone, quarter + 15);
    for (let minute = Math.max(quarter, from); minute < Math.min(quarter + 15, to); minute += 1)
      walls[minute - from] = minute + (steady ? offset : offsetAt(zone, minute));
  }
  return walls;
}

/** The date (days since the epoch) whose midnight came last, minute by minute. */
export function datesOf(walls: Int32Array): Int32Array {
  const dates = new Int32Array(walls.length);
  let date = 0;
  for (let index = 0; index < walls.length; index += 1) {
    date = Math.max(date, Math.floor((walls[index] ?? 0) / dayMinutes));
    dates[index] = date;
  }
  return dates;
}
