import { z } from 'zod';
import { codeSchema, environmentSchema, type Environment } from '../../domain/registers/registers';
import { pageOfEntries, readEntry } from '../../store/registers';
import { ofKnownClient, type Fault } from './faults';
import type { Reconsidering } from './reconsidering';
import type { TellingReleases } from './telling-releases';
import { examplesOf, registerOf, registerPaging } from './register';

const sample = { client: 'dupont', code: 'training', product: 'wms', kind: 'test', version: '2026.4' };

/** The clients' environments. `now` is the clock of this process, epoch milliseconds. */
export function environmentOperations(now: () => number, reconsidering: Reconsidering, telling: TellingReleases) {
  return registerOf(
    {
      name: 'environments',
      ids: {
        create: 'createEnvironment',
        read: 'readEnvironment',
        change: 'changeEnvironment',
        list: 'listEnvironments',
      },
      actions: { read: 'environments.read', write: 'environments.write' },
      words: { one: 'an environment', all: 'environments', clause: 'annex §2' },
      key: z.strictObject({ client: codeSchema, code: codeSchema }),
      query: z.strictObject({ client: codeSchema.optional(), product: codeSchema.optional(), ...registerPaging }),
      body: environmentSchema,
      answer: environmentSchema,
      company: 'client',
      faults: async (environment) => [
        ...(await environmentFaults(environment)),
        ...(await statusNameFaults(environment)),
      ],
      // What is called to install and to check is the provider's own.
      seenByClient: ({ deployer: _deployer, healthCheck: _healthCheck, ...seen }) => seen,
      added: ({ client }) => telling(client),
      prepared: async (kept, { client, code, kind, version }, by) =>
        version !== kept.version || kind !== kept.kind
          ? await reconsidering(client, by, `${code} is ${kind}, version ${version}`)
          : undefined,
      changed: (_kept, { client }) => telling(client),
      examples: examplesOf(
        { id: 'createEnvironment', as: 'release-manager', summary: 'For training', body: sample },
        { params: { client: 'dupont', code: 'training' }, summary: 'Its version', body: { version: '2026.3' } },
        { as: 'dupont', summary: 'Its own production', params: { client: 'dupont', code: 'prod' } },
        { as: 'support', summary: 'All that run a product', query: { product: 'wms' } },
      ),
    },
    now,
  );
}

/** An environment runs a version that its product has (annex §2). */
async function environmentFaults(environment: Environment): Promise<Fault[]> {
  const [faults, product] = await Promise.all([ofKnownClient(environment), readEntry('products', environment.product)]);
  if (!product) return [...faults, { field: 'product', rule: 'product-unknown' }];
  return product.versions.includes(environment.version)
    ? faults
    : [...faults, { field: 'version', rule: 'version-unknown' }];
}

/** Anybody may read an environment's status under its name, so that each has its own. */
async function statusNameFaults({ client, code, statusName }: Environment): Promise<Fault[]> {
  if (statusName === undefined) return [];
  const { items } = await pageOfEntries('environments', { statusName }, { limit: 2 });
  const others = items.filter((one) => one.client !== client || one.code !== code);
  return others.length > 0 ? [{ field: 'statusName', rule: 'status-name-taken' }] : [];
}
