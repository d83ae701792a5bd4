import { z } from 'zod';
import { supportHoursSchema } from '../domain/calendar/support-hours';
import { instantSchema, toEpochMs } from '../domain/time/instant';
import { dateSchema, zoneSchema } from '../domain/time/zone';
import { readLine } from './question-line';

/** Far more than anyone has; a list that is longer is a slip of the pen. */
const mostHolidays = 100_000;

const instant = instantSchema.transform(toEpochMs);

/** The last zone that was one: files ask of one zone again and again, and to look it up takes longer than the rest of a line. */
let knownZone = '';
const timezone = z.string().superRefine((zone, issues) => {
  if (zone === knownZone) return;
  const { error } = zoneSchema.safeParse(zone);
  if (error) issues.addIssue({ code: 'custom', message: error.issues[0]?.message });
  else knownZone = zone;
});

const question = {
  timezone,
  hours: supportHoursSchema.shape.week,
  holidays: z.array(dateSchema).max(mostHolidays).nullish(),
  start: instant,
  pauses: z
    .array(z.tuple([instant, instant]).refine(([from, to]) => to >= from, 'a pause ends before it starts'))
    .nullish(),
};
const questionSchema = z.discriminatedUnion('op', [
  z.object({ ...question, op: z.literal('add'), minutes: z.number().nonnegative() }),
  z.object({ ...question, op: z.literal('between'), end: instant }),
]);

/** A question of business time, checked as a whole; instants are epoch milliseconds, dates those of the zone. */
export type BusinessQuestion = z.infer<typeof questionSchema>;

/** The question that a line of JSON asks; throws an `UnusableQuestion`. */
export function readQuestion(line: string): BusinessQuestion {
  return readLine(line, questionSchema);
}
