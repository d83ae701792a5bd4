import { z } from 'zod';
import { instantSchema, toInstant } from '../domain/time/instant';
import { dropDraft, keepDraft, listDrafts } from '../store/drafts';
import { operation } from './operation';
import { nothing } from './parameters';
import { Problem } from './problem';
import { fromStore } from './store-access';

/** Of one person; who has more has forgotten them. */
const mostDrafts = 100;
const mostLetters = 100_000;

const nameSchema = z.string().regex(/^[\w.-]{1,120}$/, 'letters, digits, points, hyphens and underscores');
const byName = z.strictObject({ name: nameSchema });
const draftSchema = z
  .strictObject({ name: nameSchema, content: z.string(), savedAt: instantSchema })
  .meta({ id: 'Draft' });

/**
 * What somebody has typed in the portal and not sent, so that it is there on another device too. Each sees their own alone; after
 * 30 days without a change a draft is gone. `now`: this process's clock, epoch milliseconds.
 */
export function draftOperations(now: () => number) {
  const common = { action: 'drafts.own' as const, tag: 'Caller' as const, query: nothing, headers: nothing };
  return [
    operation({
      ...common,
      id: 'listDrafts',
      method: 'get',
      path: '/v1/drafts',
      summary: 'What you have typed in the portal and not sent',
      params: nothing,
      body: null,
      answer: z.strictObject({ items: z.array(draftSchema) }),
      answers: { 200: { description: 'All of them, those kept last first.' } },
      problems: [],
      examples: [{ summary: 'One’s own', as: 'dupont' }],
      handle: ({ caller }) => fromStore(async () => ({ body: { items: await listDrafts(caller.sub, mostDrafts) } })),
    }),
    operation({
      ...common,
      id: 'keepDraft',
      method: 'put',
      path: '/v1/drafts/{name}',
      summary: 'Keep what you are typing',
      params: byName,
      body: z.strictObject({ content: z.string().max(mostLetters) }),
      answer: z.strictObject({ name: nameSchema, savedAt: instantSchema }),
      answers: { 200: { description: 'Kept, in place of what was kept before.' } },
      problems: [422],
      examples: [
        { summary: 'An answer', as: 'dupont', params: { name: 'new-ticket' }, body: { content: '{"title":"Stock"}' } },
      ],
      handle: ({ caller, params: { name }, body: { content } }) =>
        fromStore(async () => {
          const kept = await listDrafts(caller.sub, mostDrafts);
          if (kept.length >= mostDrafts && !kept.some((one) => one.name === name))
            throw new Problem(422, 'invalid-request', {
              errors: [{ field: 'name', message: `at most ${mostDrafts} drafts: send or drop one` }],
            });
          const savedAt = toInstant(now());
          await keepDraft(caller.sub, { name, content, savedAt });
          return { body: { name, savedAt } };
        }),
    }),
    operation({
      ...common,
      id: 'dropDraft',
      method: 'delete',
      path: '/v1/drafts/{name}',
      summary: 'Drop a draft: it was sent, or is not wanted any more',
      params: byName,
      body: null,
      answer: z.null(),
      answers: { 204: { description: 'Dropped, now or before.' } },
      problems: [],
      examples: [{ summary: 'One that was sent', as: 'dupont', params: { name: 'new-ticket' } }],
      handle: ({ caller, params: { name } }) =>
        fromStore(async () => {
          await dropDraft(caller.sub, name);
          return { status: 204, body: null };
        }),
    }),
  ] as const;
}
