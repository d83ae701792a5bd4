import { datesOf, dayMinutes, minuteMs, wallMinutes } from './minute-walls';

/**
 * A second opinion on timetables: each minute is looked at by itself, with nothing of the domain's code. It is slow on purpose;
 * what it decides can be checked by reading.
 */
export type WallTimes = readonly (readonly [opens: string, closes: string])[];

export interface OracleHours {
  readonly zone: string;
  /** Openings by day (`mon`), and whether they are kept on special days and holidays. */
  readonly weeks: readonly { readonly week: Readonly<Record<string, WallTimes>>; readonly onClosedDays: string }[];
  /** The contract's own openings of a date, closed when there are none. */
  readonly special: ReadonlyMap<string, WallTimes>;
  /** The minutes of a date that a public holiday closes. */
  readonly holidays: ReadonlyMap<string, { readonly fromMinute: number; readonly toMinute: number }>;
}

type Closed = 'special-day' | 'holiday' | 'outside-hours';

interface Run {
  readonly fromMs: number;
  readonly toMs: number;
}

const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
/** More than any wall is away from UTC, and more than the longest night shift. */
const margin = 3 * dayMinutes;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The wall minutes of openings, counted from the date's midnight; those for which `closed` says so are left out. */
function spansOf(times: WallTimes, closed: (minute: number) => boolean): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (const [opens, closes] of times) {
    const start = minutesOf(opens);
    const end = minutesOf(closes) <= start ? minutesOf(closes) + dayMinutes : minutesOf(closes);
    let from: number | undefined;
    for (let minute = start; minute <= end; minute += 1) {
      const open = minute < end && !closed(minute);
      if (open) from ??= minute;
      else if (from !== undefined) {
        spans.push({ from, to: minute });
        from = undefined;
      }
    }
  }
  return spans;
}

/** The openings of the weeks on a date (days since the epoch), kept on closed days or not. */
function openingsOn({ weeks }: OracleHours, date: number, onClosedDays: string): WallTimes {
  const weekday = dayNames[new Date(date * dayMinutes * minuteMs).getUTCDay()] ?? '';
  return weeks.filter((one) => one.onClosedDays === onClosedDays).flatMap(({ week }) => week[weekday] ?? []);
}

const keyOf = (date: number): string => new Date(date * dayMinutes * minuteMs).toISOString().slice(0, 10);

/** The openings that begin on a date: a special day comes before a holiday, a holiday before the week. */
function spansOn(hours: OracleHours, date: number): { from: number; to: number }[] {
  const usual = openingsOn(hours, date, 'closed');
  const kept = spansOf(openingsOn(hours, date, 'open'), () => false);
  const own = hours.special.get(keyOf(date));
  if (own) return [...spansOf(own, () => false), ...kept];
  const holiday = hours.holidays.get(keyOf(date));
  if (!holiday) return [...spansOf(usual, () => false), ...kept];
  // A holiday up to midnight also closes what the opening would have had of the next date.
  const until = holiday.toMinute === dayMinutes ? Infinity : holiday.toMinute;
  return [...spansOf(usual, (minute) => minute >= holiday.fromMinute && minute < until), ...kept];
}

/** The minutes of a span (whole minutes, in epoch milliseconds) that are open. */
export class MinuteOracle {
  private readonly open: Uint8Array;
  private readonly from: number;
  private readonly to: number;
  /** The dates of its minutes. */
  private readonly dates: Int32Array;
  private readonly closed = new Map<number, Closed>();

  constructor(
    private readonly hours: OracleHours,
    fromMs: number,
    toMs: number,
  ) {
    this.from = fromMs / minuteMs;
    this.to = toMs / minuteMs;
    this.open = new Uint8Array(this.to - this.from);
    const first = this.from - margin;
    const walls = wallMinutes(hours.zone, first, this.to + margin);
    /** First occurrence of a wall minute; one that the wall leaves out comes later by as much as it left out. */
    const minuteOf = (wall: number): number => {
      let index = Math.max(wall - dayMinutes - first, 0);
      while (index < walls.length && (walls[index] ?? 0) < wall) index += 1;
      if (walls[index] === wall) return first + index;
      const offsetBefore = (walls[index - 1] ?? 0) - (first + index - 1);
      return wall - offsetBefore;
    };
    const dates = datesOf(walls);
    this.dates = dates.slice(margin);
    // Only dates that the wall shows have openings; the margin's last ones cannot reach back into the span.
    for (const date of new Set(dates.slice(0, walls.length - dayMinutes)))
      for (const { from, to } of spansOn(hours, date)) {
        const closes = minuteOf(date * dayMinutes + to);
        for (let minute = minuteOf(date * dayMinutes + from); minute < closes; minute += 1)
          if (minute >= this.from && minute < this.to) this.open[minute - this.from] = 1;
      }
  }

  /** Whether an instant is open. */
  isOpenAt(atMs: number): boolean {
    return this.isOpen(Math.floor(atMs / minuteMs));
  }

  /** The date of an instant: the one whose midnight came last. */
  dateAt(atMs: number): string {
    return keyOf(this.dates[Math.floor(atMs / minuteMs) - this.from] ?? 0);
  }

  /** Why an instant that is not open is closed. A holiday on which the week has no openings of its own is no reason. */
  closedBecause(atMs: number): Closed {
    const date = this.dates[Math.floor(atMs / minuteMs) - this.from] ?? 0;
    const known = this.closed.get(date);
    if (known) return known;
    const usual = openingsOn(this.hours, date, 'closed').length > 0;
    const holiday = usual && this.hours.holidays.has(keyOf(date)) ? 'holiday' : 'outside-hours';
    const closed = this.hours.special.has(keyOf(date)) ? 'special-day' : holiday;
    this.closed.set(date, closed);
    return closed;
  }

  private isOpen(minute: number): boolean {
    return this.open[minute - this.from] === 1;
  }

  /** Whether an instant is open, and the next one at which that changes, `undefined` when the span has no more. */
  state(atMs: number): { open: boolean; changesMs: number | undefined } {
    const open = this.isOpen(Math.floor(atMs / minuteMs));
    for (let minute = Math.floor(atMs / minuteMs) + 1; minute < this.to; minute += 1)
      if (this.isOpen(minute) !== open) return { open, changesMs: minute * minuteMs };
    return { open, changesMs: undefined };
  }

  /** Open milliseconds in `[fromMs, toMs)`. */
  count(fromMs: number, toMs: number): number {
    let counted = 0;
    for (let startMs = fromMs; startMs < toMs;) {
      const minute = Math.floor(startMs / minuteMs);
      const endMs = Math.min(toMs, (minute + 1) * minuteMs);
      if (this.isOpen(minute)) counted += endMs - startMs;
      startMs = endMs;
    }
    return counted;
  }

  /** The first instant by which that many open milliseconds have passed, `undefined` when the span has fewer. */
  after(fromMs: number, amountMs: number): number | undefined {
    if (amountMs <= 0) return fromMs;
    let left = amountMs;
    let startMs = fromMs;
    for (let minute = Math.floor(fromMs / minuteMs); minute < this.to; minute += 1) {
      const endMs = (minute + 1) * minuteMs;
      if (this.isOpen(minute)) {
        if (left <= endMs - startMs) return startMs + left;
        left -= endMs - startMs;
      }
      startMs = endMs;
    }
    return undefined;
  }

  /** Stretches of open minutes, in order. */
  openings(): Run[] {
    const runs: Run[] = [];
    let fromMs: number | undefined;
    for (let minute = this.from; minute <= this.to; minute += 1) {
      const atMs = minute * minuteMs;
      if (minute < this.to && this.isOpen(minute)) fromMs ??= atMs;
      else if (fromMs !== undefined) {
        runs.push({ fromMs, toMs: atMs });
        fromMs = undefined;
      }
    }
    return runs;
  }
}
