import DateHolidays from 'date-holidays';
import { dateSchema } from '../time/zone';
import { minutesOfDay, type HolidaySource } from './support-hours';

/** A public holiday on one local date, closed from one minute of the day to another: most last the whole day. */
export interface Holiday {
  readonly names: { readonly fr: string; readonly en: string };
  /** Whose holiday it is: `FR`, `FR-57`. */
  readonly source: string;
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** Public holidays by local date (`2026-05-01`). */
export type Holidays = ReadonlyMap<string, Holiday>;

const dayMs = 24 * 3600 * 1000;

/**
 * The public holidays of the contract's country and region on all dates of a span of years (both included), by local date
 * (annex §5). Throws a RangeError when the country or the region is unknown. Server only: the data weighs 39 MB.
 */
export function publicHolidays(of: HolidaySource | null, fromYear: number, toYear: number): Holidays {
  const byDate = new Map<string, Holiday>();
  if (!of) return byDate;
  const calendar = calendarOf(of);
  const source = of.region === undefined ? of.country : `${of.country}-${of.region}`;
  // A holiday of several days may reach over the year's end.
  for (let year = fromYear - 1; year <= toYear; year += 1) {
    const english = new Map(calendar.getHolidays(year, 'en').map((one) => [`${one.rule} ${one.date}`, one.name]));
    for (const holiday of calendar.getHolidays(year, 'fr')) {
      if (holiday.type !== 'public') continue;
      const names = { fr: holiday.name, en: english.get(`${holiday.rule} ${holiday.date}`) ?? holiday.name };
      const first = Date.parse(`${dateSchema.parse(holiday.date.slice(0, 10))}T00:00Z`);
      const fromMinute = Number(holiday.date.slice(11, 13)) * 60 + Number(holiday.date.slice(14, 16));
      // Lengths are told in elapsed time: a day on which clocks change has 23 or 25 hours, and is one day.
      const lengthMs = holiday.end.getTime() - holiday.start.getTime();
      const untilMinute = fromMinute + Math.round(lengthMs / (dayMs / 8)) * (minutesOfDay / 8);
      const lastMinute = fromMinute > 0 && untilMinute > minutesOfDay ? minutesOfDay : untilMinute;
      for (let day = 0; day * minutesOfDay < lastMinute; day += 1) {
        const date = new Date(first + day * dayMs).toISOString().slice(0, 10);
        const closed = {
          fromMinute: day === 0 ? fromMinute : 0,
          toMinute: Math.min(minutesOfDay, lastMinute - day * minutesOfDay),
        };
        // Of two holidays on one date the one that closes more of it is told.
        const other = byDate.get(date);
        if (!other || other.toMinute - other.fromMinute < closed.toMinute - closed.fromMinute)
          byDate.set(date, { names, source, ...closed });
      }
    }
  }
  return byDate;
}

function calendarOf({ country, region }: HolidaySource): DateHolidays {
  const calendar = new DateHolidays(country);
  if (!Object.hasOwn(calendar.getCountries(), country))
    throw new RangeError(`no public holidays are known for country ${country}`);
  if (region === undefined) return calendar;
  const regions: unknown = calendar.getStates(country);
  if (typeof regions !== 'object' || regions === null || !Object.hasOwn(regions, region))
    throw new RangeError(`no public holidays are known for region ${region} of ${country}`);
  calendar.init(country, region);
  return calendar;
}
