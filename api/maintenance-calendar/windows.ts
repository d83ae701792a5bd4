import { z } from 'zod';
import type { Language } from '../../domain/languages';
import type { Window } from '../../domain/maintenance/window';
import type { SkippedWindow } from '../../domain/maintenance/windows';
import { instantSchema, toInstant } from '../../domain/time/instant';
import { dateSchema } from '../../domain/time/zone';

/** A planned window, as it is answered. */
export const windowAnswerSchema = z
  .strictObject({
    start: instantSchema,
    end: instantSchema,
    localDate: dateSchema.describe('The date on which it begins, in its zone.'),
    rule: z.string().describe("The contract's rule that makes it."),
    noticeBy: instantSchema.describe('The first notice is sent at this instant at the latest.'),
    remindAt: instantSchema,
  })
  .meta({ id: 'PlannedWindow' });

/** A window that a rule of the contract would make, and why there is none. */
export const skippedAnswerSchema = z
  .strictObject({
    start: instantSchema,
    end: instantSchema,
    localDate: dateSchema,
    rule: z.string(),
    why: z.enum(['holiday', 'freeze', 'no-time', 'overlap']),
    because: z.string().nullable().describe('The holiday, the reason of the freeze, or the rule that comes first.'),
  })
  .meta({ id: 'SkippedWindow' });

export function windowAnswer(window: Window): z.infer<typeof windowAnswerSchema> {
  const { startMs, endMs, localDate, rule, noticeByMs, remindMs } = window;
  return {
    start: toInstant(startMs),
    end: toInstant(endMs),
    localDate,
    rule,
    noticeBy: toInstant(noticeByMs),
    remindAt: toInstant(remindMs),
  };
}

export function skippedAnswer(one: SkippedWindow, language: Language): z.infer<typeof skippedAnswerSchema> {
  const { startMs, endMs, localDate, rule, why, because } = one;
  return {
    start: toInstant(startMs),
    end: toInstant(endMs),
    localDate,
    rule,
    why,
    because: because && because[language],
  };
}
