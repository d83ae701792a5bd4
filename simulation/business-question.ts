import { z } from 'zod';
import { supportHoursSchema } from '../domain/calendar/support-hours';
import { instantSchema, toEpochMs } from '../domain/time/instant';
import { dateSchema, zoneSchema } from '../domain/time/zone';

/** Far more than anyone has; a list that is longer is a slip of the pen. */
const mostHolidays = 100_000;
/** What of a line's faults is told: its reader mends the first ones, and a line of faults should not give a page of them. */
const faultsTold = 5;
const longestError = 500;

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

/** A line that can't be understood or answered; the message says why, in few words. */
export class UnusableQuestion extends Error {}

/** The question that a line of JSON asks; throws {@link UnusableQuestion}. */
export function readQuestion(line: string): BusinessQuestion {
  const result = questionSchema.safeParse(jsonOf(line));
  if (result.success) return result.data;
  const { issues } = result.error;
  const faults = issues.slice(0, faultsTold).map(({ path, message }) => `${path.join('.') || 'line'}: ${message}`);
  if (issues.length > faultsTold) faults.push(`and ${issues.length - faultsTold} more`);
  throw new UnusableQuestion(shortened(faults));
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new UnusableQuestion(shortened([`not JSON: ${error instanceof Error ? error.message : String(error)}`]));
  }
}

/** The faults as one text. A long one ends in an ellipsis: keys and values of a line may be of any length. */
function shortened(faults: readonly string[]): string {
  const longest = Math.floor((longestError - 50) / faults.length);
  return faults.map((fault) => (fault.length > longest ? `${whole(fault.slice(0, longest - 1))}…` : fault)).join('; ');
}

/** A text that was cut, without the half of a character at its end. */
function whole(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, '');
}
