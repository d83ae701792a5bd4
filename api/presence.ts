import { z } from 'zod';
import type { TicketClient } from '../clients/ticket';
import { doingSchema, presentMs, presentSchema } from '../domain/ticket/presence';
import { referenceSchema } from '../domain/ticket/reference';
import { listPresent, notePresence } from '../store/presence';
import { operation } from './operation';
import { nothing } from './parameters';
import { fromStore } from './store-access';
import { byReference, visible } from './ticket-access';

const seconds = presentMs / 1000;

/**
 * Who else of support is at a ticket, so that two do not answer at once. It only tells: what decides is how much of the conversation the
 * author of a command had read (`seen`). No event, no audit, and nothing that a client sees. `now`: this process's clock, epoch milliseconds.
 */
export function presenceOperations(tickets: TicketClient, now: () => number) {
  const common = { action: 'presence.share' as const, tag: 'Tickets' as const, query: nothing, headers: nothing };
  return [
    operation({
      ...common,
      id: 'tellPresence',
      method: 'put',
      notAudited: true,
      path: '/v1/tickets/{reference}/presence',
      summary: 'Tell that you read a ticket, or write for it, and hear who else does',
      description: `Told again before ${seconds} seconds have passed: after that you count as gone.`,
      params: byReference,
      body: z.strictObject({ doing: doingSchema }),
      answer: z.strictObject({ others: z.array(presentSchema) }).meta({ id: 'OthersPresent' }),
      answers: { 200: { description: 'The others who are there; whoever gave a sign last stands first.' } },
      problems: [404],
      examples: [{ summary: 'Reading', as: 'support', given: [], body: { doing: 'reads' } }],
      handle: ({ caller, scope, params: { reference }, body: { doing } }) =>
        fromStore(async () => {
          await visible(tickets, { caller, scope }, reference);
          const nowMs = now();
          const { sub: id, name = id } = caller;
          await notePresence(reference, { id, name, doing }, nowMs);
          const others = await listPresent({ reference, except: id }, nowMs);
          return { body: { others: others.map((one) => ({ id: one.id, name: one.name, doing: one.doing })) } };
        }),
    }),
    operation({
      ...common,
      id: 'listPresent',
      method: 'get',
      path: '/v1/presence',
      summary: 'Who else is at which ticket just now',
      params: nothing,
      body: null,
      answer: z
        .strictObject({ items: z.array(z.strictObject({ reference: referenceSchema, ...presentSchema.shape })) })
        .meta({ id: 'PresentAtTickets' }),
      answers: { 200: { description: 'All who are there but you; whoever gave a sign last stands first.' } },
      problems: [],
      examples: [{ summary: 'For the rows of the queue', as: 'support' }],
      handle: ({ caller }) =>
        fromStore(async () => ({ body: { items: await listPresent({ except: caller.sub }, now()) } })),
    }),
  ] as const;
}
