import { z } from 'zod';

/** The days as contracts list them, Monday first; the position is the ISO day of the week less one. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

const minutesOfDay = (wallTime: string): number => Number(wallTime.slice(0, 2)) * 60 + Number(wallTime.slice(3, 5));

const wallTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a wall time such as 08:30');
const closingTime = z.union([wallTime, z.literal('24:00')]);

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
  const from = minutesOfDay(opens);
  const to = minutesOfDay(closes);
  return { from, to: to > from ? to : to + 1440 };
}

const weekSchema = z.partialRecord(z.enum(weekdays), z.array(openingSchema).max(24)).superRefine((week, issues) => {
  if (weekdays.every((day) => !week[day]?.length))
    issues.addIssue({ code: 'custom', message: 'a week without any opening: no clock would ever run' });
  for (const overlap of overlaps(week))
    issues.addIssue({ code: 'custom', path: [overlap], message: `openings overlap on ${overlap}` });
});
export type Week = z.infer<typeof weekSchema>;

/** The days on which an opening begins before the one before it has ended, the night before included. */
function overlaps(week: Week): Weekday[] {
  const spans = weekdays.flatMap((day, index) =>
    (week[day] ?? []).map((opening) => {
      const { from, to } = openingMinutes(opening);
      return { day, from: index * 1440 + from, to: index * 1440 + to };
    }),
  );
  spans.sort((a, b) => a.from - b.from);
  const first = spans[0];
  const wrapped = first ? [...spans, { ...first, from: first.from + 7 * 1440, to: first.to + 7 * 1440 }] : [];
  return wrapped.flatMap((span, index) => {
    const before = wrapped[index - 1];
    return before && before.to > span.from ? [span.day] : [];
  });
}

export const zoneSchema = z
  .string()
  .refine(isZone, 'an IANA time zone such as Europe/Paris')
  .meta({ id: 'Zone', description: 'IANA time zone' });

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return !/^[+-]/.test(zone);
  } catch {
    return false;
  }
}

/** A date of the calendar, without time or zone. */
export const dateSchema = z.iso.date();

const closureSchema = z.strictObject({ date: dateSchema, reason: z.string().min(1).max(200) });

/**
 * When the clocks run (annex §5): a weekly timetable in a zone, less the public holidays of a country and region, less the
 * contract's own closed dates. A date closed here has no opening that begins on it; a night shift begun the evening before
 * goes on to its end.
 */
export const supportHoursSchema = z
  .strictObject({
    zone: zoneSchema,
    week: weekSchema,
    holidays: z
      .strictObject({
        country: z.string().regex(/^[A-Z]{2}$/, 'a country code such as FR'),
        region: z.string().max(10).optional(),
      })
      .nullable()
      .default(null),
    closed: z.array(closureSchema).max(1000).default([]),
  })
  .meta({ id: 'SupportHours' });
export type SupportHours = z.infer<typeof supportHoursSchema>;
