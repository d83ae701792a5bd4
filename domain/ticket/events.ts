import { z } from 'zod';
import { event, noticeEvents } from '../event';
import { attachmentSchema } from '../attachment/attachment';
import { timetableSchema } from '../calendar/timetable';
import { lateAdmissionSchema, prioritySchema } from '../contract/contract';
import { instantSchema } from '../time/instant';
import { anomalyReferenceSchema } from '../anomaly/anomaly';
import { assigneeSchema, handOverSchema, levelSchema, reproductionSchema } from './levels';
import { linkSchema, mergedSchema } from './links';
import { proposedResolutionSchema } from './proposed-resolution';
import { categorySchema, causeSchema } from './qualification';
import { priorityProposalSchema } from './priority';
import { billedSchema, offerSchema, withdrawalCauseSchema } from './quotation';
import { resolutionSchema } from './resolution';
import { scopeRejectionSchema } from './scope';
import {
  acknowledgementSchema,
  admissionSchema,
  announcementSchema,
  duplicateSchema,
  openingSchema,
  termsSchema,
  withdrawableSchema,
} from './schema';

/** Of what was entered later than it happened: when it was, and on what evidence. Its author is that of the event. */
const late = {
  entered: z.strictObject({ recordedAt: instantSchema, evidence: z.string().optional() }).optional(),
};

/** When a wait for the client began and ended; null: it is in course. */
const span = z.strictObject({ from: instantSchema, to: instantSchema.nullable() });

const { number } = offerSchema.shape;

/** What happened to a ticket. `at` is when it happened, which an outage or a late entry may make earlier than its recording. */
export const ticketEventSchema = z.discriminatedUnion('type', [
  event('opened', { opening: openingSchema }),
  event('admission-decided', {
    admission: admissionSchema,
    terms: termsSchema.nullable(),
    timetables: z.record(z.string(), timetableSchema),
  }),
  event('terms-amended', {
    from: z.number().int(),
    to: z.number().int(),
    reason: z.string(),
    terms: termsSchema,
    timetables: z.record(z.string(), timetableSchema),
    ...late,
  }),
  event('admission-reconsidered', {
    admission: admissionSchema,
    counts: lateAdmissionSchema,
    reason: z.string().nullable(),
    ...late,
  }),
  event('timetables-extended', { timetables: z.record(z.string(), timetableSchema) }),
  event('rejected', { ...scopeRejectionSchema.shape, ...late }),
  event('acknowledged', late),
  event('qualified', {
    category: categorySchema,
    priority: prioritySchema,
    cause: causeSchema.nullable(),
    reason: z.string().optional(),
    /** The priority that it was qualified with before, if that is another one. */
    from: prioritySchema.optional(),
    agreement: z.string().optional(),
    ...late,
  }),
  event('priority-changed', {
    from: prioritySchema,
    to: prioritySchema,
    agreement: z.string(),
    /** By the acceptance of a proposal, of which its side is told. */
    proposed: z.literal(true).optional(),
    ...late,
  }),
  event('priority-proposed', { ...priorityProposalSchema.omit({ by: true, at: true }).shape, ...late }),
  event('priority-accepted', { priority: prioritySchema, ...late }),
  event('priority-declined', { priority: prioritySchema, reason: z.string(), ...late }),
  event('priority-withdrawn', { priority: prioritySchema, ...late }),
  event('client-asked', { question: z.string(), ...late }),
  event('client-answered', { answer: z.string(), channel: z.literal('e-mail').optional(), ...late }),
  event('client-reminded', { number: z.number().int() }),
  event('wait-corrected', {
    wait: z.number().int(),
    ...span.shape,
    before: span,
    proof: z.string(),
    ...late,
  }),
  event('wait-recorded', { question: z.string(), from: instantSchema, to: instantSchema, proof: z.string(), ...late }),
  event('resolved', { ...resolutionSchema.shape, ...late }),
  event('reopened', { reason: z.string(), ...late }),
  event('escalated', { from: levelSchema, to: levelSchema, handOver: handOverSchema, ...late }),
  event('returned', { from: levelSchema, to: levelSchema, reason: z.string(), ...late }),
  event('assigned', { ...assigneeSchema.shape, ...late }),
  event('message-written', {
    message: z.string(),
    channel: z.literal('e-mail').optional(),
    withdrawable: withdrawableSchema.omit({ by: true }).optional(),
    ...late,
  }),
  event('message-withdrawn', { ...withdrawableSchema.pick({ number: true }).shape, ...late }),
  event('noted', { note: z.string(), ...late }),
  event('attached', {
    ...attachmentSchema.shape,
    /** Nothing else tells the other side of it. */
    told: z.literal(true).optional(),
    ...late,
  }),
  event('attached-internally', { ...attachmentSchema.shape, ...late }),
  event('quoted', { ...offerSchema.shape, expiresAt: instantSchema, ...late }),
  event('quotation-accepted', { ...offerSchema.shape, agreement: z.string().nullable(), ...late }),
  event('quotation-refused', { number, reason: z.string().nullable(), agreement: z.string().nullable(), ...late }),
  event('quotation-withdrawn', { number, cause: withdrawalCauseSchema, reason: z.string().nullable(), ...late }),
  event('quotation-expired', { number }),
  event('quotation-billed', billedSchema.shape),
  event('linked', { ...linkSchema.shape, ...late }),
  event('unlinked', { ...linkSchema.shape, ...late }),
  event('merged', { ...mergedSchema.shape, ...late }),
  event('merge-told', { outcome: z.enum(['told', 'ended']), followers: z.number().int().optional() }),
  event('duplicate-taken', duplicateSchema.shape),
  event('tied-to-anomaly', {
    anomaly: anomalyReferenceSchema,
    reproduction: reproductionSchema.nullable(),
    ...late,
  }),
  event('untied-from-anomaly', {
    anomaly: anomalyReferenceSchema,
    reason: z.string().nullable(),
    /** Of a ticket that has become a request. */
    cause: z.literal('category-changed').optional(),
    ...late,
  }),
  event('resolution-proposed', { ...proposedResolutionSchema.shape, ...late }),
  event('resolution-accepted', {
    ...proposedResolutionSchema.pick({ kind: true, anomaly: true, number: true }).shape,
    agreement: z.string().optional(),
    ...late,
  }),
  event('resolution-declined', {
    ...proposedResolutionSchema.pick({ kind: true, anomaly: true, number: true }).shape,
    reason: z.string(),
    agreement: z.string().optional(),
    ...late,
  }),
  event('closed', {
    reason: z.enum(['confirmed', 'silence', 'unanswered', 'merged']),
    agreement: z.string().optional(),
    ...late,
  }),
  event('warned', announcementSchema.shape),
  event('breached', announcementSchema.shape),
  event('escalation-reached', announcementSchema.shape),
  event('escalation-acknowledged', {
    acknowledged: z.array(acknowledgementSchema.pick({ clock: true, deadline: true, breached: true })),
    comment: z.string().nullable(),
    ...late,
  }),
  event('announcement-withdrawn', announcementSchema.shape),
  ...noticeEvents(z.string()),
]);
export type TicketEvent = z.infer<typeof ticketEventSchema>;
export type TicketEventType = TicketEvent['type'];
