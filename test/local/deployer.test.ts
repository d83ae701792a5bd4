import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import { createDeployerActivities } from '../../activities/deployer/deployer';
import { signedHeaders } from '../../activities/webhook/outside-call';
import type { DeployerOutcome, Health } from '../../activities/ports';
import { deployerServer } from '../../local/deployer-http';
import { DeployerOperations, type Failure } from '../../local/deployer-operations';
import { SampleServices } from '../../local/sample-services';
import { temporaryFolder } from './temporary-folder';

const secret = 'a deployer secret of thirty-two characters';
const folder = temporaryFolder();
const about = { client: 'dupont', environment: 'prod' };
let server = createServer();
let url = '';

/** A deployer on the folder, as after a start of its process. */
async function start(workMs: number): Promise<void> {
  const services = new SampleServices(join(folder, 'services'), new Map([['dupont/prod', '2026.3']]));
  const operations = new DeployerOperations(join(folder, 'operations'), services, workMs);
  server = deployerServer({ secret, operations, services, now: Date.now });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
async function stop(): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
beforeAll(() => start(10));
afterAll(stop);

const activities = () =>
  createDeployerActivities({
    ...{ secret, allowPrivate: true, callMs: 500, pauseMs: { first: 5, longest: 20 } },
    findEnvironment: (client, code) =>
      Promise.resolve({ code, deployer: { url }, healthCheck: `${url}/services/${client}/${code}/health` }),
  });
const run = <Answer>(activity: () => Promise<Answer>): Promise<Answer> => new MockActivityEnvironment().run(activity);
const reason = { fr: 'Version <nouvelle>', en: 'A new version' };
const install = (
  operation: string,
  version: string,
  more: { kind?: 'deploy' | 'roll-back'; waitMs?: number } = {},
): Promise<DeployerOutcome> =>
  run(() =>
    activities().runDeployment({
      ...{ operation, ...about, product: 'wms', version, from: null, reason, kind: 'deploy', waitMs: 3_000 },
      ...more,
    }),
  );
const health = (version?: string): Promise<Health> =>
  run(() => activities().checkHealth({ ...about, waitMs: 0, ...(version === undefined ? {} : { version }) }));

async function page(path = '/services/dupont/prod'): Promise<string> {
  const answer = await fetch(`${url}${path}`);
  return `${answer.status} ${await answer.text()}`;
}
async function wish(what: Failure['what'], times = 1): Promise<number> {
  const body = JSON.stringify({ ...about, what, times });
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${url}/failures`, { method: 'POST', body, headers })).status;
}
async function asked(id: string): Promise<number> {
  const list = (await (await fetch(`${url}/operations`)).json()) as { operation: { id: string }; asked: number }[];
  return list.find(({ operation }) => operation.id === id)?.asked ?? 0;
}

test('a deployment switches the service to another version, and a roll-back to the one before', async () => {
  expect(await page()).toContain('Warehouse management 2026.3');
  expect(await install('one', '2026.4')).toEqual({ outcome: 'done', detail: '' });
  expect(await page()).toMatch(/^200 [^]*Warehouse management 2026\.4/);
  expect(await health('2026.4')).toEqual({ outcome: 'healthy', version: '2026.4', detail: '' });
  await install('back', '2026.3', { kind: 'roll-back' });
  expect(await page()).toContain('Warehouse management 2026.3');
});

test('users who find it closed are told why and until when; whether it works can be asked behind the door', async () => {
  const until = '2026-12-07T21:00:00.000Z';
  await run(() => activities().setMaintenanceMode({ operation: 'on', ...about, mode: 'on', reason, until }));
  const closed = await page();
  expect(closed).toMatch(/^503 /);
  expect(closed).toContain('Version &lt;nouvelle&gt;');
  expect(closed).toContain('A new version');
  expect(closed).toContain(until);
  expect(await health('2026.3')).toMatchObject({ outcome: 'healthy' });
  await run(() => activities().setMaintenanceMode({ operation: 'off', ...about, mode: 'off' }));
  expect(await page()).toMatch(/^200 /);
});

test('it fails on demand, so many times, and says so', async () => {
  expect(await wish('deploy', 2)).toBe(200);
  const failed = { outcome: 'failed', detail: 'somebody asked for this failure' };
  expect(await install('first try', '2026.4')).toEqual(failed);
  expect(await install('first try', '2026.4')).toEqual(failed);
  expect(await install('second try', '2026.4')).toEqual(failed);
  expect(await page()).toContain('2026.3');
  expect(await install('third try', '2026.4')).toMatchObject({ outcome: 'done' });
});

test('a release that does not work is seen by its health, and put right by going back', async () => {
  await wish('broken-release');
  expect(await install('broken', '2026.5')).toMatchObject({ outcome: 'done' });
  expect(await health('2026.5')).toEqual({
    outcome: 'unhealthy',
    version: '2026.5',
    detail: 'release: this release does not start',
  });
  expect(await page()).toMatch(/^500 /);
  await install('back again', '2026.4', { kind: 'roll-back' });
  expect(await health('2026.4')).toMatchObject({ outcome: 'healthy' });
});

test('an answer that is lost after it was taken leads to no second deployment', async () => {
  await wish('lost-answer');
  expect(await install('lost', '2026.5')).toMatchObject({ outcome: 'done' });
  expect(await asked('lost')).toBe(1);
});

test('what was under way when the deployer died is done once it is back; another call under its id is refused', async () => {
  await stop();
  await start(60_000);
  expect(await install('slow', '2026.6', { waitMs: 50 })).toMatchObject({ outcome: 'unknown' });
  await stop();
  await start(10);
  expect(await install('slow', '2026.6')).toMatchObject({ outcome: 'done' });
  expect(await asked('slow')).toBe(0);
  expect(await page()).toContain('Warehouse management 2026.6');
  const body = JSON.stringify({ id: 'slow', kind: 'leave-maintenance', ...about });
  const headers = { 'content-type': 'application/json', ...signedHeaders(secret, body, Date.now()) };
  expect((await fetch(`${url}/operations`, { method: 'POST', body, headers })).status).toBe(409);
});

test('nobody but Cadran is answered, and not with what was signed long ago', async () => {
  const body = JSON.stringify({ id: 'stranger', kind: 'leave-maintenance', ...about });
  const post = async (headers: Record<string, string>): Promise<number> =>
    (
      await fetch(`${url}/operations`, {
        ...{ method: 'POST', body },
        headers: { 'content-type': 'application/json', ...headers },
      })
    ).status;
  expect(await post({})).toBe(401);
  expect(await post(signedHeaders('another secret of at least thirty-two characters', body, Date.now()))).toBe(401);
  expect(await post(signedHeaders(secret, body, Date.now() - 600_000))).toBe(401);
  expect(await post(signedHeaders(secret, `${body} `, Date.now()))).toBe(401);
  expect((await fetch(`${url}/operations/slow`)).status).toBe(401);
  expect(await asked('stranger')).toBe(0);
});

test('what it can make nothing of is refused', async () => {
  expect(await page('/elsewhere')).toMatch(/^404 /);
  expect(await page('/')).toContain('dupont/prod');
  expect((await fetch(`${url}/failures`, { method: 'POST', body: '{"what":"deploy"}' })).status).toBe(400);
  const body = '{"id":"odd","kind":"explode"}';
  const headers = { 'content-type': 'application/json', ...signedHeaders(secret, body, Date.now()) };
  expect((await fetch(`${url}/operations`, { method: 'POST', body, headers })).status).toBe(400);
});
