import DateHolidays from 'date-holidays';
import type { Holidays } from './compile';
import type { SupportHours } from './support-hours';

/**
 * The public holidays of the contract's country and region that touch a span of years (both included), by local date
 * (annex §5). Throws a RangeError when the country or the region is unknown. Server only: the data weighs 39 MB.
 */
export function publicHolidays(holidays: SupportHours['holidays'], fromYear: number, toYear: number): Holidays {
  const byDate = new Map<string, string>();
  if (!holidays) return byDate;
  if (!(holidays.country in new DateHolidays().getCountries()))
    throw new RangeError(`no public holidays known for country ${holidays.country}`);
  const source = new DateHolidays(holidays.country);
  if (holidays.region !== undefined) {
    const regions: unknown = source.getStates(holidays.country);
    if (typeof regions !== 'object' || regions === null || !(holidays.region in regions))
      throw new RangeError(`no public holidays known for region ${holidays.region} of ${holidays.country}`);
    source.init(holidays.country, holidays.region);
  }
  for (let year = fromYear; year <= toYear; year += 1) {
    for (const { date, name, type } of source.getHolidays(year))
      if (type === 'public') byDate.set(date.slice(0, 10), name);
  }
  return byDate;
}
