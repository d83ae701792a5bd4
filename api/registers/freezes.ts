import { z } from 'zod';
import { freezeSchema, type Freeze } from '../../domain/registers/freeze';
import { codeSchema } from '../../domain/registers/registers';
import { whyTooFar } from '../../domain/time/horizon';
import { readEntry } from '../../store/registers';
import { answered } from '../answered';
import { ofKnownClient, type Fault } from './faults';
import type { TellingUpgrades } from './telling-releases';
import { examplesOf, registerOf, registerPaging } from './register';

const sample = {
  code: 'stocktaking-2033',
  client: 'dupont',
  product: null,
  from: '2032-12-31T23:00:00.000Z',
  until: '2033-01-10T23:00:00.000Z',
  reason: { fr: 'Inventaire annuel.', en: 'Yearly stocktaking.' },
};

/** Times in which no planned work is done. `now` is the clock of this process, epoch milliseconds. */
export function freezeOperations(now: () => number, telling: TellingUpgrades) {
  return registerOf(
    {
      name: 'freezes',
      ids: { create: 'createFreeze', read: 'readFreeze', change: 'changeFreeze', list: 'listFreezes' },
      actions: { read: 'freezes.read', write: 'freezes.write' },
      words: { one: 'a freeze of planned work', all: 'freezes of planned work', clause: 'annex §10' },
      key: z.strictObject({ code: codeSchema }),
      query: z.strictObject({ client: codeSchema.optional(), product: codeSchema.optional(), ...registerPaging }),
      body: freezeSchema,
      answer: answered(freezeSchema).meta({ id: 'FreezeOutput' }),
      company: null,
      faults: (freeze) => freezeFaults(freeze, now()),
      added: telling,
      // Those that it held up before may have an earlier window now.
      changed: async (kept, next) => {
        await telling(next);
        if (kept.client !== next.client || kept.product !== next.product) await telling(kept);
      },
      examples: examplesOf(
        { id: 'createFreeze', as: 'release-manager', summary: 'Of one client', body: sample },
        {
          params: { code: 'stocktaking-2033' },
          summary: 'A day longer',
          body: { until: '2033-01-11T23:00:00.000Z' },
        },
        { as: 'support', summary: 'A freeze', params: { code: 'year-end-2026' } },
        { as: 'support', summary: 'Freezes of one client', query: { client: 'dupont' } },
      ),
    },
    now,
  );
}

async function freezeFaults({ client, product, from, until }: Freeze, nowMs: number): Promise<Fault[]> {
  const far: Fault[] = Object.entries({ from, until }).flatMap(([field, instant]) =>
    whyTooFar([instant], nowMs) ? [{ field, rule: 'too-far-ahead' }] : [],
  );
  const faults = [...far, ...(client === null ? [] : await ofKnownClient({ client }))];
  const known = product === null || (await readEntry('products', product));
  return known ? faults : [...faults, { field: 'product', rule: 'product-unknown' }];
}
