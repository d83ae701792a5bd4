import { Temporal } from 'temporal-polyfill';
import type { Holiday, Holidays } from '../calendar/holidays';
import { openingMinutes, weekdays, type HolidaySource } from '../calendar/support-hours';
import { dateOf, dayNumberOf, WallClock, weekdayOf, type DayNumber } from '../calendar/wall-clock';
import { holidaysAround, workingDayFrom } from '../calendar/working-days';
import type { LocalDate } from '../time/zone';
import type { Window } from './window';
import type { MaintenanceTerms, WindowRule } from './window-rules';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** In which no planned work is done, `[fromMs, toMs)` in epoch milliseconds, and why. */
export interface FrozenSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly reason: { readonly fr: string; readonly en: string };
}

export interface WindowPlan {
  readonly zone: string;
  readonly rules: readonly WindowRule[];
  readonly onHoliday: MaintenanceTerms['onHoliday'];
  readonly holidays: HolidaySource | null;
  readonly freezes: readonly FrozenSpan[];
}

/**
 * What a rule would have made and does not: it falls on a holiday or into a freeze, on a time that the wall leaves out, or into a
 * window of a rule that stands before its own.
 */
export interface SkippedWindow {
  readonly startMs: number;
  readonly endMs: number;
  readonly localDate: LocalDate;
  readonly rule: string;
  readonly why: 'holiday' | 'freeze' | 'no-time' | 'overlap';
  /** The holiday's name, the freeze's reason or the other rule. */
  readonly because: { readonly fr: string; readonly en: string } | null;
}

/**
 * The planned windows that begin in `[fromMs, toMs)` (epoch milliseconds), in order, each computed from its rule by the wall of the
 * zone (annex §10): a time that does not exist moves forward by the gap, one that exists twice is its first occurrence. A freeze
 * wins over a window. Not for workflows: they get what this makes.
 */
export function windowsBetween(
  plan: WindowPlan,
  fromMs: number,
  toMs: number,
): { windows: Window[]; skipped: SkippedWindow[] } {
  const wall = new WallClock(plan.zone);
  // Windows that are kept on holidays need none: a country's are worked out for years, and take up memory.
  const holidays = holidaysAround(plan.onHoliday === 'keep' ? null : plan.holidays, fromMs, toMs);
  // One that a holiday moves comes from a date before, and one that lasts over midnight may meet another of the next date.
  const first = wall.dayAt(fromMs) - 31;
  const last = wall.dayAt(toMs) + 1;
  const placed = plan.rules.flatMap((rule, order) =>
    occurrences(rule, first, last).map((day) => ({ ...place(plan, wall, holidays, rule, day), order })),
  );
  const standing = placed.filter(({ why }) => why === undefined);
  const judged = placed
    .filter(({ startMs }) => startMs >= fromMs && startMs < toMs)
    .map((one) => {
      const other = one.why === undefined && standing.find((its) => its.order < one.order && meets(its, one));
      return other ? { ...one, why: 'overlap' as const, because: { fr: other.rule, en: other.rule } } : one;
    })
    .sort((a, b) => a.startMs - b.startMs || a.order - b.order);
  return {
    windows: judged.flatMap(({ why, startMs, endMs, localDate, rule }) =>
      why === undefined ? [{ startMs, endMs, localDate, rule, ...noticesBefore(startMs, plan.zone) }] : [],
    ),
    skipped: judged.flatMap(({ why, because, startMs, endMs, localDate, rule }) =>
      why === undefined ? [] : [{ startMs, endMs, localDate, rule, why, because }],
    ),
  };
}

/**
 * When a window that begins at an instant (epoch milliseconds) is announced at the latest, and when the reminder is sent: 7 calendar
 * days by the wall of the zone and 168 hours, whichever is earlier, and 24 hours (annex §10). Both hold, as they differ by an hour
 * where clocks change between.
 */
export function noticesBefore(startMs: number, zone: string): Pick<Window, 'noticeByMs' | 'remindMs'> {
  return { noticeByMs: Math.min(daysBeforeByWall(startMs, zone, 7), startMs - 7 * dayMs), remindMs: startMs - dayMs };
}

/** The same time on the wall so many calendar days before an instant, both in epoch milliseconds. */
export function daysBeforeByWall(atMs: number, zone: string, days: number): number {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).subtract({ days }).epochMilliseconds;
}

type Placed = Omit<SkippedWindow, 'why'> & { readonly why?: SkippedWindow['why'] };

function place(plan: WindowPlan, wall: WallClock, holidays: Holidays, rule: WindowRule, day: DayNumber): Placed {
  const holiday = holidayOf(rule, holidays.get(dateOf(day)));
  const on = holiday && plan.onHoliday === 'next-working-day' ? workingDayFrom(day + 1, holidays) : day;
  const { from, to } = openingMinutes(rule.opening);
  const [startMs, endMs] = [wall.instantOf(on, from), wall.instantOf(on, to)];
  const placed = { startMs, endMs, localDate: dateOf(on), rule: rule.name, because: null };
  if (holiday && plan.onHoliday === 'skip') return { ...placed, why: 'holiday', because: holiday.names };
  if (endMs <= startMs || !wall.has(on)) return { ...placed, why: 'no-time' };
  const freeze = plan.freezes.find((span) => span.fromMs < endMs && span.toMs > startMs);
  return freeze ? { ...placed, why: 'freeze', because: freeze.reason } : placed;
}

/** A holiday where it closes a part of the opening on its own date. */
function holidayOf({ opening }: WindowRule, holiday: Holiday | undefined): Holiday | undefined {
  const { from, to } = openingMinutes(opening);
  return holiday && holiday.fromMinute < to && holiday.toMinute > from ? holiday : undefined;
}

function meets(a: Placed, b: Placed): boolean {
  return a.startMs < b.endMs && b.startMs < a.endMs;
}

/** The dates of a rule from one date to another, both included. */
function occurrences(rule: WindowRule, first: DayNumber, last: DayNumber): DayNumber[] {
  if (rule.kind === 'agreed') return [dayNumberOf(rule.date)].filter((day) => day >= first && day <= last);
  const begins = monthOf(first);
  return Array.from({ length: monthOf(last) - begins + 1 }, (_, index) => begins + index)
    .filter((month) => rule.kind === 'monthly' || (month % 3) + 1 === rule.monthOfQuarter)
    .map((month) => nthWeekdayOf(month, rule.nth, weekdays.indexOf(rule.weekday)))
    .filter((day) => day >= first && day <= last);
}

/** Months counted from January of the year 0. */
function monthOf(day: DayNumber): number {
  const [year = 0, month = 1] = dateOf(day).split('-').map(Number);
  return year * 12 + month - 1;
}

/** The date that is the nth of its weekday (Monday 0) in a month, or the last of them. */
export function nthWeekdayOf(month: number, nth: number | 'last', weekday: number): DayNumber {
  const firstDay = Date.UTC(Math.floor(month / 12), month % 12) / dayMs;
  const first = firstDay + ((weekday - weekdayOf(firstDay) + 7) % 7);
  if (nth !== 'last') return first + 7 * (nth - 1);
  const nextMonth = Date.UTC(Math.floor(month / 12), (month % 12) + 1) / dayMs;
  return first + 7 * Math.floor((nextMonth - 1 - first) / 7);
}
