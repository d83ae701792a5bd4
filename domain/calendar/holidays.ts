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

const minuteMs = 60_000;
const dayMs = minutesOfDay * minuteMs;

/**
 * The public holidays of the contract's country and region on all dates of a span of years (both included), by local date
 * (annex §5). Throws a RangeError when the country or the region is unknown. Server only: the data weighs 39 MB.
 */
export function publicHolidays(of: HolidaySource | null, fromYear: number, toYear: number): Holidays {
  const byDate = new Map<string, Holiday>();
  if (!of) return byDate;
  // A holiday of several days may reach over the year's end.
  for (let year = fromYear - 1; year <= toYear; year += 1)
    for (const [date, holiday] of holidaysOf(of, year)) {
      const dateYear = Number(date.slice(0, 4));
      if (dateYear < fromYear || dateYear > toYear) continue;
      // Of two holidays on one date the one that closes more of it is told.
      const other = byDate.get(date);
      if (!other || closedMinutes(other) < closedMinutes(holiday)) byDate.set(date, holiday);
    }
  return byDate;
}

/** Why no public holidays are known for a country or region; `undefined` when they are. */
export function whyUnknown(of: HolidaySource): string | undefined {
  try {
    holidaysOf(of, 2000);
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

function closedMinutes({ fromMinute, toMinute }: Holiday): number {
  return toMinute - fromMinute;
}

type DatedHoliday = readonly [date: string, holiday: Holiday];

/** A year of a country takes milliseconds to work out and never changes; contracts ask for the same few again and again. */
const workedOut = new Map<string, readonly DatedHoliday[]>();
const keptYears = 2000;

function holidaysOf(of: HolidaySource, year: number): readonly DatedHoliday[] {
  const source = of.region === undefined ? of.country : `${of.country}-${of.region}`;
  const key = `${source} ${year}`;
  const known = workedOut.get(key);
  if (known) return known;
  if (workedOut.size >= keptYears) workedOut.clear();
  const found = worked(calendarOf(of), source, year);
  workedOut.set(key, found);
  return found;
}

function worked(calendar: DateHolidays, source: string, year: number): DatedHoliday[] {
  const english = new Map(calendar.getHolidays(year, 'en').map((one) => [`${one.rule} ${one.date}`, one.name]));
  return calendar.getHolidays(year, 'fr').flatMap((holiday) => {
    if (holiday.type !== 'public') return [];
    const names = { fr: holiday.name, en: english.get(`${holiday.rule} ${holiday.date}`) ?? holiday.name };
    return closedOn(holiday).map(([date, closed]): DatedHoliday => [date, { names, source, ...closed }]);
  });
}

/** The dates that a holiday closes, wholly or in part. */
function closedOn({
  date: begins,
  start,
  end,
}: ReturnType<DateHolidays['getHolidays']>[number]): [string, Pick<Holiday, 'fromMinute' | 'toMinute'>][] {
  const first = Date.parse(`${dateSchema.parse(begins.slice(0, 10))}T00:00Z`);
  const fromMinute = Number(begins.slice(11, 13)) * 60 + Number(begins.slice(14, 16));
  const endMinute = fromMinute + (end.getTime() - start.getTime()) / minuteMs;
  // Lengths are told in elapsed time: where clocks change, what lasts to a midnight seems to end an hour before or after it.
  const midnight = Math.round(endMinute / minutesOfDay) * minutesOfDay;
  const lastMinute = Math.abs(endMinute - midnight) <= 60 ? midnight : endMinute;
  return Array.from({ length: Math.ceil(lastMinute / minutesOfDay) }, (_, day) => [
    new Date(first + day * dayMs).toISOString().slice(0, 10),
    {
      fromMinute: Math.max(fromMinute - day * minutesOfDay, 0),
      toMinute: Math.min(minutesOfDay, lastMinute - day * minutesOfDay),
    },
  ]);
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
