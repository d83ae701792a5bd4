import mongoose from 'mongoose';
import { localDate } from '../../domain/time/zone';
import { sample } from './register-entries';
import { cadran } from './one-cadran';
import { until } from './running-cadran';

const itemsOf = (body: Record<string, unknown>) => body['items'] as Record<string, unknown>[];
const fieldsOf = (body: Record<string, unknown>) => (body['errors'] as { field: string }[]).map(({ field }) => field);

test("a client sees its contract without the addresses of the provider's people", async () => {
  const own = await cadran.call('dupont', 'GET', '/v1/contracts/dupont/1');
  expect(own.body['contacts']).toEqual({ client: sample?.contacts.client, support: [], manager: [] });
  const list = await cadran.call('dupont', 'GET', '/v1/contracts');
  expect(JSON.stringify([own.body, list.body])).not.toContain('@support.example');
  const { body } = await cadran.call('support', 'GET', '/v1/contracts/dupont/1');
  expect(body['contacts']).toEqual(sample?.contacts);
});

test('a version of a contract that has taken effect stays as it is: what is new is another version (annex §6)', async () => {
  const { body } = await cadran.call('admin', 'GET', '/v1/contracts/harbour/1');
  const change = { ...body, effectiveFrom: '2099-01-01' };
  const refused = await cadran.call('admin', 'PUT', '/v1/contracts/harbour/1', change, { 'if-match': '"1"' });
  expect(refused).toMatchObject({ status: 409, body: { type: 'urn:cadran:problem:in-force' } });
  expect(JSON.stringify(refused.body['errors'])).toContain('add a new version');
  expect(fieldsOf(refused.body)).toEqual(['effectiveFrom']);
  const other = await cadran.call('admin', 'PUT', '/v1/contracts/harbour/1', change, { 'if-match': '"7"' });
  expect(other.status).toBe(412);
});

test('the end of a version in force can be set from today on, and one that has ended stays so', async () => {
  const one = '/v1/contracts/presse/1';
  const day = 24 * 3_600_000;
  const inDays = (days: number): string => localDate(Date.now() + days * day, 'Europe/Paris');
  const put = async (change: Record<string, unknown>) => {
    const { body, headers } = await cadran.call('admin', 'GET', one);
    return cadran.call('admin', 'PUT', one, { ...body, ...change }, { 'if-match': headers.get('etag') ?? '' });
  };
  expect((await cadran.call('admin', 'GET', one)).body).toMatchObject({ effectiveUntil: null });
  const past = await put({ effectiveUntil: inDays(-1) });
  expect(past).toMatchObject({ status: 409, body: { type: 'urn:cadran:problem:in-force' } });
  expect(fieldsOf(past.body)).toEqual(['effectiveUntil']);
  const more = await put({ effectiveUntil: inDays(9), closeAfter: 'PT1H', languages: ['fr'] });
  expect(more.status).toBe(409);
  expect(fieldsOf(more.body).sort()).toEqual(['closeAfter', 'languages']);

  const set = await put({ effectiveUntil: inDays(9) });
  expect(set).toMatchObject({ status: 200, body: { effectiveUntil: inDays(9) } });
  expect(await put({ effectiveUntil: null })).toMatchObject({ status: 200 });
  expect(await put({ effectiveUntil: inDays(0) })).toMatchObject({ status: 200 });
  const requestId = set.headers.get('x-request-id');
  const entry = await until(async () => {
    const { body } = await cadran.call('admin', 'GET', '/v1/audit');
    return itemsOf(body).find((told) => told['requestId'] === requestId) ?? false;
  });
  expect(entry).toMatchObject({ operation: 'changeContract', path: one, changed: ['effectiveUntil'] });

  // Tickets opened since then were decided without it.
  const contracts = mongoose.connection.collection<{ _id: string }>('contracts');
  await contracts.updateOne({ _id: 'presse/1' }, { $set: { 'entry.effectiveUntil': inDays(-1) } });
  for (const effectiveUntil of [null, inDays(0), inDays(9)])
    expect(fieldsOf((await put({ effectiveUntil })).body)).toEqual(['effectiveUntil']);
});
