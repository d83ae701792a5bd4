import type { Contract } from '../contract/contract';
import { compileTimetable, zoneDataVersion } from './compile';
import { publicHolidays } from './holidays';
import type { Timetable } from './timetable';

/**
 * All hours of a contract compiled for `[fromMs, toMs)` (epoch milliseconds), by name, outside of any workflow (annex §5).
 * Throws a RangeError when the country of the holidays is unknown.
 */
export function compileContract(contract: Contract, fromMs: number, toMs: number): Record<string, Timetable> {
  const span = { fromMs, toMs, zoneData: zoneDataVersion() };
  const years = [new Date(fromMs).getUTCFullYear() - 1, new Date(toMs).getUTCFullYear() + 1] as const;
  return Object.fromEntries(
    Object.entries(contract.hours).map(([name, hours]) => [
      name,
      compileTimetable(hours, publicHolidays(hours.holidays, ...years), span),
    ]),
  );
}
