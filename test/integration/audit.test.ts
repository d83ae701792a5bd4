import { parse } from 'csv-parse/sync';
import mongoose from 'mongoose';
import { cadran } from './one-cadran';
import { until } from './running-cadran';

type Entry = Record<string, unknown>;

async function trail(query = ''): Promise<Entry[]> {
  const { status, body } = await cadran.call('admin', 'GET', `/v1/audit${query}`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body['items'] as Entry[];
}

/** The trail once an entry of that request is in it. */
async function entryOf(headers: Headers): Promise<Entry> {
  const requestId = headers.get('x-request-id');
  return await until(async () => (await trail('?limit=500')).find((one) => one['requestId'] === requestId) ?? false);
}

async function exported(query = ''): Promise<Response> {
  const made = await cadran.call('admin', 'POST', '/v1/tokens', {
    name: 'Export of the audit',
    role: 'admin',
    actions: ['audit.read'],
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  });
  const headers = { authorization: `Bearer ${String(made.body['secret'])}` };
  return fetch(new URL(`/v1/audit.csv${query}`, cadran.api.address), { headers });
}

const submission = { environment: 'prod', title: 'Title', description: 'Text', priority: 'P2' };

test('tells who did what, when, from where', async () => {
  const beganAt = new Date().toISOString();
  const { headers, body } = await cadran.call('dupont', 'POST', '/v1/tickets', submission);
  const entry = await entryOf(headers);
  expect(entry).toMatchObject({
    actor: 'dupont@people.example',
    role: 'client',
    client: 'dupont',
    token: null,
    operation: 'openTicket',
    path: '/v1/tickets',
    status: 201,
    created: `/v1/tickets/${String(body['reference'])}`,
  });
  expect(String(entry['from'])).toMatch(/127\.0\.0\.1$/);
  expect(String(entry['at']) >= beganAt).toBe(true);
  expect(String(entry['at']) <= new Date().toISOString()).toBe(true);
  const command = await cadran.call('support', 'POST', `/v1/tickets/${String(body['reference'])}/acknowledge`, {});
  expect(await entryOf(command.headers)).toMatchObject({ operation: 'acknowledgeTicket', status: 200 });
});

test('tells what was refused, reading without a right too', async () => {
  const refusals = [
    await cadran.call('dupont', 'GET', '/v1/audit'),
    await cadran.call('dupont', 'POST', '/v1/tickets/T-ZZZZZZZZZZ/acknowledge', {}),
    await cadran.call('support', 'POST', '/v1/tickets/T-ZZZZZZZZZZ/acknowledge', {}),
    await cadran.call('dupont', 'POST', '/v1/tickets', { ...submission, client: 'harbour' }),
    await cadran.call('dupont', 'POST', '/v1/tickets', { ...submission, description: 'x'.repeat(300_000) }),
  ];
  const found = [];
  for (const { headers } of refusals) found.push(await entryOf(headers));
  expect(found.map(({ operation, status }) => [operation, status])).toEqual([
    ['listAudit', 403],
    ['acknowledgeTicket', 403],
    ['acknowledgeTicket', 404],
    ['openTicket', 422],
    ['openTicket', 413],
  ]);
});

test('has nothing of who looks at which ticket, and neither has the ticket; its client hears of nobody', async () => {
  const reference = await cadran.open('dupont', 'P3');
  const address = `/v1/tickets/${reference}/presence`;
  // A machine with much to do may answer 503 at first.
  const tell = (who: string, doing: string) =>
    until(async () => {
      const answer = await cadran.call(who, 'PUT', address, { doing });
      return answer.status !== 503 && answer;
    });
  expect((await tell('support', 'reads')).body).toEqual({ others: [] });
  const told = await tell('admin', 'writes');
  const support = { id: 'support@people.example', doing: 'reads' };
  expect(told.body).toMatchObject({ others: [support] });
  const { items } = (await cadran.call('admin', 'GET', '/v1/presence')).body as { items: readonly Entry[] };
  expect(items.filter((one) => one['reference'] === reference)).toMatchObject([support]);
  expect((await tell('support', 'sleeps')).status).toBe(400);
  const refused = await cadran.call('dupont', 'PUT', address, { doing: 'reads' });
  expect(await entryOf(refused.headers)).toMatchObject({ operation: 'tellPresence', status: 403 });
  const entries = await trail('?limit=500');
  expect(entries.filter(({ operation, status }) => operation === 'tellPresence' && status !== 403)).toEqual([]);
  const events = JSON.stringify(await cadran.events(reference));
  expect(events).toContain('opened');
  expect(events).not.toContain(support.id);
});

test('is read by administrators alone, and changed by nobody', async () => {
  for (const who of ['dupont', 'support', 'release-manager', 'monitor'])
    for (const address of ['/v1/audit', '/v1/audit.csv'])
      expect((await cadran.call(who, 'GET', address)).status).toBe(403);
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
    expect((await cadran.call('admin', method, '/v1/audit', method === 'DELETE' ? undefined : {})).status).toBe(405);
});

test('is filtered by actor and by time, and paged in order, each entry once', async () => {
  const beganAt = new Date().toISOString();
  for (let count = 0; count < 5; count += 1) await cadran.open('harbour', 'P3');
  const mine = `actor=${encodeURIComponent('harbour@people.example')}&from=${beganAt}`;
  await until(async () => (await trail(`?${mine}`)).length === 5);
  const found: Entry[] = [];
  let after = '';
  for (let page = 0; page < 5; page += 1) {
    const { body } = await cadran.call('admin', 'GET', `/v1/audit?${mine}&sort=at&limit=2${after}`);
    found.push(...(body['items'] as Entry[]));
    if (body['next'] === null) break;
    after = `&after=${body['next'] as string}`;
  }
  expect(found).toHaveLength(5);
  expect(found.map(({ id }) => id)).toEqual([...new Set(found.map(({ id }) => String(id)))].sort());
  const third = String(found[2]?.['at']);
  expect((await trail(`?${mine}&until=${third}`)).every(({ at }) => String(at) < third)).toBe(true);
  expect((await trail(`?${mine}&from=${third}`.replace(`&from=${beganAt}`, ''))).map(({ at }) => at)).toContain(third);
  expect(await trail(`?${mine}&until=${beganAt}`)).toEqual([]);
});

test.each(['from=yesterday', 'limit=0', 'limit=501', 'after=x', 'actor=', 'actor[$ne]=x', 'operation=openTicket'])(
  'the query %s is refused',
  async (query) => {
    expect((await cadran.call('admin', 'GET', `/v1/audit?${query}`)).status).toBe(400);
  },
);

test('is exported as CSV in which nothing is a formula', async () => {
  const beganAt = new Date().toISOString();
  await mongoose.connection.collection('audit').insertOne({
    _id: `${beganAt}_00000000-0000-0000-0000-000000000000` as never,
    ...{ at: beganAt, actor: '=HYPERLINK("http://evil.example")', role: 'client', client: 'dupont', token: null },
    ...{ operation: 'openTicket', path: '/v1/tickets,"\r\n', from: '+1', requestId: 'r', status: 201 },
  });
  const answer = await exported(`?from=${beganAt}&until=${new Date(Date.parse(beganAt) + 1).toISOString()}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8$/);
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="audit.csv"');
  const rows: Record<string, string>[] = parse(await answer.text(), { columns: true });
  expect(rows[0]).toEqual({
    at: beganAt,
    actor: `'=HYPERLINK("http://evil.example")`,
    role: 'client',
    client: 'dupont',
    token: '',
    operation: 'openTicket',
    path: '/v1/tickets,"\r\n',
    from: `'+1`,
    requestId: 'r',
    status: '201',
    created: '',
    changed: '',
    id: `${beganAt}_00000000-0000-0000-0000-000000000000`,
  });
  const part = await exported('?limit=1');
  expect(parse(await part.text())).toHaveLength(2);
  const next = /^<(.+)>; rel="next"$/.exec(part.headers.get('link') ?? '')?.[1] ?? '';
  expect(next).toMatch(/^\/v1\/audit\.csv\?sort=at&limit=1&after=/);
  expect((await exported(next.slice('/v1/audit.csv'.length))).status).toBe(200);
});

test('what happens while the store is away is in the trail when it is back, each once, with nobody asking', async () => {
  const store = cadran.stack.service('mongodb');
  await store.stop();
  await until(async () => (await cadran.call('admin', 'GET', '/v1/audit')).status === 503, 10_000);
  const asked = [];
  for (let count = 0; count < 3; count += 1)
    asked.push(await cadran.call('support', 'POST', '/v1/tickets', { ...submission, client: 'dupont' }));
  asked.push(await cadran.call('monitor', 'GET', '/v1/tickets'));
  expect(asked.map(({ status }) => status)).toEqual([201, 201, 201, 403]);
  await store.start();
  const ids = asked.map(({ headers }) => headers.get('x-request-id'));
  const audit = mongoose.connection.collection('audit');
  // Read from the store: another call of the API would have it write what waits.
  await until(async () => (await audit.countDocuments({ requestId: { $in: ids } })) === ids.length, 20_000);
  const entries = await audit
    .find({ requestId: { $in: ids } })
    .sort({ _id: 1 })
    .toArray();
  expect(entries.map(({ requestId }) => requestId as string)).toEqual(ids);
}, 60_000);
