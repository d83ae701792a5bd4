import { Temporal } from 'temporal-polyfill';
import type { HolidaySource } from '../calendar/support-hours';
import { dayNumberOf, WallClock } from '../calendar/wall-clock';
import { holidaysAround, workingDayFrom } from '../calendar/working-days';

/** How a term of months is counted (annex §10, "un (1) mois"). */
export interface MonthPolicy {
  readonly months: number;
  /**
   * `instant`: at the same time by the wall. `end-of-day`: when the date on which it falls is over. `next-working-day`: the same,
   * and where that date is no working day, when the next working day is over.
   */
  readonly end: 'instant' | 'end-of-day' | 'next-working-day';
  /** The public holidays that are no working days. */
  readonly holidays: HolidaySource | null;
}

/**
 * The instant (epoch milliseconds) so many calendar months after another, by the wall of a zone: the same day of the month, or its
 * last day where the month is shorter, and the same time. A time that does not exist moves forward by the gap; one that exists
 * twice is its first occurrence. Not for workflows: it reads the machine's zone data.
 */
export function monthAfter(fromMs: number, zone: string, { months, end, holidays }: MonthPolicy): number {
  const nominal = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(zone).add({ months });
  if (end === 'instant') return nominal.epochMilliseconds;
  const day = dayNumberOf(nominal.toPlainDate().toString());
  const last = end === 'end-of-day' ? day : workingDayFrom(day, holidaysAround(holidays, nominal.epochMilliseconds));
  return new WallClock(zone).instantOf(last + 1, 0);
}
