import { z } from 'zod';
import { dateSchema, supportHoursSchema, zoneSchema } from '../calendar/support-hours';
import { retargetPolicySchema } from '../clock/clock';
import { languageSchema } from '../languages';
import { durationSchema } from '../time/duration';

/** P1 critical, P2 major, P3 other incident, P4 request (annex §7). */
export const prioritySchema = z.enum(['P1', 'P2', 'P3', 'P4']).meta({ id: 'Priority' });
export type Priority = z.infer<typeof prioritySchema>;

/** The guaranteed times of a priority (GTI, GTR) and the hours in which they are counted. */
export const targetSchema = z.strictObject({
  hours: z.string().min(1).max(40),
  intervention: durationSchema,
  resolution: durationSchema,
});

export const contactSchema = z.strictObject({ email: z.email(), language: languageSchema });
export type Contact = z.infer<typeof contactSchema>;

export const partySchema = z.enum(['client', 'support', 'manager']);
export type Party = z.infer<typeof partySchema>;

/** Who is told when so much of a target is used up (per cent), or when it is breached. */
const escalationStepSchema = z.strictObject({
  at: z.union([z.number().positive().max(100), z.literal('breach')]),
  tell: z.array(partySchema).min(1),
});

export const ineligiblePolicySchema = z.enum(['reject', 'accept-without-sla']);

/** One version of a client's contract: hours, targets, who is told what, and the policies that the annex leaves to it. */
export const contractSchema = z
  .strictObject({
    client: z.string().min(1).max(60),
    version: z.number().int().positive(),
    effectiveFrom: dateSchema,
    zone: zoneSchema,
    languages: z.array(languageSchema).min(1).default(['fr', 'en']),
    hours: z.record(z.string().min(1).max(40), supportHoursSchema),
    targets: z.strictObject({ P1: targetSchema, P2: targetSchema, P3: targetSchema, P4: targetSchema }),
    onPriorityChange: retargetPolicySchema.default('carry-elapsed'),
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
      client: z.array(contactSchema),
      support: z.array(contactSchema),
      manager: z.array(contactSchema),
    }),
    unpaidInvoices: ineligiblePolicySchema.default('reject'),
    unsupportedVersion: ineligiblePolicySchema.default('accept-without-sla'),
    /** Support time after which a resolved ticket that the client left unanswered is closed; null: never by itself. */
    closeAfter: durationSchema.nullable().default(null),
  })
  .superRefine((contract, issues) => {
    for (const [priority, { hours }] of Object.entries(contract.targets)) {
      if (!(hours in contract.hours))
        issues.addIssue({
          code: 'custom',
          path: ['targets', priority, 'hours'],
          message: `no hours are named ${hours}: this target could never be counted`,
        });
    }
  })
  .meta({ id: 'Contract' });
export type Contract = z.infer<typeof contractSchema>;
