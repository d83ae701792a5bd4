import { z } from 'zod';
import type { TicketClient } from '../clients/ticket';
import { anomalyReferenceSchema } from '../domain/anomaly/anomaly';
import { prioritySchema } from '../domain/contract/contract';
import { codeSchema } from '../domain/registers/registers';
import { levelSchema } from '../domain/ticket/levels';
import { referenceSchema } from '../domain/ticket/reference';
import { statusSchema, ticketAnswerSchema, type TicketAnswer } from '../domain/ticket/schema';
import { refusal } from '../domain/refusal';
import { instantSchema } from '../domain/time/instant';
import { askedWords } from '../domain/ticket/words';
import { listTickets } from '../store/ticket-list';
import { readTicket } from '../store/tickets';
import type { Scope } from './authorization';
import { companyAsked, seesCompany, type Asking } from './company';
import { operation } from './operation';
import { paging, timeCursorAt, timeOrderOf, timePlaceOf } from './paging';
import { nothing } from './parameters';
import { refused } from './problem';
import { fromStore } from './store-access';
import { visible } from './ticket-access';
import { ticketInList } from './ticket-view';

const ticketPageSchema = z
  .strictObject({ items: z.array(ticketAnswerSchema), next: z.string().nullable() })
  .meta({ id: 'TicketPage' });

/** The list of tickets, from the read model. `now` is the clock of this process, epoch milliseconds. */
export function ticketListOperation(tickets: TicketClient, now: () => number) {
  return operation({
    id: 'listTickets',
    method: 'get',
    path: '/v1/tickets',
    action: 'ticket.read',
    tag: 'Tickets',
    summary: 'List tickets, newest first unless told',
    params: nothing,
    query: z.strictObject({
      client: codeSchema.optional(),
      status: statusSchema.optional(),
      priority: prioritySchema.optional(),
      level: levelSchema.optional(),
      team: codeSchema.optional().describe('The queue of a team; for the provider alone.'),
      anomaly: anomalyReferenceSchema.optional().describe('What they are tied to.'),
      linkedTo: referenceSchema
        .optional()
        .describe('The ticket that they are linked to, as its children are, or were merged into.'),
      words: z
        .string()
        .min(1)
        .max(200)
        .optional()
        .describe(
          'Words, or their beginnings, without regard to accents and capitals: all are in title, description, messages, questions, ' +
            'answers or resolution; for the provider in its internal notes too. The reference of a ticket gives it first.',
        ),
      openedFrom: instantSchema.optional().describe('The first instant of opening.'),
      openedUntil: instantSchema.optional().describe('The instant of opening before which to look.'),
      ...paging(['-openedAt', 'openedAt']),
    }),
    headers: nothing,
    body: null,
    answer: ticketPageSchema,
    answers: { 200: { description: 'A page; `next` is null on the last one.' } },
    problems: [404, 422],
    examples: [
      { summary: 'What waits for the client', as: 'support', query: { status: 'waiting-client', limit: '20' } },
      { summary: 'By words', as: 'dupont', query: { words: 'etiquette impr' } },
    ],
    async handle({ caller, scope, query: { sort, limit, after, ...asked } }) {
      if (scope === 'own' && asked.team !== undefined)
        throw refused(refusal('not-allowed', { command: 'team', role: caller.role }));
      // Whoever does not see a ticket is not told what is linked to it either.
      if (scope === 'own' && asked.linkedTo !== undefined) await visible(tickets, { caller, scope }, asked.linkedTo);
      const filter = { ...asked, client: companyAsked({ caller, scope }, asked.client) };
      const list = { operation: 'listTickets', filter, sort };
      const page = { order: timeOrderOf(sort), limit, after: timePlaceOf(list, after), nowMs: now() };
      const words = asked.words === undefined ? undefined : wordsAsked(scope, asked.words);
      const { items, next } = await fromStore(() => listTickets({ ...filter, words }, page));
      const exact = after === undefined ? await named(asked.words, { caller, scope }, filter.client) : [];
      const others = items.filter(({ reference }) => reference !== exact[0]?.reference);
      return {
        body: {
          items: [...exact, ...others].map((one) => ticketInList({ caller, scope }, one)),
          next: timeCursorAt(list, next),
        },
      };
    },
  });
}

function wordsAsked(scope: Scope, typed: string) {
  return { words: askedWords(typed), by: scope === 'all' ? ('support' as const) : ('client' as const) };
}

/** The ticket whose reference was typed, whatever else narrows the list; none of another company. */
async function named(typed: string | undefined, asking: Asking, client: string | undefined): Promise<TicketAnswer[]> {
  const reference = referenceSchema.safeParse(typed?.trim().toUpperCase());
  if (!reference.success) return [];
  const found = await fromStore(() => readTicket(reference.data));
  const isMeant = found && seesCompany(asking, found.client) && (client === undefined || client === found.client);
  return isMeant ? [found] : [];
}
