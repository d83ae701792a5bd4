import { z } from 'zod';
import { codeSchema, productSchema, type Product } from '../../domain/registers/registers';
import { pageOfEntries } from '../../store/registers';
import type { Fault } from './faults';
import type { TellingUpgrades } from './telling-releases';
import { examplesOf, registerOf, registerPaging } from './register';

const sample = { code: 'tms', name: 'Transport management', versions: ['7.0', '7.1'] };

/** Products with their versions. `now` is the clock of this process, epoch milliseconds. */
export function productOperations(now: () => number, telling: TellingUpgrades) {
  return registerOf(
    {
      name: 'products',
      ids: { create: 'createProduct', read: 'readProduct', change: 'changeProduct', list: 'listProducts' },
      actions: { read: 'products.read', write: 'products.write' },
      words: { one: 'a product with its versions', all: 'products', clause: 'annex §2' },
      key: z.strictObject({ code: codeSchema }),
      query: z.strictObject(registerPaging),
      body: productSchema,
      answer: productSchema,
      company: null,
      faults: productFaults,
      // Which version needs which follows from their order.
      changed: (_kept, { code }) => telling({ product: code }),
      examples: examplesOf(
        { id: 'createProduct', as: 'release-manager', summary: 'A new product', body: sample },
        { params: { code: 'tms' }, summary: 'A new version', body: { versions: ['7.0', '7.1', '7.2'] } },
        { as: 'dupont', summary: 'The versions of a product', params: { code: 'wms' } },
        { as: 'support', summary: 'All products' },
      ),
    },
    now,
  );
}

/** A product keeps the versions that environments run: without them nobody could tell whether they are supported (annex §2). */
async function productFaults({ code, versions }: Product): Promise<Fault[]> {
  const { items } = await pageOfEntries('environments', { product: code, version: { $nin: versions } }, { limit: 1 });
  return items.length > 0 ? [{ field: 'versions', rule: 'version-in-use' }] : [];
}
