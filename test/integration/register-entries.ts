import { contracts } from '../../local/sample-contracts';

export const [sample] = contracts;
const contract = { ...sample, client: 'dupont', version: 2, effectiveFrom: '2099-01-01' };
/** Each register with who writes it, the path and content of an entry, and a change of it. */
export const entries = [
  [
    'clients',
    'admin',
    'nordique',
    { code: 'nordique', name: 'Nordique', language: 'fr', zone: 'Europe/Paris' },
    { name: 'N' },
  ],
  ['contracts', 'admin', 'dupont/2', contract, { effectiveUntil: '2100-01-01' }],
  [
    'environments',
    'release-manager',
    'dupont/training',
    { client: 'dupont', code: 'training', product: 'wms', kind: 'test', version: '2026.4' },
    { version: '2026.2' },
  ],
  ['products', 'release-manager', 'tms', { code: 'tms', name: 'TMS', versions: ['1'] }, { versions: ['1', '2'] }],
  [
    'versions',
    'release-manager',
    'wms/2027.9',
    {
      product: 'wms',
      version: '2027.9',
      kind: 'update',
      reasons: ['law'],
      documentation: { fr: null, en: null },
      nonRegression: null,
      plannedFor: '2027-09-01',
    },
    { nonRegression: { report: 'https://tests.example/2027.9', passedOn: '2027-08-30' } },
  ],
  [
    'freezes',
    'release-manager',
    'sales',
    {
      code: 'sales',
      client: null,
      product: 'wms',
      from: '2033-01-07T23:00:00.000Z',
      until: '2033-02-04T23:00:00.000Z',
      reason: { fr: 'Soldes', en: 'Sales' },
    },
    { client: 'harbour' },
  ],
  [
    'users',
    'admin',
    'luc%40dupont.example',
    { email: 'luc@dupont.example', name: 'Luc', role: 'client', client: 'dupont', language: 'fr' },
    { language: 'en' },
  ],
  [
    'invoices',
    'admin',
    'dupont/FA-1',
    { client: 'dupont', number: 'FA-1', issuedOn: '2026-01-01', dueOn: '2026-02-01', paidOn: '2026-01-15' },
    { paidOn: null },
  ],
] as const;

export const environment = { client: 'dupont', code: 'wrong', product: 'wms', kind: 'test', version: '2026.4' };
export const user = { email: 'eve@dupont.example', name: 'Eve', role: 'client', client: 'dupont', language: 'fr' };
const version = {
  ...{ product: 'wms', version: '2026.3', kind: 'fix', reasons: ['anomaly'], documentation: { fr: null, en: null } },
  ...{ nonRegression: null, plannedFor: null },
};
const freeze = {
  ...{ code: 'frozen', client: null, product: null, reason: { fr: 'F', en: 'E' } },
  ...{ from: '2033-01-01T00:00:00Z', until: '2033-01-02T00:00:00Z' },
};
const invoice = { client: 'dupont', number: 'X-1', issuedOn: '2026-01-01', dueOn: '2026-02-01', paidOn: null };

/** Hours each of which extends the one before: following them takes a time that grows with the cube. */
function chained(count: number): Record<string, unknown> {
  const week = { mon: [['08:00', '09:00']] };
  const links = Array.from({ length: count - 1 }, (_, index) => [`h${index + 1}`, { extends: `h${index}`, week }]);
  return { h0: { zone: 'Europe/Paris', week }, ...sample?.hours, ...(Object.fromEntries(links) as object) };
}
const withWebhook = { calls: { people: [], webhooks: [{ url: 'https://calls.example/cadran', language: 'en' }] } };
const manyContacts = Array.from({ length: 51 }, (_, index) => ({ email: `c${index}@dupont.example`, language: 'fr' }));

/** What a register refuses, with the status and the field that is named. */
export const refusedEntries = [
  ['environments', { ...environment, client: 'nobody' }, 422, 'client'],
  ['environments', { ...environment, product: 'none' }, 422, 'product'],
  ['environments', { ...environment, version: '1.0' }, 422, 'version'],
  ['environments', { ...environment, statusName: 'dupont' }, 422, 'statusName'],
  ['environments', { ...environment, deployer: { url: 'file:///etc/passwd' } }, 400, 'deployer.url'],
  ['environments', { ...environment, healthCheck: 'https://me:secret@wms.example' }, 422, 'healthCheck'],
  ['environments', { ...environment, zone: '+02:00' }, 422, 'zone'],
  ['versions', { ...version, product: 'none' }, 422, 'product'],
  ['versions', { ...version, version: '1.0' }, 422, 'version'],
  ['versions', { ...version, plannedFor: '9999-12-31' }, 422, 'plannedFor'],
  ['versions', { ...version, reasons: [] }, 400, 'reasons'],
  ['versions', { ...version, reasons: ['law', 'law'] }, 422, 'reasons'],
  ['freezes', { ...freeze, client: 'nobody' }, 422, 'client'],
  ['freezes', { ...freeze, product: 'none' }, 422, 'product'],
  ['freezes', { ...freeze, until: freeze.from }, 422, 'until'],
  ['freezes', { ...freeze, until: '9999-12-31T23:00:00Z' }, 422, 'until'],
  ['contracts', { ...contract, client: 'nobody' }, 422, 'client'],
  ['contracts', { ...contract, version: 9, effectiveUntil: '2098-12-31' }, 422, 'effectiveUntil'],
  ['contracts', { ...contract, version: 9, hours: { $where: sample?.hours['always'] } }, 400, 'hours.$where'],
  ['contracts', { ...contract, version: 1_000_000 }, 400, 'version'],
  // Nobody has set webhooks up: a step that called one would do nothing.
  ['contracts', { ...contract, version: 9, groups: withWebhook }, 422, 'groups.calls.webhooks'],
  ['contracts', { ...contract, version: 9, hours: chained(31) }, 422, 'hours'],
  [
    'contracts',
    { ...contract, version: 9, contacts: { ...sample?.contacts, client: manyContacts } },
    400,
    'contacts.client',
  ],
  [
    'contracts',
    JSON.stringify({ ...contract, version: 9 }).replace('"hours":{', '"hours":{"__proto__":{"zone":"Europe/Paris"},'),
    400,
    'hours.__proto__',
  ],
  [
    'contracts',
    JSON.stringify({ ...contract, version: 9 }).replace('"targets":{', '"targets":{"constructor":{},'),
    400,
    'targets.constructor',
  ],
  ['users', { ...user, client: null }, 422, 'client'],
  ['users', { ...user, client: 'nobody' }, 422, 'client'],
  ['invoices', { ...invoice, client: 'nobody' }, 422, 'client'],
  ['invoices', { ...invoice, dueOn: '2025-12-31' }, 422, 'dueOn'],
  ['invoices', { ...invoice, paidOn: '2026-02-30' }, 400, 'paidOn'],
  ['invoices', { ...invoice, client: { $gt: '' } }, 400, 'client'],
  ['users', { ...user, email: { $ne: null } }, 400, 'email'],
  ['environments', JSON.stringify(environment).replace('{', '{"__proto__":{"client":"harbour"},'), 400, '__proto__'],
  ['environments', { ...environment, 'entry.client': 'harbour' }, 400, 'entry.client'],
  ['environments', { ...environment, constructor: { prototype: {} } }, 400, 'constructor'],
  ['clients', { code: '../etc', name: 'x', language: 'fr', zone: 'Europe/Paris' }, 400, 'code'],
  ['clients', { code: 'x1', name: '\ud800', language: 'fr', zone: 'Europe/Paris' }, 422, 'name'],
  ['clients', { code: 'ԁupont', name: 'Dupont', language: 'fr', zone: 'Europe/Paris' }, 400, 'code'],
  ['products', { code: 'twice', name: 'x', versions: ['1', '1'] }, 422, 'versions'],
] as const;
