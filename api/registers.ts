import { z } from 'zod';
import {
  addressSchema,
  clientSchema,
  codeSchema,
  environmentSchema,
  invoiceNumberSchema,
  invoiceSchema,
  productSchema,
  userSchema,
} from '../domain/registers/registers';
import { registers } from '../store/registers';
import { answered } from './answered';
import type { Example } from './operation';
import { registerOf, registerPaging } from './register';
import { environmentFaults, inForce, ofKnownClient, productFaults, userFaults } from './register-rules';

const contractSchema = registers.contracts.schema.meta({ id: 'ContractInput' });
const contractAnswerSchema = answered(contractSchema).meta({ id: 'ContractOutput' });

const byCode = z.strictObject({ code: codeSchema });
const ofClient = { client: codeSchema.optional() };
const none = (): Promise<[]> => Promise.resolve([]);

const always = [['00:00', '24:00']];
const allDays = { mon: always, tue: always, wed: always, thu: always, fri: always, sat: always, sun: always };
const target = (intervention: string, resolution: string) => ({ hours: 'always', intervention, resolution });

const samples = {
  client: { code: 'nordique', name: 'Nordique SAS', language: 'fr', zone: 'Europe/Paris' },
  contract: {
    client: 'dupont',
    version: 2,
    effectiveFrom: '2099-01-01',
    zone: 'Europe/Paris',
    hours: { always: { zone: 'Europe/Paris', week: allDays } },
    targets: {
      P1: target('PT30M', 'PT4H'),
      P2: target('PT1H', 'PT8H'),
      P3: target('PT4H', 'PT50H'),
      P4: target('PT8H', 'PT100H'),
    },
    contacts: {
      client: [{ email: 'claire@dupont.example', language: 'fr' }],
      support: [{ email: 'n1@support.example', language: 'fr' }],
      manager: [{ email: 'manager@support.example', language: 'fr' }],
    },
  },
  environment: { client: 'dupont', code: 'training', product: 'wms', kind: 'test', version: '2026.4' },
  product: { code: 'tms', name: 'Transport management', versions: ['7.0', '7.1'] },
  user: {
    email: 'luc@dupont.example',
    name: 'Luc Dupont',
    role: 'client',
    client: 'dupont',
    language: 'fr',
  },
  invoice: { client: 'dupont', number: 'FA-2099-001', issuedOn: '2099-01-02', dueOn: '2099-02-01', paidOn: null },
};

/** Its entry is added by the first example of `create`, as that revision it is changed. */
function examplesOf(
  create: { readonly id: string; readonly as: string; readonly summary: string; readonly body: object },
  change: { readonly params: Readonly<Record<string, string>>; readonly summary: string; readonly body: object },
  read: Omit<Example, 'given'>,
  list: Omit<Example, 'given'>,
): Record<'create' | 'read' | 'change' | 'list', readonly Example[]> {
  const { id, as, ...added } = create;
  return {
    create: [{ as, ...added }],
    read: [read],
    change: [
      {
        as,
        given: [id],
        headers: { 'if-match': '"1"' },
        ...change,
        body: { ...create.body, ...change.body },
      },
    ],
    list: [list],
  };
}

/**
 * The registers that are no process: clients, contracts with their versions (annex §5, §6), environments, products, users and
 * invoices (annex §2). `now` is the clock of this process, epoch milliseconds.
 */
export function registerOperations(now: () => number) {
  return [
    ...registerOf(
      {
        name: 'clients',
        ids: { create: 'createClient', read: 'readClient', change: 'changeClient', list: 'listClients' },
        actions: { read: 'clients.read', write: 'clients.write' },
        words: { one: 'a client', all: 'clients', clause: 'annex §1' },
        key: byCode,
        query: z.strictObject(registerPaging),
        body: clientSchema,
        answer: clientSchema,
        company: 'code',
        faults: none,
        examples: examplesOf(
          { id: 'createClient', as: 'admin', summary: 'A new client', body: samples.client },
          { params: { code: 'nordique' }, summary: 'Another name', body: { name: 'Nordique SA' } },
          { as: 'dupont', summary: 'Its own company', params: { code: 'dupont' } },
          { as: 'support', summary: 'All clients', query: { limit: '20' } },
        ),
      },
      now,
    ),
    ...registerOf(
      {
        name: 'contracts',
        ids: { create: 'createContract', read: 'readContract', change: 'changeContract', list: 'listContracts' },
        actions: { read: 'contracts.read', write: 'contracts.write' },
        words: { one: 'a version of a contract', all: 'versions of contracts', clause: 'annex §5, §6' },
        key: z.strictObject({
          client: codeSchema,
          version: z.string().regex(/^[1-9]\d{0,14}$/, 'the number of a version'),
        }),
        query: z.strictObject({ ...ofClient, ...registerPaging }),
        body: contractSchema,
        answer: contractAnswerSchema,
        company: 'client',
        faults: ofKnownClient,
        frozen: inForce,
        // Whom the provider calls is the provider's own.
        seenByClient: (contract) => ({ ...contract, contacts: { ...contract.contacts, support: [], manager: [] } }),
        examples: examplesOf(
          { id: 'createContract', as: 'admin', summary: 'A version that takes effect later', body: samples.contract },
          { params: { client: 'dupont', version: '2' }, summary: 'Its end', body: { effectiveUntil: '2101-12-31' } },
          { as: 'dupont', summary: 'The version in force', params: { client: 'dupont', version: '1' } },
          { as: 'support', summary: 'Versions of one client', query: { client: 'dupont' } },
        ),
      },
      now,
    ),
    ...registerOf(
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
        query: z.strictObject({ ...ofClient, product: codeSchema.optional(), ...registerPaging }),
        body: environmentSchema,
        answer: environmentSchema,
        company: 'client',
        faults: environmentFaults,
        examples: examplesOf(
          { id: 'createEnvironment', as: 'release-manager', summary: 'For training', body: samples.environment },
          { params: { client: 'dupont', code: 'training' }, summary: 'Its version', body: { version: '2026.3' } },
          { as: 'dupont', summary: 'Its own production', params: { client: 'dupont', code: 'prod' } },
          { as: 'support', summary: 'All that run a product', query: { product: 'wms' } },
        ),
      },
      now,
    ),
    ...registerOf(
      {
        name: 'products',
        ids: { create: 'createProduct', read: 'readProduct', change: 'changeProduct', list: 'listProducts' },
        actions: { read: 'products.read', write: 'products.write' },
        words: { one: 'a product with its versions', all: 'products', clause: 'annex §2' },
        key: byCode,
        query: z.strictObject(registerPaging),
        body: productSchema,
        answer: productSchema,
        company: null,
        faults: productFaults,
        examples: examplesOf(
          { id: 'createProduct', as: 'release-manager', summary: 'A new product', body: samples.product },
          { params: { code: 'tms' }, summary: 'A new version', body: { versions: ['7.0', '7.1', '7.2'] } },
          { as: 'dupont', summary: 'The versions of a product', params: { code: 'wms' } },
          { as: 'support', summary: 'All products' },
        ),
      },
      now,
    ),
    ...registerOf(
      {
        name: 'users',
        ids: { create: 'createUser', read: 'readUser', change: 'changeUser', list: 'listUsers' },
        actions: { read: 'users.read', write: 'users.write' },
        words: { one: 'a user', all: 'users', clause: 'annex §3' },
        key: z.strictObject({ email: addressSchema }),
        query: z.strictObject({ ...ofClient, ...registerPaging }),
        body: userSchema,
        answer: userSchema,
        company: 'client',
        faults: userFaults,
        examples: examplesOf(
          { id: 'createUser', as: 'admin', summary: 'A user of a client', body: samples.user },
          { params: { email: 'luc@dupont.example' }, summary: 'In English', body: { language: 'en' } },
          { as: 'support', summary: 'A user', params: { email: 'claire@dupont.example' } },
          { as: 'support', summary: 'Users of one client', query: { client: 'dupont' } },
        ),
      },
      now,
    ),
    ...registerOf(
      {
        name: 'invoices',
        ids: { create: 'createInvoice', read: 'readInvoice', change: 'changeInvoice', list: 'listInvoices' },
        actions: { read: 'invoices.read', write: 'invoices.write' },
        words: { one: "an invoice's state", all: 'invoices', clause: 'annex §2' },
        key: z.strictObject({ client: codeSchema, number: invoiceNumberSchema }),
        query: z.strictObject({ ...ofClient, paid: z.enum(['true', 'false']).optional(), ...registerPaging }),
        body: invoiceSchema,
        answer: invoiceSchema,
        company: 'client',
        faults: ofKnownClient,
        where: ({ paid }) => (paid === undefined ? {} : { paidOn: paid === 'true' ? { $ne: null } : null }),
        examples: examplesOf(
          { id: 'createInvoice', as: 'admin', summary: 'An invoice to be paid', body: samples.invoice },
          {
            params: { client: 'dupont', number: 'FA-2099-001' },
            summary: 'It is paid',
            body: { paidOn: '2099-01-20' },
          },
          { as: 'dupont', summary: 'Its own', params: { client: 'dupont', number: 'FA-2025-001' } },
          { as: 'atlas', summary: 'What is still to pay', query: { paid: 'false' } },
        ),
      },
      now,
    ),
  ] as const;
}
