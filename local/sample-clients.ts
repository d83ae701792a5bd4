import type { Client, Environment, Invoice, Product } from '../domain/registers/registers';

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

const PRODUCTION_VERSIONS: Readonly<Record<string, string>> = {
  dupont: '2026.3',
  harbour: '2026.1',
  atlas: '2026.4',
  presse: '2026.4',
};

export const environments: readonly Environment[] = clients.flatMap(({ code }): Environment[] => [
  {
    client: code,
    code: 'prod',
    product: 'wms',
    kind: 'production',
    version: PRODUCTION_VERSIONS[code] ?? '2026.4',
  },
  { client: code, code: 'test', product: 'wms', kind: 'test', version: '2026.4' },
]);

/** A quarter's invoice of each client: all paid but that of atlas, overdue since. */
export const invoices: readonly Invoice[] = clients.map(({ code }) => ({
  client: code,
  number: 'FA-2025-001',
  issuedOn: '2025-01-02',
  dueOn: '2025-02-01',
  paidOn: code === 'atlas' ? null : '2025-01-20',
}));
