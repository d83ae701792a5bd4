import { setTimeout as sleep } from 'node:timers/promises';
import { temporal } from '@temporalio/proto';
import { upgradeName } from '../../domain/upgrade/notices';
import { reservedTest } from '../../activities/upgrade/testing';
import { releaseHolds, storedHolds } from '../../store/maintenance-holds';
import { makeSampleReleases } from '../../local/sample-releases';
import type { Call } from '../../local/sample-tickets-making';
import { RunningCadran, until } from './running-cadran';

let cadran: RunningCadran;
beforeAll(async () => {
  cadran = await RunningCadran.start({ deployer: true, api: { UNPLANNED_NOTICE_MINUTES: '0' } });
}, 60_000);
afterAll(() => cadran.stop(), 60_000);

type Fields = Record<string, unknown>;
/** An operation of the reference deployer, and how often it was asked for. */
interface Asked {
  readonly operation: { readonly id: string; readonly kind: string };
  readonly asked: number;
}
/** With `CADRAN_KILLS=every` the worker is killed whenever a history has grown; else now and then, as it takes some seconds each time. */
const everyGrowth = process.env['CADRAN_KILLS'] === 'every';

/** Kills the worker, and starts it again, as histories grow, until all of them are complete; how often. */
async function killWheneverGrown(workflows: readonly string[]): Promise<number> {
  let [kills, growths, before] = [0, 0, 0];
  for (;;) {
    const handles = workflows.map((id) => cadran.temporal.workflow.getHandle(id));
    const described = await Promise.all(handles.map((handle) => handle.describe()));
    if (described.every(({ status: { name } }) => name === 'COMPLETED')) return kills;
    const histories = await Promise.all(handles.map((handle) => handle.fetchHistory()));
    const events = histories.flatMap((history) => history.events ?? []).filter(isProgress).length;
    if (events === before) {
      await sleep(10);
      continue;
    }
    before = events;
    growths += 1;
    if (!everyGrowth && growths % 16 !== 1) continue;
    await cadran.worker.kill('SIGKILL');
    kills += 1;
    await cadran.worker.start();
  }
}

/** A task alone is none: who is killed whenever one begins never comes to its end. */
function isProgress({ eventType }: temporal.api.history.v1.IHistoryEvent): boolean {
  const { EventType } = temporal.api.enums.v1;
  const tasks = [
    EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED,
    EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED,
    EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED,
    EventType.EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT,
  ];
  return !tasks.some((type) => type === eventType);
}

const documentation = { fr: 'https://docs.example/fr', en: 'https://docs.example/en' };

async function read(version: string): Promise<Fields> {
  return (await cadran.call('dupont', 'GET', `/v1/upgrades/dupont/wms/${version}`)).body;
}

async function stands(version: string, status: string): Promise<Fields> {
  return await until(async () => {
    const upgrade = await read(version);
    return upgrade['status'] === status && upgrade;
  });
}

const give = (as: string, version: string, name: string, data: Fields) =>
  cadran.call(as, 'POST', `/v1/upgrades/dupont/wms/${version}/${name}`, data);

interface Previewed {
  readonly template: string;
  readonly recipients: readonly { readonly email: string }[];
  readonly texts: Readonly<Record<'fr' | 'en', { readonly subject: string; readonly text: string }>>;
}

/** The notices that would leave; the time of day is left out of them, as it is another one when they do. */
async function previewed(body: Fields): Promise<readonly Previewed[]> {
  const answer = await cadran.call('release-manager', 'POST', '/v1/notice-previews', body);
  expect(answer).toMatchObject({ status: 200, body: { clients: 2 } });
  return (answer.body['notices'] as { client: string }[]).filter(({ client }) => client === 'dupont') as never;
}
const untimed = (text: string | undefined): string | undefined => text?.replace(/\d\d:\d\d/g, 'hh:mm').trim();

test('a client stops its promotion by a ticket; what becomes of the ticket reaches the upgrade, and a refusal is signed', async () => {
  const [first] = await previewed({ act: 'publish', product: 'wms', version: '2026.4' });
  expect(first).toMatchObject({ template: 'test-available', recipients: [{ email: 'claire@dupont.example' }] });
  const published = await cadran.call('release-manager', 'POST', '/v1/rollouts', { product: 'wms', version: '2026.4' });
  expect(published).toMatchObject({ status: 202, body: { status: 'starting' } });
  const again = await cadran.call('release-manager', 'POST', '/v1/rollouts', { product: 'wms', version: '2026.4' });
  expect(again).toMatchObject({ status: 409, body: { code: 'rollout-known' } });
  const testing = await stands('2026.4', 'testing');
  expect(testing).toMatchObject({
    test: { state: 'done' },
    installed: '2026.3',
    dates: { planned: { reason: 'test-window' } },
  });
  const mails = await until(async () => {
    const found = await cadran.mails(upgradeName({ client: 'dupont', product: 'wms', version: '2026.4' }));
    return found.length > 0 && found;
  });
  expect(mails[0]?.text).toContain('https://docs.example/fr/wms/2026.4');
  // The preview was made before, by nobody's mail: what has left says the very same.
  expect(mails.map(({ text }) => untimed(text))).toContain(untimed(first?.texts.fr.text));
  await until(async () => {
    const { body } = await cadran.call('dupont', 'GET', '/v1/environments/dupont/test');
    return body['version'] === '2026.4';
  });
  // A fix of what is in production does not take the test environment from a version that is tested, and nothing comes while it is worked in.
  const fixOf = (version: string, attempt = 1): Promise<object> =>
    reservedTest({
      opening: {
        ...{ client: 'dupont', product: 'wms', version, kind: 'fix', reasons: ['anomaly'], unplanned: null },
        ...{ documentation, startedAt: new Date().toISOString() },
      },
      ...{ environment: 'test', attempt, atMs: Date.now() },
    });
  expect(await fixOf('2026.3')).toMatchObject({ free: false, by: '2026.4' });
  await storedHolds.take('dupont', { maintenance: 'M-7K3QX9ABCD', environments: ['test'] });
  expect(await fixOf('2026.4')).toMatchObject({ free: false, by: 'M-7K3QX9ABCD', isWork: true });
  await releaseHolds({ reference: 'M-7K3QX9ABCD', client: 'dupont', environments: ['test'] });
  // No maintenance closes it while something is being installed in it, and of both at once one has it.
  const operation = 'upgrade:dupont:wms@2026.4/test/2';
  const closes = () => storedHolds.take('dupont', { maintenance: 'M-7K3QX9ABCD', environments: ['test'] });
  expect(await fixOf('2026.4', 2)).toEqual({ free: true, installed: '2026.4' });
  expect([await closes(), await storedHolds.holderOf('dupont', 'test')]).toEqual([operation, null]);
  await releaseHolds({ reference: operation, client: 'dupont', environments: ['test'] });
  const [installs, closed] = await Promise.all([fixOf('2026.4', 2), closes()]);
  expect(installs).toMatchObject({ free: closed !== null });
  for (const reference of [operation, 'M-7K3QX9ABCD'])
    await releaseHolds({ reference, client: 'dupont', environments: ['test'] });
  // What was installed gives way by itself.
  expect(await fixOf('2026.4')).toEqual({ free: true, installed: '2026.4' });
  expect(await closes()).toBeNull();
  await releaseHolds({ reference: 'M-7K3QX9ABCD', client: 'dupont', environments: ['test'] });
  // What a command would refuse, its preview refuses with the same reason.
  const refusedPreview = (body: Fields) =>
    cadran.call('release-manager', 'POST', '/v1/notice-previews', { product: 'wms', version: '2026.4', ...body });
  expect(await refusedPreview({ act: 'publish' })).toMatchObject({ status: 409, body: { code: 'rollout-known' } });
  expect(await refusedPreview({ act: 'resume' })).toMatchObject({ status: 409, body: { code: 'rollout-not-paused' } });
  const nothing = await refusedPreview({ act: 'stop', version: '2026.3', reason: 'Panne' });
  expect(nothing).toMatchObject({ status: 404, body: { code: 'rollout-unknown' } });
  const pause = { act: 'pause', product: 'wms', version: '2026.4', reason: 'Panne constatée' };
  const [paused] = await previewed(pause);
  expect(paused).toMatchObject({ template: 'paused' });
  expect(paused?.texts.en.text).toContain('Panne constatée');
  expect(await read('2026.4')).toMatchObject({ status: 'testing' });

  const ticket = await cadran.open('dupont', 'P2');
  expect(await give('dupont', '2026.4', 'report-incident', { ticket })).toMatchObject({ body: { status: 'blocked' } });
  const links = await until(async () => {
    const { body } = await cadran.call('dupont', 'GET', `/v1/tickets/${ticket}`);
    const tied = body['links'] as unknown[];
    return tied.length > 0 && tied;
  });
  expect(links).toEqual([{ kind: 'caused-by-upgrade', to: 'wms@2026.4', client: null }]);
  await cadran.command('support', ticket, 'acknowledge');
  await cadran.command('support', ticket, 'qualify', { category: 'provider-incident', priority: 'P2' });
  await cadran.command('support', ticket, 'resolve', { kind: 'fix', answer: 'Corrected' });
  expect(await stands('2026.4', 'testing')).toMatchObject({
    incidents: [{ ticket, open: false, released: 'resolved' }],
  });
  await cadran.command('dupont', ticket, 'reopen', { reason: 'Again' });
  expect(await stands('2026.4', 'blocked')).toMatchObject({ incidents: [{ ticket, open: true }] });

  const { body: text } = await cadran.call('dupont', 'GET', '/v1/upgrades/dupont/wms/2026.4/waiver?language=fr');
  expect(text['text']).toContain('Refus de la version 2026.4');
  const signature = { signedBy: 'Claire Dupont', digest: text['digest'], language: 'fr' };
  const refused = await give('dupont', '2026.4', 'refuse', signature);
  expect(refused).toMatchObject({
    status: 200,
    body: { status: 'refused', waivers: [{ kind: 'refusal', signedBy: 'Claire Dupont', text: text['text'] }] },
  });
  await stands('2026.4', 'refused');
  const { body: later } = await cadran.call('dupont', 'GET', `/v1/tickets/${await cadran.open('dupont', 'P3')}`);
  expect(later).toMatchObject({
    admission: { waivers: [{ kind: 'refusal', of: 'wms@2026.4', signedBy: 'Claire Dupont', digest: text['digest'] }] },
  });
  const { body: rollout } = await cadran.call('support', 'GET', '/v1/rollouts/wms/2026.4');
  expect(rollout).toMatchObject({ status: 'running', progress: { started: 2 } });
}, 90_000);

test(
  'an unplanned update is installed at once, though the worker is killed again and again: asked for once, each notice once',
  async () => {
    const version = '2026.3.1';
    const { body: product, headers } = await cadran.call('admin', 'GET', '/v1/products/wms');
    // Part of the version that the client runs: the one that it has refused is not brought by a fix.
    const versions = (product['versions'] as string[]).flatMap((one) => (one === '2026.3' ? [one, version] : [one]));
    const tag = { 'if-match': headers.get('etag') ?? '' };
    await cadran.call('admin', 'PUT', '/v1/products/wms', { ...product, versions }, tag);
    const added = await cadran.call('release-manager', 'POST', '/v1/versions', {
      ...{ product: 'wms', version, kind: 'fix', reasons: ['security'], documentation, plannedFor: null },
      nonRegression: { report: 'https://tests.example', passedOn: '2026-01-01' },
    });
    expect(added.status).toBe(201);
    const unplanned = {
      ...{ cause: 'security', why: { fr: 'Une faille', en: 'A hole' }, minutes: 10 },
      startsAt: new Date().toISOString(),
    };
    const publish = (more: Fields = {}) =>
      cadran.call('release-manager', 'POST', '/v1/rollouts', {
        product: 'wms',
        version,
        unplanned: { ...unplanned, ...more },
      });
    // What its reasons do not say is no cause.
    const critical = { cause: 'critical-incident', ticket: await cadran.open('dupont', 'P1') };
    expect(await publish(critical)).toMatchObject({ status: 422, body: { code: 'unplanned-kind' } });
    const published = await publish();
    expect(published.status).toBe(202);
    const reference = await until(async () => {
      const { maintenance } = (await read(version)) as { maintenance?: { reference: string | null } | null };
      return maintenance?.reference ?? false;
    });
    const workflows = [
      `upgrade:${upgradeName({ client: 'dupont', product: 'wms', version })}`,
      `maintenance:${reference}`,
    ];
    const kills = await killWheneverGrown(workflows);
    expect(kills).toBeGreaterThan(everyGrowth ? 12 : 0);
    await stands(version, 'promoted');
    const installed = await until(async () => {
      const { body } = await cadran.call('dupont', 'GET', '/v1/environments/dupont/prod');
      return body['version'] === version && body;
    });
    expect(installed).toMatchObject({ version });
    const told = await until(async () => {
      const found = await cadran.mails(reference);
      return found.some(({ messageId }) => messageId?.includes('.operational.')) && found;
    });
    const ids = told.map(({ messageId }) => messageId);
    expect(ids).toEqual([...new Set(ids)]);
    const operations = (await (await fetch(new URL('/operations', cadran.deployer.address))).json()) as Asked[];
    const promotion = operations.filter(({ operation: { id } }) => id.includes(reference));
    expect(promotion.map(({ asked }) => asked)).toEqual(promotion.map(() => 1));
    expect(promotion.map(({ operation: { kind } }) => kind)).toEqual([
      'enter-maintenance',
      'deploy',
      'leave-maintenance',
    ]);
  },
  everyGrowth ? 580_000 : 90_000,
);

test('the sample releases are made once, and show a held up upgrade, a refusal and a planned maintenance', async () => {
  const call: Call = (side, address, body, key) =>
    cadran.call(
      side,
      body ? 'POST' : 'GET',
      address,
      body ?? undefined,
      key === null ? {} : { 'idempotency-key': key },
    );
  await makeSampleReleases(call, Date.now());
  await makeSampleReleases(call, Date.now());
  const { body: refused } = await cadran.call('harbour', 'GET', '/v1/upgrades/harbour/wms/2026.4');
  expect(refused).toMatchObject({ status: 'refused', waivers: [{ kind: 'refusal', signedBy: 'Oliver Harbour' }] });
  const { incidents } = (await read('2026.4')) as { incidents?: { open: boolean }[] };
  expect(incidents?.some(({ open }) => open)).toBe(true);
  const announced = await until(async () => {
    const { body } = await cadran.call('release-manager', 'GET', '/v1/maintenances?client=atlas');
    const items = (body['items'] as { work: { kind: string } }[]).filter(({ work }) => work.kind === 'by-hand');
    return items.length > 0 && items;
  });
  expect(announced).toMatchObject([{ status: 'scheduled' }]);
}, 90_000);

test('what a register says of an installed version ends the upgrade that is not needed any more, and brings a new client its own', async () => {
  const { body: environment, headers } = await cadran.call('admin', 'GET', '/v1/environments/dupont/prod');
  const tag = { 'if-match': headers.get('etag') ?? '' };
  await cadran.call('admin', 'PUT', '/v1/environments/dupont/prod', { ...environment, version: '2026.4' }, tag);
  expect(await stands('2026.4', 'superseded')).toMatchObject({ superseded: { installed: '2026.4' } });
  // It was a mistake: corrected, the version goes on where it was.
  const wrong = await cadran.call('admin', 'GET', '/v1/environments/dupont/prod');
  const found = { 'if-match': wrong.headers.get('etag') ?? '' };
  await cadran.call('admin', 'PUT', '/v1/environments/dupont/prod', environment, found);
  await until(async () => (await read('2026.4'))['status'] !== 'superseded');

  const newcomer = { code: 'newcomer', name: 'Newcomer', language: 'en', zone: 'Europe/London' };
  expect((await cadran.call('admin', 'POST', '/v1/clients', newcomer)).status).toBe(201);
  const production = { client: 'newcomer', code: 'prod', product: 'wms', kind: 'production', version: '2026.3' };
  expect((await cadran.call('admin', 'POST', '/v1/environments', production)).status).toBe(201);
  await until(async () => {
    const { body } = await cadran.call('release-manager', 'GET', '/v1/upgrades/newcomer/wms/2026.4');
    return body['status'] === 'preparing' && body;
  });

  // Whoever comes to the base of a fix that was rolled out before is brought the fix.
  const back = await cadran.call('admin', 'GET', '/v1/environments/harbour/prod');
  const old = { 'if-match': back.headers.get('etag') ?? '' };
  await cadran.call('admin', 'PUT', '/v1/environments/harbour/prod', { ...back.body, version: '2026.3' }, old);
  await until(async () => {
    const { body } = await cadran.call('release-manager', 'GET', '/v1/upgrades/harbour/wms/2026.3.1');
    return body['unplanned'] !== undefined && body['status'] !== undefined && body;
  });
  // Its rollout is over for good: whoever is to have it all the same has an upgrade of its own.
  const late = { client: 'newcomer' };
  const own = await cadran.call('release-manager', 'POST', '/v1/rollouts/wms/2026.3.1/add-client', late);
  expect(own).toMatchObject({ status: 200, body: { status: 'done' } });
  expect(await cadran.call('release-manager', 'GET', '/v1/upgrades/newcomer/wms/2026.3.1')).toMatchObject({
    status: 200,
    body: { status: 'preparing' },
  });

  // What else the registers say of dates is told to the upgrades that it concerns.
  const loaded = async (): Promise<number> => {
    const { body } = await cadran.call('release-manager', 'GET', '/v1/upgrades/newcomer/wms/2026.4/events?limit=500');
    return (body['items'] as { type: string }[]).filter(({ type }) => type === 'calendar-loaded').length;
  };
  const changed = async (address: string, change: (entry: Fields) => Fields): Promise<number> => {
    const entry = await cadran.call('admin', 'GET', address);
    const named = { 'if-match': entry.headers.get('etag') ?? '' };
    return (await cadran.call('admin', 'PUT', address, change(entry.body), named)).status;
  };
  const freeze = {
    ...{ code: 'newcomer-move', client: 'newcomer', product: null, reason: { fr: 'Déménagement.', en: 'Move.' } },
    ...{ from: '2030-01-01T00:00:00.000Z', until: '2030-01-10T00:00:00.000Z' },
  };
  const changes = [
    () => changed('/v1/clients/newcomer', (entry) => ({ ...entry, zone: 'Europe/Paris' })),
    () => changed('/v1/products/wms', (entry) => ({ ...entry, name: 'Warehouses' })),
    () => changed('/v1/versions/wms/2026.4', (entry) => ({ ...entry, plannedFor: '2026-10-01' })),
    async () => (await cadran.call('admin', 'POST', '/v1/freezes', freeze)).status,
    () => changed('/v1/freezes/newcomer-move', (entry) => ({ ...entry, client: null })),
  ];
  for (const change of changes) {
    const before = await loaded();
    expect([200, 201]).toContain(await change());
    await until(async () => (await loaded()) > before);
  }
}, 90_000);
