import { z } from 'zod';
import type { FanOutClient } from '../clients/fan-out';
import { fanOutProgressSchema } from '../domain/fan-out';
import { operation } from './operation';
import { nothing } from './parameters';
import { Problem } from './problem';
import { orUnavailable } from './ticket-access';

export const fanOutSchema = fanOutProgressSchema
  .extend({ state: z.enum(['running', 'done', 'stopped']) })
  .meta({ id: 'FanOut' });

/** How one command to many tickets gets on: an amendment, a reconsideration. */
export function fanOutOperations(fanOuts: FanOutClient) {
  return [
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
