import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { TicketUnavailable, type TicketClient } from '../clients/ticket';
import { refusal } from '../domain/refusal';
import {
  commandRoles,
  referenceSchema,
  statusSchema,
  submissionSchema,
  ticketCommandNames,
  ticketCommands,
  ticketEventSchema,
  type TicketAnswer,
  type TicketCommandName,
  type TicketState,
} from '../domain/ticket/schema';
import { codeSchema, roleSchema, type Role } from '../domain/registers/registers';
import { ticketFromEvents } from '../domain/ticket/evolve';
import { instantSchema, toEpochMs, toInstant } from '../domain/time/instant';
import { storeIsUp } from '../store/connect';
import { readEntry } from '../store/registers';
import { listEvents, listTickets, readTicket } from '../store/tickets';
import type { Caller } from './auth';
import { explanationOf } from './explanation';
import { operation, type Operation } from './operation';
import { Problem, refused } from './problem';

const nothing = z.strictObject({});
const byReference = z.strictObject({ reference: referenceSchema });
const people: readonly Role[] = ['client', 'support', 'release-manager', 'admin'];
const keySchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/)
  .optional();

const cursorSchema = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z_T-[0-9A-Z]{10}$/, 'a cursor that a page before gave')
  .refine((cursor) => Number.isFinite(Date.parse(cursor.slice(0, 24))), 'a cursor that a page before gave')
  .transform((cursor) => ({ openedAt: cursor.slice(0, 24), reference: cursor.slice(25) }))
  .optional();

/** The operations on tickets (annex §3, §4). `now` is the clock of this process, epoch milliseconds. */
export function ticketOperations(tickets: TicketClient, now: () => number): Operation[] {
  return [
    operation({
      method: 'post',
      path: '/v1/tickets',
      who: ['client', 'support', 'admin'],
      params: nothing,
      query: nothing,
      body: submissionSchema,
      async handle({ caller, body, headers }) {
        const key = idempotencyKey(headers);
        const client = companyOf(caller, body.client);
        if (body.channel === 'phone' && body.priority !== 'P1') throw refused(refusal('phone-for-p1-only'));
        await checkRegisters(client, body.environment);
        const opened = await orUnavailable(
          tickets.open(
            {
              client,
              environment: body.environment,
              title: body.title,
              description: body.description,
              reproduction: body.reproduction ?? null,
              priority: body.priority,
              channel: body.channel,
              openedAt: toInstant(now()),
              requester: { id: caller.sub, role: caller.role, email: caller.email ?? null, language: caller.language },
            },
            key,
          ),
        );
        if ('refusal' in opened) throw refused(opened);
        const { reference, openedAt, repeated } = opened;
        return {
          status: repeated ? 200 : 201,
          headers: { Location: `/v1/tickets/${reference}` },
          body: { reference, openedAt, status: 'new', client, environment: body.environment, priority: body.priority },
        };
      },
    }),
    operation({
      method: 'get',
      path: '/v1/tickets',
      who: people,
      params: nothing,
      query: z.strictObject({
        client: codeSchema.optional(),
        status: statusSchema.optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
        after: cursorSchema,
      }),
      body: null,
      async handle({ caller, query }) {
        if (!storeIsUp()) throw storeAway();
        const client = caller.role === 'client' ? companyOf(caller, query.client) : query.client;
        return { body: await listTickets({ client, status: query.status }, query.limit, query.after ?? null) };
      },
    }),
    operation({
      method: 'get',
      path: '/v1/tickets/:reference',
      who: people,
      params: byReference,
      query: nothing,
      body: null,
      handle: async ({ caller, params }) => ({ body: await visible(tickets, caller, params.reference) }),
    }),
    operation({
      method: 'get',
      path: '/v1/tickets/:reference/events',
      who: people,
      params: byReference,
      query: z.strictObject({
        after: z.coerce.number().int().min(0).max(1e9).default(0),
        limit: z.coerce.number().int().min(1).max(500).default(200),
      }),
      body: null,
      async handle({ caller, params, query }) {
        if (!storeIsUp()) throw storeAway();
        await visible(tickets, caller, params.reference);
        const events = await listEvents(`ticket:${params.reference}`, query.after, query.limit);
        const items = events.map(({ sequence, recordedAt, type, at, by, data }) => ({
          sequence,
          recordedAt,
          type,
          at,
          by,
          data: shown(caller, type, data),
        }));
        return { body: { items, next: items.length === query.limit ? (items.at(-1)?.sequence ?? null) : null } };
      },
    }),
    explanationOperation(tickets, now),
    ...ticketCommandNames.map((name) => commandOperation(tickets, name)),
  ];
}

/** Why the clocks of a ticket stand where they stand, now or at an instant of its life (annex GTI, GTR, §5, §7). */
function explanationOperation(tickets: TicketClient, now: () => number): Operation {
  return operation({
    method: 'get',
    path: '/v1/tickets/:reference/explanation',
    who: people,
    params: byReference,
    query: z.strictObject({ at: instantSchema.optional() }),
    body: null,
    async handle({ caller, params: { reference }, query: { at }, language }) {
      await visible(tickets, caller, reference);
      const asOfMs = at === undefined ? now() : toEpochMs(at);
      if (asOfMs > now()) throw refused(refusal('instant-in-future', { at: toInstant(asOfMs) }));
      const state = await orUnavailable(stateOf(tickets, reference));
      return { body: explanationOf(state, asOfMs, language) };
    },
  });
}

/** The state, from the workflow or, where its history is gone, from the events that it has published. */
async function stateOf(tickets: TicketClient, reference: string): Promise<TicketState> {
  const state = await tickets.state(reference);
  if (state) return state;
  const events = await listEvents(`ticket:${reference}`, 0, 100_000);
  return ticketFromEvents(events.map(({ type, at, by, data }) => ticketEventSchema.parse({ type, at, by, data })));
}

function commandOperation(tickets: TicketClient, name: TicketCommandName): Operation {
  const who = roleSchema.options.filter((role) => commandRoles[name].includes(role));
  return operation({
    method: 'post',
    path: `/v1/tickets/:reference/${name}`,
    who,
    params: byReference,
    query: nothing,
    body: ticketCommands[name].extend({ happenedAt: instantSchema.optional() }),
    async handle({ caller, params: { reference }, body, headers }) {
      const { happenedAt, ...data } = body;
      if (caller.role === 'client') {
        await visible(tickets, caller, reference);
        if (happenedAt !== undefined)
          throw refused(refusal('not-allowed', { command: 'happenedAt', role: caller.role }));
      }
      const key = idempotencyKey(headers) ?? randomUUID();
      const request = {
        actor: { id: caller.sub, role: caller.role },
        data,
        ...(happenedAt === undefined ? {} : { happenedAt }),
      };
      const answered = await orUnavailable(tickets.command(reference, name, request, `${caller.sub}/${name}/${key}`));
      if ('refusal' in answered) throw refused(answered);
      return { body: answered.answer };
    },
  });
}

/** The caller's key for a submission or command that may be sent twice; throws a 400 problem for one of another form. */
function idempotencyKey(headers: Record<string, unknown>): string | undefined {
  const key = keySchema.safeParse(headers['idempotency-key']);
  if (key.success) return key.data;
  throw new Problem(400, 'invalid-request', {
    errors: [{ field: 'Idempotency-Key', message: 'at most 255 visible characters, no space' }],
  });
}

/** The company that a caller acts for: a client's own alone; another company's answers as one that doesn't exist. */
function companyOf(caller: Caller, wanted: string | undefined): string {
  if (caller.role !== 'client') {
    if (wanted === undefined)
      throw new Problem(400, 'invalid-request', {
        errors: [{ field: 'client', message: 'for which client: support names it' }],
      });
    return wanted;
  }
  if (caller.client === null || (wanted !== undefined && wanted !== caller.client))
    throw refused(refusal('client-unknown', { client: wanted ?? '' }));
  return caller.client;
}

/** With the store up, an unknown client or environment is told at once; without it the ticket is taken and its workflow decides. */
async function checkRegisters(client: string, environment: string): Promise<void> {
  if (!storeIsUp()) return;
  let known: [unknown, unknown];
  try {
    known = await Promise.all([readEntry('clients', client), readEntry('environments', `${client}/${environment}`)]);
  } catch {
    return;
  }
  if (!known[0]) throw refused(refusal('client-unknown', { client }));
  if (!known[1]) throw refused(refusal('environment-unknown', { client, environment }));
}

/** The ticket, from its workflow or, where no worker answers or its history is gone, from the read model. */
async function visible(tickets: TicketClient, caller: Caller, reference: string): Promise<TicketAnswer> {
  const answer = await fromWorkflowOrView(tickets, reference);
  if (!answer || (caller.role === 'client' && answer.client !== caller.client))
    throw refused(refusal('not-found', { reference }));
  return answer;
}

async function fromWorkflowOrView(tickets: TicketClient, reference: string): Promise<TicketAnswer | null> {
  try {
    const answer = await tickets.read(reference);
    if (answer || !storeIsUp()) return answer;
  } catch (error) {
    if (!storeIsUp()) throw error instanceof TicketUnavailable ? storeAway() : error;
  }
  return await readTicket(reference);
}

/** Clients see the course of their ticket, not the addresses of the provider's people. */
function shown(caller: Caller, type: string, data: unknown): unknown {
  if (caller.role !== 'client') return data;
  return ['admission-decided', 'notice-sent', 'notice-dropped', 'timetables-extended'].includes(type) ? {} : data;
}

async function orUnavailable<Answer>(promise: Promise<Answer>): Promise<Answer> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof TicketUnavailable) throw storeAway();
    throw error;
  }
}

function storeAway(): Problem {
  return new Problem(503, 'unavailable', { headers: { 'Retry-After': '2' } });
}
