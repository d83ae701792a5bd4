/**
 * Wall time worked out the slow way, by what `Intl` shows of instants: nothing of the project and no calendar library is in it. All
 * instants are epoch milliseconds, wall times milliseconds as if the wall were UTC.
 */
const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

export const zones = [
  ...['Europe/Paris', 'Europe/London', 'Europe/Lisbon', 'Europe/Athens', 'Atlantic/Azores', 'Africa/Cairo'],
  ...['Africa/Casablanca', 'Asia/Kathmandu', 'Asia/Tokyo', 'Asia/Jerusalem', 'Asia/Kolkata', 'Australia/Sydney'],
  ...['Australia/Lord_Howe', 'Pacific/Chatham', 'Pacific/Auckland', 'America/New_York', 'America/St_Johns'],
  ...['America/Santiago', 'America/Havana', 'Antarctica/Troll'],
];

export class SlowWall {
  private readonly format: Intl.DateTimeFormat;

  constructor(zone: string) {
    this.format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  }

  /** What the wall shows at an instant, to the second. */
  shownAt(atMs: number): number {
    return Date.parse(`${this.format.format(atMs).replace(' ', 'T')}Z`);
  }

  /** The first instant at which the wall shows a time; where it never does, as much after as the clocks skip (RFC 5545, 3.3.5). */
  instantOf(wallMs: number): number {
    const before = this.shownAt(wallMs - 26 * hourMs) - (wallMs - 26 * hourMs);
    const after = this.shownAt(wallMs + 26 * hourMs) - (wallMs + 26 * hourMs);
    if (before === after) return wallMs - before;
    const shown = [wallMs - before, wallMs - after].filter((atMs) => this.shownAt(atMs) === wallMs);
    return shown.length > 0 ? Math.min(...shown) : wallMs - before;
  }
}

/** The first Monday of a month, by looking at its days one after another. */
export function slowFirstMonday(year: number, month: number): number {
  let day = Date.UTC(year, month - 1, 1);
  while (new Date(day).getUTCDay() !== 1) day += dayMs;
  return day;
}

/** The date a month later, by walking: the same day number, or the last day of that month. */
export function slowMonthAfter(dateMs: number, months: number): number {
  const from = new Date(dateMs);
  const wanted = (((from.getUTCMonth() + months) % 12) + 12) % 12;
  const days: number[] = [];
  for (
    let day = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1);
    new Date(day).getUTCMonth() === wanted;
  ) {
    days.push(day);
    day += dayMs;
  }
  return days[Math.min(from.getUTCDate(), days.length) - 1] ?? NaN;
}
