import { publicHolidays, type Holidays } from './holidays';
import { minutesOfDay, type HolidaySource } from './support-hours';
import { dateOf, weekdayOf, type DayNumber } from './wall-clock';

const daysOfWorkingWeek = 5;

/** The public holidays that instants of a span may meet, `[fromMs, toMs]` in epoch milliseconds, with a year to either side. */
export function holidaysAround(of: HolidaySource | null, fromMs: number, toMs = fromMs): Holidays {
  return publicHolidays(of, new Date(fromMs).getUTCFullYear() - 1, new Date(toMs).getUTCFullYear() + 1);
}

/** Monday to Friday, but for dates that a public holiday closes from midnight to midnight. */
export function isWorkingDay(day: DayNumber, holidays: Holidays): boolean {
  const holiday = holidays.get(dateOf(day));
  const closed = holiday !== undefined && holiday.fromMinute === 0 && holiday.toMinute >= minutesOfDay;
  return weekdayOf(day) < daysOfWorkingWeek && !closed;
}

/** The date itself where it is a working day, else the first one after it that is. */
export function workingDayFrom(day: DayNumber, holidays: Holidays): DayNumber {
  let found = day;
  while (!isWorkingDay(found, holidays)) found += 1;
  return found;
}
