import { z } from 'zod';
import type { FanOutClient } from '../clients/fan-out';
import { fanOutProgressSchema } from '../domain/fan-out';
import { instantSchema } from '../domain/time/instant';
import { listFanOuts } from '../store/fan-outs';
import { operation } from './operation';
import { paging, timeCursorAt, timeOrderOf, timePlaceOf } from './paging';
import { nothing } from './parameters';
import { Problem } from './problem';
import { fromStore } from './store-access';
import { orUnavailable } from './ticket-access';

export const fanOutSchema = fanOutProgressSchema
  .extend({ state: z.enum(['running', 'done', 'stopped']) })
  .meta({ id: 'FanOut' });

const recordedSchema = z
  .strictObject({
    id: z.string(),
    kind: z.string().describe('`amendment`, `reconsideration`, or `anomaly`: proposals of a resolution.'),
    by: z.string(),
    total: z.number().int(),
    requestedAt: instantSchema,
    /** Null while it waits for Temporal: it begins by itself. */
    startedAt: instantSchema.nullable(),
  })
  .meta({ id: 'RecordedFanOut' });

/** Commands to many tickets: which there were, and how each gets on. `now` is the clock of this process, epoch milliseconds. */
export function fanOutOperations(fanOuts: FanOutClient, now: () => number) {
  return [
    operation({
      id: 'listFanOuts',
      method: 'get',
      path: '/v1/fan-outs',
      action: 'fan-outs.read',
      tag: 'Administration',
      summary: 'List the commands to many tickets, the last one first unless told',
      params: nothing,
      query: z.strictObject(paging(['-requestedAt', 'requestedAt'])),
      headers: nothing,
      body: null,
      answer: z
        .strictObject({ items: z.array(recordedSchema), next: z.string().nullable() })
        .meta({ id: 'FanOutPage' }),
      answers: { 200: { description: 'A page; `next` is null on the last one.' } },
      problems: [422],
      examples: [{ summary: 'The last ones', as: 'admin', query: { limit: '20' } }],
      async handle({ query: { sort, limit, after } }) {
        const list = { operation: 'listFanOuts', filter: {}, sort };
        const page = { order: timeOrderOf(sort), limit, after: timePlaceOf(list, after), nowMs: now() };
        const { items, next } = await fromStore(() => listFanOuts(page));
        return { body: { items, next: timeCursorAt(list, next) } };
      },
    }),
    operation({
      id: 'readFanOut',
      method: 'get',
      path: '/v1/fan-outs/{id}',
      action: 'fan-outs.read',
      tag: 'Administration',
      summary: 'How far a command to many tickets has come, and which tickets refused it',
      params: z.strictObject({ id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,149}$/, 'as it was answered') }),
      query: nothing,
      headers: nothing,
      body: null,
      answer: fanOutSchema,
      answers: { 200: { description: 'As far as it has come.' } },
      problems: [404],
      examples: [{ summary: 'Of an amendment', as: 'admin', given: ['applyAmendment'] }],
      async handle({ params: { id } }) {
        const found = await orUnavailable(fanOuts.read(id));
        if (!found) throw new Problem(404, 'not-found');
        return { body: found };
      },
    }),
  ] as const;
}
