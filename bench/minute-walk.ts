import { closedDates, dayMs, minuteMs, openings, spanMs, zone } from './cases';

/** Openings begin and end, and clocks change, at quarters of an hour: within one, every minute is like the first. */
const quarterMinutes = 15;

/**
 * Support time by looking at one minute after the other, with nothing of Cadran's code: slow, and easy to check by reading.
 * The figures of the bench stand on its agreement.
 */
export class MinuteWalk {
  private readonly firstMinute = spanMs.fromMs / minuteMs;
  private readonly open = new Uint8Array((spanMs.toMs - spanMs.fromMs) / minuteMs);

  constructor() {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    const closed = new Set<string>(closedDates);
    for (let minute = 0; minute < this.open.length; minute += quarterMinutes) {
      // Swedish writes dates so: 2026-11-23 08:30.
      const [date = '', time = ''] = format.format(spanMs.fromMs + minute * minuteMs).split(' ');
      const weekday = (Date.parse(`${date}T00:00Z`) / dayMs + 4) % 7;
      const works = weekday !== 0 && weekday !== 6 && !closed.has(date);
      if (works && openings.some(([opens, closes]) => time >= opens && time < closes))
        this.open.fill(1, minute, minute + quarterMinutes);
    }
  }

  /** Whether the minute that begins at an instant (epoch milliseconds) is in office hours. */
  isOpen(atMs: number): boolean {
    return this.open[atMs / minuteMs - this.firstMinute] === 1;
  }

  /** The instant (epoch milliseconds) by which so many minutes that count have passed. */
  after(startMs: number, minutes: number, counts = (atMs: number): boolean => this.isOpen(atMs)): number {
    let left = minutes;
    let atMs = startMs;
    for (; left > 0 && atMs < spanMs.toMs; atMs += minuteMs) if (counts(atMs)) left -= 1;
    if (left > 0) throw new RangeError('the walk left the span of the bench');
    return atMs;
  }
}
