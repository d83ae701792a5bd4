import { cadran } from './one-cadran';

const good = { environment: 'prod', title: 'Title', description: 'Text', priority: 'P2' };

test.each([
  ['a missing field', { ...good, title: undefined }, 400, 'title'],
  ['a wrong type', { ...good, priority: 2 }, 400, 'priority'],
  ['an unknown field', { ...good, colour: 'red' }, 400, 'colour'],
  ['an unknown priority', { ...good, priority: 'P5' }, 400, 'priority'],
  ['a text of control characters', { ...good, title: 'a\u0000b' }, 400, 'title'],
  ['half a character', { ...good, title: '\ud800 lone' }, 400, 'title'],
  ['an invisible title', { ...good, title: '\u200b' }, 422, 'title'],
  ['an operator object', { ...good, environment: { $gt: '' } }, 400, 'environment'],
  ['an array', [], 400, ''],
  ['a title past its length', { ...good, title: 'x'.repeat(201) }, 400, 'title'],
])('%s is refused with the field and the reason', async (_, body, status, field) => {
  const answer = await cadran.call('dupont', 'POST', '/v1/tickets', body);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  const errors = answer.body['errors'] as { field: string; message: string }[];
  expect(errors.map((error) => error.field)).toContain(field);
  expect(errors[0]?.message).toBeTruthy();
});

test.each([
  ['an unknown client', 'support', 'POST', '/v1/tickets', { ...good, client: 'nobody' }, {}, 422],
  ['an unknown environment', 'dupont', 'POST', '/v1/tickets', { ...good, environment: 'moon' }, {}, 422],
  ['another company', 'dupont', 'POST', '/v1/tickets', { ...good, client: 'harbour' }, {}, 422],
  [
    'a phone call that is no P1',
    'support',
    'POST',
    '/v1/tickets',
    { ...good, client: 'dupont', channel: 'phone' },
    {},
    422,
  ],
  ['a body of 2 MB', 'dupont', 'POST', '/v1/tickets', { ...good, description: 'x'.repeat(2_000_000) }, {}, 413],
  ['a body that does not parse', 'dupont', 'POST', '/v1/tickets', '{"title":', {}, 400],
  ['another media type', 'dupont', 'POST', '/v1/tickets', 'title=x', { 'content-type': 'text/plain' }, 415],
  ['a wrong method', 'dupont', 'DELETE', '/v1/tickets', undefined, {}, 405],
  ['an unknown address', 'dupont', 'GET', '/v1/nothing', undefined, {}, 404],
  ['a reference of another form', 'dupont', 'GET', '/v1/tickets/%2e%2e%2fetc', undefined, {}, 400],
  ['a broken escape', 'dupont', 'GET', '/v1/tickets/%zz', undefined, {}, 400],
  ['a reference that does not exist', 'dupont', 'GET', '/v1/tickets/T-ZZZZZZZZZZ', undefined, {}, 404],
  ['a command to no ticket', 'support', 'POST', '/v1/tickets/T-ZZZZZZZZZZ/acknowledge', {}, {}, 404],
  ['a page that is no number', 'dupont', 'GET', '/v1/tickets?limit=many', undefined, {}, 400],
  [
    'a cursor of no date',
    'dupont',
    'GET',
    '/v1/tickets?after=9999-99-99T99:99:99.999Z_T-0000000000',
    undefined,
    {},
    400,
  ],
  ['an unknown filter', 'dupont', 'GET', '/v1/tickets?$where=1', undefined, {}, 400],
  ['a command of support by a client', 'dupont', 'POST', '/v1/tickets/T-ZZZZZZZZZZ/acknowledge', {}, {}, 403],
  ["an alarm's role", 'monitor', 'GET', '/v1/tickets', undefined, {}, 403],
  [
    'a key with a space',
    'support',
    'POST',
    '/v1/tickets/T-ZZZZZZZZZZ/acknowledge',
    {},
    { 'idempotency-key': 'a b' },
    400,
  ],
  ['no token', 'dupont', 'GET', '/v1/tickets', undefined, { authorization: '' }, 401],
  ['a token of nobody', 'dupont', 'GET', '/v1/tickets', undefined, { authorization: 'Bearer a.b.c' }, 401],
])('%s answers problem+json, never a stack', async (_, as, method, address, body, headers, status) => {
  const answer = await cadran.call(as, method, address, body, headers);
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status });
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.body).toMatchObject({ status, title: expect.any(String) as string });
  expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\bat \w+ \(/);
});

test('problems speak the language of the caller', async () => {
  const { body } = await cadran.call('dupont', 'GET', '/v1/nothing', undefined, { 'accept-language': 'fr' });
  expect(body['title']).toBe("Il n'y a rien à cette adresse");
});

test('a body full of unknown fields is refused briefly and fast', async () => {
  const body = Object.fromEntries(Array.from({ length: 15_000 }, (_, index) => [`k${index}`, 1]));
  const answer = await cadran.call('dupont', 'POST', '/v1/tickets', body);
  expect(answer.status).toBe(400);
  expect((answer.body['errors'] as unknown[]).length).toBeLessThan(100);
});
