import { z } from 'zod';
import { prioritySchema } from '../domain/contract/contract';
import { codeSchema } from '../domain/registers/registers';
import { statusSchema, ticketAnswerSchema } from '../domain/ticket/schema';
import { instantSchema } from '../domain/time/instant';
import { listTickets } from '../store/tickets';
import { companyAsked } from './company';
import { operation } from './operation';
import { nothing, wholeNumber } from './parameters';
import { fromStore } from './store-access';

const cursorSchema = z
  .string()
  .regex(
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z_T-[0-9A-Z]{10}$/,
    'a cursor that a page before gave',
  )
  .describe('`next` of the page before.');

const ticketPageSchema = z
  .strictObject({ items: z.array(ticketAnswerSchema), next: z.string().nullable() })
  .meta({ id: 'TicketPage' });

/** The list of tickets, from the read model. `now` is the clock of this process, epoch milliseconds. */
export function ticketListOperation(now: () => number) {
  return operation({
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
      const { limit, after, status, priority, openedFrom, openedUntil } = query;
      const cursor = after === undefined ? null : { openedAt: after.slice(0, 24), reference: after.slice(25) };
      return {
        body: await fromStore(() =>
          listTickets({ client, status, priority, openedFrom, openedUntil }, { limit, after: cursor, nowMs: now() }),
        ),
      };
    },
  });
}
