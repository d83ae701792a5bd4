import type { Freeze } from '../domain/registers/freeze';
import type { Client, Environment, Invoice, Product } from '../domain/registers/registers';
import type { ProductVersion } from '../domain/registers/version';

/** One client for each thing to see: a usual one, another zone and language, unpaid invoices, targets of seconds. */
export const clients: readonly Client[] = [
  { code: 'dupont', name: 'Dupont SA', language: 'fr', zone: 'Europe/Paris' },
  { code: 'harbour', name: 'Harbour Ltd', language: 'en', zone: 'Europe/London' },
  { code: 'atlas', name: 'Atlas', language: 'fr', zone: 'Europe/Paris' },
  { code: 'presse', name: 'Pressé', language: 'fr', zone: 'Europe/Paris' },
];

/** Oldest first: the latest and the two before it are supported, so 2026.1 no longer is. */
export const products: readonly Product[] = [
  { code: 'wms', name: 'Warehouse management', versions: ['2026.1', '2026.2', '2026.3', '2026.4'] },
];

const documented = (version: string, passedOn: string): Pick<ProductVersion, 'documentation' | 'nonRegression'> => ({
  documentation: { fr: `https://docs.example/fr/wms/${version}`, en: `https://docs.example/en/wms/${version}` },
  nonRegression: { report: `https://tests.example/wms/${version}`, passedOn },
});

/** Two that could be published as they stand, and the next one, which is being prepared. */
export const versions: readonly ProductVersion[] = [
  {
    ...{ product: 'wms', version: '2026.3', kind: 'version', reasons: ['feature'], plannedFor: '2026-07-06' },
    ...documented('2026.3', '2026-06-29'),
  },
  {
    ...{ product: 'wms', version: '2026.4', kind: 'version', reasons: ['feature', 'law'], plannedFor: '2026-10-05' },
    ...documented('2026.4', '2026-09-28'),
  },
  {
    ...{ product: 'wms', version: '2027.1', kind: 'version', reasons: ['feature'], plannedFor: '2027-02-01' },
    ...{ documentation: { fr: null, en: null }, nonRegression: null },
  },
];

/** Every client's warehouse is busy then. */
export const freezes: readonly Freeze[] = [
  {
    code: 'year-end-2026',
    client: null,
    product: 'wms',
    from: '2026-12-19T23:00:00.000Z',
    until: '2027-01-04T23:00:00.000Z',
    reason: { fr: 'Gel de fin d’année', en: 'Freeze at the end of the year' },
  },
];

const PRODUCTION_VERSIONS: Readonly<Record<string, string>> = {
  dupont: '2026.3',
  harbour: '2026.1',
  atlas: '2026.4',
  presse: '2026.4',
};

/** Production has a public status; a deployer that is given serves all of them, so that a promotion can be seen. */
export function environmentsWith(deployer?: string): Environment[] {
  return clients.flatMap(({ code: client }) =>
    (['production', 'test'] as const).map((kind): Environment => {
      const isProduction = kind === 'production';
      const code = isProduction ? 'prod' : 'test';
      const version = (isProduction && PRODUCTION_VERSIONS[client]) || '2026.4';
      return {
        ...{ client, code, product: 'wms', kind, version },
        ...(isProduction ? { statusName: client } : {}),
        ...(deployer === undefined
          ? {}
          : { deployer: { url: deployer }, healthCheck: `${deployer}/services/${client}/${code}/health` }),
      };
    }),
  );
}

export const environments: readonly Environment[] = environmentsWith();

/** A quarter's invoice of each client: all paid but that of atlas, overdue since. */
export const invoices: readonly Invoice[] = clients.map(({ code }) => ({
  client: code,
  number: 'FA-2025-001',
  issuedOn: '2025-01-02',
  dueOn: '2025-02-01',
  paidOn: code === 'atlas' ? null : '2025-01-20',
}));
