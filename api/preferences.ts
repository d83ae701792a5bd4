import { preferencesSchema } from '../domain/preferences';
import { keepPreferences, readPreferences } from '../store/preferences';
import { operation } from './operation';
import { nothing } from './parameters';
import { fromStore } from './store-access';

/** How somebody wants the portal to be: it follows them from one machine to the next. Each has their own alone. */
export function preferenceOperations() {
  const common = {
    ...{ action: 'preferences.own' as const, tag: 'Caller' as const, path: '/v1/me/preferences' },
    ...{ params: nothing, query: nothing, headers: nothing, answer: preferencesSchema },
  };
  return [
    operation({
      ...common,
      id: 'readPreferences',
      method: 'get',
      summary: 'How you have chosen the portal to be',
      body: null,
      answers: { 200: { description: 'What you have chosen; nothing where you never did.' } },
      problems: [],
      examples: [{ summary: 'One’s own', as: 'support' }],
      handle: ({ caller }) => fromStore(async () => ({ body: await readPreferences(caller.sub) })),
    }),
    operation({
      ...common,
      id: 'keepPreferences',
      method: 'put',
      summary: 'Choose how the portal is to be',
      body: preferencesSchema,
      answers: { 200: { description: 'Kept, in place of all that was kept before.' } },
      problems: [422],
      examples: [
        {
          summary: 'Another key, and dark colours',
          as: 'support',
          body: { scheme: 'dark', keys: 'on', remapped: { reply: 'E' } },
        },
      ],
      handle: ({ caller, body }) =>
        fromStore(async () => {
          await keepPreferences(caller.sub, body);
          return { body };
        }),
    }),
  ] as const;
}
