import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createUpgradeActivities, type UpgradeSideEffects } from '../../activities/upgrade/upgrade';
import { MaintenanceClient } from '../../clients/maintenance';
import { toEpochMs, toInstant } from '../../domain/time/instant';
import { waiverFactsOf } from '../../domain/upgrade/putting-off';
import { waiverText } from '../../domain/upgrade/waiver';
import type { UpgradeAnswer } from '../../domain/upgrade/answer';
import type { DeployerActivities } from '../../workflows/activity-types';
import { maintenanceWorkflowId, type MaintenanceActivities } from '../../workflows/maintenance-messages';
import { rolloutWorkflowId, type RolloutActivities } from '../../workflows/rollout-messages';
import { upgradeWorkflowId, type UpgradeActivities } from '../../workflows/upgrade-messages';
import { recordOtherHistory } from './record-history';
import { replayed } from './replayed';
import { ReleaseWorld, ruth } from './rolled-out';
import { day, startSkippedTime, workflowCode } from './skipped-time';

let env: TestWorkflowEnvironment;
let code = '';
beforeAll(async () => {
  env = await startSkippedTime();
  code = await workflowCode();
}, 90_000);
afterAll(() => env.teardown());

const hour = 3600_000;
const digest = 'd'.repeat(64);

async function sleepUntil(instant: string): Promise<void> {
  await env.sleep(Math.max(1, toEpochMs(instant) - (await env.currentTimeMs())));
}

async function refuse(world: ReleaseWorld, key: { client: string; product: string; version: string }): Promise<void> {
  const state = await world.upgrades.state(key);
  const facts = state && waiverFactsOf(state, null);
  if (!facts) throw new Error('no calendar yet');
  const shown = { language: 'fr', text: waiverText(facts, 'fr'), digest } as const;
  await world.give(key, 'refuse', { signedBy: 'Claire Dupont', digest }, { shown });
}

/**
 * Published on the last of January, before the change to winter time and before that to summer time. Counted by hand: the month has
 * 28 days, 31 days and an hour, and 29 days less an hour; the first Monday after it at 20:00 in Paris.
 */
const rollouts = [
  {
    version: '2027.1',
    at: '2027-01-31T10:00:00.000Z',
    monthMs: 28 * day,
    window: '2027-03-01T19:00:00.000Z',
    count: 26,
  },
  {
    version: '2027.3',
    at: '2027-10-10T09:00:00.000Z',
    monthMs: 31 * day + hour,
    window: '2027-12-06T19:00:00.000Z',
    count: 12,
  },
  {
    version: '2028.1',
    at: '2028-02-27T10:00:00.000Z',
    monthMs: 29 * day - hour,
    window: '2028-04-03T18:00:00.000Z',
    count: 12,
  },
];
const outcomes = ['silence', 'accepted', 'resolved', 'withdrawn', 'open', 'refused', 'failed'] as const;

test('a version goes to 50 clients with every outcome, on the exact dates across both clock changes and a month’s end', async () => {
  const world = new ReleaseWorld(env);
  await world.working(code, async () => {
    for (const { version, at, monthMs, window, count } of rollouts) {
      const isPaused = version === '2027.3';
      await sleepUntil(at);
      const clients = Array.from({ length: count }, (_, index) => `${version.replace('.', '-')}-c${index}`);
      const outcome = (client: string) => outcomes[clients.indexOf(client) % outcomes.length];
      const of = (wanted: string) => clients.filter((client) => outcome(client) === wanted);
      const key = (client: string) => ({ client, product: 'wms', version });
      const seen = (client: string, holds: (answer: UpgradeAnswer) => boolean) => world.seen(key(client), holds);
      const isNow = (status: UpgradeAnswer['status']) => (answer: UpgradeAnswer) => answer.status === status;
      await world.publish(version, clients);
      const notified = new Map<string, number>();
      for (const client of clients) {
        const { testWindow, dates } = await seen(client, ({ testWindow: its }) => (its?.toldAt ?? null) !== null);
        const noticeMs = toEpochMs(testWindow?.notifiedAt ?? '');
        notified.set(client, noticeMs);
        expect([client, testWindow?.endsAt]).toEqual([client, toInstant(noticeMs + monthMs)]);
        expect(dates.planned).toEqual({ at: window, reason: 'test-window', clause: '§10' });
      }
      const tickets = new Map<string, string>();
      await env.sleep(3 * day);
      for (const client of of('accepted')) await world.give(key(client), 'accept', {});
      for (const client of of('refused')) await refuse(world, key(client));
      for (const wanted of ['resolved', 'withdrawn', 'open'])
        for (const client of of(wanted)) tickets.set(client, await world.report(key(client)));
      await world.until((await env.currentTimeMs()) + 2 * day);
      for (const client of of('resolved')) await world.ticketIs(key(client), tickets.get(client) ?? '', 'resolved');
      for (const client of of('withdrawn'))
        await world.give(key(client), 'withdraw-incident', { ticket: tickets.get(client) });
      for (const client of [...of('resolved'), ...of('withdrawn')]) {
        const { testWindow } = await seen(client, ({ testWindow: its }) => its?.standsStill === false);
        const givenBackMs = testWindow?.givenBackMs ?? 0;
        expect(Math.abs(givenBackMs - 2 * day)).toBeLessThan(hour);
        const ends = toInstant((notified.get(client) ?? 0) + monthMs + givenBackMs);
        expect(testWindow).toMatchObject({ endsAt: ends, standsStill: false });
      }
      if (isPaused) {
        const pause = { actor: ruth, data: { reason: 'A fault at the provider' } };
        await world.rollouts.command({ product: 'wms', version }, 'pause', pause, 'pause-1');
        await world.until((await env.currentTimeMs()) + 10 * day);
        expect(world.rolloutOf(version)).toMatchObject({ status: 'paused' });
        for (const client of of('silence')) await seen(client, isNow('paused'));
        await world.rollouts.command({ product: 'wms', version }, 'resume', { actor: ruth, data: {} }, 'resume-1');
        for (const client of of('silence')) {
          const { testWindow } = await seen(client, ({ status }) => status !== 'paused');
          const lostMs = testWindow?.givenBackMs ?? 0;
          expect(Math.abs(lostMs - 10 * day)).toBeLessThan(hour);
          expect(testWindow?.endsAt).toBe(toInstant((notified.get(client) ?? 0) + monthMs + lostMs));
        }
      }
      const ends = (client: string) => (outcome(client) === 'failed' ? 'rolled-back' : 'done');
      await world.until(toEpochMs(window) + hour, ends);
      for (const client of [...of('silence'), ...of('accepted')]) await seen(client, isNow('promoted'));
      for (const client of of('silence')) {
        const { promotedAt } = await seen(client, isNow('promoted'));
        expect(toEpochMs(promotedAt ?? '') - toEpochMs(window)).toBeLessThan(hour);
        await world.eventually(() => world.installed.get(client) === version);
        await world.eventually(() => world.mailed(client).includes('promoted'));
        expect(world.mailed(client)).toEqual([
          'test-available',
          ...(isPaused ? ['paused', 'resumed'] : []),
          'promoted',
        ]);
      }
      for (const client of of('open')) expect(await seen(client, isNow('blocked'))).toMatchObject({ promotedAt: null });
      for (const client of of('refused')) {
        expect(await seen(client, isNow('refused'))).toMatchObject({ dates: { planned: { at: null } } });
        expect(world.mailed(client)).toContain('refused');
      }
      for (const client of of('failed')) {
        const { incidents } = await seen(client, ({ incidents: its }) => its.some(({ open }) => open));
        expect(incidents).toMatchObject([{ origin: 'provider', open: true }]);
        await world.ticketIs(key(client), incidents[0]?.ticket ?? '', 'resolved');
      }
      await world.until((await env.currentTimeMs()) + 70 * day);
      for (const client of [...of('failed'), ...of('resolved'), ...of('withdrawn')])
        await seen(client, isNow('promoted'));
      for (const client of of('open')) await seen(client, isNow('blocked'));
      const stop = { actor: ruth, data: { reason: 'Superseded' } };
      await world.rollouts.command({ product: 'wms', version }, 'stop', stop, 'stop-1');
      const stopped = of('open').length + of('refused').length;
      await world.eventually(() => world.rolloutOf(version)?.progress.byStatus.stopped === stopped);
      expect(world.rolloutOf(version)).toMatchObject({
        status: 'stopped',
        progress: { clients: count, byStatus: { stopped } },
      });
      // What any of them did is done again in the same order by another worker.
      if (version === rollouts[0]?.version) {
        const ids = outcomes.flatMap((one) => of(one).slice(0, 1)).map((client) => upgradeWorkflowId(key(client)));
        await replayed(
          code,
          await Promise.all(
            ids.map(async (workflowId) => ({
              workflowId,
              history: await env.client.workflow.getHandle(workflowId).fetchHistory(),
            })),
          ),
        );
      }
    }
    await world.eventually(
      () => world.installed.size >= 50 - rollouts.reduce((sum, { count }) => sum + unpromoted(count), 0),
    );
    expect(world.installed.size).toBe(50 - rollouts.reduce((sum, { count }) => sum + unpromoted(count), 0));
  });
}, 600_000);

/** How many of so many clients keep their incident open or refuse. */
function unpromoted(count: number): number {
  return Array.from({ length: count }, (_, index) => outcomes[index % outcomes.length]).filter(
    (one) => one === 'open' || one === 'refused',
  ).length;
}

test('the maintenance asks the upgrade, promotes, and tells how it ended; one that an incident meets is called off', async () => {
  const world = new ReleaseWorld(env);
  const maintenances = new MaintenanceClient(env.client);
  const parts = { maintenances, upgrades: world.upgrades, rollouts: world.rollouts, standing: () => [] };
  const real = createUpgradeActivities({ ...parts } as unknown as UpgradeSideEffects);
  const told = new Map<string, string[]>();
  const activities: UpgradeActivities & RolloutActivities & DeployerActivities & MaintenanceActivities = {
    ...world.activities,
    announceMaintenance: (request) => real.announceMaintenance(request),
    withdrawMaintenance: (request) => real.withdrawMaintenance(request),
    publishMaintenance: ({ reference, events }) => {
      told.set(reference, [...(told.get(reference) ?? []), ...events.map(({ event }) => event.type)]);
      return Promise.resolve();
    },
    sendMaintenanceNotice: () => Promise.resolve({ outcome: 'accepted', detail: '' }),
    askUpgrade: (request) => world.upgrades.beginPromotion(request),
    findFreeze: () => Promise.resolve(null),
    checkHealth: ({ version = null }) => Promise.resolve({ outcome: 'healthy', version, detail: '' }),
  };
  const key = { client: 'kept', product: 'wms', version: '2031.1' };
  const rollout = { product: 'wms', version: '2031.1' };
  await world.working(
    code,
    async () => {
      await world.publish('2031.1', ['kept', 'later'], { clients: 1, everyHours: 48 });
      await env.sleep(day);
      const pause = { actor: ruth, data: { reason: 'A fault at the provider' } };
      await world.rollouts.command(rollout, 'pause', pause, 'pause-2');
      await world.seen(key, ({ status }) => status === 'paused');
      await env.sleep(day);
      await world.rollouts.command(rollout, 'resume', { actor: ruth, data: {} }, 'resume-2');
      const planned = (await world.seen(key, ({ status }) => status === 'testing')).dates.planned.at ?? '';
      await env.sleep(toEpochMs(planned) - 10 * day - (await env.currentTimeMs()));
      const first =
        (await world.seen(key, ({ maintenance }) => (maintenance?.reference ?? null) !== null)).maintenance
          ?.reference ?? '';
      expect(await maintenances.read(first)).toMatchObject({ status: 'scheduled', window: { startsAt: planned } });
      const ticket = await world.report(key);
      await env.sleep(day);
      expect(await maintenances.read(first)).toMatchObject({ status: 'cancelled' });
      await world.ticketIs(key, ticket, 'resolved');
      await env.sleep(80 * day);
      const { promotedAt } = await world.seen(key, ({ status }) => status === 'promoted');
      expect((promotedAt ?? '') > planned).toBe(true);
      expect(world.deployments).toContain('upgrade:kept:wms@2031.1/test/1');
      const promotions = () => [...told.values()].filter((types) => types.includes('operational')).length;
      await world.eventually(() => promotions() === 2 && world.rolloutOf('2031.1')?.status === 'done');
      expect(world.rolloutOf('2031.1')).toMatchObject({ progress: { byStatus: { promoted: 2 } } });
      const [done = ''] = [...told].flatMap(([reference, types]) => (types.includes('operational') ? [reference] : []));
      await recorded('upgrade-confirmed', upgradeWorkflowId(key));
      await recorded('maintenance-called-off', maintenanceWorkflowId(first));
      await recorded('maintenance-confirmed', maintenanceWorkflowId(done));
      await recorded('rollout-in-waves', rolloutWorkflowId(rollout));
    },
    { activities },
  );
}, 240_000);

/** Keeps a history, where that is asked for: it is replayed as it is from then on. */
async function recorded(name: string, workflowId: string): Promise<void> {
  recordOtherHistory(name, await env.client.workflow.getHandle(workflowId).fetchHistory(), workflowId);
}
