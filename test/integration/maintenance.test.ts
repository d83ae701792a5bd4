import type { StoredMail } from '../../local/stored-mail';
import { releaseHolds, storedHolds } from '../../store/maintenance-holds';
import { RunningCadran, until, type Answer } from './running-cadran';

let cadran: RunningCadran;
beforeAll(async () => {
  cadran = await RunningCadran.start();
}, 60_000);
afterAll(() => cadran.stop(), 60_000);

const why = { fr: 'Mise à jour du système', en: 'System update' };
const manager = 'release-manager';

async function schedule(more: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
  const body = { client: 'dupont', environments: ['prod'], startsAt: '2029-12-03T19:00:00Z', why, ...more };
  return await cadran.call(manager, 'POST', '/v1/maintenances', body, headers);
}

const give = (as: string, reference: string, name: string, body: unknown) =>
  cadran.call(as, 'POST', `/v1/maintenances/${reference}/${name}`, body);

async function mailsWith(reference: string, count: number): Promise<StoredMail[]> {
  return await until(async () => {
    const mails = await cadran.mails(reference);
    return mails.length >= count && mails;
  });
}

interface Written {
  readonly subject: string;
  readonly text: string;
}

/** The notices that would leave, in either language. */
async function previewed(body: object): Promise<Written[]> {
  const answer = await cadran.call(manager, 'POST', '/v1/notice-previews', body);
  expect(answer).toMatchObject({ status: 200, body: { clients: 1 } });
  const notices = answer.body['notices'] as { texts: Record<'fr' | 'en', Written> }[];
  return notices.flatMap(({ texts }) => [texts.fr, texts.en]);
}

test('announced, moved, called off: mails with invitations of one thread, feeds and banner, each as its reader may see it', async () => {
  const scheduled = await schedule({}, { 'idempotency-key': 'once' });
  expect(scheduled).toMatchObject({
    status: 201,
    body: { status: 'scheduled', window: { rule: expect.any(String) as string } },
  });
  const reference = String(scheduled.body['reference']);
  expect(await schedule({}, { 'idempotency-key': 'once' })).toMatchObject({ status: 200, body: { reference } });
  const people = new Set((await mailsWith(reference, 1)).flatMap(({ to }) => to)).size;
  await mailsWith(reference, people);
  const later = { startsAt: '2030-01-07T19:00:00Z', reason: why };
  const shown = await previewed({ act: 'move', maintenance: reference, ...later });
  const moved = await give(manager, reference, 'move', later);
  expect(moved).toMatchObject({ status: 200, body: { revision: 1, window: { startsAt: '2030-01-07T19:00:00.000Z' } } });
  await mailsWith(reference, 2 * people);
  shown.push(...(await previewed({ act: 'cancel', maintenance: reference, reason: why })));
  expect(await give(manager, reference, 'cancel', { reason: why })).toMatchObject({ body: { status: 'cancelled' } });
  const mails = await mailsWith(reference, 3 * people);
  // What was shown before is what has left, but for the languages that nobody reads.
  const left = mails.slice(people).map(({ subject, text }) => `${subject} ${text.trim()}`);
  const said = shown.map(({ subject, text }) => `${subject} ${text.trim()}`);
  expect(left.filter((one) => !said.includes(one))).toEqual([]);
  expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(mails.length);
  expect(new Set(mails.map(({ headers }) => headers['references'])).size).toBe(1);
  for (const { headers, html, text } of mails) {
    expect(headers).toMatchObject({ 'auto-submitted': 'auto-generated' });
    expect(text).toMatch(/1 h|\d+ min/);
    expect(html).toContain('<!doctype html>');
  }
  expect(await cadran.call('harbour', 'GET', `/v1/maintenances/${reference}`)).toMatchObject({ status: 404 });
  const events = await cadran.call('dupont', 'GET', `/v1/maintenances/${reference}/events`);
  expect(events.text).not.toContain(`${manager}@people.example`);

  const feed = await cadran.call('dupont', 'POST', '/v1/feeds', { name: 'Agenda', language: 'en' });
  const [atom, calendar] = [String(feed.body['atom']), String(feed.body['calendar'])];
  const ics = await until(async () => {
    const answer = await fetch(new URL(calendar, cadran.api.address));
    const text = await answer.text();
    return text.includes('STATUS:CANCELLED') && text;
  });
  expect(ics).toContain(`UID:${reference.toLowerCase()}@cadran.maintenance`);
  expect(ics).toContain('SEQUENCE:2');
  const entries = await (await fetch(new URL(atom, cadran.api.address))).text();
  expect(entries).toContain(`[${reference}] Planned maintenance`);
  // An entry without content needs a link (RFC 4287).
  expect(entries.split('<content type="text">')).toHaveLength(entries.split('<entry>').length);
  const { id } = feed.body['feed'] as { id: string };
  expect(await cadran.call('harbour', 'DELETE', `/v1/feeds/${id}`)).toMatchObject({ status: 404 });
  expect(await cadran.call('dupont', 'DELETE', `/v1/feeds/${id}`)).toMatchObject({ status: 204 });
  expect((await fetch(new URL(atom, cadran.api.address))).status).toBe(404);
}, 60_000);

test('a window that the contract does not have, or whose notice would be late, is refused with the first one that does', async () => {
  const soon = await schedule({ startsAt: new Date(Date.now() + 3 * 24 * 3_600_000).toISOString() });
  expect(soon).toMatchObject({ status: 422, body: { code: 'window-not-allowed', clause: '§10' } });
  const agreed = await schedule({
    ...{ startsAt: new Date(Date.now() + 3 * 24 * 3_600_000).toISOString(), agreement: 'A call' },
    expectedDowntimeMinutes: 30,
  });
  expect(agreed).toMatchObject({ status: 422, body: { code: 'notice-late' } });
  const farAhead = await schedule({ startsAt: '9999-12-31T23:30:00Z', agreement: 'A call' });
  expect(farAhead).toMatchObject({ status: 422, body: { code: 'too-far-ahead' } });
  const endless = { startsAt: '2030-02-09T05:00:00Z', endsAt: '9999-12-31T23:59:59Z', agreement: 'A call' };
  expect(await schedule(endless)).toMatchObject({ status: 422, body: { code: 'too-far-ahead' } });
  const wanted = { client: 'dupont', environments: ['prod'], startsAt: '2029-12-04T19:00:00Z', why };
  const refused = await cadran.call(manager, 'POST', '/v1/notice-previews', { act: 'schedule', wanted });
  expect(refused).toMatchObject({ status: 422, body: { code: 'window-not-allowed' } });
  expect(refused.body['detail']).toMatch(/The first window .* begins on \d{4}-/);
  expect(String(agreed.body['detail'])).toMatch(/begins on \d{4}-\d\d-\d\dT/);
}, 60_000);

test('a planned one that meets another of its environment is refused and named; by the same key it is that one again', async () => {
  const agreed = { startsAt: '2029-06-09T05:00:00Z', endsAt: '2029-06-09T07:00:00Z', agreement: 'A call' };
  const first = await schedule(agreed, { 'idempotency-key': 'standing' });
  const reference = String(first.body['reference']);
  await until(async () =>
    (await cadran.call(manager, 'GET', '/v1/maintenances?status=scheduled')).text.includes(reference),
  );
  const later = { ...agreed, startsAt: '2029-06-09T06:59:00Z', endsAt: '2029-06-09T09:00:00Z' };
  const refused = await schedule(later);
  expect(refused).toMatchObject({ status: 409, body: { code: 'window-taken' } });
  expect(String(refused.body['detail'])).toContain(`2029-06-09T07:00:00.000Z by ${reference}`);
  const wanted = { client: 'dupont', environments: ['prod'], ...later, why };
  const preview = await cadran.call(manager, 'POST', '/v1/notice-previews', { act: 'schedule', wanted });
  expect(preview).toMatchObject({ status: 409, body: { code: 'window-taken' } });
  const french = await schedule(later, { 'accept-language': 'fr' });
  expect(String(french.body['detail'])).toMatch(/Le même service est fermé .* commence le 2029-07-02T18:00/);
  expect(await schedule(agreed, { 'idempotency-key': 'standing' })).toMatchObject({ status: 200, body: { reference } });
  expect(await schedule({ ...later, environments: ['test'] })).toMatchObject({ status: 201 });
  const other = await schedule({ ...later, startsAt: '2029-06-09T07:00:00Z' });
  expect(other).toMatchObject({ status: 201 });
  const moved = await give(manager, String(other.body['reference']), 'move', { ...agreed, reason: why });
  expect(moved).toMatchObject({ status: 409, body: { code: 'window-taken' } });
}, 60_000);

test('an environment is closed by one maintenance at a time: the next has it once that is over, or was called off', async () => {
  const claim = (maintenance: string) => ({ maintenance, environments: ['prod', 'test'] });
  const held = await schedule({
    startsAt: '2029-08-11T05:00:00Z',
    endsAt: '2029-08-11T07:00:00Z',
    agreement: 'A call',
  });
  const holder = String(held.body['reference']);
  expect(await storedHolds.take('dupont', claim(holder))).toBeNull();
  expect(await storedHolds.take('dupont', claim(holder))).toBeNull();
  const wanting = ['M-00000000AA', 'M-00000000BB'].map(claim);
  expect(await Promise.all(wanting.map((one) => storedHolds.take('dupont', one)))).toEqual([holder, holder]);
  await give(manager, holder, 'cancel', { reason: why });
  const [one, two] = await until(async () => {
    const holders = await Promise.all(wanting.map((one) => storedHolds.take('dupont', one)));
    return holders.includes(null) && holders;
  });
  expect([one, two]).toContainEqual(one === null ? 'M-00000000AA' : 'M-00000000BB');
  expect(await storedHolds.holderOf('dupont', 'test')).toBe(one ?? two);
  await releaseHolds({ reference: String(one ?? two), client: 'dupont', environments: ['prod', 'test'] });
  expect(await storedHolds.holderOf('dupont', 'prod')).toBeNull();
}, 60_000);

test('one that begins now is announced once however often it is asked for, and no other is told by its key', async () => {
  const asked = { client: 'atlas', environments: ['prod'], kind: 'unplanned', cause: 'security' };
  const ask = (more: object = {}) =>
    schedule({ startsAt: undefined, ...asked, ...more }, { 'idempotency-key': 'begins-now' });
  const beforeMs = Date.now();
  const first = await ask();
  expect(first).toMatchObject({ status: 201, body: { status: 'scheduled' } });
  // The client has a quarter of an hour to refuse it (annex §10).
  const { startsAt } = first.body['window'] as { startsAt: string };
  expect(Date.parse(startsAt) - beforeMs).toBeGreaterThanOrEqual(15 * 60_000);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await ask()).toMatchObject({ status: 200, body: { reference: first.body['reference'] } });
  const other = { why: { fr: 'Autre chose', en: 'Something else' } };
  expect(await ask(other)).toMatchObject({ status: 422, body: { code: 'key-reused' } });
}, 60_000);

test('refused by the client with the very text that it was shown', async () => {
  const startsAt = new Date(Date.now() + 3_600_000).toISOString();
  // For security or a critical incident of its own, and for nothing else (annex §10).
  const critical = (ticket?: string) => ({ kind: 'unplanned', startsAt, cause: 'critical-incident', ticket });
  const faulty = (field: string) => ({ status: 422, body: { errors: [{ field }] } });
  expect(await schedule({ kind: 'unplanned', startsAt })).toMatchObject(faulty('cause'));
  expect(await schedule(critical())).toMatchObject(faulty('ticket'));
  const minor = await cadran.open('dupont', 'P2');
  const refusedFor = { status: 422, body: { code: 'cause-not-critical', clause: '§10' } };
  const answered = await until(async () => {
    const answer = await schedule(critical(minor));
    return answer.status !== 503 && answer;
  });
  expect(answered).toMatchObject(refusedFor);
  const wanted = { client: 'dupont', environments: ['prod'], why, ...critical(minor) };
  expect(await cadran.call(manager, 'POST', '/v1/notice-previews', { act: 'schedule', wanted })).toMatchObject(
    refusedFor,
  );
  expect(await schedule(critical(await cadran.open('presse', 'P1')))).toMatchObject(refusedFor);
  const ticket = await cadran.open('dupont', 'P1');
  const { body } = await schedule(critical(ticket));
  expect(body).toMatchObject({ cause: { kind: 'critical-incident', ticket } });
  const reference = String(body['reference']);
  const shown = await cadran.call('dupont', 'GET', `/v1/maintenances/${reference}/consequences?language=fr`);
  const digest = String(shown.body['digest']);
  const untilOf = (instant: string) =>
    cadran.call('dupont', 'GET', `/v1/maintenances/${reference}/consequences?until=${instant}`);
  expect(await untilOf('2020-01-01T00:00:00Z')).toMatchObject({ status: 422, body: { code: 'postponed-to-earlier' } });
  expect(await untilOf('9999-12-31T23:59:59Z')).toMatchObject({ status: 422, body: { code: 'too-far-ahead' } });
  expect((await untilOf('2033-02-01T09:00:00Z')).text).toContain('1 February 2033 at 10:00 (Europe/Paris)');
  const signed = { language: 'fr', digest, signedBy: 'Claire Dupont' };
  expect(await give('dupont', reference, 'refuse', { ...signed, digest: 'a'.repeat(64) })).toMatchObject({
    ...{ status: 409, body: { code: 'consequences-changed' } },
  });
  expect(await give('dupont', reference, 'refuse', signed)).toMatchObject({
    ...{ status: 200, body: { status: 'refused', waivers: [{ text: shown.body['text'], signedBy: 'Claire Dupont' }] } },
  });
}, 60_000);
