import { z } from 'zod';
import { instantSchema, toEpochMs } from '../domain/time/instant';
import { dateSchema, zoneSchema } from '../domain/time/zone';

const wallTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a wall time such as 20:00');
const localTime = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/,
    'a date and a wall time such as 2028-02-26T02:30',
  )
  .refine((text) => dateSchema.safeParse(text.slice(0, 10)).success, 'not a date of the calendar');
const year = z.int().min(1900).max(2199);
const month = z.int().min(1).max(12);
const months = z.int().min(-1200).max(1200).default(1);
/** The annex is French: what names no zone is of Paris. */
const parisUnlessTold = zoneSchema.default('Europe/Paris');

const firstMonday = z.discriminatedUnion('case', [
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
  z.object({
    case: z.enum(['notice-across-switch', 'notice-deadline']),
    windowStartLocal: localTime,
    tz: zoneSchema,
  }),
]);

const plusMonth = z.discriminatedUnion('case', [
  z.object({
    case: z.literal('clamp'),
    start: dateSchema,
    months,
    overflow: z.enum(['constrain', 'reject']).default('constrain'),
    /** Named where another system's answer is held against this one: then with the days that pass. */
    engine: z.string().optional(),
  }),
  z.object({
    case: z.literal('zone-of-the-clock'),
    notifiedAt: instantSchema.transform(toEpochMs),
    months,
    tz: parisUnlessTold,
  }),
  z.object({ case: z.literal('gap-or-fold'), startLocal: localTime, tz: zoneSchema, months }),
  z.object({ case: z.literal('end-of-day-next-working-day'), notifiedOn: dateSchema, months, tz: parisUnlessTold }),
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
