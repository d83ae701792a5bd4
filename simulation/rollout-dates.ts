import { Temporal } from 'temporal-polyfill';
import { publicHolidays } from '../domain/calendar/holidays';
import type { Opening } from '../domain/calendar/support-hours';
import { firstMonday } from '../domain/maintenance/window-rules';
import type { Window } from '../domain/maintenance/window';
import { daysBeforeByWall, windowsBetween } from '../domain/maintenance/windows';
import { monthAfter, type MonthPolicy } from '../domain/time/month';
import { localDate } from '../domain/time/zone';
import { answeredLine, readLine, UnusableQuestion, type LineAnswer } from './question-line';
import { rolloutQuestionSchema, type FirstMondayQuestion, type PlusMonthQuestion } from './rollout-question';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const france = { country: 'FR' };

/** The answer to one line of questions about the dates of rollouts and maintenance, by the rules that these have (annex §10). */
export function answerDates(text: string, line: number): LineAnswer<unknown> {
  return answeredLine(line, () => {
    const question = readLine(text, rolloutQuestionSchema);
    return question.kind === 'first-monday' ? ofFirstMonday(question.input) : ofMonth(question.input);
  });
}

function ofFirstMonday(asked: FirstMondayQuestion): unknown {
  switch (asked.case) {
    case 'occurrence':
      return occurrence(asked);
    case 'quarterly-list':
      return asked.months.map((month) => written(windowOf({ ...asked, month }, [asked.start, '24:00']).startMs));
    case 'reminder-across-switch':
      return before(asked, { name: 'oneCalendarDayBefore', days: 1 }, 'elapsed24hBefore');
    case 'notice':
      return before(asked, { name: 'sevenCalendarDaysBefore', days: 7 }, 'elapsed168hBefore');
  }
}

interface InMonth {
  readonly year: number;
  readonly month: number;
  readonly tz: string;
}

/** The window of a month's first Monday; one that the clocks leave no time has its instants all the same. */
function windowOf({ year, month, tz }: InMonth, opening: Opening): Pick<Window, 'startMs' | 'endMs' | 'localDate'> {
  const begins = `${year}-${String(month).padStart(2, '0')}`;
  const plan = {
    zone: tz,
    rules: [{ ...firstMonday, opening }],
    onHoliday: 'keep',
    holidays: null,
    freezes: [],
  } as const;
  const { windows, skipped } = windowsBetween(plan, Date.UTC(year, month - 1, -1), Date.UTC(year, month, 3));
  const found = [...windows, ...skipped].find(({ localDate: date }) => date.startsWith(begins));
  if (!found) throw new UnusableQuestion(`the zone has no first Monday of ${begins}`);
  return found;
}

function occurrence(asked: Extract<FirstMondayQuestion, { case: 'occurrence' }>): unknown {
  if (asked.start === asked.end) throw new UnusableQuestion('input.end: a window that lasts no time');
  const { startMs, endMs, localDate: date } = windowOf(asked, [asked.start, asked.end]);
  const holiday = publicHolidays(france, asked.year, asked.year).get(date);
  return {
    localDate: date,
    startUtc: written(startMs),
    endUtc: written(endMs),
    utcOffset: zoned(startMs, asked.tz).offset,
    durationMinutes: (endMs - startMs) / minuteMs,
    frenchPublicHoliday: holiday ? shortName(holiday.names.en) : null,
  };
}

/** "New Year's Day" is asked for as "New Year", and "All Saints' Day" as "All Saints". */
function shortName(name: string): string {
  return name.replace(/(?:['’]s|s['’]) Day$/, (ending) => (ending.startsWith('s') ? 's' : ''));
}

/** The same time on the wall some days before a window, and the instant so many hours before. */
function before(
  { windowStartLocal, tz }: { readonly windowStartLocal: string; readonly tz: string },
  { name, days }: { readonly name: string; readonly days: number },
  elapsedName: string,
): unknown {
  const startMs = instantOf(windowStartLocal, tz);
  const calendarMs = daysBeforeByWall(startMs, tz, days);
  const elapsedMs = startMs - days * dayMs;
  return { [name]: written(calendarMs), [elapsedName]: written(elapsedMs), differ: calendarMs !== elapsedMs };
}

function ofMonth(asked: PlusMonthQuestion): unknown {
  switch (asked.case) {
    case 'clamp':
      return clamped(asked);
    case 'zone-of-the-clock': {
      const { notifiedAt, months, tz } = asked;
      const inZone = monthAfter(notifiedAt, tz, monthsOf(months));
      const inUtc = monthAfter(notifiedAt, 'UTC', monthsOf(months));
      return {
        [`in${tz.replace(/[^A-Za-z]/g, '')}`]: written(inZone),
        inUtc: written(inUtc),
        differ: inZone !== inUtc,
      };
    }
    case 'gap-or-fold':
      return gapOrFold(asked);
    case 'end-of-day-next-working-day': {
      const { notifiedOn, months, tz } = asked;
      const noonMs = instantOf(`${notifiedOn}T12:00`, tz);
      const endsMs = monthAfter(noonMs, tz, { months, end: 'next-working-day', holidays: france });
      return {
        nominal: localDate(monthAfter(noonMs, tz, monthsOf(months)), tz),
        extendedTo: localDate(endsMs - 1, tz),
        expiresAtUtc: written(endsMs),
      };
    }
  }
}

function monthsOf(months: number): MonthPolicy {
  return { months, end: 'instant', holidays: null };
}

function clamped({ start, months, overflow, engine }: Extract<PlusMonthQuestion, { case: 'clamp' }>): unknown {
  const startMs = Date.parse(start);
  const endMs = monthAfter(startMs, 'UTC', monthsOf(months));
  const result = new Date(endMs).toISOString().slice(0, 10);
  if (overflow === 'reject' && result.slice(8) !== start.slice(8))
    throw new UnusableQuestion(`RangeError: the month has no ${Number(start.slice(8))}th`);
  return engine === undefined ? result : { result, elapsedDays: (endMs - startMs) / dayMs };
}

function gapOrFold({ startLocal, tz, months }: Extract<PlusMonthQuestion, { case: 'gap-or-fold' }>): unknown {
  const nominal = Temporal.PlainDateTime.from(startLocal).add({ months });
  const atMs = monthAfter(instantOf(startLocal, tz), tz, monthsOf(months));
  const nominalLocal = nominal.toString({ smallestUnit: 'minute' });
  const shownLocal = zoned(atMs, tz).toPlainDateTime().toString({ smallestUnit: 'minute' });
  const twice =
    nominal.toZonedDateTime(tz, { disambiguation: 'earlier' }).epochMilliseconds !==
    nominal.toZonedDateTime(tz, { disambiguation: 'later' }).epochMilliseconds;
  const kind = shownLocal !== nominalLocal ? 'gap' : twice ? 'fold' : 'none';
  return { nominalLocal, utc: written(atMs), shownLocal, kind };
}

function instantOf(local: string, zone: string): number {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;
}

function zoned(atMs: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
}

/** ISO 8601 in UTC, milliseconds only where there are any. */
function written(atMs: number): string {
  return new Date(atMs).toISOString().replace('.000Z', 'Z');
}
