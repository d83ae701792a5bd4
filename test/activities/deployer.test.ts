import { MockActivityEnvironment } from '@temporalio/testing';
import {
  createDeployerActivities,
  type CalledEnvironment,
  type EnvironmentHolds,
} from '../../activities/deployer/deployer';
import type { DeploymentRequest, DeployerActivities, DeployerOutcome } from '../../activities/ports';
import { AnsweringDeployer, secret, type Fault } from './answering-deployer';

let deployer: AnsweringDeployer;
beforeEach(async () => void (deployer = await AnsweringDeployer.listen()));
afterEach(() => deployer.close());

const ended: string[] = [];
function activities(
  more: {
    secret?: string | undefined;
    environment?: Partial<CalledEnvironment> | null;
    allowPrivate?: boolean;
    holds?: EnvironmentHolds;
  } = {},
): DeployerActivities {
  const environment = { code: 'prod', deployer: { url: deployer.url }, healthCheck: `${deployer.url}/health` };
  return createDeployerActivities({
    secret: 'secret' in more ? more.secret : secret,
    allowPrivate: more.allowPrivate ?? true,
    callMs: 1000,
    pauseMs: { first: 5, longest: 20 },
    holdMs: { pause: 30, longest: 20 },
    ...(more.holds ? { holds: more.holds } : {}),
    findEnvironment: (_client, code) =>
      Promise.resolve(more.environment === null ? null : { ...environment, code, ...more.environment }),
    onEnded: (kind, outcome) => void ended.push(`${kind} ${outcome}`),
  });
}

const request: DeploymentRequest = {
  operation: 'upgrade:dupont:wms@2026.4/promotion/1',
  kind: 'deploy',
  client: 'dupont',
  environment: 'prod',
  product: 'wms',
  version: '2026.4',
  from: '2026.3',
  reason: { fr: 'Version 2026.4', en: 'Version 2026.4' },
  waitMs: 3_000,
};
const id = 'upgrade:dupont:wms@2026.4~2f~promotion~2f~1';

async function run(more: Partial<DeploymentRequest> = {}, of = activities()): Promise<DeployerOutcome> {
  return await new MockActivityEnvironment().run(() => of.runDeployment({ ...request, ...more }));
}

test('a deployment is asked about, asked for once, and waited for', async () => {
  expect(await run()).toEqual({ outcome: 'done', detail: '' });
  // On a busy machine an answer may come too late, and is asked for again.
  expect(deployer.calls.map(({ method }) => method).join(' ')).toMatch(/^(GET )+POST( GET)+$/);
  expect(deployer.calls.find(({ method }) => method === 'POST')?.body).toEqual({
    ...{ id, kind: 'deploy', client: 'dupont', environment: 'prod', product: 'wms' },
    ...{ version: '2026.4', from: '2026.3', reason: { fr: 'Version 2026.4', en: 'Version 2026.4' } },
  });
  expect(ended.at(-1)).toBe('deploy done');
});

test('one that a worker which has died had asked for is asked about alone', async () => {
  await run();
  expect(await run()).toEqual({ outcome: 'done', detail: '' });
  expect(deployer.asked(id)).toBe(1);
});

test('what the deployer says of a failure is kept', async () => {
  deployer.endsAs = 'failed';
  expect(await run()).toEqual({ outcome: 'failed', detail: 'the disk is full' });
});

const unseen: [string, (Fault | undefined)[]][] = [
  ['lost', [undefined, 'lost after taking']],
  ['too late', [undefined, 'silent after taking']],
  ['no JSON', [undefined, { text: '<html>' }]],
  ['about another operation', [undefined, { text: '{"id":"another","state":"done"}' }]],
  ['of no shape', [undefined, { text: `{"id":"${id}","state":"nearly"}` }]],
  ['too long', [undefined, { text: `"${'x'.repeat(70_000)}"` }]],
  ['lost at each question too', [undefined, 'lost after taking', 'lost after taking', 503]],
];
test.each(unseen)('an answer that is %s repeats nothing', async (_what, faults) => {
  deployer.faults = faults;
  expect(await run()).toMatchObject({ outcome: 'done' });
  expect(deployer.asked(id)).toBe(1);
  expect(deployer.done).toEqual([id]);
});

const notTaken: [string, (Fault | undefined)[]][] = [
  ['was lost on its way', [undefined, 'lost before taking']],
  ['came to a deployer that was away', ['lost before taking', 503, 502]],
  ['was put off', [undefined, 429]],
];
test.each(notTaken)('what %s is asked for again, once it is known not to be done', async (_what, faults) => {
  deployer.faults = faults;
  expect(await run()).toMatchObject({ outcome: 'done' });
  expect(deployer.done).toEqual([id]);
});

test.each([400, 403, 404, 409, 301])('%i refuses it for good', async (status) => {
  deployer.faults = [undefined, status];
  expect(await run()).toEqual({ outcome: 'failed', detail: `refused: HTTP ${status} no` });
});

test('a deployer that does not take the signature is not thought to have failed', async () => {
  const stranger = activities({ secret: 'another secret of at least thirty-two characters' });
  expect(await run({}, stranger)).toEqual({
    outcome: 'unknown',
    detail: 'the deployer does not tell: HTTP 401 signature',
  });
  expect(deployer.done).toEqual([]);
});

test('past its time nobody knows how it ended, and asking again finds out', async () => {
  deployer.takes = 20;
  expect(await run({ waitMs: 60 })).toMatchObject({ outcome: 'unknown', detail: 'after 0 s: it was still running' });
  expect(await run()).toMatchObject({ outcome: 'done' });
  expect(deployer.asked(id)).toBe(1);
});

test('an operation that the deployer has forgotten is not done again', async () => {
  deployer.takes = 20;
  deployer.faults = [undefined, undefined, undefined, 404];
  expect(await run()).toMatchObject({ outcome: 'unknown', detail: expect.stringContaining('forgotten') as string });
  expect(deployer.asked(id)).toBe(1);
});

test('nothing is asked unsigned, of a private address, or where nobody is named', async () => {
  expect(await run({}, activities({ secret: undefined }))).toMatchObject({ outcome: 'failed' });
  expect(await run({}, activities({ allowPrivate: false }))).toMatchObject({ outcome: 'failed' });
  expect(await run({}, activities({ environment: { deployer: undefined } }))).toMatchObject({ outcome: 'no-deployer' });
  expect(await run({}, activities({ environment: null }))).toMatchObject({ outcome: 'failed' });
  expect(deployer.calls).toEqual([]);
});

test('maintenance mode is entered with why and until when, and left', async () => {
  const of = activities();
  const about = { client: 'dupont', environment: 'prod' };
  const reason = { fr: 'Mise à jour', en: 'Update' };
  const until = '2026-12-07T21:00:00.000Z';
  const environment = new MockActivityEnvironment();
  await environment.run(() => of.setMaintenanceMode({ operation: 'on', ...about, mode: 'on', reason, until }));
  await environment.run(() => of.setMaintenanceMode({ operation: 'off', ...about, mode: 'off' }));
  expect(deployer.calls.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
    { id: 'on', kind: 'enter-maintenance', ...about, reason, until },
    { id: 'off', kind: 'leave-maintenance', ...about },
  ]);
});

test('an environment that another maintenance has closed is waited for, then told as held; only its holder opens it', async () => {
  const looks = ['M-AA', 'M-AA', null];
  const holder: string[] = [];
  const of = activities({
    holds: {
      take: () => Promise.resolve(looks.shift() ?? null),
      holderOf: () => Promise.resolve(holder[0] ?? null),
    },
  });
  const about = { client: 'dupont', environment: 'prod', claim: { maintenance: 'M-BB', environments: ['prod'] } };
  const mode = (of_: 'on' | 'off') =>
    new MockActivityEnvironment().run(() =>
      of_ === 'off'
        ? of.setMaintenanceMode({ operation: 'leave', ...about, mode: 'off' })
        : of.setMaintenanceMode({ operation: 'enter', ...about, mode: 'on', reason: request.reason, until: null }),
    );
  const asked = (): string[] =>
    deployer.calls.flatMap(({ method, body }) => (method === 'POST' ? [(body as { id: string }).id] : []));
  expect(await mode('on')).toEqual({ outcome: 'held', detail: 'M-AA is at work in it' });
  expect(asked()).toEqual([]);
  expect(await mode('on')).toMatchObject({ outcome: 'done' });
  looks.push('M-AA', 'M-AA', null);
  const held = () => new MockActivityEnvironment().run(() => of.holdEnvironments(about));
  expect(await held()).toEqual({ holder: 'M-AA' });
  expect(await held()).toEqual({ holder: null });
  holder.push('M-AA');
  expect(await mode('off')).toMatchObject({ outcome: 'done', detail: 'M-AA is at work in it, and opens it' });
  expect(asked()).toEqual(['enter']);
  holder.splice(0, 1, 'M-BB');
  expect(await mode('off')).toMatchObject({ outcome: 'done' });
  expect(asked()).toEqual(['enter', 'leave']);
});

test('one that nobody waits for any more is given up', async () => {
  deployer.takes = 1_000;
  const environment = new MockActivityEnvironment();
  const running = environment.run(() => activities().runDeployment(request));
  setTimeout(() => environment.cancel(), 50);
  await expect(running).rejects.toThrow();
});

describe('health', () => {
  const health = (of = activities(), more: { version?: string; waitMs?: number } = {}) =>
    new MockActivityEnvironment().run(() =>
      of.checkHealth({ client: 'dupont', environment: 'prod', waitMs: 30, ...more }),
    );

  test('is that of the version that serves', async () => {
    expect(await health()).toEqual({ outcome: 'healthy', version: '2026.4', detail: '' });
    expect(await health(activities(), { version: '2026.5' })).toEqual({
      outcome: 'unhealthy',
      version: '2026.4',
      detail: '2026.4 serves, not 2026.5',
    });
  });

  const unwell: [string, number, string, string][] = [
    ['a failed check', 503, '{"ok":false,"checks":[{"name":"db","ok":false,"detail":"away"}]}', 'db: away'],
    ['a check that fails unseen', 200, '{"ok":true,"checks":[{"name":"db","ok":false}]}', 'db: failed'],
    ['503', 503, '{"ok":true}', 'it says that it does not work'],
    ['another status', 404, '{"ok":true}', 'the health check answered 404'],
    ['a page', 200, '<html>', 'its answer is no JSON'],
    ['another shape', 200, '{"ok":"yes"}', expect.stringContaining('cannot be read: ok') as string],
  ];
  test.each(unwell)('is not there with %s', async (_what, status, body, detail) => {
    deployer.health = { status, body };
    expect(await health()).toMatchObject({ outcome: 'unhealthy', detail });
  });

  test('is waited for', async () => {
    deployer.health = { status: 503, body: '{"ok":false}' };
    setTimeout(() => (deployer.health = { status: 200, body: '{"ok":true}' }), 100);
    expect(await health(activities(), { waitMs: 3_000 })).toMatchObject({ outcome: 'healthy', version: null });
  });

  test('needs somebody to ask', async () => {
    expect(await health(activities({ environment: { healthCheck: undefined } }))).toMatchObject({
      outcome: 'no-check',
    });
    expect(await health(activities({ environment: null }))).toMatchObject({ outcome: 'unhealthy' });
    expect(await health(activities({ allowPrivate: false }))).toMatchObject({ outcome: 'unhealthy' });
    expect(await health(activities({ environment: { healthCheck: 'http://127.0.0.1:1/' } }))).toMatchObject({
      detail: expect.stringContaining('ECONNREFUSED') as string,
    });
  });
});
