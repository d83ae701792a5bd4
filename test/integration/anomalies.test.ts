import { proposeUnproposed } from '../../api/anomalies/unproposed';
import { FanOutClient } from '../../clients/fan-out';
import { TicketClient } from '../../clients/ticket';
import { publishedAnomaly } from '../../domain/anomaly/anomaly';
import { changeEntry, readKept } from '../../store/registers';
import { cadran } from './one-cadran';
import { until } from './running-cadran';

type Fields = Record<string, unknown>;

async function incident(as: string): Promise<string> {
  const reference = await cadran.open(as, 'P2');
  await cadran.command('support', reference, 'acknowledge');
  await cadran.command('support', reference, 'qualify', { category: 'provider-incident', priority: 'P2' });
  return reference;
}

async function mailWith(reference: string, words: RegExp): Promise<string> {
  return await until(async () => {
    const found = (await cadran.mails(reference)).find(({ subject }) => words.test(subject));
    return found ? `${found.subject}\n${found.text}` : false;
  });
}

/** All that somebody is told of a ticket. */
async function told(as: string, reference: string): Promise<string> {
  const paths = ['', '/events', '/anomaly', '/explanation'].map((path) => `/v1/tickets/${reference}${path}`);
  const answers = await Promise.all(paths.map((path) => cadran.call(as, 'GET', path)));
  return answers.map(({ text }) => text).join('\n');
}

test('the incidents of two companies are resolved together, each when its client agrees (annex "Anomalie", "Résolution")', async () => {
  const created = await cadran.call('support', 'POST', '/v1/anomalies', {
    ...{ product: 'wms', title: 'SECRET title', analysis: 'SECRET analysis' },
    reproduction: { steps: 'SECRET steps', expected: 'e', observed: 'o', environment: 'test' },
  });
  expect(created).toMatchObject({ status: 201, body: { state: 'open', history: [{ what: 'recorded' }] } });
  const keyed = async (title: string) =>
    await cadran.call(
      ...(['support', 'POST', '/v1/anomalies', { product: 'wms', title, analysis: null, reproduction: null }] as const),
      { 'idempotency-key': 'once' },
    );
  const [first, again, other] = [await keyed('Twice'), await keyed('Twice'), await keyed('Other')];
  expect(again).toMatchObject({ status: 201, body: first.body });
  expect(other).toMatchObject({ status: 422, body: { code: 'key-reused' } });
  const anomaly = String(created.body['reference']);
  const [dupont, presse] = await Promise.all([incident('dupont'), incident('presse')]);
  for (const reference of [dupont, presse]) await cadran.command('support', reference, 'tie-to-anomaly', { anomaly });
  const tied = await until(async () => {
    const { body } = await cadran.call('support', 'GET', `/v1/tickets?anomaly=${anomaly}`);
    const items = body['items'] as Fields[];
    return items.length === 2 && items.map(({ reference }) => reference);
  });
  expect(tied).toEqual(expect.arrayContaining([dupont, presse]));

  const path = `/v1/anomalies/${anomaly}`;
  const fix = { kind: 'fix', answer: 'The index is made again.', version: '2026.5' };
  expect(await cadran.call('support', 'POST', `${path}/resolution`, fix)).toMatchObject({ status: 428 });
  const without = { kind: fix.kind, answer: fix.answer };
  const tag = { 'if-match': '"1"' };
  expect(await cadran.call('support', 'POST', `${path}/resolution`, without, tag)).toMatchObject({
    ...{ status: 422, body: { code: 'fix-without-version' } },
  });
  const published = await cadran.call('support', 'POST', `${path}/resolution`, fix, tag);
  expect(published).toMatchObject({ status: 200, body: { state: 'fixed', fix: { version: '2026.5' } } });
  expect(await cadran.call('support', 'POST', `${path}/resolution`, fix, tag)).toMatchObject({ status: 412 });
  const progress = await until(async () => {
    const { body } = await cadran.call('support', 'GET', `${path}/proposals`);
    const { state } = (body['progress'] ?? {}) as Fields;
    return state === 'done' && body;
  });
  expect(progress).toMatchObject({ publications: 1, progress: { total: 2, applied: 2, refusedCount: 0 } });

  expect(await mailWith(dupont, /Résolution proposée/)).toContain('livré par la version 2026.5');
  const accepted = await cadran.command('dupont', dupont, 'accept-resolution');
  expect(accepted).toMatchObject({ status: 'resolved', resolution: fix });
  const declined = await cadran.command('presse', presse, 'decline-resolution', { reason: 'Still empty.' });
  expect(declined).toMatchObject({ status: 'qualified', anomaly, proposedResolution: null });
  expect(await mailWith(presse, /Résolution refusée/)).toContain('Still empty.');

  // Published once more, it is not proposed to the one that has declined it; once it has changed it is.
  await cadran.call('support', 'POST', `${path}/resolution`, { ...fix, version: '2026.4' }, { 'if-match': '"2"' });
  await until(async () => {
    const { body } = await cadran.call('presse', 'GET', `/v1/tickets/${presse}`);
    return (body['proposedResolution'] as Fields | null)?.['version'] === '2026.4';
  });
  await cadran.command('presse', presse, 'decline-resolution', { number: 2, reason: 'Still empty.' });
  await cadran.call('support', 'POST', `${path}/resolution`, fix, { 'if-match': '"3"' });
  const refused = await until(async () => {
    const { body } = await cadran.call('support', 'GET', `${path}/proposals`);
    return body['publications'] === 3 && (body['progress'] as Fields | null)?.['state'] === 'done' && body['progress'];
  });
  const reasons = (refused as { refused: { reference: string; refusal: Fields }[] }).refused;
  expect(reasons.find((one) => one.reference === presse)?.refusal['code']).toBe('resolution-declined-before');
  const answer = 'The index is made again, and checked.';
  await cadran.call('support', 'POST', `${path}/resolution`, { ...fix, answer }, { 'if-match': '"4"' });
  await until(async () => {
    const { body } = await cadran.call('presse', 'GET', `/v1/tickets/${presse}`);
    return (body['proposedResolution'] as Fields | null)?.['version'] === '2026.5';
  });

  const toDupont = await told('dupont', dupont);
  expect(toDupont).toContain('2026.5');
  expect(toDupont).not.toMatch(/SECRET|support@/);
  expect(toDupont).not.toContain(presse);
  expect(await cadran.call('dupont', 'GET', path)).toMatchObject({ status: 403 });
  const own = await cadran.call('dupont', 'GET', `/v1/tickets?anomaly=${anomaly}`);
  expect((own.body['items'] as Fields[]).map(({ reference }) => reference)).toEqual([dupont]);
  expect(await cadran.call('dupont', 'POST', `/v1/tickets/${presse}/accept-resolution`, {})).toMatchObject({
    ...{ status: 404, body: { code: 'not-found' } },
  });
  expect(await told('support', dupont)).toContain('SECRET steps');
  await cadran.replay(dupont, presse);
});

test('what was published by a process that ended before it was proposed is proposed all the same, once', async () => {
  const { body } = await cadran.call('support', 'POST', '/v1/anomalies', {
    ...{ product: 'wms', title: 'Left half published', analysis: null, reproduction: null },
  });
  const anomaly = String(body['reference']);
  const reference = await incident('dupont');
  await cadran.command('support', reference, 'tie-to-anomaly', { anomaly });
  await until(async () => {
    const tied = await cadran.call('support', 'GET', `/v1/tickets?anomaly=${anomaly}`);
    return (tied.body['items'] as Fields[]).length === 1;
  });
  const kept = await readKept('anomalies', anomaly);
  if (!kept) throw new Error('the anomaly is not in its register');
  const published = { kind: 'workaround' as const, answer: 'Use the other one' };
  const by = 'n1@support.example';
  const written = publishedAnomaly(kept.entry, published, { by, at: new Date().toISOString() });
  expect(await changeEntry('anomalies', written, kept.revision, by)).toBe(true);

  const fanOuts = new FanOutClient(cadran.temporal);
  const later = () => Date.now() + 120_000;
  expect(await proposeUnproposed(fanOuts, () => Date.now())).not.toContain(anomaly);
  expect(await proposeUnproposed(fanOuts, later)).toContain(anomaly);
  expect(await proposeUnproposed(fanOuts, later)).not.toContain(anomaly);
  await until(async () => {
    const ticket = await cadran.call('dupont', 'GET', `/v1/tickets/${reference}`);
    return (ticket.body['proposedResolution'] as Fields | null)?.['answer'] === published.answer;
  });
});

test('a duplicate goes on in the ticket that was opened first, which knows it', async () => {
  const first = await incident('dupont');
  const second = await cadran.open('dupont', 'P2');
  const abroad = await cadran.open('harbour', 'P2');
  const into = { reference: first, reason: 'Both are about printer 4.' };
  const refused = await cadran.call('support', 'POST', `/v1/tickets/${abroad}/merge-into`, into);
  expect(refused).toMatchObject({ status: 422, body: { code: 'merge-other-company' } });
  const wrongWay = { ...into, reference: second };
  expect(await cadran.call('support', 'POST', `/v1/tickets/${first}/merge-into`, wrongWay)).toMatchObject({
    ...{ status: 409, body: { code: 'merge-into-later' } },
  });
  const merged = await cadran.command('support', second, 'merge-into', into);
  expect(merged).toMatchObject({ status: 'closed', merged: { into: first } });
  expect(merged['clocks']).toMatchObject([{ state: 'stopped', verdict: null }, { verdict: null }]);
  expect(await mailWith(second, new RegExp(first))).toContain(into.reason);
  await until(async () => {
    const { body } = await cadran.call('dupont', 'GET', `/v1/tickets/${first}`);
    return (body['duplicates'] as string[]).includes(second);
  });
  const message = await cadran.call('dupont', 'POST', `/v1/tickets/${second}/message`, { message: 'And?' });
  expect(message).toMatchObject({
    status: 409,
    body: { code: 'merged', detail: expect.stringContaining(first) as string },
  });
  const handle = cadran.temporal.workflow.getHandle(`ticket:${second}`);
  await until(async () => (await handle.describe()).status.name === 'COMPLETED');
  await cadran.replay(second);

  // A client does not learn of another company's ticket that its own is linked to, from either side.
  await cadran.command('support', abroad, 'link', { kind: 'child-of', to: first });
  const ring = await cadran.call('support', 'POST', `/v1/tickets/${first}/link`, { kind: 'child-of', to: abroad });
  expect(ring).toMatchObject({ status: 409, body: { code: 'link-in-ring' } });
  const linked = async (as: string) => (await cadran.call(as, 'GET', `/v1/tickets?linkedTo=${first}`)).body['items'];
  const both = await until(async () => {
    const items = (await linked('support')) as Fields[];
    return items.length === 2 && items.map(({ reference }) => reference);
  });
  expect(both).toEqual(expect.arrayContaining([second, abroad]));
  expect((await linked('dupont')) as Fields[]).toMatchObject([{ reference: second }]);
  expect((await cadran.call('harbour', 'GET', `/v1/tickets?linkedTo=${first}`)).status).toBe(404);
  expect((await cadran.call('harbour', 'GET', `/v1/tickets/${abroad}`)).text).not.toContain(first);
  expect((await cadran.call('harbour', 'GET', `/v1/tickets/${abroad}/events`)).text).not.toContain(first);
});

test('a ticket goes on where the one that it is merged into has ended since that one was looked at, and who merges is told', async () => {
  const into = await incident('dupont');
  const duplicate = await cadran.open('dupont', 'P2');
  const { body } = await cadran.call('support', 'GET', `/v1/tickets/${into}`);
  const { client, openedAt, status, priority } = body as Record<'client' | 'openedAt' | 'status', string> & {
    priority: 'P2';
  };
  const ticket = { reference: into, client, openedAt, status, priority };
  const request = {
    actor: { id: 'n1', role: 'support' as const },
    data: { reference: into, reason: 'The same' },
    facts: { ticket: { ...ticket, admission: 'admitted', mergedInto: null, ancestors: [] } },
  };
  const tickets = new TicketClient(cadran.temporal);
  const mergedAs = (key: string) => tickets.command(duplicate, 'merge-into', request, `n1/merge-into/${key}`);
  const refusedAs = (was: string) => ({ refusal: { code: 'merge-target-ended', params: { into, status: was } } });

  await cadran.command('support', into, 'resolve', { kind: 'fix', answer: 'Done' });
  expect(await mergedAs('resolved')).toMatchObject(refusedAs('resolved'));
  await cadran.command('dupont', into, 'confirm');
  await until(
    async () => (await cadran.temporal.workflow.getHandle(`ticket:${into}`).describe()).status.name === 'COMPLETED',
  );
  expect(await mergedAs('gone')).toMatchObject(refusedAs('closed'));
  const acknowledged = await cadran.command('support', duplicate, 'acknowledge');
  expect(acknowledged).toMatchObject({ status: 'acknowledged', merged: null });
  expect((acknowledged['clocks'] as Fields[])[1]).toMatchObject({ clock: 'resolution', state: 'running' });
  expect((await cadran.events(into)).map(({ type }) => type)).not.toContain('duplicate-taken');
  await cadran.replay(into, duplicate);
});
