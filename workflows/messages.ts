import { defineQuery, defineUpdate } from '@temporalio/workflow';
import { z } from 'zod';
import {
  envelopeSchema,
  ticketCommandNames,
  commandRules,
  type Envelope,
  type PersonCommand,
  type TicketCommandName,
} from '../domain/ticket/commands';
import { duplicateSchema, ticketStateSchema, type TicketAnswer, type TicketState } from '../domain/ticket/schema';
import type { Actor, openingSchema } from '../domain/ticket/schema';
import type { TicketEvent } from '../domain/ticket/events';
import type { Facts } from '../domain/ticket/facts';
import type { Notice } from '../domain/ticket/notices';
import type { Durable } from './shell';

export const ticketWorkflowType = 'ticket';
export const ticketQueue = 'tickets';

/** The workflow id of a ticket: it proves the reference unique. */
export function ticketWorkflowId(reference: string): string {
  return `ticket:${reference}`;
}

/** One argument for each command, so that fields can be added. */
export interface CommandRequest<Data = unknown> {
  readonly actor: Actor;
  readonly happenedAt?: string;
  /** On what evidence something is entered later than it happened. */
  readonly evidence?: string;
  /** What the edge has looked up of other things. */
  readonly facts?: Facts;
  /** When the day that the command names is over in the contract's zone. */
  readonly dayEndsAt?: string;
  readonly data: Data;
}

/** Updates, because the caller reads its own write in the answer and a refusal leaves nothing behind. */
export const commandUpdates = Object.fromEntries(
  ticketCommandNames.map((name) => [name, defineUpdate<TicketAnswer, [CommandRequest]>(name)]),
) as Record<TicketCommandName, ReturnType<typeof defineUpdate<TicketAnswer, [CommandRequest]>>>;

/** Duplicates that a ticket is asked to take, each with whoever reported it. */
export const takenDuplicatesSchema = z.strictObject({ duplicates: z.array(duplicateSchema).min(1) });
/**
 * An Update, because a duplicate may end only once the ticket that it goes on in has taken it: that one may have ended since the
 * edge looked.
 */
export const takeDuplicatesUpdate = defineUpdate<null, [z.infer<typeof takenDuplicatesSchema>]>('take-duplicates');

/** A Query, because reading a ticket in flight changes nothing. */
export const ticketQuery = defineQuery<TicketAnswer>('ticket');
/** A Query for tests and repairs: the whole state. */
export const stateQuery = defineQuery<TicketState>('state');

/** What an Update is given, by command; made once, as making one costs more than parsing with it. */
const requestSchemas = Object.fromEntries(ticketCommandNames.map((name) => [name, requestSchema(name)])) as Record<
  TicketCommandName,
  ReturnType<typeof requestSchema>
>;

function requestSchema(name: TicketCommandName) {
  return envelopeSchema.extend({ data: commandRules[name].data });
}

/** Parses what an Update was given; throws a ZodError, which a validator turns into a refusal. */
export function parseCommand(name: TicketCommandName, request: unknown): PersonCommand & Envelope {
  const { data, ...envelope } = requestSchemas[name].parse(request);
  return { type: name, data, ...envelope } as PersonCommand & Envelope;
}

export interface TicketInput {
  readonly opening: z.infer<typeof openingSchema>;
  readonly carried?: Durable<TicketState, TicketEvent, Notice>;
  /** Tests continue as new after so many events; in production the server says when. */
  readonly continueAfterEvents?: number;
  /** The opening is published in one with its admission; lives begun by an older Cadran, which have it not, publish it alone. */
  readonly publishAdmitted?: boolean;
  /** Status and next deadline are no search attributes; of lives begun by an older Cadran, which have it not, they are. */
  readonly fewAttributes?: boolean;
}

export const inputStateSchema = ticketStateSchema;
