import { z } from 'zod';
import { holidaysSchema, openingSchema, weekdays } from '../calendar/support-hours';
import { nameSchema } from '../contract/names';
import { dateSchema } from '../time/zone';

const mostRules = 60;

const named = { name: nameSchema, opening: openingSchema };
const nthWeekday = {
  ...named,
  nth: z.union([z.int().min(1).max(4), z.literal('last')]).describe('Which of its weekday in the month.'),
  weekday: z.enum(weekdays),
};

/**
 * When planned maintenance may take place, by the wall of the zone (annex §10): a weekday of each month, the same once a quarter
 * (`monthOfQuarter` 1 is January, April, July and October), or a date agreed with the client. An opening whose end is not after
 * its beginning ends on the next date.
 */
export const windowRuleSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('monthly'), ...nthWeekday }),
    z.strictObject({ kind: z.literal('quarterly'), ...nthWeekday, monthOfQuarter: z.int().min(1).max(3) }),
    z.strictObject({ kind: z.literal('agreed'), ...named, date: dateSchema }),
  ])
  .meta({ id: 'WindowRule' });
export type WindowRule = z.infer<typeof windowRuleSchema>;

/** The annex's own calendar: the first Monday of each month, 20:00 to 22:00. */
export const firstMonday = {
  kind: 'monthly',
  name: 'first Monday',
  nth: 1,
  weekday: 'mon',
  opening: ['20:00', '22:00'],
} as const satisfies WindowRule;

/** What becomes of a window on a public holiday: 6 of the 60 first Mondays of 2024 to 2028 are one in France. */
export const onHolidaySchema = z.enum(['keep', 'skip', 'next-working-day']);

/** What becomes of the test time that a reported incident took, once it is resolved or withdrawn (annex §10). */
export const timeLostSchema = z.enum(['give-back', 'next-window', 'promote-at-once']);

/**
 * What a contract says of planned maintenance and of the month to test (annex §10). What is left out is as the annex has it.
 * Where `holidays` is left out, they are those of the first of the contract's hours that have any.
 */
export const maintenanceSchema = z
  .strictObject({
    rules: z.array(windowRuleSchema).max(mostRules).default([firstMonday]),
    onHoliday: onHolidaySchema.default('keep'),
    holidays: holidaysSchema.nullable().optional(),
    testWindow: z
      .strictObject({
        /** Calendar months; a contract lengthens the month of the annex, and never shortens it. */
        months: z.int().min(1).max(24).default(1),
        end: z.enum(['instant', 'end-of-day', 'next-working-day']).default('instant'),
      })
      .default({ months: 1, end: 'instant' }),
    /** Whether an update has the test window too, or versions alone. */
    updatesHaveTestWindow: z.boolean().default(true),
    timeLost: timeLostSchema.default('give-back'),
    /** What a notice says of the downtime unless it is told otherwise. */
    expectedDowntimeMinutes: z.int().min(0).max(1440).default(60),
  })
  .superRefine(({ rules }, issues) => {
    const names = rules.map(({ name }) => name);
    for (const [index, name] of names.entries())
      if (names.indexOf(name) < index)
        issues.addIssue({ code: 'custom', path: ['rules', index, 'name'], message: `two rules are named ${name}` });
  })
  .meta({ id: 'MaintenanceTerms' });
export type MaintenanceTerms = z.infer<typeof maintenanceSchema>;

/** What holds where a contract says nothing. */
export const annexMaintenance: MaintenanceTerms = maintenanceSchema.parse({});
