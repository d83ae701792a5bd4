import { admission, contractInForce } from '../../domain/ticket/eligibility';
import { clients, environments, products } from '../../local/sample-clients';
import { sampleContract } from '../sample-contract';

const contract = sampleContract();
const [client = null] = clients;
const [environment = null] = environments;
const [product = null] = products;
const facts = { client, environment, product, contract };

test('a client whose invoices are paid, on one of the latest three versions, in production, is admitted (annex §2)', () => {
  expect(admission(facts)).toMatchObject({ decision: 'admitted', clause: '§2' });
});

test.each([
  ['no client', { client: null }, 'rejected', 'client-unknown'],
  ['no environment', { environment: null }, 'rejected', 'environment-unknown'],
  ['no contract', { contract: null }, 'rejected', 'no-contract'],
  ['unpaid invoices', { client: client && { ...client, invoicesPaid: false } }, 'rejected', 'invoices-unpaid'],
  [
    'a version before the latest three',
    { environment: environment && { ...environment, version: '2026.1' } },
    'without-sla',
    'version-unsupported',
  ],
  [
    'a test environment',
    { environment: environment && { ...environment, kind: 'test' as const } },
    'without-sla',
    'not-production',
  ],
] as const)('%s is decided by its clause', (_, change, decision, reason) => {
  expect(admission({ ...facts, ...change })).toMatchObject({ decision, reason });
});

test('a version of the contract takes effect on the date of its own zone', () => {
  const next = { ...contract, version: contract.version + 1, effectiveFrom: '2026-12-01', zone: 'Europe/Paris' };
  expect(contractInForce([next, contract], '2026-11-30T22:59:59.999Z')?.version).toBe(contract.version);
  expect(contractInForce([next, contract], '2026-11-30T23:00:00.000Z')?.version).toBe(next.version);
});
