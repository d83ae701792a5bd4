import { z } from 'zod';
import { compileHours } from '../domain/calendar/compile';
import { supportHoursOf } from '../domain/calendar/extension';
import { supportHoursSchema, type SupportHours } from '../domain/calendar/support-hours';
import type { Timetable } from '../domain/calendar/timetable';
import type { ClockFact } from '../domain/clock/facts';
import type { ClockPolicies } from '../domain/clock/policies';
import { readClock } from '../domain/clock/reading';
import { instantSchema, toEpochMs } from '../domain/time/instant';
import { dateSchema } from '../domain/time/zone';

const minuteMs = 60_000;
const dayMs = 24 * 3600 * 1000;
/** A question whose answer lies further away than this is taken for a slip of the pen. */
const longestMs = 1000 * 365.25 * dayMs;

const instant = instantSchema.transform(toEpochMs);
const question = {
  timezone: z.string(),
  hours: z.unknown(),
  holidays: z.array(dateSchema).nullish(),
  start: instant,
  pauses: z
    .array(z.tuple([instant, instant]).refine(([from, to]) => to >= from, 'a pause ends before it starts'))
    .nullish(),
};
const questionSchema = z.discriminatedUnion('op', [
  z.object({ ...question, op: z.literal('add'), minutes: z.number().nonnegative() }),
  z.object({ ...question, op: z.literal('between'), end: instant }),
]);
type Question = z.infer<typeof questionSchema>;

/** The answer to one line: an instant for `add`, a number of minutes for `between`, or why the line can't be understood. */
export type BusinessTimeAnswer = { result: string | number } | { error: string; line: number };

const policies: ClockPolicies = { onRetarget: 'carry-elapsed', onReopen: 'continue', deductPlannedDowntime: false };

/** Answers questions of business time, one JSON text a line, with the calendar and the clock that tickets have (annex §5, GTR). */
export class BusinessTime {
  /** The last calendar asked for with its timetable: files ask many questions of one calendar. */
  private last: { key: string; timetable: Timetable } | undefined;

  answer(text: string, line: number): BusinessTimeAnswer {
    try {
      const asked = questionSchema.parse(JSON.parse(text));
      return { result: asked.op === 'add' ? this.add(asked) : this.between(asked) };
    } catch (error) {
      return { error: `line ${line}: ${whatIsWrong(error)}`, line };
    }
  }

  private add(asked: Extract<Question, { op: 'add' }>): string {
    const targetMs = Math.round(asked.minutes * minuteMs);
    if (targetMs === 0) return written(asked.start);
    const facts = factsOf(asked, targetMs);
    const knownMs = facts.reduce((last, { atMs }) => Math.max(last, atMs), asked.start);
    for (let spanMs = 60 * dayMs + 2 * targetMs; ; spanMs *= 2) {
      if (spanMs > longestMs) throw new RangeError('the answer lies more than a thousand years away');
      const timetable = this.timetable(asked, knownMs + spanMs);
      const dueMs = readClock(facts, { asked: timetable }, policies, knownMs)?.dueMs;
      if (dueMs !== undefined) return written(dueMs);
    }
  }

  private between(asked: Extract<Question, { op: 'between' }>): number {
    if (asked.end <= asked.start) return 0;
    if (asked.end - asked.start > longestMs) throw new RangeError('more than a thousand years from start to end');
    const timetable = this.timetable(asked, asked.end + dayMs);
    const reading = readClock(factsOf(asked, 1), { asked: timetable }, policies, asked.end);
    return (reading?.countedMs ?? 0) / minuteMs;
  }

  private timetable({ timezone, hours, holidays, start }: Question, toMs: number): Timetable {
    const key = JSON.stringify([timezone, hours, holidays]);
    const known = this.last?.key === key ? this.last.timetable : undefined;
    if (known && known.fromMs <= start && known.toMs >= toMs) return known;
    const calendar: SupportHours = supportHoursSchema.parse({
      zone: timezone,
      week: hours,
      specialDays: [...new Set(holidays ?? [])].map((date) => ({ date, name: 'holiday' })),
    });
    const timetable = compileHours(supportHoursOf({ asked: calendar }, 'asked'), start - dayMs, toMs);
    this.last = { key, timetable };
    return timetable;
  }
}

function factsOf({ start, pauses }: Question, targetMs: number): ClockFact[] {
  const waits = (pauses ?? []).flatMap(([from, to], index): ClockFact[] => [
    { kind: 'pause', atMs: from, sequence: 2 * index + 1, wait: String(index), reason: 'pause' },
    { kind: 'resume', atMs: to, sequence: 2 * index + 2, wait: String(index) },
  ]);
  return [{ kind: 'start', atMs: start, sequence: 0, targetMs, hours: 'asked' }, ...waits];
}

/** ISO 8601 with the offset of UTC in figures, milliseconds only where there are any. */
function written(atMs: number): string {
  return new Date(atMs).toISOString().replace('.000Z', '+00:00').replace('Z', '+00:00');
}

/** What the calendar's schema calls the fields of a line. */
const fields = new Map<PropertyKey | undefined, string>([
  ['zone', 'timezone'],
  ['week', 'hours'],
  ['specialDays', 'holidays'],
]);

function whatIsWrong(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues
      .map(
        ({ path: [first, ...rest], message }) =>
          `${[fields.get(first) ?? first, ...rest].join('.') || 'line'}: ${message}`,
      )
      .join('; ');
  if (error instanceof SyntaxError) return `not JSON: ${error.message}`;
  if (error instanceof RangeError) return error.message;
  throw error;
}
