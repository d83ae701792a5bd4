import { z } from 'zod';
import { text } from '../text';
import { instantSchema } from '../time/instant';
import { amendmentRules } from './amendment';
import { anomalyRules } from './anomaly';
import { attachingRules } from './attaching';
import { conversationRules } from './conversation';
import { factsSchema } from './facts';
import { escalationRules } from './escalation';
import { levelRules } from './levels';
import { linkRules } from './links';
import { priorityRules } from './priority';
import { proposedResolutionRules } from './proposed-resolution';
import { qualificationRules } from './qualification';
import { reconsiderationRules } from './reconsideration';
import { quotationRules } from './quotation';
import { resolutionRules } from './resolution';
import { actorSchema } from './schema';
import { scopeRules } from './scope';
import { waitingRules } from './waiting';

/**
 * What people tell a ticket, one Update each: it is answered with the new state, so that the caller reads its own write.
 * The names are those of the Updates and of the API's routes.
 */
export const commandRules = {
  ...qualificationRules,
  ...scopeRules,
  ...priorityRules,
  ...waitingRules,
  ...resolutionRules,
  ...levelRules,
  ...conversationRules,
  ...amendmentRules,
  ...reconsiderationRules,
  ...linkRules,
  ...anomalyRules,
  ...proposedResolutionRules,
  ...escalationRules,
  ...quotationRules,
  ...attachingRules,
} as const;
export type TicketCommandName = keyof typeof commandRules;
export const ticketCommandNames = Object.keys(commandRules) as TicketCommandName[];

export type PersonCommand = {
  [Name in TicketCommandName]: { type: Name; data: z.infer<(typeof commandRules)[Name]['data']> };
}[TicketCommandName];

/** On what evidence something is entered later than it happened: a call, a mail, who agreed. */
export const evidenceSchema = text(2000);

/** How much of the ticket's conversation its author had read. */
export const seenSchema = z.number().int().min(0).max(1_000_000);

/**
 * The round of every command: who gives it and, for what is entered later than it happened, when it happened and on what
 * evidence; what the edge has looked up for it. It arrives at the workflow as one object, so that fields can be added.
 */
export const envelopeSchema = z.strictObject({
  actor: actorSchema,
  happenedAt: instantSchema.optional(),
  evidence: evidenceSchema.optional(),
  seen: seenSchema.optional(),
  facts: factsSchema.optional(),
  /** When the day that the command names is over in the contract's zone: a workflow knows no zones. */
  dayEndsAt: instantSchema.optional(),
});
export type Envelope = z.infer<typeof envelopeSchema>;
