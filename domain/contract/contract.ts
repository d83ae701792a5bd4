import { z } from 'zod';
import { supportHoursOf } from '../calendar/extension';
import { extensionSchema, supportHoursSchema } from '../calendar/support-hours';
import { reopenPolicySchema, retargetPolicySchema } from '../clock/policies';
import { languageSchema } from '../languages';
import { annexMaintenance, maintenanceSchema } from '../maintenance/window-rules';
import { durationMs, durationSchema } from '../time/duration';
import { dateSchema, zoneSchema } from '../time/zone';
import { chainFaults, contactsSchema, escalationStepSchema, groupsSchema } from './escalation';
import { namePattern, nameSchema } from './names';

export { prioritySchema, type Priority } from './priority';

const mostHours = 30;
const mostGroups = 30;

/** The guaranteed times of a priority (GTI, GTR) and the hours in which they are counted. */
export const targetSchema = z.strictObject({
  hours: z.string().min(1).max(40),
  intervention: durationSchema,
  resolution: durationSchema,
});

export const ineligiblePolicySchema = z.enum(['reject', 'accept-without-sla']);

/** A ticket that is admitted later is counted from that decision on, or from its creation. */
export const lateAdmissionSchema = z.enum(['from-decision', 'from-creation']);

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
      .record(nameSchema, z.union([supportHoursSchema, extensionSchema]))
      // What looks at a whole contract follows each of them through all that it extends.
      .refine((hours) => Object.keys(hours).length <= mostHours, { error: `at most ${mostHours} hours`, abort: true })
      .meta({ propertyNames: { pattern: namePattern.source }, maxProperties: mostHours }),
    targets: z.strictObject({ P1: targetSchema, P2: targetSchema, P3: targetSchema, P4: targetSchema }),
    onPriorityChange: retargetPolicySchema.default('carry-elapsed'),
    onReopen: reopenPolicySchema.default('continue'),
    /** What becomes of the time counted by an open ticket when it is put under this version (annex §6). */
    onAmendment: retargetPolicySchema.default('carry-elapsed'),
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
    contacts: contactsSchema,
    /** Teams and programs of the provider that steps of the chain tell, besides the parties above. */
    groups: groupsSchema
      .refine((groups) => Object.keys(groups).length <= mostGroups, { error: `at most ${mostGroups} groups` })
      .meta({ propertyNames: { pattern: namePattern.source }, maxProperties: mostGroups })
      .default({}),
    unpaidInvoices: ineligiblePolicySchema.default('reject'),
    /** Calendar days past its due date for which an unpaid invoice does no harm yet (annex §2). */
    invoiceTolerance: z.number().int().min(0).max(365).default(0),
    unsupportedVersion: ineligiblePolicySchema.default('accept-without-sla'),
    /** From when the clocks of a ticket count that was taken without SLA and is admitted later (annex §2). */
    lateAdmission: lateAdmissionSchema.default('from-decision'),
    /** Support time after which a resolved ticket that the client left unanswered is closed; null: never by itself. */
    closeAfter: durationSchema.nullable().default(null),
    /** Support time after a resolution within which it can be reopened; null: until the ticket is closed. */
    reopenWithin: durationSchema.nullable().default(null),
    /** Support times of a wait after which the client is reminded of the question. */
    remindAfter: z.array(durationSchema).max(10).default([]),
    /** Support time after which a question that the client left unanswered closes its ticket; null: never. */
    closeUnansweredAfter: durationSchema.nullable().default(null),
    additionalWork: additionalWorkSchema.default('after-acceptance'),
    /** Planned windows, notices and the month to test (annex §10). */
    maintenance: maintenanceSchema.default(annexMaintenance),
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
    const { closeAfter, reopenWithin } = contract;
    if (closeAfter !== null && reopenWithin !== null && durationMs(reopenWithin) > durationMs(closeAfter))
      fault(['reopenWithin'], 'the ticket would be closed while it could still be reopened');
    const reminders = contract.remindAfter.map(durationMs);
    const lastMs = contract.closeUnansweredAfter === null ? Infinity : durationMs(contract.closeUnansweredAfter);
    for (const [index, afterMs] of reminders.entries()) {
      if (afterMs <= (reminders[index - 1] ?? 0)) fault(['remindAfter', index], 'reminders come one after another');
      if (afterMs >= lastMs) fault(['remindAfter', index], 'the ticket would be closed before this reminder');
    }
    for (const { path, message } of chainFaults(contract)) fault(path, message);
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
