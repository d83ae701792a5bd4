import { z } from 'zod';
import { languageSchema } from '../domain/languages';
import { roleSchema } from '../domain/registers/registers';
import { actions, scopeOf, type Action } from './authorization';
import { operation } from './operation';
import { nothing } from './parameters';

const meSchema = z
  .strictObject({
    id: z.string(),
    email: z.string().nullable(),
    name: z.string(),
    role: roleSchema,
    client: z.string().nullable(),
    language: languageSchema,
    /** What the caller may do, and to whose things. */
    actions: z.array(z.strictObject({ action: z.string(), scope: z.enum(['own', 'all']) })),
  })
  .meta({ id: 'Me' });

/** What a person or machine needs to know of itself. */
export function callerOperations() {
  return [
    operation({
      id: 'readMe',
      method: 'get',
      path: '/v1/me',
      action: 'self.read',
      tag: 'Caller',
      summary: 'Who calls, and what they may do',
      params: nothing,
      query: nothing,
      headers: nothing,
      body: null,
      answer: meSchema,
      answers: { 200: { description: 'The caller.' } },
      problems: [],
      examples: [{ summary: 'A client', as: 'dupont' }],
      handle: ({ caller }) => {
        const { sub, email = null, name = sub, role, client, language } = caller;
        const may = actions.flatMap((action) => {
          const scope = scopeOf(caller, action as Action);
          return scope ? [{ action, scope }] : [];
        });
        return Promise.resolve({ body: { id: sub, email, name, role, client, language, actions: may } });
      },
    }),
  ] as const;
}
