import { z } from 'zod';
import { instantSchema, toEpochMs } from '../domain/time/instant';
import { dateSchema, zoneSchema } from '../domain/time/zone';

/** Beyond these years a date is a slip of the pen, and holidays are known of few countries. */
const years = { first: 1900, last: 2199 };
const inYears = (text: string): boolean =>
  Number(text.slice(0, 4)) >= years.first && Number(text.slice(0, 4)) <= years.last;
const ofYears = `of the years ${years.first} to ${years.last}`;
const date = dateSchema.refine(inYears, `a date ${ofYears}`);
const instant = instantSchema.refine(inYears, `an instant ${ofYears}`).transform(toEpochMs);
const year = z.int().min(years.first).max(years.last);

const wallTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a wall time such as 20:00');
const localTime = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/,
    'a date and a wall time such as 2028-02-26T02:30',
  )
  .refine(
    (text) => dateSchema.safeParse(text.slice(0, 10)).success && inYears(text),
    `a date of the calendar, ${ofYears}`,
  );
const month = z.int().min(1).max(12);
const months = z.int().min(-240).max(240).default(1);
/** The annex is French: what names no zone is of Paris. */
const parisUnlessTold = zoneSchema.default('Europe/Paris');

const firstMondayCase = z.discriminatedUnion('case', [
  z.object({
    case: z.literal('occurrence'),
    year,
    month,
    tz: zoneSchema,
    start: wallTime,
    end: wallTime.or(z.literal('24:00')),
  }),
  z.object({
    case: z.literal('quarterly-list'),
    year,
    months: z.array(month).max(12).default([1, 4, 7, 10]),
    tz: zoneSchema,
    start: wallTime,
  }),
  z.object({ case: z.literal('reminder-across-switch'), windowStartLocal: localTime, tz: zoneSchema }),
  z.object({ case: z.literal('notice'), windowStartLocal: localTime, tz: zoneSchema }),
]);

/** A notice is asked about under several names (`notice-across-switch`, `notice-deadline`). */
const firstMonday = z.preprocess((input) => {
  const named = z.looseObject({ case: z.string().startsWith('notice') }).safeParse(input);
  return named.success ? { ...named.data, case: 'notice' } : input;
}, firstMondayCase);

const plusMonth = z.discriminatedUnion('case', [
  z.object({
    case: z.literal('clamp'),
    start: date,
    months,
    overflow: z.enum(['constrain', 'reject']).default('constrain'),
    /** Named where another system's answer is held against this one: then with the days that pass. */
    engine: z.string().optional(),
  }),
  z.object({
    case: z.literal('zone-of-the-clock'),
    notifiedAt: instant,
    months,
    tz: parisUnlessTold,
  }),
  z.object({ case: z.literal('gap-or-fold'), startLocal: localTime, tz: zoneSchema, months }),
  z.object({ case: z.literal('end-of-day-next-working-day'), notifiedOn: date, months, tz: parisUnlessTold }),
]);

const questionSchema = z.discriminatedUnion(
  'kind',
  [
    z.object({ kind: z.literal('first-monday'), input: firstMonday }),
    z.object({ kind: z.literal('plus-month'), input: plusMonth }),
  ],
  'a kind that is supported: first-monday or plus-month',
);

/** A question about the dates of rollouts and maintenance (annex §10), checked as a whole. */
export type RolloutQuestion = z.infer<typeof questionSchema>;
export type FirstMondayQuestion = z.infer<typeof firstMonday>;
export type PlusMonthQuestion = z.infer<typeof plusMonth>;
export { questionSchema as rolloutQuestionSchema };
