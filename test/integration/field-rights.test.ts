import { cadran } from './one-cadran';
import { until } from './running-cadran';

type Fields = Record<string, unknown>;

interface Told {
  readonly admission: { readonly reason: string; readonly facts: Fields } | null;
}

async function machine(role: string, client: string | null, actions: readonly string[]): Promise<string> {
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const { body } = await cadran.call('admin', 'POST', '/v1/tokens', { name: 'M', role, client, actions, expiresAt });
  return String(body['secret']);
}

describe('billing: which invoice is overdue, and since when (annex §2)', () => {
  let reference: string;
  let billing: readonly string[];
  let others: readonly string[];
  beforeAll(async () => {
    reference = await cadran.open('atlas', 'P2');
    await cadran.eventsWith(reference, 'admission-decided');
    const both = ['ticket.read', 'invoices.read'];
    billing = [
      'atlas',
      'support',
      'admin',
      await machine('support', null, both),
      await machine('client', 'atlas', both),
    ];
    const one = ['ticket.read'];
    others = ['release-manager', await machine('support', null, one), await machine('client', 'atlas', one)];
  });

  /** What somebody is told of the ticket, by each way to read it. */
  async function toldTo(as: string): Promise<Told[]> {
    const one = await cadran.call(as, 'GET', `/v1/tickets/${reference}`);
    const list = await until(async () => {
      const { body } = await cadran.call(as, 'GET', '/v1/tickets?client=atlas');
      const items = body['items'] as (Told & { reference: string })[];
      return items.find((item) => item.reference === reference && item.admission) ?? false;
    });
    return [one.body as unknown as Told, list];
  }

  test('is told to whoever may read invoices', async () => {
    for (const as of billing)
      for (const { admission } of await toldTo(as))
        expect(admission).toMatchObject({
          reason: 'invoices-unpaid',
          facts: { invoice: 'FA-2025-001', dueOn: '2025-02-01' },
        });
    expect(await cadran.call('support', 'GET', '/v1/invoices/atlas/FA-2025-001')).toMatchObject({ status: 200 });
  });

  test('anybody else who reads the ticket learns that invoices are overdue, and no more', async () => {
    for (const as of others)
      for (const { admission } of await toldTo(as))
        expect(admission).toMatchObject({ reason: 'invoices-unpaid', facts: {} });
    const { text } = await cadran.call('release-manager', 'GET', `/v1/tickets/${reference}/events`);
    expect(text).toContain('invoices-unpaid');
    expect(text).not.toContain('FA-2025-001');
    expect(await cadran.call('release-manager', 'GET', '/v1/invoices')).toMatchObject({ status: 403 });
  });

  test('the register of invoices holds no amount', async () => {
    const { body } = await cadran.call('support', 'GET', '/v1/invoices/atlas/FA-2025-001');
    expect(Object.keys(body).sort()).toEqual(['client', 'dueOn', 'issuedOn', 'number', 'paidOn']);
  });
});

test("a client is told what the provider's people did, and not who they are", async () => {
  const { body } = await cadran.call('support', 'POST', '/v1/tickets', {
    ...{ environment: 'prod', title: 'T', description: 'D', priority: 'P1', channel: 'phone', client: 'dupont' },
    caller: { name: 'Claire Dupont' },
  });
  const reference = String(body['reference']);
  await cadran.command('support', reference, 'acknowledge');
  await cadran.command('support', reference, 'ask', { question: 'Since when?' });
  await cadran.command('dupont', reference, 'answer', { answer: 'Since nine.' });
  await cadran.eventsWith(reference, 'client-answered');
  const events = await cadran.call('dupont', 'GET', `/v1/tickets/${reference}/events`);
  const ticket = await cadran.call('dupont', 'GET', `/v1/tickets/${reference}`);
  const explained = await cadran.call('dupont', 'GET', `/v1/tickets/${reference}/explanation`);
  expect(JSON.stringify([events.body, ticket.body, explained.body])).not.toMatch(/support@|@support/);
  const items = events.body['items'] as { type: string; by: Fields; data: Fields }[];
  const by = (type: string) => items.find((one) => one.type === type)?.by;
  expect(by('acknowledged')).toEqual({ id: 'support', role: 'support' });
  expect(by('client-answered')).toEqual({ id: 'dupont@people.example', role: 'client' });
  const seen = await cadran.call('support', 'GET', `/v1/tickets/${reference}/events`);
  expect(seen.text).toContain('"id":"support@people.example"');
});

test('notes, hand-over documents and who works on a ticket stay among the provider (annex §4, §8)', async () => {
  const reference = await cadran.open('dupont', 'P2');
  await cadran.command('support', reference, 'acknowledge');
  await cadran.command('support', reference, 'note', { note: 'SECRET note' });
  await cadran.command('support', reference, 'escalate', { to: 'N2', reformulation: 'SECRET words' });
  await cadran.command('support', reference, 'assign', { person: 'secret@people.example', team: 'secret-team' });
  const events = await cadran.eventsWith(reference, 'assigned');
  expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['noted', 'escalated', 'assigned']));
  const told = async (as: string) => [
    (await cadran.call(as, 'GET', `/v1/tickets/${reference}`)).text,
    (await cadran.call(as, 'GET', `/v1/tickets/${reference}/events`)).text,
    (await cadran.call(as, 'GET', '/v1/tickets')).text,
    (await cadran.call(as, 'GET', `/v1/tickets/${reference}/explanation`)).text,
  ];
  const toClient = (await told('dupont')).join();
  expect(toClient).not.toMatch(/secret|noted|assigned"/i);
  expect(toClient).toContain('"level":"N2"');
  const toSupport = (await told('support')).join();
  for (const secret of ['SECRET note', 'SECRET words', 'secret@people.example']) expect(toSupport).toContain(secret);
  const queue = async (as: string, query: string) => await cadran.call(as, 'GET', `/v1/tickets?${query}`);
  const found = await until(async () => {
    const { body } = await queue('support', 'level=N2&team=secret-team');
    const items = body['items'] as { reference: string }[];
    return items.length > 0 && items;
  });
  expect(found.map((one) => one.reference)).toEqual([reference]);
  expect((await queue('support', 'level=N3&team=secret-team')).body['items']).toEqual([]);
  expect(await queue('dupont', 'team=secret-team')).toMatchObject({ status: 403 });
});
