import type { OperationId } from '../../api/call';
import type { Role } from '../../shell/session';

export const registerNames = [
  ...(['clients', 'contracts', 'environments', 'products', 'versions', 'users', 'invoices', 'freezes'] as const),
];
export type RegisterName = (typeof registerNames)[number];

interface Register {
  /** The operations; their document gives the form. */
  readonly ids: Readonly<Record<'list' | 'read' | 'create' | 'change', OperationId>>;
  /** The fields of the key, in the order of the path. */
  readonly key: readonly string[];
  /** What the list shows beside the key. */
  readonly columns: readonly string[];
  readonly filters: readonly ('client' | 'product')[];
  /** Who changes it. */
  readonly writers: readonly Role[];
}

const administration: readonly Role[] = ['admin'];
const releases: readonly Role[] = ['release-manager', 'admin'];

/** The registers as they are shown; what their entries are made of stands in the API's document alone. */
export const registers: Readonly<Record<RegisterName, Register>> = {
  clients: {
    ids: { list: 'listClients', read: 'readClient', create: 'createClient', change: 'changeClient' },
    ...{ key: ['code'], columns: ['name', 'language', 'zone'], filters: [], writers: administration },
  },
  contracts: {
    ids: { list: 'listContracts', read: 'readContract', create: 'createContract', change: 'changeContract' },
    key: ['client', 'version'],
    columns: ['effectiveFrom', 'effectiveUntil', 'zone'],
    ...{ filters: ['client'], writers: administration },
  },
  environments: {
    ids: {
      ...{ list: 'listEnvironments', read: 'readEnvironment' },
      ...{ create: 'createEnvironment', change: 'changeEnvironment' },
    },
    key: ['client', 'code'],
    columns: ['product', 'kind', 'version'],
    ...{ filters: ['client', 'product'], writers: releases },
  },
  products: {
    ids: { list: 'listProducts', read: 'readProduct', create: 'createProduct', change: 'changeProduct' },
    ...{ key: ['code'], columns: ['name', 'versions'], filters: [], writers: releases },
  },
  versions: {
    ids: { list: 'listVersions', read: 'readVersion', create: 'createVersion', change: 'changeVersion' },
    ...{ key: ['product', 'version'], columns: ['kind', 'plannedFor'], filters: ['product'], writers: releases },
  },
  users: {
    ids: { list: 'listUsers', read: 'readUser', create: 'createUser', change: 'changeUser' },
    ...{ key: ['email'], columns: ['name', 'role', 'client', 'language'] },
    ...{ filters: ['client'], writers: administration },
  },
  invoices: {
    ids: { list: 'listInvoices', read: 'readInvoice', create: 'createInvoice', change: 'changeInvoice' },
    ...{ key: ['client', 'number'], columns: ['issuedOn', 'dueOn', 'paidOn'] },
    ...{ filters: ['client'], writers: administration },
  },
  freezes: {
    ids: { list: 'listFreezes', read: 'readFreeze', create: 'createFreeze', change: 'changeFreeze' },
    ...{ key: ['code'], columns: ['client', 'product', 'from', 'until'] },
    ...{ filters: ['client', 'product'], writers: releases },
  },
};

/** The register of that name; undefined where there is none. */
export function registerNamed(name: string): RegisterName | undefined {
  return registerNames.find((one) => one === name);
}
