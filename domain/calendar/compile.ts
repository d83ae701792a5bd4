import type { Contract } from '../contract/contract';
import { supportHoursOf, type ResolvedHours } from './extension';
import { publicHolidays, type Holiday, type Holidays } from './holidays';
import { minutesOfDay, openingMinutes, weekdays, type SpecialDay } from './support-hours';
import { timetableOf, type DayRule, type Timetable } from './timetable';
import { dateOf, dayNumberOf, WallClock, weekdayOf, type DayNumber } from './wall-clock';

/** The span that a timetable is made for, `[fromMs, toMs)` in epoch milliseconds, and the zone data it is made with. */
export interface CompiledSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly zoneData: string;
}

/** The version of the zone data in force in this process, kept in each timetable that it compiles. */
export function zoneDataVersion(): string {
  return process.versions.tz ?? 'unknown';
}

/**
 * All hours of a contract compiled for `[fromMs, toMs)` (epoch milliseconds), by name, outside of any workflow (annex §5).
 * Throws a RangeError when the country or the region of the holidays is unknown.
 */
export function compileContract(
  { hours }: Pick<Contract, 'hours'>,
  fromMs: number,
  toMs: number,
): Record<string, Timetable> {
  return Object.fromEntries(
    Object.keys(hours).map((name) => [name, compileHours(supportHoursOf(hours, name), fromMs, toMs)]),
  );
}

/** Support hours compiled for `[fromMs, toMs)` (epoch milliseconds); throws a RangeError as {@link compileContract} does. */
export function compileHours(hours: ResolvedHours, fromMs: number, toMs: number): Timetable {
  // Near new year the date of the zone may be of another year than that of UTC.
  const years = [new Date(fromMs).getUTCFullYear() - 1, new Date(toMs).getUTCFullYear() + 1] as const;
  const span = { fromMs, toMs, zoneData: zoneDataVersion() };
  return compileTimetable(hours, publicHolidays(hours.holidays, ...years), span);
}

/**
 * Support hours compiled into instants for a span (annex §5). Each opening belongs to the local date on which it begins. A
 * wall time that does not exist moves forward by the gap; one that exists twice is its first occurrence. A special day of the
 * contract comes before a public holiday, a holiday before the week.
 */
export function compileTimetable(hours: ResolvedHours, holidays: Holidays, span: CompiledSpan): Timetable {
  const wall = new WallClock(hours.zone);
  const special = specialDaysByDate(hours.specialDays);
  const spans: { fromMs: number; toMs: number }[] = [];
  const days: DayRule[] = [];
  // Where clocks go back over midnight, the next date has begun once already when the span ends.
  const last = wall.dayAt(span.toMs) + 1;
  // An opening of the date before may reach into the span (a night shift), and a zone may have left out the date between.
  for (let day = wall.dayAt(span.fromMs) - 2; day <= last; day += 1) {
    if (!wall.has(day)) continue;
    const date = dateOf(day);
    const { openings, rule } = openingsOn(hours, day, special.get(date), holidays.get(date));
    for (const { from, to } of openings)
      spans.push({ fromMs: wall.instantOf(day, from), toMs: wall.instantOf(day, to) });
    const untilMs = rule ? wall.instantOf(day + 1, 0) : 0;
    if (rule && untilMs > span.fromMs) days.push({ ...rule, date, fromMs: wall.instantOf(day, 0), toMs: untilMs });
  }
  return timetableOf(spans, span, days);
}

interface Minutes {
  readonly from: number;
  readonly to: number;
}

/** The openings that begin on a date, in minutes after its midnight, and what other than the week decided them. */
function openingsOn(
  { weeks }: ResolvedHours,
  day: DayNumber,
  special: SpecialDay | undefined,
  holiday: Holiday | undefined,
): { openings: Minutes[]; rule: Pick<DayRule, 'names' | 'source'> | undefined } {
  const weekday = weekdays[weekdayOf(day)] ?? 'mon';
  const ofWeeks = (wanted: 'open' | 'closed'): Minutes[] =>
    weeks
      .filter(({ onClosedDays }) => onClosedDays === wanted)
      .flatMap(({ week }) => (week[weekday] ?? []).map(openingMinutes));
  const always = ofWeeks('open');
  if (special) {
    const { name, openings } = special;
    const rule = { names: { fr: name, en: name }, source: 'contract' };
    return { openings: [...openings.map(openingMinutes), ...always], rule };
  }
  const usual = ofWeeks('closed');
  if (!holiday || usual.length === 0) return { openings: [...usual, ...always], rule: undefined };
  const { names, source } = holiday;
  return { openings: [...usual.flatMap((one) => without(one, holiday)), ...always], rule: { names, source } };
}

/** An opening less the minutes of a holiday; what lasts past the day's end ends with it. */
function without({ from, to }: Minutes, { fromMinute, toMinute }: Holiday): Minutes[] {
  const before = { from, to: Math.min(to, fromMinute) };
  const after = { from: Math.max(from, toMinute), to: toMinute < minutesOfDay ? to : 0 };
  return [before, after].filter((part) => part.to > part.from);
}

function specialDaysByDate(specialDays: readonly SpecialDay[]): ReadonlyMap<string, SpecialDay> {
  const byDate = new Map<string, SpecialDay>();
  for (const special of specialDays) {
    const last = dayNumberOf(special.until ?? special.date);
    for (let day = dayNumberOf(special.date); day <= last; day += 1) byDate.set(dateOf(day), special);
  }
  return byDate;
}
