import { z } from 'zod';
import { addressSchema } from '../address';
import { supportHoursOf } from '../calendar/extension';
import { extensionSchema, supportHoursSchema } from '../calendar/support-hours';
import { reopenPolicySchema, retargetPolicySchema } from '../clock/policies';
import { neededMs, thresholdSchema, type Threshold } from '../clock/thresholds';
import { languageSchema } from '../languages';
import { durationMs, durationSchema } from '../time/duration';
import { dateSchema, zoneSchema } from '../time/zone';

/** P1 critical, P2 major, P3 other incident, P4 request (annex §7). */
export const prioritySchema = z.enum(['P1', 'P2', 'P3', 'P4']).meta({ id: 'Priority' });
export type Priority = z.infer<typeof prioritySchema>;

/** What a contract calls its hours; it stands as a field's name in what is stored. */
const hoursName = /^[A-Za-z0-9À-ÿ][A-Za-z0-9À-ÿ _-]{0,39}$/;
const hoursNameSchema = z.string().regex(hoursName, 'a name of letters, digits, spaces, hyphens and underscores');

const mostHours = 30;
const mostContacts = 50;

/** The guaranteed times of a priority (GTI, GTR) and the hours in which they are counted. */
export const targetSchema = z.strictObject({
  hours: z.string().min(1).max(40),
  intervention: durationSchema,
  resolution: durationSchema,
});

export const contactSchema = z.strictObject({ email: addressSchema, language: languageSchema });
export type Contact = z.infer<typeof contactSchema>;

export const partySchema = z.enum(['client', 'support', 'manager']);
export type Party = z.infer<typeof partySchema>;

/** Who is told at a threshold of a target: so much of it used up, so long before the deadline, or its breach. */
const escalationStepSchema = z.strictObject({ at: thresholdSchema, tell: z.array(partySchema).min(1).max(3) });

export const ineligiblePolicySchema = z.enum(['reject', 'accept-without-sla']);

/** Whether work on an additional request waits for the client's acceptance of a quotation (annex glossary, "Demande Complémentaire"). */
export const additionalWorkSchema = z.enum(['after-acceptance', 'at-once']);

/** One version of a client's contract: hours, targets, who is told what, and the policies that the annex leaves to it. */
export const contractSchema = z
  .strictObject({
    client: z.string().min(1).max(60),
    version: z.number().int().positive().max(999_999),
    /** The first date on which this version holds, and the last one, in the contract's zone; null: until another version does. */
    effectiveFrom: dateSchema,
    effectiveUntil: dateSchema.nullable().default(null),
    zone: zoneSchema,
    languages: z.array(languageSchema).min(1).max(10).default(['fr', 'en']),
    hours: z
      .record(hoursNameSchema, z.union([supportHoursSchema, extensionSchema]))
      // What looks at a whole contract follows each of them through all that it extends.
      .refine((hours) => Object.keys(hours).length <= mostHours, { error: `at most ${mostHours} hours`, abort: true })
      .meta({ propertyNames: { pattern: hoursName.source }, maxProperties: mostHours }),
    targets: z.strictObject({ P1: targetSchema, P2: targetSchema, P3: targetSchema, P4: targetSchema }),
    onPriorityChange: retargetPolicySchema.default('carry-elapsed'),
    onReopen: reopenPolicySchema.default('continue'),
    /** Whether planned downtime is taken out of the time counted; if not, only waits for the client are (GTR). */
    deductPlannedDowntime: z.boolean().default(false),
    escalation: z
      .array(escalationStepSchema)
      .max(20)
      .default([
        { at: 50, tell: ['support'] },
        { at: 75, tell: ['support'] },
        { at: 90, tell: ['support', 'manager'] },
        { at: 'breach', tell: ['support', 'manager', 'client'] },
      ]),
    contacts: z.strictObject({
      client: z.array(contactSchema).max(mostContacts),
      support: z.array(contactSchema).max(mostContacts),
      manager: z.array(contactSchema).max(mostContacts),
    }),
    unpaidInvoices: ineligiblePolicySchema.default('reject'),
    unsupportedVersion: ineligiblePolicySchema.default('accept-without-sla'),
    /** Support time after which a resolved ticket that the client left unanswered is closed; null: never by itself. */
    closeAfter: durationSchema.nullable().default(null),
    /** Support time after a resolution within which it can be reopened; null: until the ticket is closed. */
    reopenWithin: durationSchema.nullable().default(null),
    /** Support times of a wait after which the client is reminded of the question. */
    remindAfter: z.array(durationSchema).max(10).default([]),
    /** Support time after which a question that the client left unanswered closes its ticket; null: never. */
    closeUnansweredAfter: durationSchema.nullable().default(null),
    additionalWork: additionalWorkSchema.default('after-acceptance'),
  })
  .superRefine((contract, issues) => {
    const fault = (path: (string | number)[], message: string): void =>
      issues.addIssue({ code: 'custom', path, message });
    const { effectiveFrom, effectiveUntil } = contract;
    if (effectiveUntil !== null && effectiveUntil < effectiveFrom)
      fault(['effectiveUntil'], `ends before it starts: ${effectiveUntil} is before ${effectiveFrom}`);
    for (const name of Object.keys(contract.hours)) {
      const unusable = whyUnusable(contract.hours, name);
      if (unusable !== undefined) fault(['hours', name, 'extends'], unusable);
    }
    for (const [priority, { hours, intervention, resolution }] of Object.entries(contract.targets)) {
      if (!Object.hasOwn(contract.hours, hours))
        fault(['targets', priority, 'hours'], `no hours are named ${hours}: this target could never be counted`);
      for (const [clock, target] of Object.entries({ intervention, resolution }))
        if (!(durationMs(target) > 0))
          fault(['targets', priority, clock], 'a target of no time is missed before anyone could act');
    }
    const reminders = contract.remindAfter.map(durationMs);
    const lastMs = contract.closeUnansweredAfter === null ? Infinity : durationMs(contract.closeUnansweredAfter);
    for (const [index, afterMs] of reminders.entries()) {
      if (afterMs <= (reminders[index - 1] ?? 0)) fault(['remindAfter', index], 'reminders come one after another');
      if (afterMs >= lastMs) fault(['remindAfter', index], 'the ticket would be closed before this reminder');
    }
    for (const [index, { at, tell }] of contract.escalation.entries()) {
      if (contract.escalation.findIndex((step) => sameThreshold(step.at, at)) < index)
        fault(['escalation', index, 'at'], `the step at ${at} stands twice: name all who are told in one`);
      if (!reachable(at, contract.targets))
        fault(['escalation', index, 'at'], `no target is longer than ${at}: this step would never be taken`);
      for (const party of tell)
        if (contract.contacts[party].length === 0)
          fault(['escalation', index, 'tell'], `nobody is named in contacts.${party}: this step would tell nobody`);
    }
  })
  .meta({ id: 'Contract' });
export type Contract = z.infer<typeof contractSchema>;

/** Why hours of a contract lead to no timetable; `undefined` when they do. */
function whyUnusable(hours: Contract['hours'], name: string): string | undefined {
  try {
    supportHoursOf(hours, name);
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

/** Whether two thresholds say the same, `-PT60M` and `-PT1H` for instance. */
function sameThreshold(a: Threshold, b: Threshold): boolean {
  const targetMs = 1e15;
  return typeof a === typeof b && neededMs(a, targetMs) === neededMs(b, targetMs);
}

/** Whether a threshold lies after the start of at least one target. */
function reachable(at: Threshold, targets: Contract['targets']): boolean {
  return Object.values(targets).some(({ intervention, resolution }) =>
    [intervention, resolution].some((target) => neededMs(at, durationMs(target)) > 0),
  );
}
