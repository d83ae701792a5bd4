import mongoose from 'mongoose';
import { cadran } from './one-cadran';

const stored = [
  'events',
  'tickets',
  'clients',
  'contracts',
  'environments',
  'products',
  'users',
  'invoices',
  'apiTokens',
];

/** How much there is: documents of each collection, and workflows. */
async function counts(): Promise<number[]> {
  const documents = stored.map((name) => mongoose.connection.collection(name).countDocuments());
  return await Promise.all([...documents, cadran.temporal.workflow.count().then(({ count }) => count)]);
}

let before: number[];
beforeEach(async () => {
  before = await counts();
});
afterEach(async () => {
  expect(await counts()).toEqual(before);
});

interface Attack {
  readonly method?: string;
  readonly address: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Record<string, string>;
  readonly as?: string;
}

/** Refused in words, within a second, without a stack or a trace of the servers behind. */
async function expectRefused({ method, address, body, headers, as = 'admin' }: Attack): Promise<Response> {
  const began = performance.now();
  const response = await fetch(new URL(address, cadran.api.address), {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      authorization: `Bearer ${await cadran.issuer.token(cadran.claimsOf(as))}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  expect({ status: response.status, text, refused: response.status >= 400 && response.status < 500 }).toMatchObject({
    refused: true,
  });
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(text).not.toMatch(/node_modules|\bat \w+ \(|mongo|temporal/i);
  expect(performance.now() - began).toBeLessThan(1000);
  return response;
}

const good = { environment: 'prod', title: 'Title', description: 'Text', priority: 'P2', client: 'dupont' };
const json = (body: unknown): string => JSON.stringify(body);
/** The good body, with these members written after its own. */
const withMembers = (members: string): string => `${json(good).slice(0, -1)},${members}}`;

test.each([
  ['an operator for a value', json({ ...good, client: { $ne: null } })],
  ['an operator for an environment', json({ ...good, environment: { $gt: '' } })],
  ['code for a value', json({ ...good, title: { $where: 'sleep(5000)' } })],
  ['an operator for a field', withMembers('"$set":{"priority":"P1"}')],
  ['a dotted field', withMembers('"requester.role":"admin"')],
  ['a prototype', withMembers('"__proto__":{"role":"admin"}')],
  ['a constructor', withMembers('"constructor":{"prototype":{"role":"admin"}}')],
  ['a prototype in a value', json(good).replace('"Text"', '{"__proto__":"x"}')],
  ['a huge number', json({ ...good, title: 0 }).replace('"title":0', '"title":1e400')],
  ['a number of many digits', json({ ...good, title: 0 }).replace('"title":0', `"title":${'9'.repeat(100_000)}`)],
  ['10,000 arrays in one another', withMembers(`"deep":${'['.repeat(10_000)}${']'.repeat(10_000)}`)],
  ['10,000 objects in one another', withMembers(`"deep":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`)],
  ['10,000 objects instead of a body', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
  ['10,000 arrays that do not end', '['.repeat(10_000)],
  ['a field twice', withMembers('"priority":"P1"')],
  ['a field twice, once escaped', withMembers('"\\u0070riority":"P1"')],
  ['a NUL in a text', json({ ...good, title: 'a\u0000b' })],
  ['a NUL in an id', json({ ...good, environment: 'prod\u0000' })],
  ['fullwidth letters in an id', json({ ...good, environment: 'ｐｒｏｄ' })],
  ['Cyrillic letters in an id', json({ ...good, environment: 'рrоd' })],
  ['a line after an id', json({ ...good, environment: 'prod\n' })],
  ['a path for an id', json({ ...good, environment: '../dupont/prod' })],
  ['another client within an id', json({ ...good, environment: 'prod', client: 'dupont/prod' })],
  ['half a character', json({ ...good, title: '\ud800' })],
  ['a byte order mark and a number', '\ufeff5'],
  ['NaN', withMembers('"title2":NaN')],
])('%s in a body is refused', async (_, body) => {
  await expectRefused({ address: '/v1/tickets', body });
});

test.each([
  ['a slash of two bytes', [0xc0, 0xaf]],
  ['a NUL of two bytes', [0xc0, 0x80]],
  ['half a character', [0xe2, 0x82]],
  ['a surrogate', [0xed, 0xa0, 0x80]],
])('bytes that are no UTF-8 are refused: %s', async (_, bytes) => {
  const [head = '', tail = ''] = json(good).split('Title');
  const body = Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from(tail)]);
  await expectRefused({ address: '/v1/tickets', body: new Uint8Array(body) });
});

test.each([
  ['an operator in brackets', '/v1/tickets?status[$ne]=new'],
  ['an operator', '/v1/tickets?$where=sleep(5000)'],
  ['a prototype', '/v1/tickets?__proto__=x'],
  ['a prototype in brackets', '/v1/tickets?__proto__[role]=admin'],
  ['a constructor', '/v1/tickets?constructor=x'],
  ['a parameter twice', '/v1/tickets?client=dupont&client=harbour'],
  ['a parameter twice, once escaped', '/v1/tickets?client=dupont&%63lient=harbour'],
  ['a huge number', '/v1/tickets?limit=1e400'],
  ['a number of many digits', `/v1/tickets?limit=${'9'.repeat(5000)}`],
  ['a number in another notation', '/v1/tickets?limit=0x10'],
  ['fullwidth digits', '/v1/tickets?limit=５０'],
  ['a fraction', '/v1/tickets?limit=1.5'],
  ['a NUL', '/v1/tickets?client=dupont%00'],
  ['bytes that are no UTF-8', '/v1/tickets?client=%c0%af'],
  ['a broken escape', '/v1/tickets?client=%zz'],
  ['a cursor of an operator', '/v1/tickets?after[$gt]='],
  ['7,000 parameters', `/v1/tickets?${'a&'.repeat(7000)}`],
  ['7,000 times one parameter', `/v1/tickets?${'limit=1&'.repeat(1800)}`],
  ['a path of dots', '/v1/tickets/..%2f..%2fetc%2fpasswd'],
  ['a path of dots, escaped twice', '/v1/tickets/%252e%252e%252fetc'],
  ['a path of backslashes', '/v1/tickets/..%5c..%5cpackage.json'],
  ['dots of two bytes', '/v1/tickets/%c0%ae%c0%ae%c0%afetc'],
  ['files of the project', '/..%2fpackage.json'],
  ['a file with a dot', '/.git/config'],
  ['a NUL in a path', '/v1/tickets/T-0000000000%00'],
  ['a fullwidth reference', '/v1/tickets/Ｔ-0000000000'],
  ['a reference with a soft hyphen', '/v1/tickets/T%C2%AD-0000000000'],
  ['a reference in lower case', '/v1/tickets/t-0000000000'],
  ['a prototype for a reference', '/v1/tickets/__proto__'],
  ['a prototype for a code', '/v1/clients/__proto__'],
  ['a constructor for a code', '/v1/clients/constructor'],
  ['two keys for one', '/v1/environments/dupont%2Fprod/prod'],
  ['an address in upper case', '/V1/Tickets'],
  ['an address with a slash more', '/v1/tickets/'],
  ['an address with a slash in it', '/v1//tickets'],
  ['a line in a filter', '/v1/audit?actor=a%0d%0aSet-Cookie:%20a=b&limit=x'],
])('%s in an address is refused', async (_, address) => {
  const { headers } = await expectRefused({ address });
  expect(headers.get('set-cookie')).toBeNull();
});

test('an operator in a filter that takes any text is that text', async () => {
  const { status, body } = await cadran.call('admin', 'GET', '/v1/audit?actor=%7B%22%24ne%22%3Anull%7D');
  expect({ status, body }).toEqual({ status: 200, body: { items: [], next: null } });
});

test.each([
  ['a key with a space', { 'idempotency-key': 'a b' }],
  ['a key beyond ASCII', { 'idempotency-key': 'é' }],
  ['a key of 300 characters', { 'idempotency-key': 'k'.repeat(300) }],
  ['another media type', { 'content-type': 'application/json5' }],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['another encoding of characters', { 'content-type': 'application/json; charset=utf-16le' }],
  ['an unknown compression', { 'content-encoding': 'zstd2' }],
  ['a compression that it is not', { 'content-encoding': 'gzip' }],
])('%s in a header is refused', async (_, headers) => {
  await expectRefused({ address: '/v1/tickets', body: json(good), headers });
});
