import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { MaintenanceClient } from '../../clients/maintenance';
import { maintenanceReferenceOf } from '../../clients/ticket-reference';
import type { MaintenanceEvent } from '../../domain/maintenance/events';
import type { MaintenanceNotice } from '../../domain/maintenance/notices';
import type { MaintenanceOpening } from '../../domain/maintenance/opening';
import { firstMonday } from '../../domain/maintenance/window-rules';
import { windowsBetween } from '../../domain/maintenance/windows';
import { toInstant } from '../../domain/time/instant';
import type { DeployerActivities, TicketActivities } from '../../workflows/activity-types';
import type { MaintenanceActivities } from '../../workflows/maintenance-messages';
import { ticketQueue } from '../../workflows/messages';
import { sampleContract } from '../sample-contract';
import { openingOf, promotion, releaseManager, why } from '../domain/maintenance/told-maintenance';
import { recordOtherHistory } from './record-history';
import { admittingActivities, day, startSkippedTime, workflowCode } from './skipped-time';

const minute = 60_000;
const zone = 'Europe/Paris';

let env: TestWorkflowEnvironment;
let worker: Worker;
let working: Promise<void>;
let code: string;
const sent: MaintenanceNotice[] = [];
const published: { reference: string; event: MaintenanceEvent }[] = [];
const asked: string[] = [];
/** What the fakes answer, by what they are asked. */
const answers = {
  go: true,
  frozen: false,
  /** What comes in while the service is being closed. */
  closing: 'nothing' as 'nothing' | 'incident',
  /** Who has the environments, one look after another; while somebody has, an incident is reported. */
  holders: [] as string[],
  deploy: 'done' as 'done' | 'failed',
  health: 'healthy' as 'healthy' | 'unhealthy',
};

const activities: TicketActivities & MaintenanceActivities & DeployerActivities = {
  ...admittingActivities(sampleContract(), day),
  publishMaintenance: ({ reference, events }) => {
    published.push(...events.map(({ event }) => ({ reference, event })));
    return Promise.resolve();
  },
  sendMaintenanceNotice: (notice) => {
    sent.push(notice);
    return Promise.resolve({ outcome: 'accepted', detail: '250' });
  },
  askUpgrade: ({ upgrade, maintenance, asking }) => {
    asked.push(`begin ${upgrade} ${maintenance} ${asking ?? 'once'}`);
    return Promise.resolve({ go: answers.go, detail: answers.go ? '' : 'incident-open' });
  },
  findFreeze: () => Promise.resolve(answers.frozen ? { fr: 'Inventaire', en: 'Stocktaking' } : null),
  holdEnvironments: ({ claim }) => {
    const holder = answers.holders.shift() ?? null;
    asked.push(`hold ${claim.environments.join()} ${holder ?? 'free'}`);
    if (holder !== null) answers.go = false;
    return Promise.resolve({ holder });
  },
  runDeployment: ({ kind, version, operation }) => {
    asked.push(`${kind} ${version} ${operation}`);
    return Promise.resolve({ outcome: kind === 'deploy' ? answers.deploy : 'done', detail: '' });
  },
  setMaintenanceMode: ({ mode, operation }) => {
    asked.push(`mode ${mode} ${operation}`);
    if (answers.closing === 'incident') answers.go = false;
    return Promise.resolve({ outcome: 'done', detail: '' });
  },
  checkHealth: ({ version }) => {
    asked.push(`check ${version ?? 'any'}`);
    return Promise.resolve({ outcome: answers.health, version: version ?? null, detail: '' });
  },
};

beforeAll(async () => {
  env = await startSkippedTime();
  code = await workflowCode();
  worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: ticketQueue,
    workflowBundle: { code },
    activities,
  });
  working = worker.run();
}, 60_000);
afterAll(async () => {
  worker.shutdown();
  await working;
  await env.teardown();
});
beforeEach(() => {
  for (const kept of [sent, published, asked]) kept.splice(0);
  Object.assign(answers, {
    holders: [],
    go: true,
    frozen: false,
    closing: 'nothing',
    deploy: 'done',
    health: 'healthy',
  });
});

const told = (reference: string): string[] =>
  sent.filter((one) => one.reference === reference).map((one) => one.template);
const story = (reference: string): string[] =>
  published.flatMap(({ reference: its, event }) =>
    its === reference && !event.type.startsWith('notice-s') ? [event.type] : [],
  );
const atOf = (reference: string, type: MaintenanceEvent['type']): string | undefined =>
  published.find((one) => one.reference === reference && one.event.type === type)?.event.at;

/** The first Mondays, 20:00 to 22:00 in Paris, from an instant on. */
function windowsFrom(fromMs: number, days = 400) {
  const plan = { zone, rules: [firstMonday], onHoliday: 'keep', holidays: null, freezes: [] } as const;
  return windowsBetween(plan, fromMs, fromMs + days * day).windows.map(({ localDate: _date, ...span }) => span);
}

async function open(name: string, more: Partial<MaintenanceOpening> = {}): Promise<string> {
  const maintenances = new MaintenanceClient(env.client);
  const nowMs = await env.currentTimeMs();
  const window = windowsFrom(nowMs + 8 * day)[0];
  const reference = maintenanceReferenceOf(name);
  const opening = openingOf({ reference, openedAt: toInstant(nowMs), ...(window ? { window } : {}), ...more });
  const opened = await maintenances.open(opening);
  if ('refusal' in opened) throw new Error(opened.refusal.code);
  return reference;
}

async function sleepUntil(ms: number): Promise<void> {
  await env.sleep(Math.max(0, ms - (await env.currentTimeMs())));
}

async function give(reference: string, name: 'move' | 'cancel' | 'finish', data: object) {
  return await new MaintenanceClient(env.client).command(reference, name, { actor: releaseManager, data }, `${name}-1`);
}

test('announced, moved, reminded, begun, done, checked: each notice once, at its own instant, across a change of clocks', async () => {
  // 1 November 2027 is the first Monday after clocks have changed: 7 calendar days and 168 hours differ by an hour.
  await sleepUntil(Date.UTC(2027, 9, 25, 17));
  const [november, december] = windowsFrom(await env.currentTimeMs());
  if (!november || !december) throw new Error('no windows');
  expect(toInstant(november.noticeByMs)).toBe('2027-10-25T18:00:00.000Z');
  expect(november.startMs - november.noticeByMs).toBe(7 * day + 60 * minute);
  const reference = await open('whole life', { window: november });
  expect(await open('whole life', { window: november })).toBe(reference);
  await sleepUntil(november.noticeByMs + minute);
  const data = { window: november, earliest: toInstant(december.startMs), reason: why };
  expect(await give(reference, 'move', data)).toMatchObject({
    refusal: { code: 'notice-late', params: { earliest: toInstant(december.startMs) } },
  });
  const moved = await new MaintenanceClient(env.client).command(
    ...([reference, 'move', { actor: releaseManager, data: { ...data, window: december } }, 'move-2'] as const),
  );
  expect(moved).toMatchObject({ answer: { revision: 1, window: { startsAt: '2027-12-06T19:00:00.000Z' } } });
  await sleepUntil(december.startMs + 30 * minute);
  expect(told(reference)).toEqual(['planned', 'moved', 'reminder', 'started']);
  expect(atOf(reference, 'reminded')).toBe('2027-12-05T19:00:00.000Z');
  expect(atOf(reference, 'started')?.slice(0, 18)).toBe('2027-12-06T19:00:0');
  expect(await give(reference, 'finish', {})).toMatchObject({ answer: { status: 'in-progress' } });
  const handle = env.client.workflow.getHandle(`maintenance:${reference}`);
  expect(await handle.result()).toMatchObject({ status: 'operational', announcedAt: expect.any(String) as unknown });
  expect(told(reference)).toEqual(['planned', 'moved', 'reminder', 'started', 'operational']);
  expect(asked.map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual([
    ...['hold prod', 'mode on', 'check any', 'mode off', 'check any'],
  ]);
  await Worker.runReplayHistory({ workflowBundle: { code } }, await handle.fetchHistory(), `maintenance:${reference}`);
}, 60_000);

test('called off before it begins: nobody is reminded, and nothing is asked of the deployer', async () => {
  const reference = await open('called off');
  await env.sleep('1 day');
  expect(await give(reference, 'cancel', { reason: why })).toMatchObject({ answer: { status: 'cancelled' } });
  expect(await env.client.workflow.getHandle(`maintenance:${reference}`).result()).toMatchObject({ revision: 1 });
  expect(told(reference)).toEqual(['planned', 'cancelled']);
  expect(asked).toEqual([]);
}, 60_000);

test('work that lasts past the window: told at its end, and the rest counts as unplanned', async () => {
  const reference = await open('overrun');
  const { window } = (await new MaintenanceClient(env.client).read(reference)) ?? {};
  const endsMs = Date.parse(window?.endsAt ?? '');
  await sleepUntil(endsMs + 20 * minute);
  await give(reference, 'finish', {});
  const answer = (await env.client.workflow.getHandle(`maintenance:${reference}`).result()) as { downtime: object[] };
  expect(answer.downtime).toMatchObject([
    { until: toInstant(endsMs), counts: 'planned' },
    { from: toInstant(endsMs), counts: 'unplanned' },
  ]);
  expect(told(reference)).toEqual(['planned', 'reminder', 'started', 'overrun', 'overrun', 'operational']);
}, 60_000);

test('a promotion that fails goes back, and is operational with the version before it', async () => {
  answers.deploy = 'failed';
  const reference = await open('fails', { work: promotion });
  const result: unknown = await env.client.workflow.getHandle(`maintenance:${reference}`).result();
  expect(result).toMatchObject({ status: 'operational', outcome: { outcome: 'rolled-back' } });
  const name = (phase: string): string => `maintenance:${reference}/${phase}/prod/0.0`;
  expect(asked).toEqual([
    'hold prod free',
    `begin dupont:wms@2026.5 ${reference} first`,
    `mode on ${name('entering')}`,
    `begin dupont:wms@2026.5 ${reference} last`,
    `deploy 2026.5 ${name('deploying')}`,
    `roll-back 2026.4 ${name('rolling-back')}`,
    'check 2026.4',
    `mode off ${name('leaving')}`,
    'check 2026.4',
  ]);
  expect(told(reference)).toEqual(['planned', 'reminder', 'started', 'operational']);
  expect(story(reference).slice(-2)).toContain('operational');
}, 60_000);

test('an upgrade that says no: withdrawn at the start of its window, and nothing is asked of the deployer', async () => {
  answers.go = false;
  const reference = await open('vetoed', { work: promotion });
  const result: unknown = await env.client.workflow.getHandle(`maintenance:${reference}`).result();
  expect(result).toMatchObject({ status: 'withdrawn', downtime: [] });
  expect(told(reference)).toEqual(['planned', 'reminder', 'withdrawn', 'withdrawn']);
  expect(asked).toEqual(['hold prod free', `begin dupont:wms@2026.5 ${reference} first`]);
}, 60_000);

test('an incident that is reported while another maintenance is at work stops the promotion: the upgrade is asked once it is held', async () => {
  answers.holders.push('M-AA', 'M-AA');
  const reference = await open('waits', { work: promotion });
  const handle = env.client.workflow.getHandle(`maintenance:${reference}`);
  expect(await handle.result()).toMatchObject({ status: 'withdrawn', downtime: [] });
  expect(asked).toEqual([
    ...['hold prod M-AA', 'hold prod M-AA', 'hold prod free'],
    `begin dupont:wms@2026.5 ${reference} first`,
  ]);
  recordOtherHistory('maintenance-waiting', await handle.fetchHistory(), handle.workflowId);
}, 60_000);

test('an incident that is reported while the service is being closed stops the promotion: it is opened as it was, and told', async () => {
  answers.closing = 'incident';
  const reference = await open('closing', { work: promotion });
  const handle = env.client.workflow.getHandle(`maintenance:${reference}`);
  const outcome = { outcome: 'not-started', detail: 'incident-open' };
  expect(await handle.result()).toMatchObject({ status: 'operational', outcome });
  const name = (phase: string): string => `maintenance:${reference}/${phase}/prod/0.0`;
  expect(asked).toEqual([
    'hold prod free',
    `begin dupont:wms@2026.5 ${reference} first`,
    `mode on ${name('entering')}`,
    `begin dupont:wms@2026.5 ${reference} last`,
    `mode off ${name('leaving')}`,
    'check 2026.4',
  ]);
  expect(told(reference)).toEqual(['planned', 'reminder', 'started', 'operational']);
  recordOtherHistory('maintenance-stopped-while-closing', await handle.fetchHistory(), handle.workflowId);
}, 60_000);

test('a freeze that was set after the announcement: work by people is not begun, and the client is told why', async () => {
  answers.frozen = true;
  const reference = await open('frozen');
  const handle = env.client.workflow.getHandle(`maintenance:${reference}`);
  const result: unknown = await handle.result();
  expect(result).toMatchObject({ status: 'withdrawn', reason: { en: 'Stocktaking' }, downtime: [] });
  expect(told(reference)).toEqual(['planned', 'reminder', 'withdrawn', 'withdrawn']);
  expect(asked).toEqual(['hold prod free']);
  recordOtherHistory('maintenance-frozen', await handle.fetchHistory(), handle.workflowId);
}, 60_000);
