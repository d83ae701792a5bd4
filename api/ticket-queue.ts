import { z } from 'zod';
import { randomUUID } from 'node:crypto';
import type { TicketClient } from '../clients/ticket';
import { addressSchema } from '../domain/address';
import { prioritySchema } from '../domain/contract/contract';
import { codeSchema } from '../domain/registers/registers';
import { levelSchema } from '../domain/ticket/levels';
import { queueParts, type QueuePart } from '../domain/ticket/queue';
import { ticketAnswerSchema, type TicketAnswer } from '../domain/ticket/schema';
import { toInstant } from '../domain/time/instant';
import { noteTaking, readTaking, type Taking } from '../store/takings';
import { listQueue, type QueuePlace } from '../store/ticket-queue';
import { operation } from './operation';
import { cursorAt, paging, placeOf, type AskedList } from './paging';
import { nothing } from './parameters';
import { fromStore } from './store-access';
import { idempotencyHeader, orUnavailable } from './ticket-access';
import { ticketInList, ticketSeenBy } from './ticket-view';

const queueFilter = {
  level: levelSchema.optional(),
  team: codeSchema.optional(),
  client: codeSchema.optional(),
  priority: prioritySchema.optional(),
  clock: z
    .enum(['late', 'running', 'stopped', 'none'])
    .optional()
    .describe('The state of the clock: past its deadline, before it, held, or without commitment.'),
};

const { limit, after } = paging(['due']);

const queuePageSchema = z
  .strictObject({ items: z.array(ticketAnswerSchema), next: z.string().nullable() })
  .meta({ id: 'QueuePage' });

const takenSchema = z.strictObject({ ticket: ticketAnswerSchema.nullable() }).meta({ id: 'TakenTicket' });

/** How many tickets are tried before "take the next" gives up: others are taking them at the same moment. */
const TRIES = 20;

/** Support's queue in the order of the next deadline, and taking the next of it. `now` in epoch milliseconds. */
export function ticketQueueOperations(tickets: TicketClient, now: () => number) {
  return [
    operation({
      id: 'listQueue',
      method: 'get',
      path: '/v1/queue',
      action: 'queue.read',
      tag: 'Tickets',
      summary: 'List the tickets that support has to work on, the next deadline first',
      params: nothing,
      query: z.strictObject({
        ...queueFilter,
        person: addressSchema.optional().describe('Those that a person has taken.'),
        escalated: z.enum(['true']).optional().describe('Those of which an escalation waits to be taken on.'),
        ...{ limit, after },
      }),
      headers: nothing,
      body: null,
      answer: queuePageSchema,
      answers: {
        200: {
          description:
            'A page: late ones first, then by deadline, then those without commitment, then those whose clock is held.',
        },
      },
      problems: [422],
      examples: [{ summary: 'What N1 has to do next', as: 'support', query: { level: 'N1', limit: '20' } }],
      async handle({ caller, scope, query }) {
        const { limit: most, after: cursor, escalated, ...asked } = query;
        const filter = { ...asked, ...(escalated ? { escalated: true as const } : {}) };
        const list = { operation: 'listQueue', filter, sort: 'due' };
        const page = { limit: most, after: queuePlaceAt(list, cursor), nowMs: now() };
        const { items, next } = await fromStore(() => listQueue(filter, page));
        const place = next && `${next.part}_${next.at}_${next.id}`;
        return {
          body: { items: items.map((one) => ticketInList({ caller, scope }, one)), next: cursorAt(list, place) },
        };
      },
    }),
    operation({
      id: 'takeNextTicket',
      method: 'post',
      path: '/v1/queue/next',
      action: 'queue.take',
      tag: 'Tickets',
      summary: 'Take the next ticket of the queue that nobody has; two who ask at once get different ones',
      params: nothing,
      query: nothing,
      headers: idempotencyHeader,
      body: z.strictObject({ person: addressSchema, ...queueFilter }),
      answer: takenSchema,
      answers: {
        200: { description: 'The ticket, now of that person; null where none waits for somebody to take it.' },
      },
      problems: [],
      examples: [
        {
          summary: 'The next of N1, sent twice in vain',
          as: 'support',
          headers: { 'idempotency-key': 'next-of-monday-1' },
          body: { person: 'n1@support.example', level: 'N1' },
          given: [],
        },
      ],
      async handle({ caller, scope, headers, body: { person, ...filter } }) {
        const key = `${caller.sub}/assign/${headers['idempotency-key'] ?? randomUUID()}`;
        const take = async ({ reference, team }: Taking): Promise<TicketAnswer | null> => {
          const request = {
            actor: { id: caller.sub, role: caller.role },
            data: { person, team, unlessTaken: true as const },
          };
          const answered = await orUnavailable(tickets.command(reference, 'assign', request, key));
          // Another one was quicker, or the ticket has ended: the list lags a little behind.
          return 'refusal' in answered ? null : ticketSeenBy({ caller, scope }, answered.answer);
        };
        let before = await fromStore(() => readTaking(key));
        // The command of that key is done once: given again it answers as the first time.
        const again = before === undefined ? null : await take(before);
        if (again) return { body: { ticket: again } };
        const page = { limit: TRIES, after: null, nowMs: now() };
        const { items } = await fromStore(() => listQueue({ ...filter, untaken: true }, page));
        for (const { reference, assignee } of items) {
          const note = { before, taking: { reference, team: assignee?.team ?? null }, at: toInstant(now()) };
          before = await fromStore(() => noteTaking(key, note));
          const ticket = await take(before);
          if (ticket) return { body: { ticket } };
        }
        return { body: { ticket: null } };
      },
    }),
  ] as const;
}

const placePattern = /^(due|free|held)_\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z_[\w.:-]{1,100}$/;

function queuePlaceAt(list: AskedList, cursor: string | undefined): QueuePlace | null {
  const [part = '', at = '', ...id] = placeOf(list, cursor, placePattern)?.split('_') ?? [];
  return isPart(part) ? { part, at, id: id.join('_') } : null;
}

function isPart(part: string): part is QueuePart {
  return (queueParts as readonly string[]).includes(part);
}
