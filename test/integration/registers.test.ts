import mongoose from 'mongoose';
import { entries, environment, refusedEntries, user } from './register-entries';
import { cadran } from './one-cadran';
import { until } from './running-cadran';

const itemsOf = (body: Record<string, unknown>) => body['items'] as Record<string, unknown>[];
const fieldsOf = (body: Record<string, unknown>) => (body['errors'] as { field: string }[]).map(({ field }) => field);

test.each(entries)('%s: an entry is added, read, changed and listed', async (name, as, key, entry, change) => {
  const all = `/v1/${name}`;
  const one = `${all}/${key}`;
  const absent = await cadran.call(as, 'GET', one);
  expect(absent).toMatchObject({ status: 404, body: { type: 'urn:cadran:problem:not-found' } });
  expect(await cadran.call(as, 'PUT', one, entry, { 'if-match': '"1"' })).toMatchObject({ status: 404 });

  const [added, again] = await Promise.all([cadran.call(as, 'POST', all, entry), cadran.call(as, 'POST', all, entry)]);
  const [first, second] = added.status === 201 ? [added, again] : [again, added];
  expect(first).toMatchObject({ status: 201, body: entry });
  expect(first.headers.get('location')).toBe(one);
  expect(first.headers.get('etag')).toBe('"1"');
  expect(second).toMatchObject({ status: 409, body: { type: 'urn:cadran:problem:conflict' } });

  const read = await cadran.call(as, 'GET', one);
  expect(read).toMatchObject({ status: 200, body: entry });
  expect(read.headers.get('etag')).toBe('"1"');
  expect((await cadran.call(as, 'GET', one, undefined, { 'if-none-match': '"1"' })).status).toBe(304);

  const next = { ...read.body, ...change };
  expect(await cadran.call(as, 'PUT', one, next)).toMatchObject({ status: 428 });
  expect(await cadran.call(as, 'PUT', one, next, { 'if-match': '*' })).toMatchObject({ status: 428 });
  expect(await cadran.call(as, 'PUT', one, next, { 'if-match': 'W/"1"' })).toMatchObject({ status: 412 });
  expect(await cadran.call(as, 'PUT', one, next, { 'if-match': '1' })).toMatchObject({
    status: 412,
    body: { errors: [{ field: 'header.if-match' }] },
  });
  const races = await Promise.all([1, 2, 3].map(() => cadran.call(as, 'PUT', one, next, { 'if-match': '"1"' })));
  expect(races.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  const won = races.find(({ status }) => status === 200);
  expect(won?.body).toEqual(next);
  expect(won?.headers.get('etag')).toBe('"2"');
  expect((await cadran.call(as, 'GET', one, undefined, { 'if-none-match': '"1"' })).body).toEqual(next);

  const listed = await cadran.call(as, 'GET', `${all}?limit=200`);
  expect(itemsOf(listed.body)).toContainEqual(next);
  expect(listed.body['next']).toBeNull();
  const kept = await mongoose.connection.collection(name).findOne({ revision: 2 });
  expect(kept).toMatchObject({ changedBy: `${as}@people.example`, createdAt: expect.any(String) as string });
});

test('of environments that are given one public name at once, new or changed, one gets it', async () => {
  const named = (code: string, statusName?: string) => ({
    ...environment,
    code,
    ...(statusName ? { statusName } : {}),
  });
  const codes = ['race-a', 'race-b', 'race-c'];
  const write = (method: 'POST' | 'PUT', code: string, statusName: string) =>
    method === 'POST'
      ? cadran.call('admin', method, '/v1/environments', named(code, statusName))
      : cadran.call('admin', method, `/v1/environments/dupont/${code}`, named(code, statusName), { 'if-match': '"1"' });
  const added = await Promise.all(codes.map((code) => write('POST', code, 'race-new')));
  expect(added.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
  const losers = codes.filter((_code, index) => added[index]?.status === 422);
  for (const code of losers) await cadran.call('admin', 'POST', '/v1/environments', named(code));
  const changed = await Promise.all(losers.map((code) => write('PUT', code, 'race-changed')));
  expect(changed.map(({ status }) => status).sort()).toEqual([200, 422]);
  expect(fieldsOf(changed.find(({ status }) => status === 422)?.body ?? {})).toEqual(['statusName']);
});

test('an entry that was stored before there were revisions is at its first, and a field that clients had is left out', async () => {
  const entry = { code: 'early', name: 'Early', language: 'en', zone: 'Europe/London' };
  const stored = { _id: 'early', entry: { ...entry, invoicesPaid: false } };
  await mongoose.connection.collection<{ _id: string }>('clients').insertOne(stored);
  const read = await cadran.call('admin', 'GET', '/v1/clients/early');
  expect(read).toMatchObject({ status: 200, body: entry });
  expect(read.body).toEqual(entry);
  expect(read.headers.get('etag')).toBe('"1"');
  const changed = await cadran.call('admin', 'PUT', '/v1/clients/early', entry, { 'if-match': '"1"' });
  expect(changed.headers.get('etag')).toBe('"2"');
});

test('pages keep their order while entries are added: none is left out or seen twice', async () => {
  const code = (index: number) => `p${String(index).padStart(2, '0')}`;
  const add = (index: number) =>
    cadran.call('admin', 'POST', '/v1/environments', {
      client: 'presse',
      code: code(index),
      product: 'wms',
      kind: 'test',
      version: '2026.4',
    });
  for (const index of [10, 20, 30, 40]) await add(index);
  const seen: unknown[] = [];
  let after = '';
  for (let page = 0; page < 20; page += 1) {
    const { body } = await cadran.call('presse', 'GET', `/v1/environments?limit=2${after}`);
    seen.push(...itemsOf(body).map((one) => one['code']));
    if (body['next'] === null) break;
    after = `&after=${encodeURIComponent(body['next'] as string)}`;
    await add(page + 5);
    await add(35 + page);
  }
  expect([...seen].sort()).toEqual(seen);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toEqual(expect.arrayContaining(['p10', 'p20', 'p30', 'p40', 'prod', 'test']));
});

test('lists are filtered by the fields that are declared, and by no other', async () => {
  const list = async (as: string, address: string) => itemsOf((await cadran.call(as, 'GET', address)).body);
  expect(await list('support', '/v1/environments?client=harbour')).toHaveLength(2);
  expect(await list('support', '/v1/environments?product=none')).toHaveLength(0);
  expect((await list('admin', '/v1/invoices?paid=false&client=atlas')).map((one) => one['client'])).toEqual(['atlas']);
  expect((await list('admin', '/v1/invoices?paid=true')).every((one) => one['paidOn'] !== null)).toBe(true);
  expect(await list('support', '/v1/users?client=harbour')).toMatchObject([{ email: 'oliver@harbour.example' }]);
  for (const query of [
    'name=x',
    '$where=1',
    'client[$ne]=x',
    'limit=0',
    'limit=201',
    'after=',
    'client=a&client=b',
    '__proto__=1',
  ])
    for (const name of ['clients', 'contracts', 'environments', 'products', 'versions', 'freezes', 'users', 'invoices'])
      expect({ query, name, ...(await cadran.call('admin', 'GET', `/v1/${name}?${query}`)) }).toMatchObject({
        status: 400,
      });
});

test("another company's entries answer as those that do not exist, and are in no list", async () => {
  const pairs = [
    ['clients/harbour', 'clients/nobody'],
    ['contracts/harbour/1', 'contracts/nobody/1'],
    ['environments/harbour/prod', 'environments/harbour/none'],
    ['invoices/harbour/FA-2025-001', 'invoices/harbour/FA-0'],
  ];
  for (const [theirs, none] of pairs) {
    const [one, other] = await Promise.all([
      cadran.call('dupont', 'GET', `/v1/${theirs}`),
      cadran.call('dupont', 'GET', `/v1/${none}`),
    ]);
    expect(one).toMatchObject({ status: 404, body: { ...other.body, instance: expect.any(String) as string } });
  }
  for (const name of ['contracts', 'environments', 'invoices']) {
    const { body } = await cadran.call('dupont', 'GET', `/v1/${name}?limit=200`);
    expect(new Set(itemsOf(body).map((one) => one['client']))).toEqual(new Set(['dupont']));
    expect(await cadran.call('dupont', 'GET', `/v1/${name}?client=harbour`)).toMatchObject({ status: 422 });
  }
  expect(itemsOf((await cadran.call('dupont', 'GET', '/v1/clients')).body)).toMatchObject([{ code: 'dupont' }]);
  expect(itemsOf((await cadran.call('dupont', 'GET', '/v1/products')).body)).not.toHaveLength(0);
  expect(await cadran.call('dupont', 'GET', '/v1/users')).toMatchObject({ status: 403 });
  expect(await cadran.call('release-manager', 'GET', '/v1/invoices')).toMatchObject({ status: 403 });
});

test.each(refusedEntries)(
  '%s: what does not fit is refused (%#), with its field',
  async (name, body, status, field) => {
    const { length } = itemsOf((await cadran.call('admin', 'GET', `/v1/${name}?limit=200`)).body);
    const answer = await cadran.call('admin', 'POST', `/v1/${name}`, body);
    expect(answer).toMatchObject({ status });
    expect(fieldsOf(answer.body)).toContain(field);
    expect(itemsOf((await cadran.call('admin', 'GET', `/v1/${name}?limit=200`)).body)).toHaveLength(length);
  },
);

test('the key of an entry stays, an environment keeps its version, and an address is one in any case', async () => {
  const match = { 'if-match': '"1"' };
  const moved = await cadran.call(
    'admin',
    'PUT',
    '/v1/environments/harbour/test',
    { ...environment, client: 'dupont', code: 'test' },
    match,
  );
  expect(moved).toMatchObject({ status: 422, body: { errors: [{ field: 'client' }] } });
  const wms = { code: 'wms', name: 'Warehouse management', versions: ['2026.4', '2027.1'] };
  const dropped = await cadran.call('admin', 'PUT', '/v1/products/wms', wms, {
    ...match,
    'accept-language': 'fr',
  });
  expect(dropped).toMatchObject({ status: 422, body: { title: 'Une règle des registres refuse le contenu' } });
  expect(fieldsOf(dropped.body)).toEqual(['versions']);
  const claire = { ...user, email: 'Claire@Dupont.example' };
  expect(await cadran.call('admin', 'POST', '/v1/users', claire)).toMatchObject({ status: 409 });
  expect(await cadran.call('support', 'GET', '/v1/users/CLAIRE@dupont.example')).toMatchObject({ status: 200 });
});

test('a ticket of a client with an overdue invoice names it, and is taken once it is paid (annex §2)', async () => {
  const rejected = await cadran.eventsWith(await cadran.open('atlas', 'P2'), 'admission-decided');
  expect(rejected[1]?.data).toMatchObject({
    admission: { reason: 'invoices-unpaid', facts: { invoice: 'FA-2025-001', dueOn: '2025-02-01' } },
  });
  const one = '/v1/invoices/atlas/FA-2025-001';
  const { body, headers } = await cadran.call('admin', 'GET', one);
  const paid = { ...body, paidOn: '2025-03-01' };
  await cadran.call('admin', 'PUT', one, paid, { 'if-match': headers.get('etag') ?? '' });
  const taken = await cadran.eventsWith(await cadran.open('atlas', 'P2'), 'admission-decided');
  expect(taken[1]?.data).toMatchObject({ admission: { decision: 'admitted' } });
});

test('while the store is away registers answer 503 with the time to try again', async () => {
  await cadran.stack.service('mongodb').stop();
  const answer = await until(async () => {
    const tried = await cadran.call('admin', 'GET', '/v1/clients/dupont');
    return tried.status !== 200 && tried;
  });
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('2');
  await cadran.stack.service('mongodb').start();
});
