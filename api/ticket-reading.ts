import { z } from 'zod';
import type { TicketClient } from '../clients/ticket';
import { refusal } from '../domain/refusal';
import { actorSchema, ticketAnswerSchema } from '../domain/ticket/schema';
import { instantSchema, toEpochMs, toInstant } from '../domain/time/instant';
import { listEvents } from '../store/events';
import { explanationOf, explanationSchema } from './explanation';
import { operation } from './operation';
import { nothing, wholeNumber } from './parameters';
import { refused } from './problem';
import { fromStore } from './store-access';
import { byReference, visible } from './ticket-access';
import { stateOf } from './ticket-state';
import { eventSeenBy, hiddenFromClients, seesEvent, stateSeenBy, ticketSeenBy } from './ticket-view';

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

/** What is read of one ticket: itself, its events and why its clocks stand where they stand. */
export function ticketReadingOperations(tickets: TicketClient, now: () => number) {
  return [
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
        body: ticketSeenBy({ caller, scope }, await visible(tickets, { caller, scope }, params.reference)),
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
        const { ticket, events } = await fromStore(async () => {
          const ticket = await visible(tickets, { caller, scope }, reference);
          const leftOut = scope === 'own' ? hiddenFromClients : [];
          return { ticket, events: await listEvents(`ticket:${reference}`, query.after, query.limit, leftOut) };
        });
        const seen = events.filter((event) => seesEvent({ scope }, event, ticket, now()));
        const items = seen.map(({ sequence, recordedAt, type, at, by, data }) => ({
          ...{ sequence, recordedAt, type, at },
          ...eventSeenBy({ caller, scope }, { type, by: actorSchema.parse(by), data: data as Record<string, unknown> }),
        }));
        return { body: { items, next: events.length === query.limit ? (events.at(-1)?.sequence ?? null) : null } };
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
        const state = await stateOf(tickets, reference);
        if (!state) throw refused(refusal('not-found', { reference }));
        return { body: explanationOf(stateSeenBy({ scope }, state), asOfMs, language) };
      },
    }),
  ] as const;
}
