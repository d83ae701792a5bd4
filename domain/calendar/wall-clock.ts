import { Temporal } from 'temporal-polyfill';
import type { LocalDate } from '../time/zone';

const minuteMs = 60_000;
const dayMs = 24 * 3600 * 1000;
/** No clock change moves the wall by more than a day. */
const marginMs = 2 * dayMs;

/** A local date as the number of days since 1970-01-01: what a calendar steps through. */
export type DayNumber = number;

/** The day number of a local date (`2026-11-23`). */
export function dayNumberOf(date: LocalDate): DayNumber {
  return Date.parse(`${date}T00:00Z`) / dayMs;
}

/** The local date of a day number. */
export function dateOf(day: DayNumber): LocalDate {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** The position of a day in the week, Monday 0. */
export function weekdayOf(day: DayNumber): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The instant (epoch milliseconds) at which a local date is over in a zone: the next midnight there. Not for workflows. */
export function dayEndMs(date: LocalDate, zone: string): number {
  return new WallClock(zone).instantOf(dayNumberOf(date) + 1, 0);
}

/**
 * The clock on the wall in one zone. A wall time that does not exist moves forward by the gap; one that exists twice is its
 * first occurrence. Not for workflows: it reads the machine's zone data.
 */
export class WallClock {
  /** The offset that holds without a change in `[fromMs, toMs)`. */
  private offset = { fromMs: 0, toMs: 0, ms: 0 };

  constructor(private readonly zone: string) {}

  /** The local date at an instant (epoch milliseconds). */
  dayAt(atMs: number): DayNumber {
    return dayNumberOf(this.at(atMs).toPlainDate().toString());
  }

  /** The instant (epoch milliseconds) so many minutes after a local date's midnight, by the wall. */
  instantOf(day: DayNumber, minutes: number): number {
    const wallMs = day * dayMs + minutes * minuteMs;
    const quick = wallMs - this.offset.ms;
    if (quick >= this.offset.fromMs + marginMs && quick < this.offset.toMs - marginMs) return quick;
    const exactMs = Temporal.Instant.fromEpochMilliseconds(wallMs)
      .toZonedDateTimeISO('UTC')
      .toPlainDateTime()
      .toZonedDateTime(this.zone, { disambiguation: 'compatible' }).epochMilliseconds;
    if (exactMs >= this.offset.toMs || exactMs < this.offset.fromMs) this.offset = this.offsetAround(exactMs);
    return exactMs;
  }

  /** Whether a local date exists in the zone: a change of the date line can leave one out. */
  has(day: DayNumber): boolean {
    return this.instantOf(day + 1, 0) > this.instantOf(day, 0);
  }

  private offsetAround(atMs: number): typeof this.offset {
    const zoned = this.at(atMs);
    return {
      // A change at this very instant is the one that the offset holds from; `previous` alone would pass over it.
      fromMs: this.at(atMs + 1).getTimeZoneTransition('previous')?.epochMilliseconds ?? -Infinity,
      toMs: zoned.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
      ms: zoned.offsetNanoseconds / 1e6,
    };
  }

  private at(atMs: number): Temporal.ZonedDateTime {
    return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(this.zone);
  }
}
