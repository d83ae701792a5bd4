import { z } from 'zod';
import { codeSchema, versionSchema } from '../../domain/registers/registers';
import { productVersionSchema, type ProductVersion } from '../../domain/registers/version';
import { readEntry } from '../../store/registers';
import type { Fault } from './faults';
import type { TellingUpgrades } from './telling-releases';
import { examplesOf, registerOf, registerPaging } from './register';

const sample = {
  product: 'wms',
  version: '2027.2',
  kind: 'version',
  reasons: ['feature', 'technique'],
  documentation: { fr: 'https://docs.example/fr/wms/2027.2', en: null },
  nonRegression: null,
  plannedFor: '2027-06-01',
};

/** What is delivered of each product, with what its publication asks for. `now` is the clock of this process, epoch ms. */
export function versionOperations(now: () => number, telling: TellingUpgrades) {
  return registerOf(
    {
      name: 'versions',
      ids: { create: 'createVersion', read: 'readVersion', change: 'changeVersion', list: 'listVersions' },
      actions: { read: 'versions.read', write: 'versions.write' },
      words: { one: 'a version of a product', all: 'versions of products', clause: 'annex §10' },
      key: z.strictObject({ product: codeSchema, version: versionSchema }),
      query: z.strictObject({ product: codeSchema.optional(), ...registerPaging }),
      body: productVersionSchema,
      answer: productVersionSchema,
      company: null,
      faults: versionFaults,
      // A planned one takes the support of others; the kind says who needs it. Its documentation changes no date.
      added: ({ product }) => telling({ product }),
      changed: (kept, { product, kind, plannedFor }) =>
        kept.kind === kind && kept.plannedFor === plannedFor ? Promise.resolve() : telling({ product }),
      examples: examplesOf(
        { id: 'createVersion', as: 'release-manager', summary: 'One that is prepared', body: sample },
        {
          params: { product: 'wms', version: '2027.2' },
          summary: 'Ready to be published',
          body: {
            documentation: { fr: 'https://docs.example/fr/wms/2027.2', en: 'https://docs.example/en/wms/2027.2' },
            nonRegression: { report: 'https://tests.example/wms/2027.2', passedOn: '2027-05-20' },
          },
        },
        { as: 'dupont', summary: 'A version', params: { product: 'wms', version: '2026.4' } },
        { as: 'support', summary: 'Versions of one product', query: { product: 'wms' } },
      ),
    },
    now,
  );
}

/** A version is one that its product lists, or one that is planned. */
async function versionFaults({ product: code, version, plannedFor }: ProductVersion): Promise<Fault[]> {
  const product = await readEntry('products', code);
  if (!product) return [{ field: 'product', rule: 'product-unknown' }];
  return plannedFor !== null || product.versions.includes(version) ? [] : [{ field: 'version', rule: 'not-planned' }];
}
