import { z } from 'zod';
import { clientSchema, codeSchema } from '../../domain/registers/registers';
import type { TellingReleases } from './telling-releases';
import { examplesOf, registerOf, registerPaging } from './register';

const sample = { code: 'nordique', name: 'Nordique SAS', language: 'fr', zone: 'Europe/Paris' };

/** Clients of the provider. `now` is the clock of this process, epoch milliseconds. */
export function clientOperations(now: () => number, telling: TellingReleases) {
  return registerOf(
    {
      name: 'clients',
      ids: { create: 'createClient', read: 'readClient', change: 'changeClient', list: 'listClients' },
      actions: { read: 'clients.read', write: 'clients.write' },
      words: { one: 'a client', all: 'clients', clause: 'annex §1' },
      key: z.strictObject({ code: codeSchema }),
      query: z.strictObject(registerPaging),
      body: clientSchema,
      answer: clientSchema,
      company: 'code',
      faults: () => Promise.resolve([]),
      // Windows and months are counted in its zone.
      changed: (_kept, { code }) => telling(code),
      examples: examplesOf(
        { id: 'createClient', as: 'admin', summary: 'A new client', body: sample },
        { params: { code: 'nordique' }, summary: 'Another name', body: { name: 'Nordique SA' } },
        { as: 'dupont', summary: 'Its own company', params: { code: 'dupont' } },
        { as: 'support', summary: 'All clients', query: { limit: '20' } },
      ),
    },
    now,
  );
}
