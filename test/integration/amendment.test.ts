import { startOnRecord, startUnstarted } from '../../api/fan-out-starting';
import type { FanOutClient } from '../../clients/fan-out';
import { TicketUnavailable } from '../../clients/ticket';
import { cadran } from './one-cadran';
import { until, type Answer } from './running-cadran';

/** A client of its own, whose support never closes and whose unpaid invoices cost the commitments, not the ticket. */
const client = 'verger';
const day = 24 * 3600 * 1000;
const dateIn = (days: number): string => new Date(Date.now() + days * day).toISOString().slice(0, 10);
const allDay = [['00:00', '24:00']];
const week = { mon: allDay, tue: allDay, wed: allDay, thu: allDay, fri: allDay, sat: allDay, sun: allDay };
const target = { hours: 'always', intervention: 'PT1H', resolution: 'PT8H' };
const contact = [{ email: 'anne@verger.example', language: 'fr' }];
const strike = { date: dateIn(0), until: dateIn(1), name: 'Grève générale', openings: [] };

const contract = (version: number, effectiveFrom: string, specialDays: unknown[]) => ({
  ...{ client, version, effectiveFrom, zone: 'Etc/UTC', unpaidInvoices: 'accept-without-sla' },
  hours: { always: { zone: 'Etc/UTC', week, specialDays } },
  targets: { P1: target, P2: target, P3: target, P4: target },
  contacts: { client: contact, support: contact, manager: contact },
});
const invoice = { client, number: 'V-1', issuedOn: '2025-01-01', dueOn: '2025-02-01', paidOn: null as string | null };
const path = `/v1/contracts/${client}/2/amendment`;

interface Clock {
  readonly clock: string;
  readonly countedMs: number;
  readonly dueAt: string;
}
interface Effect {
  readonly reference: string;
  readonly changes: boolean;
  readonly before: readonly Clock[];
  readonly after: readonly Clock[];
}

beforeAll(async () => {
  const add = async (register: string, entry: unknown) => {
    const answer = await cadran.call('admin', 'POST', `/v1/${register}`, entry);
    expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 201 });
  };
  await add('clients', { code: client, name: 'Verger', language: 'fr', zone: 'Etc/UTC' });
  await add('environments', { client, code: 'prod', product: 'wms', kind: 'production', version: '2026.4' });
  await add('contracts', contract(1, '2024-01-01', []));
  await add('invoices', invoice);
}, 60_000);

const admitted = async (reference: string, decision: string): Promise<Answer> =>
  await until(async () => {
    const answer = await cadran.call('support', 'GET', `/v1/tickets/${reference}`);
    const { admission } = answer.body as { admission: { decision: string } | null };
    return admission?.decision === decision && answer;
  });
const dueOf = (clocks: readonly Clock[]): number =>
  Date.parse(clocks.find(({ clock }) => clock === 'resolution')?.dueAt ?? '');

test('a paid invoice has the open tickets of the client decided again, and their clocks count from then on (annex §2)', async () => {
  const reference = await cadran.open(client, 'P2');
  expect((await admitted(reference, 'without-sla')).body['clocks']).toEqual([]);
  // Nothing has changed yet: to ask again changes nothing.
  expect(await cadran.command('support', reference, 'reconsider')).toMatchObject({ clocks: [] });
  const beganMs = Date.now();
  const paid = { ...invoice, paidOn: dateIn(0) };
  const change = await cadran.call('admin', 'PUT', `/v1/invoices/${client}/V-1`, paid, { 'if-match': '"1"' });
  expect(change.status).toBe(200);
  const { body } = await admitted(reference, 'admitted');
  const clocks = body['clocks'] as Clock[];
  expect(dueOf(clocks)).toBeGreaterThanOrEqual(beganMs + 8 * 3600_000);
  const events = await cadran.eventsWith(reference, 'admission-reconsidered');
  expect(events.find(({ type }) => type === 'admission-reconsidered')).toMatchObject({
    data: { counts: 'from-decision', reason: 'admin@people.example: invoice V-1 is paid' },
  });
  const seen = await cadran.call(client, 'GET', `/v1/tickets/${reference}/events`);
  expect(seen.text).toContain('admission-reconsidered');
  expect(seen.text).not.toContain('admin@people.example');
  await until(async () => (await cadran.mails(reference)).some(({ subject }) => subject.includes('avec engagement')));
  // What was decided stays, whatever is unpaid since.
  await cadran.call('admin', 'POST', '/v1/invoices', { ...invoice, number: 'V-2' });
  expect(await cadran.command('support', reference, 'reconsider')).toMatchObject({
    admission: { decision: 'admitted' },
  });
  await cadran.replay(reference);
}, 30_000);

test('what is asked of many tickets while Temporal is away is on record, begins later, and is listed', async () => {
  const now = () => Date.now() - day;
  const order = {
    ...{
      id: `test-${Date.now()}`,
      kind: 'test',
      command: { name: 'note' as const, data: { note: 'n' } },
      references: [],
    },
    actor: { id: 'n1@support.example', role: 'support' },
  } as const;
  const away = { start: () => Promise.reject(new TicketUnavailable('away')) } as unknown as FanOutClient;
  expect(await startOnRecord(away, order, now)).toEqual({ id: order.id, total: 0 });
  const listed = () => cadran.call('support', 'GET', '/v1/fan-outs?limit=200');
  const items = (await listed()).body['items'] as { id: string; kind: string; startedAt: string | null }[];
  expect(items).toContainEqual(expect.objectContaining({ kind: 'reconsideration', by: 'cadran' }));
  expect(items.find(({ id }) => id === order.id)).toBeDefined();
  // The API starts it by itself; here it may have done so already.
  const started: string[] = [];
  const back = {
    start: ({ id }: { id: string }) => {
      started.push(id);
      return Promise.resolve({ id, total: 0, repeated: false });
    },
  } as unknown as FanOutClient;
  await startUnstarted(back, () => Date.now());
  const begun = ((await listed()).body['items'] as typeof items).find(({ id }) => id === order.id);
  expect(typeof begun?.startedAt).toBe('string');
  await expect(
    startOnRecord(back, { ...order, references: Array.from({ length: 10_001 }, String) }, now),
  ).rejects.toMatchObject({ status: 409, more: { refusal: { code: 'too-many-tickets' } } });
});

test('an unplanned holiday is previewed for each open ticket, then applied to all, though a worker is killed (annex §5, §6)', async () => {
  await cadran.call(
    'admin',
    'PUT',
    `/v1/invoices/${client}/V-2`,
    { ...invoice, number: 'V-2', paidOn: dateIn(0) },
    { 'if-match': '"1"' },
  );
  const references = await Promise.all(['P2', 'P3', 'P1'].map((priority) => cadran.open(client, priority)));
  for (const reference of references) await admitted(reference, 'admitted');
  const add = (version: number, from: string) =>
    cadran.call('admin', 'POST', '/v1/contracts', contract(version, from, [strike]));
  expect([(await add(2, '2024-02-01')).status, (await add(3, '2099-01-01')).status]).toEqual([201, 201]);

  const preview = async (query: string): Promise<Answer> => await cadran.call('admin', 'GET', `${path}?${query}`);
  const first = await until(async () => {
    const page = await preview('limit=3');
    return typeof page.body['next'] === 'string' && page;
  });
  const second = await preview(`limit=3&after=${String(first.body['next'])}`);
  const effects = [first, second].flatMap(({ body }) => body['items'] as Effect[]);
  expect(new Set(effects.map(({ reference }) => reference)).size).toBe(4);
  const endOfStrike = Date.parse(dateIn(2));
  for (const { changes, before, after } of effects) {
    expect(changes).toBe(true);
    expect(dueOf(before)).toBeLessThan(Date.now() + 9 * 3600_000);
    expect(dueOf(after)).toBeGreaterThan(endOfStrike + 7 * 3600_000);
  }
  const [reference = ''] = references;
  const alone = await preview(`reference=${reference}`);
  expect(alone.body['items']).toHaveLength(1);
  expect(await cadran.events(reference)).not.toContainEqual(expect.objectContaining({ type: 'terms-amended' }));

  const reason = { reason: 'Grève générale' };
  const apply = async (as: string, headers: Record<string, string>, to = path): Promise<Answer> =>
    await cadran.call(as, 'POST', to, reason, headers);
  const tag = { 'if-match': first.headers.get('etag') ?? '' };
  expect((await apply('admin', {})).status).toBe(428);
  expect((await apply('admin', { 'if-match': '"9"' })).status).toBe(412);
  expect((await apply('support', tag)).status).toBe(403);
  const later = await apply('admin', tag, `/v1/contracts/${client}/3/amendment`);
  expect(later).toMatchObject({ status: 422, body: { code: 'contract-not-in-force', clause: '§6' } });

  const keyed = { ...tag, 'idempotency-key': 'strike' };
  const started = await apply('admin', keyed);
  expect(started).toMatchObject({ status: 202, body: { total: 4 } });
  await cadran.worker.kill('SIGKILL');
  await cadran.worker.start();
  const progress = await until(async () => {
    const { body } = await cadran.call('support', 'GET', started.headers.get('location') ?? '');
    return body['state'] === 'done' && body;
  });
  expect(progress).toMatchObject({ kind: 'amendment', total: 4, done: 4, applied: 4, over: 0, refused: [] });
  expect((await apply('admin', keyed)).headers.get('location')).toBe(started.headers.get('location'));
  const other = await cadran.call('admin', 'POST', path, { reason: 'Another one' }, keyed);
  expect(other).toMatchObject({ status: 422, body: { code: 'key-reused' } });
  expect(other.body['detail']).toContain(String(started.body['id']));
  const { body: listed } = await cadran.call('admin', 'GET', '/v1/fan-outs?limit=200');
  expect((listed['items'] as { kind: string }[]).filter(({ kind }) => kind === 'amendment')).toHaveLength(1);

  for (const effect of effects) {
    const events = await cadran.eventsWith(effect.reference, 'terms-amended');
    expect(events.filter(({ type }) => type === 'terms-amended')).toHaveLength(1);
    const { body } = await cadran.call('support', 'GET', `/v1/tickets/${effect.reference}`);
    // Some seconds have been counted between preview and application.
    expect(Math.abs(dueOf(body['clocks'] as Clock[]) - dueOf(effect.after))).toBeLessThan(60_000);
  }
  const explained = await cadran.call(client, 'GET', `/v1/tickets/${reference}/explanation`);
  expect(explained.text).toContain('special day of the contract: Grève générale');
  expect(explained.body).toMatchObject({ contractVersion: 2 });
  const seen = await cadran.call(client, 'GET', `/v1/tickets/${reference}/events`);
  const told = (seen.body['items'] as { type: string; data: unknown }[]).find(({ type }) => type === 'terms-amended');
  expect(told?.data).toEqual({ from: 1, to: 2, ...reason });
  await cadran.replay(reference);
}, 60_000);
