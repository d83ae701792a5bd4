import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { createDeployerActivities } from '../../activities/deployer/deployer';
import { createMailDelivery } from '../../activities/mail/delivery';
import { createMaintenanceActivities } from '../../activities/maintenance/maintenance';
import { createUpgradeActivities, type UpgradeSideEffects } from '../../activities/upgrade/upgrade';
import { MaintenanceClient } from '../../clients/maintenance';
import { toInstant } from '../../domain/time/instant';
import { ticketQueue } from '../../workflows/messages';
import { upgradeWorkflowId, type UpgradeActivities } from '../../workflows/upgrade-messages';
import { AnsweringDeployer, secret } from '../activities/answering-deployer';
import { TakenMails } from '../activities/taken-mails';
import { sampleContract } from '../sample-contract';
import { dyingActivities } from './lost-answers';
import { replayed, untilEachTask } from './replayed';
import { delivery as delivered, ReleaseWorld } from './rolled-out';
import { admittingActivities, day, startSkippedTime, workflowCode } from './skipped-time';

let env: TestWorkflowEnvironment;
let code: string;
let mails: TakenMails;
let deployer: AnsweringDeployer;
beforeAll(async () => {
  [env, code, mails, deployer] = [
    await startSkippedTime(),
    await workflowCode(),
    await TakenMails.listen(),
    await AnsweringDeployer.listen(),
  ];
}, 60_000);
afterAll(async () => {
  await Promise.all([mails.close(), deployer.close()]);
  await env.teardown();
});

/** With `CADRAN_KILLS=every` the histories are replayed up to the end of each of their tasks; else of one in four. */
const everyTask = process.env['CADRAN_KILLS'] === 'every';

const from = 'Cadran <support@cadran.example>';
const key = { client: 'dying', product: 'wms', version: '2030.1' };
/** What was published, by aggregate and number: the same again is the same. */
const published = new Map<string, { readonly type: string }>();

function keep(aggregate: string, events: readonly { sequence: number; event: { readonly type: string } }[]): void {
  for (const { sequence, event } of events) {
    const name = `${aggregate}#${String(sequence).padStart(4, '0')}`;
    expect(published.get(name) ?? event).toEqual(event);
    published.set(name, event);
  }
}

/** On a real mail server and deployer; each activity dies before and after it did its work. */
function dyingWorld(world: ReleaseWorld) {
  const maintenances = new MaintenanceClient(env.client);
  const { smtpUrl, lookupUrl } = mails;
  const delivery = createMailDelivery({ smtpUrl, lookupUrl, from });
  const parts = { delivery, maintenances, upgrades: world.upgrades, rollouts: world.rollouts, standing: () => [] };
  const real = createUpgradeActivities({ ...parts } as unknown as UpgradeSideEffects);
  const environment = { deployer: { url: deployer.url }, healthCheck: `${deployer.url}/health` };
  const activities = dyingActivities({
    ...world.activities,
    ...createMaintenanceActivities({ delivery, from, beginPromotion: (asked) => world.upgrades.beginPromotion(asked) }),
    ...createDeployerActivities({
      ...{ secret, allowPrivate: true, callMs: 500, pauseMs: { first: 5, longest: 20 } },
      findEnvironment: (_client, code) => Promise.resolve({ code, ...environment }),
    }),
    sendUpgradeNotice: (notice: Parameters<UpgradeActivities['sendUpgradeNotice']>[0]) =>
      real.sendUpgradeNotice(notice),
    announceMaintenance: (asked: Parameters<UpgradeActivities['announceMaintenance']>[0]) =>
      real.announceMaintenance(asked),
    publishUpgrade: async (batch: Parameters<UpgradeActivities['publishUpgrade']>[0]) => {
      keep('upgrade', batch.events);
      await world.activities.publishUpgrade(batch);
    },
    publishMaintenance: ({ reference, events }: { reference: string; events: Parameters<typeof keep>[1] }) => {
      keep(reference, events);
      return Promise.resolve();
    },
  });
  return { delivery, activities };
}

test('whenever a worker dies in the life of an upgrade and of its maintenance: each notice once in the sink, the deployer asked once', async () => {
  deployer.health.body = `{"ok":true,"version":"${key.version}"}`;
  const world = new ReleaseWorld(env);
  const { delivery, activities } = dyingWorld(world);
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: ticketQueue,
    workflowBundle: { code },
    activities: { ...admittingActivities(sampleContract(), day), ...activities },
  });
  await worker.runUntil(async () => {
    const startedAt = toInstant(await env.currentTimeMs());
    const { kind, reasons, documentation } = delivered;
    await world.upgrades.start({ kind, reasons, documentation, ...key, unplanned: null, startedAt });
    // Who dies is asked again a moment later, which this server lets pass here.
    await env.sleep('1 hour');
    await world.seen(key, ({ status }) => status === 'testing');
    const ticket = await world.report(key);
    await env.sleep(day);
    await world.ticketIs(key, ticket, 'resolved');
    await env.client.workflow.getHandle(upgradeWorkflowId(key)).result();
    const [reference = ''] = [...published.keys()].flatMap((name) =>
      name.startsWith('M-') ? [name.slice(0, 12)] : [],
    );
    await env.client.workflow.getHandle(`maintenance:${reference}`).result();
    // Another worker takes each on from every point at which one can die: it decides the same up to there, and goes on.
    const tasks = await Promise.all(
      [upgradeWorkflowId(key), `maintenance:${reference}`].map(async (workflowId) => {
        const history = await env.client.workflow.getHandle(workflowId).fetchHistory();
        return untilEachTask({ workflowId, history });
      }),
    );
    expect(tasks.map(({ length }) => length > 15)).toEqual([true, true]);
    // What a longer one replays is decided as in the shorter ones: one of four will do, and the whole ones.
    const some = (_one: unknown, place: number, all: readonly unknown[]): boolean =>
      everyTask || place % 4 === 0 || place === all.length - 1;
    await replayed(
      code,
      tasks.flatMap((each) => each.filter(some)),
    );
  });
  delivery.close();
  const told = mails.mails.map(
    ({ messageId = '', to }) => `${/\.([a-z-]+)\.[0-9a-f]{32}@/.exec(messageId)?.[1]}>${to?.[0]?.address}`,
  );
  const both = (template: string): string[] => [`${template}>it@dying.test`, `${template}>ruth@cadran.test`];
  expect(told.sort()).toEqual(
    [
      'test-available>it@dying.test',
      ...['incident-reported', 'incident-released', 'promoted'].flatMap(both),
      ...['planned', 'reminder', 'started', 'operational'].map((template) => `${template}>it@dying.test`),
    ].sort(),
  );
  // To test, closed, installed, opened.
  expect(deployer.done).toHaveLength(4);
  expect(deployer.done.map((id) => deployer.asked(id))).toEqual([1, 1, 1, 1]);
  const types = [...published.values()].map(({ type }) => type);
  for (const once of ['test-deployed', 'notified', 'promotion-begun', 'promotion-confirmed', 'promoted', 'operational'])
    expect([once, types.filter((type) => type === once).length]).toEqual([once, 1]);
  const numbers = [...published.keys()].sort();
  const last = (of: string): number =>
    Number(
      numbers
        .filter((name) => name.startsWith(of))
        .at(-1)
        ?.slice(-4),
    );
  expect(numbers).toHaveLength(last('upgrade') + last('M-'));
}, 240_000);
