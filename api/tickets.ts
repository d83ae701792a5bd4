import { z } from 'zod';
import type { TicketClient } from '../clients/ticket';
import { prioritySchema } from '../domain/contract/contract';
import { refusal } from '../domain/refusal';
import { codeSchema } from '../domain/registers/registers';
import { ticketFromEvents } from '../domain/ticket/evolve';
import {
  actorSchema,
  referenceSchema,
  statusSchema,
  submissionSchema,
  ticketAnswerSchema,
  ticketEventSchema,
  type TicketState,
} from '../domain/ticket/schema';
import { instantSchema, toEpochMs, toInstant } from '../domain/time/instant';
import { listEvents, listTickets } from '../store/tickets';
import { explanationOf, explanationSchema } from './explanation';
import { refuseUnknown } from './known-entries';
import { operation } from './operation';
import { refused } from './problem';
import {
  byReference,
  companyAsked,
  companyOf,
  idempotencyHeader,
  needsStore,
  nothing,
  orUnavailable,
  visible,
  wholeNumber,
} from './ticket-access';
import { ticketCommandOperations } from './ticket-commands';

const cursorSchema = z
  .string()
  .regex(
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z_T-[0-9A-Z]{10}$/,
    'a cursor that a page before gave',
  )
  .describe('`next` of the page before.');

const openedSchema = z
  .strictObject({
    reference: referenceSchema,
    openedAt: instantSchema,
    status: z.literal('new'),
    client: codeSchema,
    environment: codeSchema,
    priority: prioritySchema,
  })
  .meta({ id: 'OpenedTicket' });

const ticketPageSchema = z
  .strictObject({ items: z.array(ticketAnswerSchema), next: z.string().nullable() })
  .meta({ id: 'TicketPage' });

const eventPageSchema = z
  .strictObject({
    items: z.array(
      z.strictObject({
        sequence: z.number().int(),
        recordedAt: instantSchema,
        type: z.string(),
        at: instantSchema,
        by: actorSchema,
        data: z.record(z.string(), z.unknown()),
      }),
    ),
    next: z.number().int().nullable(),
  })
  .meta({ id: 'TicketEventPage' });

const submission = { environment: 'prod', title: 'Stock screen empty', description: 'Since nine', priority: 'P2' };

/** The operations on tickets (annex §3, §4). `now` is the clock of this process, epoch milliseconds. */
export function ticketOperations(tickets: TicketClient, now: () => number) {
  return [
    operation({
      id: 'openTicket',
      method: 'post',
      path: '/v1/tickets',
      action: 'ticket.open',
      tag: 'Tickets',
      summary: 'Open a ticket',
      description:
        'Its clocks count from now on. Whether it is eligible (annex §2) is decided at once, or as soon as the registers answer.',
      params: nothing,
      query: nothing,
      headers: idempotencyHeader,
      body: submissionSchema,
      answer: openedSchema,
      answers: {
        201: { description: 'Opened.', headers: { Location: 'Where the ticket is.' } },
        200: { description: 'Opened before, with the same Idempotency-Key.', headers: { Location: 'Where it is.' } },
      },
      problems: [422],
      examples: [
        { summary: 'By a client', as: 'dupont', body: submission },
        {
          summary: 'By support, for a client who called',
          as: 'support',
          body: { ...submission, client: 'dupont', priority: 'P1', channel: 'phone' },
        },
      ],
      async handle({ caller, scope, body, headers }) {
        const client = companyOf({ caller, scope }, body.client);
        if (body.channel === 'phone' && body.priority !== 'P1') throw refused(refusal('phone-for-p1-only'));
        await refuseUnknown(client, body.environment);
        const { environment, title, description, reproduction = null, priority, channel } = body;
        const requester = { id: caller.sub, role: caller.role, email: caller.email ?? null, language: caller.language };
        const opened = await orUnavailable(
          tickets.open(
            {
              client,
              environment,
              title,
              description,
              reproduction,
              priority,
              channel,
              openedAt: toInstant(now()),
              requester,
            },
            headers['idempotency-key'],
          ),
        );
        if ('refusal' in opened) throw refused(opened);
        const { reference, openedAt, repeated } = opened;
        return {
          status: repeated ? 200 : 201,
          headers: { Location: `/v1/tickets/${reference}` },
          body: { reference, openedAt, status: 'new' as const, client, environment, priority },
        };
      },
    }),
    operation({
      id: 'listTickets',
      method: 'get',
      path: '/v1/tickets',
      action: 'ticket.read',
      tag: 'Tickets',
      summary: 'List tickets, newest first',
      params: nothing,
      query: z.strictObject({
        client: codeSchema.optional(),
        status: statusSchema.optional(),
        priority: prioritySchema.optional(),
        openedFrom: instantSchema.optional().describe('The first instant of opening.'),
        openedUntil: instantSchema.optional().describe('The instant of opening before which to look.'),
        limit: wholeNumber(1, 200, 50),
        after: cursorSchema.optional(),
      }),
      headers: nothing,
      body: null,
      answer: ticketPageSchema,
      answers: { 200: { description: 'A page; `next` is null on the last one.' } },
      problems: [422],
      examples: [
        { summary: 'What waits for the client', as: 'support', query: { status: 'waiting-client', limit: '20' } },
      ],
      async handle({ caller, scope, query }) {
        const client = companyAsked({ caller, scope }, query.client);
        needsStore();
        const { limit, after, status, priority, openedFrom, openedUntil } = query;
        const cursor = after === undefined ? null : { openedAt: after.slice(0, 24), reference: after.slice(25) };
        return {
          body: await listTickets(
            { client, status, priority, openedFrom, openedUntil },
            { limit, after: cursor, nowMs: now() },
          ),
        };
      },
    }),
    operation({
      id: 'readTicket',
      method: 'get',
      path: '/v1/tickets/{reference}',
      action: 'ticket.read',
      tag: 'Tickets',
      summary: 'Read a ticket with its clocks',
      params: byReference,
      query: nothing,
      headers: nothing,
      body: null,
      answer: ticketAnswerSchema,
      answers: { 200: { description: 'The ticket as its workflow sees it.' } },
      problems: [404],
      examples: [{ summary: 'A ticket', as: 'dupont', given: [] }],
      handle: async ({ caller, scope, params }) => ({
        body: await visible(tickets, { caller, scope }, params.reference),
      }),
    }),
    operation({
      id: 'listTicketEvents',
      method: 'get',
      path: '/v1/tickets/{reference}/events',
      action: 'ticket.read',
      tag: 'Tickets',
      summary: 'What happened to a ticket, in order',
      params: byReference,
      query: z.strictObject({
        after: wholeNumber(0, 1e9, 0),
        limit: wholeNumber(1, 500, 200),
      }),
      headers: nothing,
      body: null,
      answer: eventPageSchema,
      answers: { 200: { description: 'Events; `next` is the number to go on after.' } },
      problems: [404],
      examples: [{ summary: 'The first events', as: 'dupont', given: ['acknowledgeTicket'], query: { limit: '10' } }],
      async handle({ caller, scope, params: { reference }, query }) {
        needsStore();
        await visible(tickets, { caller, scope }, reference);
        const events = await listEvents(`ticket:${reference}`, query.after, query.limit);
        const items = events.map(({ sequence, recordedAt, type, at, by, data }) => ({
          sequence,
          recordedAt,
          type,
          at,
          by: actorSchema.parse(by),
          data: scope === 'own' && keptFromClients.includes(type) ? {} : (data as Record<string, unknown>),
        }));
        return { body: { items, next: items.length === query.limit ? (items.at(-1)?.sequence ?? null) : null } };
      },
    }),
    operation({
      id: 'explainTicket',
      method: 'get',
      path: '/v1/tickets/{reference}/explanation',
      action: 'ticket.read',
      tag: 'Tickets',
      summary: 'Why the clocks stand where they stand (annex GTI, GTR, §5, §7)',
      params: byReference,
      query: z.strictObject({
        at: instantSchema.optional().describe('An instant of the life of the ticket; now unless told.'),
      }),
      headers: nothing,
      body: null,
      answer: explanationSchema,
      answers: { 200: { description: 'Ordered segments whose counted milliseconds add up.' } },
      problems: [404, 422],
      examples: [{ summary: 'Now', as: 'dupont', given: ['acknowledgeTicket', 'askClient'] }],
      async handle({ caller, scope, params: { reference }, query: { at }, language }) {
        await visible(tickets, { caller, scope }, reference);
        const asOfMs = at === undefined ? now() : toEpochMs(at);
        if (asOfMs > now()) throw refused(refusal('instant-in-future', { at: toInstant(asOfMs) }));
        const state = await orUnavailable(stateOf(tickets, reference));
        return { body: explanationOf(state, asOfMs, language) };
      },
    }),
    ...ticketCommandOperations(tickets),
  ] as const;
}

/** Clients see the course of their ticket, not the addresses of the provider's people. */
const keptFromClients = ['admission-decided', 'notice-sent', 'notice-dropped', 'timetables-extended'];

/** The state, from the workflow or, where its history is gone, from the events that it has published. */
async function stateOf(tickets: TicketClient, reference: string): Promise<TicketState> {
  const state = await tickets.state(reference);
  if (state) return state;
  needsStore();
  const events = await listEvents(`ticket:${reference}`, 0, 100_000);
  return ticketFromEvents(events.map(({ type, at, by, data }) => ticketEventSchema.parse({ type, at, by, data })));
}
