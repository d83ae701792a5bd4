import { z } from 'zod';
import { attachmentSchema } from '../attachment/attachment';
import { timetableSchema } from '../calendar/timetable';
import { reopenPolicySchema, retargetPolicySchema } from '../clock/policies';
import { thresholdSchema } from '../clock/thresholds';
import { additionalWorkSchema, lateAdmissionSchema } from '../contract/contract';
import { contactSchema, contactsSchema, escalationStepSchema, groupsSchema } from '../contract/escalation';
import { prioritySchema } from '../contract/priority';
import { languageSchema } from '../languages';
import { anomalyReferenceSchema } from '../anomaly/anomaly';
import { codeSchema } from '../registers/registers';
import { instantSchema } from '../time/instant';
import { text } from '../text';
import { dateSchema } from '../time/zone';
import { assigneeSchema, handOverSchema, levelSchema } from './levels';
import { linkSchema, mergedSchema } from './links';
import { waiverMarkSchema } from './marks';
import { actorSchema } from './actor';
import { clockMoveSchema } from './moves';
import { proposedResolutionSchema } from './proposed-resolution';
import { categorySchema, causeSchema } from './qualification';
import { priorityProposalSchema } from './priority';
import { referenceSchema } from './reference';
import { keptQuotationSchema, quotationSchema } from './quotation';
import { resolutionSchema } from './resolution';
import { scopeRejectionSchema } from './scope';
import { waitAnswerSchema } from './waits';

export { actorSchema, type Actor } from './actor';

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
/** The same as it is shown: the part is for the provider's people alone. */
const importedAnswerSchema = importedSchema.partial({ part: true });

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
  /** The rules that hold from the opening on (rules.ts); tickets of an older Cadran have them from their contract alone. */
  rules: z.number().int().optional(),
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
  /** In which support is given (annex §1); tickets of an older Cadran have none. */
  languages: z.array(languageSchema).optional(),
  targets: z.strictObject({ P1: target, P2: target, P3: target, P4: target }),
  onPriorityChange: retargetPolicySchema,
  onReopen: reopenPolicySchema.default('continue'),
  onAmendment: retargetPolicySchema.optional(),
  lateAdmission: lateAdmissionSchema.optional(),
  deductPlannedDowntime: z.boolean().default(false),
  /** An amendment has names of its own for the hours that a contract names. */
  escalation: z.array(escalationStepSchema.extend({ hours: z.string().optional() })),
  contacts: contactsSchema,
  /** Tickets of an older Cadran have none. */
  groups: groupsSchema.optional(),
  closeAfterMs: z.number().nullable(),
  remindAfterMs: z.array(z.number()).optional(),
  closeUnansweredAfterMs: z.number().nullable().optional(),
  reopenWithinMs: z.number().nullable().optional(),
  /** Tickets of an older Cadran do not have it: their work waits for no quotation. */
  additionalWork: additionalWorkSchema.optional(),
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
  /** What the client had signed away there by then (annex §10); tickets of an older Cadran do not have it. */
  waivers: z.array(waiverMarkSchema).optional(),
});
export type Admission = z.infer<typeof admissionSchema>;

export const announcementSchema = z.strictObject({
  clock: clockNameSchema,
  threshold: thresholdSchema,
  deadline: z.number().int(),
  targetMs: z.number(),
});

/** A duplicate that was merged into a ticket, with the person who reported it and is told of the other from then on. */
export const duplicateSchema = z.strictObject({ reference: referenceSchema, reporter: contactSchema.nullable() });
export type Duplicate = z.infer<typeof duplicateSchema>;

/** Somebody of the provider has taken on what a clock had announced under one of its targets (annex §7). */
export const acknowledgementSchema = z.strictObject({
  clock: clockNameSchema,
  deadline: z.number().int(),
  /** Whether the target was exceeded by then, so that the steps after its breach need not be told. */
  breached: z.boolean(),
  by: z.string(),
  atMs: z.number(),
  comment: z.string().nullable(),
});
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;

/** A file among the facts of a ticket; `internal`: among the provider's people, no client gets to know of it. */
export const ticketAttachmentSchema = attachmentSchema.extend({
  internal: z.boolean(),
  at: instantSchema,
  by: actorSchema,
});
export type TicketAttachment = z.infer<typeof ticketAttachmentSchema>;

/** The truth of one ticket: plain JSON, carried as it is when a run continues as new. */
/** A message that its author can withdraw until then. */
export const withdrawableSchema = z
  .strictObject({ number: z.number().int(), by: z.string(), until: instantSchema })
  .meta({ id: 'WithdrawableMessage' });

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
  /** The terms before each amendment, in order: what was counted under them stays. */
  formerTerms: z.array(termsSchema).optional(),
  /** From when a ticket counts that was admitted after its creation, epoch milliseconds. */
  countsFromMs: z.number().optional(),
  timetables: z.record(z.string(), timetableSchema),
  moves: z.array(clockMoveSchema),
  /** None yet, or a ticket of an older Cadran. */
  attachments: z.array(ticketAttachmentSchema).optional(),
  /** `acknowledged`: somebody had taken it on. */
  announced: z.array(announcementSchema.extend({ atMs: z.number(), acknowledged: z.literal(true).optional() })),
  acknowledgements: z.array(acknowledgementSchema).optional(),
  question: z.string().nullable(),
  /** How many reminders of the open question were sent. */
  reminded: z.number().int().optional(),
  proposal: priorityProposalSchema.nullable().optional(),
  rejection: scopeRejectionSchema.nullable().optional(),
  resolution: resolutionSchema.nullable(),
  /** What it is tied to; tickets of an older Cadran do not have it. */
  links: z.array(linkSchema).optional(),
  merged: mergedSchema.nullable().optional(),
  /** Whether the ticket that this one was merged into knows. */
  mergeTold: z.boolean().optional(),
  /** How many of its duplicates that ticket knows too; none where an older Cadran has told it. */
  followersTold: z.number().int().optional(),
  /** The tickets that were merged into this one, directly or through another, and whoever reported them: they follow it. */
  duplicates: z.array(duplicateSchema).optional(),
  anomaly: anomalyReferenceSchema.nullable().optional(),
  /** The anomaly whose reproduction it has taken for its own. */
  reproductionOf: anomalyReferenceSchema.nullable().optional(),
  proposedResolution: proposedResolutionSchema.nullable().optional(),
  /** How many resolutions were proposed: the number of the last one. */
  proposals: z.number().int().optional(),
  /** The last resolutions of anomalies that the client has declined; tickets of an older Cadran have none. */
  declinedResolutions: z.array(proposedResolutionSchema).optional(),
  /** All of them, in the order of their numbers; tickets of an older Cadran have none. */
  quotations: z.array(keptQuotationSchema).optional(),
  /** Who wrote last since the resolution, and when; tickets of an older Cadran do not say. */
  spoken: z
    .strictObject({ side: z.enum(['client', 'provider']), atMs: z.number(), afterClient: z.boolean().optional() })
    .nullable()
    .optional(),
  closedAt: instantSchema.nullable(),
  /** How many entries both sides read have been written by people; tickets of an older Cadran begin at 0. */
  conversation: z.number().int().optional(),
  /** The last messages that could be withdrawn, and the numbers of all that were; a ticket of an older Cadran has none. */
  withdrawable: z.array(withdrawableSchema).optional(),
  withdrawn: z.array(z.number().int()).optional(),
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
    /** When it stopped, unless it was reopened; and when its target was used up, or would have been had it run on from there. */
    stoppedAt: instantSchema.nullable().optional(),
    dueAtStop: instantSchema.nullable().optional(),
    /** Support time for which waits for the client have held it (GTR). Views of an older Cadran do not have these three. */
    heldMs: z.number().int().optional(),
  })
  .meta({ id: 'Clock' });
export type ClockAnswer = z.infer<typeof clockAnswerSchema>;

/** What of a clock's chain has been reached and not ended: its steps, the next one if nothing happens, and who took it on. */
export const escalationAnswerSchema = z
  .strictObject({
    clock: clockNameSchema,
    reached: z.array(z.strictObject({ threshold: thresholdSchema, at: instantSchema, acknowledged: z.boolean() })),
    next: z.strictObject({ threshold: thresholdSchema, at: instantSchema }).nullable(),
    acknowledged: z.strictObject({ by: z.string(), at: instantSchema, comment: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'Escalation' });
export type EscalationAnswer = z.infer<typeof escalationAnswerSchema>;

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
    imported: importedAnswerSchema.nullable().optional(),
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
    /** Views of an older Cadran do not have these five. */
    links: z.array(linkSchema).optional(),
    /** Where a duplicate goes on: the verdicts of its clocks are those of that ticket. */
    merged: mergedSchema.nullable().optional(),
    duplicates: z.array(referenceSchema).optional(),
    anomaly: anomalyReferenceSchema.nullable().optional(),
    proposedResolution: proposedResolutionSchema.nullable().optional(),
    /** The last quotation of an additional request; views of an older Cadran do not have it. */
    quotation: quotationSchema.nullable().optional(),
    clocks: z.array(clockAnswerSchema),
    /** For the provider's people alone; views of an older Cadran do not have it. */
    escalations: z.array(escalationAnswerSchema).optional(),
    nextDeadline: instantSchema.nullable(),
    /** How many entries of the conversation there are; what is written with it as `seen` is refused once there are more. */
    conversation: z.number().int().optional(),
    /** For the provider's people alone: the last messages that can or could be withdrawn, and the numbers of those that were. */
    withdrawable: z.array(withdrawableSchema).optional(),
    withdrawn: z.array(z.number().int()).optional(),
    sequence: z.number().int(),
  })
  .meta({ id: 'Ticket' });
export type TicketAnswer = z.infer<typeof ticketAnswerSchema>;
