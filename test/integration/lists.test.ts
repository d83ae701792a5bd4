import mongoose from 'mongoose';
import { operationOf } from './example-calls';
import { listsOf } from './paged-lists';
import { cadran } from './one-cadran';
import { until, type Answer } from './running-cadran';

const lists = listsOf(() => cadran);
const each = Object.entries(lists);
const itemsOf = ({ body }: Answer) => body['items'] as Record<string, unknown>[];

async function page(id: string, query: string): Promise<Answer> {
  return cadran.call('admin', 'GET', `${operationOf(id).path}?${query}`);
}

/** The cursor of a first page of one entry; there is a second. */
async function cursorOf(id: string, query = lists[id]?.filter ?? ''): Promise<string> {
  return await until(async () => {
    const { body } = await page(id, `${query}&limit=1`);
    return typeof body['next'] === 'string' && body['next'];
  });
}

test('every operation that pages by a cursor is here', () => {
  const found = ['listTickets', 'listClients', 'listContracts', 'listEnvironments', 'listProducts'];
  expect(Object.keys(lists)).toEqual([
    ...found,
    'listVersions',
    'listFreezes',
    'listUsers',
    'listInvoices',
    'listAnomalies',
    'listMaintenances',
    'listBilling',
    'listRollouts',
    'listUpgrades',
    'listImports',
    'listFanOuts',
    'listApiTokens',
    'listAudit',
  ]);
  for (const id of Object.keys(lists)) expect(operationOf(id).method).toBe('get');
});

describe.each(each)('%s', (id, list) => {
  beforeAll(async () => {
    for (let number = 10; number < 15; number += 1)
      expect((await list.add(number * 10)).status).toBe(id === 'listAudit' ? 404 : 201);
    await cursorOf(id);
  });

  test('filters by what is declared, and refuses any other field by its name', async () => {
    const { query } = operationOf(id);
    const declared = 'shape' in query ? Object.keys(query.shape as object) : [];
    expect(declared.sort()).toEqual([...list.fields, 'sort', 'limit', 'after'].sort());
    for (const field of ['colour', '_id', 'entry.client', '$where', 'client[$ne]', '__proto__', 'constructor']) {
      const answer = await page(id, `${field}=x`);
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: `query.${field}` }] } });
    }
  });

  test('sorts by what is declared, and refuses any other order by its name', async () => {
    for (const sort of [...list.orders]) expect(await page(id, `sort=${sort}`)).toMatchObject({ status: 200 });
    for (const sort of ['colour', '', '-', '$natural', `${list.orders[0]},_id`, 'secret', 'hash']) {
      const answer = await page(id, `sort=${encodeURIComponent(sort)}`);
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'query.sort' }] } });
    }
    const { filter, named, orders } = list;
    const [one, other] = await Promise.all(orders.map((sort) => page(id, `${filter}&sort=${sort}&limit=200`)));
    if (!one || !other) throw new Error('two answers were asked for');
    expect(itemsOf(one).map(named)).toEqual(itemsOf(other).map(named).toReversed());
    expect(itemsOf(one).map(named)).toEqual(itemsOf(await page(id, `${filter}&limit=200`)).map(named));
  });

  test('a cursor that is no cursor, or was changed, is refused', async () => {
    const cursor = await cursorOf(id);
    const [place = '', tie = ''] = cursor.split('.');
    const other = Buffer.from(`${Buffer.from(place, 'base64url').toString()}0`).toString('base64url');
    for (const after of ['', 'x', '-1', '{"$gt":""}', `${cursor}=`, `${place}.`, `.${tie}`])
      expect(await page(id, `${list.filter}&after=${encodeURIComponent(after)}`)).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'query.after' }] },
      });
    for (const after of [`${other}.${tie}`, `${place}.${tie.split('').reverse().join('')}`])
      expect(await page(id, `${list.filter}&after=${after}`)).toMatchObject({
        status: 422,
        body: { errors: [{ field: 'query.after' }] },
      });
  });

  test('a cursor of another list, filter or order is refused; the size of a page may change', async () => {
    const cursor = await cursorOf(id);
    const refused = { status: 422, body: { errors: [{ field: 'query.after' }] } };
    for (const [another] of each.filter(([name]) => name !== id))
      expect(await page(another, `after=${cursor}`)).toMatchObject(refused);
    expect(await page(id, `${list.filter}&after=${cursor}&sort=${list.orders[1]}`)).toMatchObject(refused);
    if (list.filter !== '') expect(await page(id, `after=${cursor}`)).toMatchObject(refused);
    expect(await page(id, `${list.filter}&after=${cursor}&sort=${list.orders[0]}&limit=7`)).toMatchObject({
      status: 200,
    });
  });

  test.each(['first', 'second'] as const)(
    'while entries are added, none is left out or seen twice: %s order',
    async (which) => {
      const { orders, filter, named } = list;
      const query = `${filter}&sort=${orders[which === 'first' ? 0 : 1]}`;
      const all = itemsOf(await page(id, `${query}&limit=200`)).map(named);
      const seen: string[] = [];
      let after = '';
      for (let number = 1; ; number += 1) {
        const answer = await page(id, `${query}&limit=2${after}`);
        seen.push(...itemsOf(answer).map(named));
        const { next } = answer.body;
        if (typeof next !== 'string' || number > 20) break;
        after = `&after=${next}`;
        // Before and after the place where the list stands.
        const offset = which === 'first' ? 0 : 40;
        await list.add(100 + offset + number);
        await list.add(200 + offset + number);
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((one) => all.includes(one))).toEqual(all);
    },
  );
});

test("another company's cursor goes no further than the caller's own things", async () => {
  const cursor = await cursorOf('listTickets', 'client=dupont');
  expect(await cadran.call('harbour', 'GET', `/v1/tickets?after=${cursor}`)).toMatchObject({ status: 422 });
  expect(await cadran.call('dupont', 'GET', `/v1/tickets?limit=5&after=${cursor}`)).toMatchObject({ status: 200 });
});

test('the reads of a client have an index of their own', async () => {
  const keys = async (name: string) =>
    (await mongoose.connection.collection(name).indexes()).map(({ key }) => Object.keys(key as object).join());
  await until(async () => (await keys('invoices')).includes('entry.client,entry.dueOn'));
  for (const name of ['contracts', 'environments', 'users', 'invoices'])
    expect(await keys(name)).toContain('entry.client,_id');
});
