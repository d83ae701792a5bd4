import { ofTheFile } from '../../api/operation';
import { sampleHistories, sampleLives } from '../../local/sample-ticket-lives';
import { makeSampleTickets, type Call } from '../../local/sample-tickets-making';
import { declaredOperations } from '../api/declared-operations';
import { prepared, send } from './example-calls';
import { cadran } from './one-cadran';
import { until } from './running-cadran';

const examples = declaredOperations().flatMap((declared) =>
  declared.examples.map((example) => [declared.id, example.summary, declared, example] as const),
);

// In the order of the document: what an example adds to a register is there for those after it.
test.each(examples)('%s: %s', async (_id, _summary, declared, example) => {
  const answer = await send(cadran, await prepared(cadran, declared, example));
  if (example.refused !== undefined) {
    expect(answer).toMatchObject({ status: example.refused });
    return;
  }
  expect({ status: answer.status, text: answer.text }).toMatchObject({ status: expect.any(Number) as number });
  // An entry that an example before has added is a conflict.
  const there = answer.status === 409 && declared.examples.indexOf(example) === 0 && declared.id.startsWith('create');
  if (there) return;
  expect(Object.keys(declared.answers)).toContain(String(answer.status));
  for (const name of Object.keys(declared.answers[answer.status]?.headers ?? {}))
    if (name !== 'Link') expect(answer.headers.get(name)).toBeTruthy();
  if (answer.status === 204 || answer.status === 304) expect(answer.text).toBe('');
  else if (declared.mediaType === ofTheFile) declared.answer.parse(Buffer.from(answer.text));
  else declared.answer.parse(declared.mediaType ? answer.text : answer.body);
});

const publicPages = [
  ...['get /status/{statusName}.json', 'get /status/{statusName}'],
  ...['get /feeds/{secret}/maintenances.atom', 'get /feeds/{secret}/maintenances.ics'],
];

test('the document is served, and what it documents is what is declared', async () => {
  const { status, body } = await cadran.call('support', 'GET', '/v1/openapi.json');
  expect(status).toBe(200);
  const paths = Object.entries(body['paths'] as Record<string, object>);
  expect(paths.flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`)).sort()).toEqual(
    // What nobody signs in for is no operation.
    [...declaredOperations().map(({ method, path }) => `${method} ${path}`), ...publicPages].sort(),
  );
});

test('the typed client takes its routes from the API and answers with typed bodies', async () => {
  const support = cadran.client('support');
  const opened = await cadran.client('dupont').openTicket({
    body: { environment: 'prod', title: 'By the client', description: 'Typed', priority: 'P2' },
  });
  if (!opened.ok) throw new Error(opened.problem.title);
  const { reference } = opened.body;
  const taken = await support.acknowledgeTicket({ params: { reference }, body: {} });
  expect(taken).toMatchObject({ ok: true, status: 200, body: { reference, status: 'acknowledged' } });
  const refused = await cadran.client('harbour').readTicket({ params: { reference } });
  expect(refused).toMatchObject({ ok: false, status: 404, problem: { code: 'not-found' } });
  const served = await cadran.call('support', 'GET', '/portal/operations.json');
  expect(served.body['readTicket']).toEqual(['GET', '/v1/tickets/{reference}']);
});

interface Found {
  readonly reference: string;
  readonly title: string;
  readonly status: string;
}

test('the sample tickets are made once, each in its state', async () => {
  const call: Call = (side, address, body, key) =>
    cadran.call(
      side,
      body === null ? 'GET' : 'POST',
      address,
      body ?? undefined,
      key === null ? {} : { 'idempotency-key': key },
    );
  const nowMs = Date.now();
  await makeSampleTickets(call, nowMs);
  await makeSampleTickets(call, nowMs);
  const titles = [...sampleLives(nowMs), ...sampleHistories(nowMs)].map(({ title }) => title);
  const found = await until(async () => {
    // Examples have opened many; what was imported is older than all of them.
    const orders = ['-openedAt', 'openedAt'];
    const pages = orders.map((sort) => cadran.call('support', 'GET', `/v1/tickets?limit=200&sort=${sort}`));
    const all = (await Promise.all(pages)).flatMap(({ body }) => body['items'] as Found[]);
    const sample = all.filter(({ title }) => titles.includes(title));
    const items = [...new Map(sample.map((one) => [one.reference, one])).values()];
    const standing = new Map(items.map(({ title, status }) => [title, status]));
    const whole = titles.every((title) => standing.has(title)) && standing.get('A user cannot sign in') === 'closed';
    return whole && { count: items.length, standing };
  });
  expect(found.count).toBe(titles.length);
  const states = new Set(found.standing.values());
  for (const state of ['new', 'waiting-client', 'qualified', 'in-progress', 'closed', 'rejected'])
    expect(states).toContain(state);
}, 60_000);
