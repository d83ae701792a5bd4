import { z } from 'zod';
import { storeIsUp } from '../store/connect';
import { listEntries } from '../store/registers';
import { operation, type Operation } from './operation';
import { Problem } from './problem';

const nothing = z.strictObject({});

/** What a person needs to know of themselves and of their environments to open a ticket. */
export function registerOperations(): Operation[] {
  return [
    operation({
      method: 'get',
      path: '/v1/me',
      who: ['client', 'support', 'release-manager', 'monitor', 'admin'],
      params: nothing,
      query: nothing,
      body: null,
      handle: ({ caller: { sub, email = null, name = sub, role, client, language } }) =>
        Promise.resolve({ body: { id: sub, email, name, role, client, language } }),
    }),
    operation({
      method: 'get',
      path: '/v1/environments',
      who: ['client', 'support', 'release-manager', 'admin'],
      params: nothing,
      query: nothing,
      body: null,
      async handle({ caller }) {
        if (!storeIsUp()) throw new Problem(503, 'unavailable', { headers: { 'Retry-After': '2' } });
        const where: Record<string, string> = caller.role === 'client' ? { client: caller.client ?? '' } : {};
        return { body: { items: await listEntries('environments', where) } };
      },
    }),
  ];
}
