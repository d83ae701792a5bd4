import { admission, contractInForce } from '../../domain/ticket/eligibility';
import { clients, environments, products } from '../../local/sample-clients';
import { sampleContract } from '../sample-contract';

const contract = sampleContract();
const [client = null] = clients;
const [environment = null] = environments;
const [product = null] = products;
const openedAt = '2026-11-24T09:00:00.000Z';
const invoice = { client: 'dupont', number: 'FA-7', issuedOn: '2026-10-01', dueOn: '2026-11-23', paidOn: null };
const facts = { client, environment, product, contract, invoices: [], at: openedAt };

test('a client whose invoices are paid, on one of the latest three versions, in production, is admitted (annex §2)', () => {
  expect(admission(facts)).toMatchObject({ decision: 'admitted', clause: '§2' });
});

test.each([
  ['no client', { client: null }, 'rejected', 'client-unknown'],
  ['no environment', { environment: null }, 'rejected', 'environment-unknown'],
  ['no contract', { contract: null }, 'rejected', 'no-contract'],
  ['an overdue invoice', { invoices: [invoice] }, 'rejected', 'invoices-unpaid'],
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

test.each([
  ['due the day before', {}, openedAt, false],
  ['due on the day', { dueOn: '2026-11-24' }, openedAt, true],
  ['paid before', { paidOn: '2026-11-20' }, openedAt, true],
  ['paid late, but by the day', { paidOn: '2026-11-24' }, openedAt, true],
  ['paid the day after', { paidOn: '2026-11-25' }, openedAt, false],
  ['due on the day in UTC, which in Paris is the day before', {}, '2026-11-23T23:00:00.000Z', false],
  ['due on the day in Paris', {}, '2026-11-23T22:59:59.999Z', true],
] as const)(
  'an invoice %s is judged on the date of creation in the zone of the contract (annex §2)',
  (_, change, at, paid) => {
    const decided = admission({ ...facts, invoices: [{ ...invoice, ...change }], at });
    expect(decided.decision).toBe(paid ? 'admitted' : 'rejected');
    if (!paid) expect(decided.facts).toEqual({ invoice: 'FA-7', dueOn: '2026-11-23' });
  },
);

test.each([
  [0, '2026-11-23', true],
  [0, '2026-11-24', false],
  [5, '2026-11-28', true],
  [5, '2026-11-29', false],
])('with a tolerance of %d days an invoice due on the 23rd does no harm on %s: %s (annex §2)', (days, on, admitted) => {
  const tolerant = { ...contract, invoiceTolerance: days };
  const decided = admission({ ...facts, contract: tolerant, invoices: [invoice], at: `${on}T12:00:00.000Z` });
  expect(decided.decision).toBe(admitted ? 'admitted' : 'rejected');
});

test('the policy of the contract takes the ticket without SLA where it says so', () => {
  const lenient = { ...contract, unpaidInvoices: 'accept-without-sla' as const };
  expect(admission({ ...facts, contract: lenient, invoices: [invoice] })).toMatchObject({
    decision: 'without-sla',
    reason: 'invoices-unpaid',
  });
});

test('a version of the contract takes effect on the date of its own zone', () => {
  const next = { ...contract, version: contract.version + 1, effectiveFrom: '2026-12-01', zone: 'Europe/Paris' };
  expect(contractInForce([next, contract], '2026-11-30T22:59:59.999Z')?.version).toBe(contract.version);
  expect(contractInForce([next, contract], '2026-11-30T23:00:00.000Z')?.version).toBe(next.version);
});
