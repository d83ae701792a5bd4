import { z } from 'zod';
import { dateSchema, zoneSchema } from '../time/zone';

/** The days as contracts list them, Monday first; the position is the ISO day of the week less one. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

export const minutesOfDay = 24 * 60;
const minutesOf = (wallTime: string): number => Number(wallTime.slice(0, 2)) * 60 + Number(wallTime.slice(3, 5));

const wallTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a wall time such as 08:30');
const closingTime = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a wall time such as 18:30, or 24:00');

/**
 * One opening on a local date, `[opens, closes)`. A closing at or before the opening is on the next date (a night shift);
 * `24:00` is the next date's midnight.
 */
export const openingSchema = z
  .tuple([wallTime, closingTime])
  .refine(([opens, closes]) => opens !== closes, 'an opening that lasts no time: for a whole day write 00:00 to 24:00');
export type Opening = z.infer<typeof openingSchema>;

/** Minutes after the date's midnight at which an opening begins and ends; the end passes 1440 when it is on the next date. */
export function openingMinutes([opens, closes]: Opening): { from: number; to: number } {
  const from = minutesOf(opens);
  const to = minutesOf(closes);
  return { from, to: to > from ? to : to + minutesOfDay };
}

interface Span<Day> {
  readonly day: Day;
  readonly from: number;
  readonly to: number;
}

/** The days on which an opening begins before another has ended. */
function overlapping<Day>(spans: readonly Span<Day>[]): Day[] {
  const sorted = [...spans].sort((a, b) => a.from - b.from);
  let lastTo = -Infinity;
  return sorted.flatMap((span) => {
    const overlaps = lastTo > span.from;
    lastTo = Math.max(lastTo, span.to);
    return overlaps ? [span.day] : [];
  });
}

const weekSchema = z
  .partialRecord(z.enum(weekdays), z.array(openingSchema).max(24), 'openings by day: mon, tue, wed, thu, fri, sat, sun')
  .superRefine((week, issues) => {
    if (weekdays.every((day) => !week[day]?.length))
      issues.addIssue({ code: 'custom', message: 'a week without any opening: no clock would ever run' });
    const spans = weekdays.flatMap((day, index) =>
      (week[day] ?? []).map((opening) => {
        const { from, to } = openingMinutes(opening);
        return { day, from: index * minutesOfDay + from, to: index * minutesOfDay + to };
      }),
    );
    // The week goes on after Sunday: a night shift of Sunday reaches into Monday.
    const round = spans.map(({ day, from, to }) => ({ day, from: from + 7 * minutesOfDay, to: to + 7 * minutesOfDay }));
    for (const day of new Set(overlapping([...spans, ...round])))
      issues.addIssue({ code: 'custom', path: [day], message: `openings overlap on ${day}` });
  })
  // Of a record whose names are listed the document's generator tells the names, and not that there are no others.
  .meta({ additionalProperties: false });
export type Week = z.infer<typeof weekSchema>;

const dayMs = 24 * 3600 * 1000;
const longestMs = 366 * dayMs;

/**
 * The contract's own rule for a date, or for each date from `date` up to `until`: closed, or open at other hours. It comes
 * before the public holidays and before the week, so it also says which holiday is worked.
 */
const specialDaySchema = z
  .strictObject({
    date: dateSchema,
    until: dateSchema.optional(),
    name: z.string().trim().min(1).max(200),
    openings: z.array(openingSchema).max(24).default([]),
  })
  .superRefine(({ date, until, openings }, issues) => {
    if (until !== undefined && until < date)
      issues.addIssue({
        code: 'custom',
        path: ['until'],
        message: `ends before it starts: ${until} is before ${date}`,
      });
    else if (until !== undefined && Date.parse(until) - Date.parse(date) > longestMs)
      issues.addIssue({ code: 'custom', path: ['until'], message: 'one rule for more than a year: change the week' });
    const spans = openings.map((opening, index) => ({ day: index, ...openingMinutes(opening) }));
    for (const index of overlapping(spans))
      issues.addIssue({ code: 'custom', path: ['openings', index], message: `openings overlap on ${date}` });
  });
export type SpecialDay = z.infer<typeof specialDaySchema>;

const specialDaysSchema = z
  .array(specialDaySchema)
  .max(5000)
  .default([])
  .superRefine((days, issues) => {
    const sorted = days.map((day, index) => ({ ...day, index })).sort((a, b) => (a.date < b.date ? -1 : 1));
    let ruledUntil = '';
    for (const { date, until = date, index } of sorted) {
      if (date <= ruledUntil)
        issues.addIssue({
          code: 'custom',
          path: [index, 'date'],
          message: `two rules for ${date}: only one could hold`,
        });
      if (until > ruledUntil) ruledUntil = until;
    }
  });

/** Whose public holidays are closed; that the country and the region are known is checked where the holidays are read. */
export const holidaysSchema = z.strictObject({
  country: z.string().regex(/^[A-Z]{2}$/, 'a country code such as FR'),
  region: z.string().min(1).max(10).optional(),
});
export type HolidaySource = z.infer<typeof holidaysSchema>;

/** The date so many days after another one; what is no date gives none. */
function dateAfter(date: string, days: number): string {
  const atMs = Date.parse(date);
  return Number.isNaN(atMs) ? '' : new Date(atMs + days * dayMs).toISOString().slice(0, 10);
}

/**
 * Where openings of special days meet those of the dates around them: two special days, one that repeats its openings, or one
 * beside the week. Public holidays are not known here: a special day whose night shift runs into one is judged by the week.
 */
function overlapsAcrossDates(week: Week, specialDays: readonly SpecialDay[]): { index: number; message: string }[] {
  const beginning = new Map(specialDays.map((rule) => [rule.date, rule]));
  const ending = new Map(specialDays.map((rule) => [rule.until ?? rule.date, rule]));
  const ofWeek = (date: string): Opening[] => {
    const weekday = weekdays[(new Date(date).getUTCDay() + 6) % 7];
    return (weekday && week[weekday]) ?? [];
  };
  return specialDays.flatMap(({ date, until = date, openings }, index) => {
    const [before, after] = [dateAfter(date, -1), dateAfter(until, 1)];
    const neighbours = [
      { on: date, earlier: ending.get(before)?.openings ?? ofWeek(before), later: openings },
      ...(until > date ? [{ on: dateAfter(date, 1), earlier: openings, later: openings }] : []),
      // Where another special day follows, it looks back.
      ...(beginning.has(after) ? [] : [{ on: after, earlier: openings, later: ofWeek(after) }]),
    ];
    return neighbours.flatMap(({ on, earlier, later }) => {
      const lasting = earlier.find((one) =>
        later.some((other) => openingMinutes(one).to - minutesOfDay > openingMinutes(other).from),
      );
      return lasting
        ? [{ index, message: `openings overlap on ${on}: one of the day before lasts until ${lasting[1]}` }]
        : [];
    });
  });
}

/**
 * When the clocks run (annex §5): a weekly timetable in a zone, less the public holidays of a country and region, with the
 * contract's own days. A date closed here has no opening that begins on it; a night shift begun the evening before goes on
 * to its end. Openings of special days that overlap with those of the day before or after are refused, as those of a week are:
 * two rules would decide the same time, and neither reader nor explanation could tell which.
 */
export const supportHoursSchema = z
  .strictObject({
    zone: zoneSchema,
    week: weekSchema,
    holidays: holidaysSchema.nullable().default(null),
    specialDays: specialDaysSchema,
  })
  .superRefine(({ week, specialDays }, issues) => {
    for (const { index, message } of overlapsAcrossDates(week, specialDays))
      issues.addIssue({ code: 'custom', path: ['specialDays', index, 'openings'], message });
  })
  .meta({ id: 'SupportHours' });
export type SupportHours = z.infer<typeof supportHoursSchema>;

/**
 * An extension of other hours (annex §5), for instance for critical incidents: open whenever those are, and at the openings of
 * its own week as well. Zone, holidays and special days are those of the hours extended; its own openings are kept on such days
 * only where `onClosedDays` says `open`.
 */
export const extensionSchema = z
  .strictObject({
    extends: z.string().min(1).max(40),
    week: weekSchema,
    onClosedDays: z.enum(['open', 'closed']).default('closed'),
  })
  .meta({ id: 'SupportHoursExtension' });
export type Extension = z.infer<typeof extensionSchema>;
