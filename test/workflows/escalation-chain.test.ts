import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { TicketClient } from '../../clients/ticket';
import type { Contract } from '../../domain/contract/contract';
import type { Notice } from '../../domain/ticket/notices';
import { toInstant } from '../../domain/time/instant';
import type { RecordedEvent } from '../../workflows/activity-types';
import { ticketQueue } from '../../workflows/messages';
import { sampleContract } from '../sample-contract';
import { admittingActivities, day, openTicket, startSkippedTime, workflowCode } from './skipped-time';

const minute = 60_000;
const hour = 60 * minute;
const support = { id: 'n1', role: 'support' } as const;
const person = (name: string) => ({ people: [{ email: `${name}@support.example`, language: 'fr' as const }] });

/** P1 of the first sample client: half an hour to intervene, four to resolve, round the clock. */
const contract: Contract = {
  ...sampleContract(),
  groups: { 'on-call': { ...person('oncall'), webhooks: [] }, directors: { ...person('director'), webhooks: [] } },
  escalation: [
    { at: 'breach', tell: ['on-call'] },
    { at: 'breach+PT1H', tell: ['on-call'] },
    { at: 'breach+PT2H', tell: ['directors'] },
    { at: 'breach+PT3H', tell: ['directors'], hours: 'office' },
  ],
};

let env: TestWorkflowEnvironment;
let code = '';
let tickets: TicketClient;
beforeAll(async () => {
  env = await startSkippedTime();
  code = await workflowCode();
  tickets = new TicketClient(env.client);
  // A Monday, 20:00 in Paris: offices are closed.
  await env.sleep(Date.parse('2027-06-07T18:00:00Z') - (await env.currentTimeMs()));
}, 90_000);
afterAll(() => env.teardown());

class Told {
  readonly sent: (Notice & { sentMs: number })[] = [];
  readonly events: RecordedEvent[] = [];
}

/** A worker for as long as something is done; without one, timers that are due wait for the next. */
async function working<Done>(told: Told, done: () => Promise<Done>): Promise<Done> {
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: ticketQueue,
    workflowBundle: { code },
    activities: {
      ...admittingActivities(contract, 60 * day),
      sendNotice: async (notice: Notice) => {
        told.sent.push({ ...notice, sentMs: await env.currentTimeMs() });
        return { outcome: 'accepted', detail: '' };
      },
      publishTicket: ({ events }: { events: RecordedEvent[] }) => {
        told.events.push(...events);
        return Promise.resolve();
      },
    },
  });
  return await worker.runUntil(done);
}

async function sleepUntil(atMs: number): Promise<void> {
  await env.sleep(atMs - (await env.currentTimeMs()));
}

async function thresholds(reference: string): Promise<unknown[]> {
  const state = await tickets.state(reference);
  return state?.announced.map(({ threshold }) => threshold) ?? [];
}

async function takeOn(reference: string, happenedMs: number): Promise<void> {
  const request = { actor: support, data: {}, happenedAt: toInstant(happenedMs), evidence: 'By phone' };
  const given = await tickets.command(reference, 'acknowledge-escalation', request, 'take-on');
  if ('refusal' in given) throw new Error(given.refusal.code);
}

async function expectReplayed(reference: string): Promise<void> {
  const history = await env.client.workflow.getHandle(`ticket:${reference}`).fetchHistory();
  await Worker.runReplayHistory({ workflowBundle: { code } }, history, `ticket:${reference}`);
}

test('taken on in the very instant of a step, after its timer: the step stays, none follows', async () => {
  const told = new Told();
  await working(told, async () => {
    const openedMs = await env.currentTimeMs();
    const reference = await openTicket(tickets, 'P1', openedMs);
    await sleepUntil(openedMs + 91 * minute);
    expect(await thresholds(reference)).toEqual(['breach', 'breach+PT1H']);
    await takeOn(reference, openedMs + 90 * minute);
    await sleepUntil(openedMs + 4 * hour - minute);
    expect(await thresholds(reference)).toEqual(['breach', 'breach+PT1H']);
    await expectReplayed(reference);
  });
  expect(told.sent.map(({ threshold }) => threshold)).toEqual(['breach', 'breach+PT1H']);
}, 60_000);

test('taken on in the very instant of a step, before its timer is seen: neither it nor another is reached', async () => {
  const told = new Told();
  const openedMs = await env.currentTimeMs();
  const reference = await working(told, async () => {
    const opened = await openTicket(tickets, 'P1', openedMs);
    await sleepUntil(openedMs + hour);
    return opened;
  });
  await sleepUntil(openedMs + 95 * minute);
  // Timer and command wait for the worker together.
  const taking = takeOn(reference, openedMs + 90 * minute);
  await working(told, async () => {
    await taking;
    await sleepUntil(openedMs + 4 * hour - minute);
    expect(await thresholds(reference)).toEqual(['breach']);
    await expectReplayed(reference);
  });
  expect(told.sent.map(({ threshold }) => threshold)).toEqual(['breach']);
}, 60_000);

test('an outage over two steps is caught up: each is told once, late, and its lateness is on record', async () => {
  const told = new Told();
  const openedMs = await env.currentTimeMs();
  const reference = await working(told, async () => {
    const opened = await openTicket(tickets, 'P1', openedMs);
    await sleepUntil(openedMs + hour);
    return opened;
  });
  await sleepUntil(openedMs + 3 * hour);
  await working(told, async () => {
    await sleepUntil(openedMs + 3 * hour + 5 * minute);
    expect(await thresholds(reference)).toEqual(['breach', 'breach+PT1H', 'breach+PT2H']);
    await expectReplayed(reference);
  });
  expect(told.sent.map(({ threshold, recipient }) => [threshold, recipient])).toEqual([
    ['breach', 'oncall@support.example'],
    ['breach+PT1H', 'oncall@support.example'],
    ['breach+PT2H', 'director@support.example'],
  ]);
  const late = told.events.flatMap(({ event, recordedAt }) =>
    event.type === 'escalation-reached' ? [Date.parse(recordedAt) - Date.parse(event.at)] : [],
  );
  expect(late.map((ms) => Math.floor(ms / minute))).toEqual([90, 30]);
}, 60_000);

test('complaint 30: a step reached at night waits for office hours, for days of continued runs, and is held against the state again', async () => {
  const told = new Told();
  await working(told, async () => {
    const short = new TicketClient(env.client, { continueAfterEvents: 20 });
    const openedMs = await env.currentTimeMs();
    const opensMs = Date.parse(toInstant(openedMs + day).slice(0, 10) + 'T06:30:00Z');
    const [reference, other] = [await openTicket(short, 'P1', openedMs), await openTicket(tickets, 'P1', openedMs)];
    await sleepUntil(openedMs + 3.75 * hour);
    const held = (): Notice[] => told.sent.filter(({ hours }) => hours === 'office');
    expect(await thresholds(reference)).toContain('breach+PT3H');
    expect(held()).toEqual([]);
    await tickets.command(other, 'acknowledge-escalation', { actor: support, data: {} }, 'take-on');
    await sleepUntil(opensMs + minute);
    expect(held()).toMatchObject([{ reference, clock: 'intervention', recipient: 'director@support.example' }]);
    const dropped = told.events.filter(({ event }) => event.type === 'notice-dropped');
    expect(dropped).toMatchObject([{ event: { data: { reason: 'acknowledged' } } }]);
    await expectReplayed(other);
  });
}, 60_000);
