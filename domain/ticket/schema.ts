import { z } from 'zod';
import { timetableSchema } from '../calendar/timetable';
import { reopenPolicySchema, retargetPolicySchema } from '../clock/policies';
import { thresholdSchema } from '../clock/thresholds';
import { contactSchema, partySchema, prioritySchema } from '../contract/contract';
import { languageSchema } from '../languages';
import { codeSchema, roleSchema } from '../registers/registers';
import { instantSchema } from '../time/instant';
import { text } from '../text';
import { dateSchema } from '../time/zone';
import { assigneeSchema, assignSchema, escalateSchema, handOverSchema, levelSchema, returnSchema } from './levels';
import { clockMoveSchema } from './moves';

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

/** What support qualifies a ticket as (annex §4). */
export const categorySchema = z.enum(['provider-incident', 'client-incident', 'client-request', 'additional-request']);
export type Category = z.infer<typeof categorySchema>;

export const clockNameSchema = z.enum(['intervention', 'resolution']);
export type ClockName = z.infer<typeof clockNameSchema>;

export const actorSchema = z.strictObject({
  id: z.string().min(1).max(200),
  role: z.union([roleSchema, z.literal('cadran')]),
});
export type Actor = z.infer<typeof actorSchema>;

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
  })
  .meta({ id: 'Submission' });
export type Submission = z.infer<typeof submissionSchema>;

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
  requester: z.strictObject({
    id: z.string(),
    role: actorSchema.shape.role,
    email: z.string().nullable(),
    language: languageSchema,
  }),
});
export type TicketOpening = z.infer<typeof openingSchema>;

const cause = z.enum(['client', 'third-party', 'partner-provider']);

/**
 * What people tell a ticket, one Update each: it is answered with the new state, so that the caller reads its own write.
 * The names are those of the Updates and of the API's routes.
 */
export const ticketCommands = {
  acknowledge: z.strictObject({}),
  qualify: z.strictObject({ category: categorySchema, priority: prioritySchema, cause: cause.optional() }),
  'change-priority': z.strictObject({
    priority: prioritySchema,
    category: categorySchema.optional(),
    cause: cause.optional(),
    agreement: text(1000),
  }),
  ask: z.strictObject({ question: text(20_000) }),
  answer: z.strictObject({ answer: text(20_000) }),
  resolve: z.strictObject({ kind: z.enum(['fix', 'workaround']), answer: text(20_000) }),
  reopen: z.strictObject({ reason: text(20_000) }),
  confirm: z.strictObject({}),
  escalate: escalateSchema,
  return: returnSchema,
  assign: assignSchema,
  note: z.strictObject({ note: text(20_000) }),
} as const;
export type TicketCommandName = keyof typeof ticketCommands;
export const ticketCommandNames = Object.keys(ticketCommands) as TicketCommandName[];

/** Who may give which command; the company is checked apart. */
export const commandRoles: Record<TicketCommandName, readonly Actor['role'][]> = {
  acknowledge: ['support', 'admin'],
  qualify: ['support', 'admin'],
  'change-priority': ['support', 'admin'],
  ask: ['support', 'admin'],
  answer: ['client', 'support', 'admin'],
  resolve: ['support', 'admin'],
  reopen: ['client', 'support', 'admin'],
  confirm: ['client', 'support', 'admin'],
  escalate: ['support', 'admin'],
  return: ['support', 'admin'],
  assign: ['support', 'admin'],
  note: ['support', 'admin'],
};

/** On what evidence something is entered later than it happened: a call, a mail, who agreed. */
export const evidenceSchema = text(2000);

/**
 * The round of every command: who gives it and, for what is entered later than it happened, when it happened and on what
 * evidence. It arrives at the workflow as one object, so that fields can be added.
 */
export const envelopeSchema = z.strictObject({
  actor: actorSchema,
  happenedAt: instantSchema.optional(),
  evidence: evidenceSchema.optional(),
});
export type Envelope = z.infer<typeof envelopeSchema>;

export type PersonCommand = {
  [Name in TicketCommandName]: { type: Name; data: z.infer<(typeof ticketCommands)[Name]> };
}[TicketCommandName];

const target = z.strictObject({ hours: z.string(), interventionMs: z.number(), resolutionMs: z.number() });

/** What of the contract in force at creation governs the ticket (annex §6). */
export const termsSchema = z.strictObject({
  contractVersion: z.number().int(),
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

const announcement = z.strictObject({
  clock: clockNameSchema,
  threshold: thresholdSchema,
  deadline: z.number().int(),
  targetMs: z.number(),
});

const event = <Type extends string, Data extends z.ZodRawShape>(type: Type, data: Data) =>
  z.strictObject({ type: z.literal(type), at: instantSchema, by: actorSchema, data: z.strictObject(data) });

/** Of what was entered later than it happened: when it was, and on what evidence. Its author is that of the event. */
const late = {
  entered: z.strictObject({ recordedAt: instantSchema, evidence: z.string().optional() }).optional(),
};

/** What happened to a ticket. `at` is when it happened, which an outage or a late entry may make earlier than its recording. */
export const ticketEventSchema = z.discriminatedUnion('type', [
  event('opened', { opening: openingSchema }),
  event('admission-decided', {
    admission: admissionSchema,
    terms: termsSchema.nullable(),
    timetables: z.record(z.string(), timetableSchema),
  }),
  event('timetables-extended', { timetables: z.record(z.string(), timetableSchema) }),
  event('acknowledged', late),
  event('qualified', { category: categorySchema, priority: prioritySchema, cause: cause.nullable(), ...late }),
  event('priority-changed', { from: prioritySchema, to: prioritySchema, agreement: z.string(), ...late }),
  event('client-asked', { question: z.string(), ...late }),
  event('client-answered', { answer: z.string(), ...late }),
  event('resolved', { kind: z.enum(['fix', 'workaround']), answer: z.string(), ...late }),
  event('reopened', { reason: z.string(), ...late }),
  event('escalated', { from: levelSchema, to: levelSchema, handOver: handOverSchema, ...late }),
  event('returned', { from: levelSchema, to: levelSchema, reason: z.string(), ...late }),
  event('assigned', { ...assigneeSchema.shape, ...late }),
  event('noted', { note: z.string(), ...late }),
  event('closed', { reason: z.enum(['confirmed', 'silence']), ...late }),
  event('warned', announcement.shape),
  event('breached', announcement.shape),
  event('announcement-withdrawn', announcement.shape),
  event('notice-sent', {
    of: z.number().int(),
    template: z.string(),
    recipient: z.string(),
    outcome: z.enum(['accepted', 'refused']),
    detail: z.string(),
  }),
  event('notice-dropped', { of: z.number().int(), template: z.string(), recipient: z.string(), reason: z.string() }),
]);
export type TicketEvent = z.infer<typeof ticketEventSchema>;
export type TicketEventType = TicketEvent['type'];

/** The truth of one ticket: plain JSON, carried as it is when a run continues as new. */
export const ticketStateSchema = z.strictObject({
  version: z.literal(1),
  opening: openingSchema,
  status: statusSchema,
  priority: prioritySchema,
  category: categorySchema.nullable(),
  cause: cause.nullable(),
  level: levelSchema,
  /** Tickets of an older Cadran have none of both. */
  handOver: handOverSchema.optional(),
  assignee: assigneeSchema.optional(),
  admission: admissionSchema.nullable(),
  terms: termsSchema.nullable(),
  timetables: z.record(z.string(), timetableSchema),
  moves: z.array(clockMoveSchema),
  announced: z.array(announcement.extend({ atMs: z.number() })),
  question: z.string().nullable(),
  resolution: z.strictObject({ kind: z.enum(['fix', 'workaround']), answer: z.string() }).nullable(),
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
    openedAt: instantSchema,
    closedAt: instantSchema.nullable(),
    admission: admissionSchema.nullable(),
    zone: z.string().nullable(),
    question: z.string().nullable(),
    resolution: z.strictObject({ kind: z.enum(['fix', 'workaround']), answer: z.string() }).nullable(),
    clocks: z.array(clockAnswerSchema),
    nextDeadline: instantSchema.nullable(),
    sequence: z.number().int(),
  })
  .meta({ id: 'Ticket' });
export type TicketAnswer = z.infer<typeof ticketAnswerSchema>;
