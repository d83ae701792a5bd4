import { z } from 'zod';
import { timetableSchema } from '../calendar/timetable';
import { reopenPolicySchema, retargetPolicySchema } from '../clock/policies';
import { thresholdSchema } from '../clock/thresholds';
import { contactSchema, partySchema, prioritySchema } from '../contract/contract';
import { languageSchema } from '../languages';
import { codeSchema } from '../registers/registers';
import { instantSchema } from '../time/instant';
import { text } from '../text';
import { dateSchema } from '../time/zone';
import { actorSchema } from './actor';
import { assigneeSchema, handOverSchema, levelSchema } from './levels';
import { clockMoveSchema } from './moves';
import { categorySchema, causeSchema } from './qualification';
import { priorityProposalSchema } from './priority';
import { resolutionSchema } from './resolution';
import { scopeRejectionSchema } from './scope';
import { waitAnswerSchema } from './waits';

export { actorSchema, type Actor } from './actor';

export const referencePattern = /^T-[0-9A-HJKMNP-TV-Z]{10}$/;
export const referenceSchema = z.string().regex(referencePattern, 'a reference such as T-7K3QX9ABCD');

export const statusSchema = z.enum([
  'new',
  'acknowledged',
  'qualified',
  'in-progress',
  'waiting-client',
  'resolved',
  'closed',
  'rejected',
]);
export type Status = z.infer<typeof statusSchema>;

export const clockNameSchema = z.enum(['intervention', 'resolution']);
export type ClockName = z.infer<typeof clockNameSchema>;

/** Who called, of a ticket that support enters from the phone (annex §3). */
const phoneCallerSchema = z.strictObject({ name: text(200), phone: text(40).nullable().default(null) });

/** What a person submits to open a ticket (annex §3). */
export const submissionSchema = z
  .strictObject({
    client: codeSchema.optional(),
    environment: codeSchema,
    title: text(200),
    description: text(20_000),
    priority: prioritySchema,
    channel: z.enum(['portal', 'api', 'phone']).default('api'),
    reproduction: text(20_000).optional(),
    caller: phoneCallerSchema.optional().describe('Who called, for the channel `phone`.'),
    followUpOf: referenceSchema.optional().describe('The closed ticket that this one goes on from.'),
  })
  .meta({ id: 'Submission' });
export type Submission = z.infer<typeof submissionSchema>;

/** Which helpdesk a ticket comes from, what it is called there, and which part of which import brought it. */
export const importedSchema = z.strictObject({ source: z.string(), reference: z.string(), part: z.string() });

/** The argument of a ticket's workflow. */
export const openingSchema = z.strictObject({
  reference: referenceSchema,
  client: codeSchema,
  environment: codeSchema,
  title: z.string(),
  description: z.string(),
  reproduction: z.string().nullable(),
  priority: prioritySchema,
  channel: z.enum(['portal', 'api', 'phone']),
  openedAt: instantSchema,
  /** Tickets of an older Cadran have none of both. */
  caller: phoneCallerSchema.nullable().optional(),
  followUpOf: referenceSchema.nullable().optional(),
  requester: z.strictObject({
    id: z.string(),
    role: actorSchema.shape.role,
    email: z.string().nullable(),
    language: languageSchema,
  }),
  /** Only of what came from another helpdesk, by an import. */
  imported: importedSchema.optional(),
});
export type TicketOpening = z.infer<typeof openingSchema>;

const target = z.strictObject({ hours: z.string(), interventionMs: z.number(), resolutionMs: z.number() });

/** What of the contract in force at creation governs the ticket (annex §6). */
export const termsSchema = z.strictObject({
  contractVersion: z.number().int(),
  /** Under which rules the ticket was admitted (`rules.ts`). */
  rules: z.number().int().optional(),
  /** The version's dates of effect, in the contract's zone; tickets of an older Cadran do not have them. */
  effectiveFrom: dateSchema.optional(),
  effectiveUntil: dateSchema.nullable().optional(),
  zone: z.string(),
  language: languageSchema,
  targets: z.strictObject({ P1: target, P2: target, P3: target, P4: target }),
  onPriorityChange: retargetPolicySchema,
  onReopen: reopenPolicySchema.default('continue'),
  deductPlannedDowntime: z.boolean().default(false),
  escalation: z.array(z.strictObject({ at: thresholdSchema, tell: z.array(partySchema) })),
  contacts: z.strictObject({
    client: z.array(contactSchema),
    support: z.array(contactSchema),
    manager: z.array(contactSchema),
  }),
  closeAfterMs: z.number().nullable(),
  remindAfterMs: z.array(z.number()).optional(),
  closeUnansweredAfterMs: z.number().nullable().optional(),
  reopenWithinMs: z.number().nullable().optional(),
});
export type Terms = z.infer<typeof termsSchema>;

/** The decision on eligibility (annex §2), with the clause and the facts that it stands on. */
export const admissionSchema = z.strictObject({
  decision: z.enum(['admitted', 'without-sla', 'rejected']),
  reason: z.enum([
    'eligible',
    'invoices-unpaid',
    'version-unsupported',
    'not-production',
    'client-unknown',
    'environment-unknown',
    'no-contract',
  ]),
  clause: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.boolean()])),
});
export type Admission = z.infer<typeof admissionSchema>;

export const announcementSchema = z.strictObject({
  clock: clockNameSchema,
  threshold: thresholdSchema,
  deadline: z.number().int(),
  targetMs: z.number(),
});

/** The truth of one ticket: plain JSON, carried as it is when a run continues as new. */
export const ticketStateSchema = z.strictObject({
  version: z.literal(1),
  opening: openingSchema,
  status: statusSchema,
  priority: prioritySchema,
  category: categorySchema.nullable(),
  cause: causeSchema.nullable(),
  level: levelSchema,
  /** Tickets of an older Cadran have none of both. */
  handOver: handOverSchema.optional(),
  assignee: assigneeSchema.optional(),
  admission: admissionSchema.nullable(),
  terms: termsSchema.nullable(),
  timetables: z.record(z.string(), timetableSchema),
  moves: z.array(clockMoveSchema),
  announced: z.array(announcementSchema.extend({ atMs: z.number() })),
  question: z.string().nullable(),
  /** How many reminders of the open question were sent. */
  reminded: z.number().int().optional(),
  proposal: priorityProposalSchema.nullable().optional(),
  rejection: scopeRejectionSchema.nullable().optional(),
  resolution: resolutionSchema.nullable(),
  closedAt: instantSchema.nullable(),
  changedAtMs: z.number(),
});
export type TicketState = z.infer<typeof ticketStateSchema>;

/** A clock as the API answers it: between two changes a reader only subtracts, it never computes a calendar. */
export const clockAnswerSchema = z
  .strictObject({
    clock: clockNameSchema,
    clause: z.string(),
    state: z.enum(['running', 'paused', 'excluded', 'stopped']),
    countedMs: z.number().int(),
    targetMs: z.number().int(),
    running: z.boolean(),
    asOf: instantSchema,
    changesAt: instantSchema.nullable(),
    dueAt: instantSchema.nullable(),
    dueIfResumedNow: instantSchema.nullable(),
    breached: z.boolean(),
    /** By how much the target is exceeded, in support time and in elapsed time since the deadline; it stands still once stopped. */
    lateMs: z.number().int().nullable(),
    lateElapsedMs: z.number().int().nullable(),
    verdict: z.enum(['met', 'breached']).nullable(),
  })
  .meta({ id: 'Clock' });
export type ClockAnswer = z.infer<typeof clockAnswerSchema>;

/** A ticket as its answer shows it, and as the read model keeps it. */
export const ticketAnswerSchema = z
  .strictObject({
    reference: referenceSchema,
    client: z.string(),
    environment: z.string(),
    title: z.string(),
    description: z.string(),
    status: statusSchema,
    priority: prioritySchema,
    category: categorySchema.nullable(),
    level: z.string(),
    /** What the provider's people know among themselves; views of an older Cadran do not have it. */
    handOver: handOverSchema.nullable().optional(),
    assignee: assigneeSchema.nullable().optional(),
    channel: z.string(),
    /** Of what came from another helpdesk; views of an older Cadran do not have it. */
    imported: importedSchema.nullable().optional(),
    openedAt: instantSchema,
    closedAt: instantSchema.nullable(),
    admission: admissionSchema.nullable(),
    zone: z.string().nullable(),
    caller: phoneCallerSchema.nullable().optional(),
    followUpOf: referenceSchema.nullable().optional(),
    question: z.string().nullable(),
    /** The open proposal of another priority. */
    proposal: priorityProposalSchema.nullable().optional(),
    rejection: scopeRejectionSchema.nullable().optional(),
    waits: z.array(waitAnswerSchema).optional(),
    resolution: resolutionSchema.nullable(),
    reopenableUntil: instantSchema.nullable().optional(),
    clocks: z.array(clockAnswerSchema),
    nextDeadline: instantSchema.nullable(),
    sequence: z.number().int(),
  })
  .meta({ id: 'Ticket' });
export type TicketAnswer = z.infer<typeof ticketAnswerSchema>;
