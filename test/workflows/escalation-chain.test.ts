import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { TicketClient } from '../../clients/ticket';
import type { Contract } from '../../domain/contract/contract';
import type { Notice } from '../../domain/ticket/notices';
import { toInstant } from '../../domain/time/instant';
import type { RecordedEvent, TicketActivities } from '../../workflows/activity-types';
import { ticketQueue } from '../../workflows/messages';
import { sampleContract } from '../sample-contract';
import { recordHistory } from './record-history';
import { admittingActivities, day, openTicket, startSkippedTime, stateOf, workflowCode } from './skipped-time';

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
let stopWorker: () => Promise<void>;
const sent: Notice[] = [];
const published: { reference: string; recorded: RecordedEvent }[] = [];

beforeAll(async () => {
  env = await startSkippedTime();
  code = await workflowCode();
  tickets = new TicketClient(env.client);
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: ticketQueue,
    workflowBundle: { code },
    activities: keepingActivities(),
  });
  const running = worker.run();
  stopWorker = async () => {
    worker.shutdown();
    await running;
  };
  // A Monday, 20:00 in Paris: offices are closed.
  await sleepUntil(Date.parse('2027-06-07T18:00:00Z'));
}, 90_000);
afterAll(async () => {
  await stopWorker();
  await env.teardown();
});

/** Activities that admit every ticket and keep what they are given. */
function keepingActivities(): TicketActivities {
  return {
    ...admittingActivities(contract, 60 * day),
    publishTicket: ({ reference, events }) => {
      published.push(...events.map((recorded) => ({ reference, recorded })));
      return Promise.resolve();
    },
    sendNotice: (notice) => {
      sent.push(notice);
      return Promise.resolve({ outcome: 'accepted', detail: '' });
    },
  };
}

const sentOf = (reference: string): Notice[] => sent.filter((notice) => notice.reference === reference);
const eventsOf = (reference: string): RecordedEvent[] =>
  published.flatMap((one) => (one.reference === reference ? [one.recorded] : []));

async function sleepUntil(atMs: number): Promise<void> {
  await env.sleep(atMs - (await env.currentTimeMs()));
}

async function thresholds(reference: string): Promise<unknown[]> {
  const state = await stateOf(tickets, reference);
  return state?.announced.map(({ threshold }) => threshold) ?? [];
}

async function takeOn(reference: string, late: { happenedAt?: string; evidence?: string } = {}): Promise<void> {
  const given = await tickets.command(
    reference,
    'acknowledge-escalation',
    { actor: support, data: {}, ...late },
    'take-on',
  );
  if ('refusal' in given) throw new Error(given.refusal.code);
}

async function expectReplayed(reference: string, recordAs?: string): Promise<void> {
  const history = await env.client.workflow.getHandle(`ticket:${reference}`).fetchHistory();
  await Worker.runReplayHistory({ workflowBundle: { code } }, history, `ticket:${reference}`);
  const state = await stateOf(tickets, reference);
  if (recordAs !== undefined && state) recordHistory(recordAs, history, state, await env.currentTimeMs());
}

test('taken on in the very instant of a step whose timer came first: the step stays, none follows', async () => {
  const openedMs = await env.currentTimeMs();
  const reference = await openTicket(tickets, 'P1', openedMs);
  await sleepUntil(openedMs + 91 * minute);
  expect(await thresholds(reference)).toEqual(['breach', 'breach+PT1H']);
  await takeOn(reference, { happenedAt: toInstant(openedMs + 90 * minute), evidence: 'By phone' });
  await sleepUntil(openedMs + 4 * hour - minute);
  expect(await thresholds(reference)).toEqual(['breach', 'breach+PT1H']);
  expect(sentOf(reference).map(({ threshold }) => threshold)).toEqual(['breach', 'breach+PT1H']);
  await expectReplayed(reference);
}, 60_000);

// That in its very instant a command comes first is held by the domain's tests: this server takes none while a timer fires.
test('taken on before the timer of a step: neither it nor another is reached, and no timer stands for them', async () => {
  const openedMs = await env.currentTimeMs();
  const reference = await openTicket(tickets, 'P1', openedMs);
  await sleepUntil(openedMs + 90 * minute - 1000);
  await takeOn(reference);
  await sleepUntil(openedMs + 4 * hour - minute);
  expect(await thresholds(reference)).toEqual(['breach']);
  expect(sentOf(reference).map(({ threshold }) => threshold)).toEqual(['breach']);
  await expectReplayed(reference);
}, 60_000);

test('what could not be told over two steps is caught up: each is told once, late, with its lateness on record', async () => {
  const openedMs = (await env.currentTimeMs()) - 155 * minute;
  const reference = await openTicket(tickets, 'P1', openedMs);
  await env.sleep('1 minute');
  expect(await thresholds(reference)).toEqual(['breach', 'breach+PT1H', 'breach+PT2H']);
  // They leave at once, none waits for another.
  expect(
    sentOf(reference)
      .map(({ threshold, recipient }) => `${threshold} ${recipient}`)
      .sort(),
  ).toEqual([
    'breach oncall@support.example',
    'breach+PT1H oncall@support.example',
    'breach+PT2H director@support.example',
  ]);
  const late = eventsOf(reference).flatMap(({ event, recordedAt }) =>
    event.type === 'escalation-reached' ? [Date.parse(recordedAt) - Date.parse(event.at)] : [],
  );
  expect(late.map((ms) => Math.floor(ms / minute))).toEqual([65, 5]);
  await expectReplayed(reference);
}, 60_000);

test('complaint D30: a step reached at night waits for office hours, and is held against the state again', async () => {
  const openedMs = await env.currentTimeMs();
  const reference = await openTicket(tickets, 'P1', openedMs);
  const other = await openTicket(tickets, 'P1', openedMs);
  const held = (): Notice[] => [reference, other].flatMap(sentOf).filter(({ hours }) => hours === 'office');
  await sleepUntil(openedMs + 3.75 * hour);
  expect(await thresholds(reference)).toContain('breach+PT3H');
  expect(held()).toEqual([]);
  await takeOn(other);
  const opensMs = Date.parse('2027-06-08T06:30:00Z');
  expect(await env.currentTimeMs()).toBeLessThan(opensMs);
  await sleepUntil(opensMs - minute);
  expect(held()).toEqual([]);
  await sleepUntil(opensMs + minute);
  expect(held()).toMatchObject([{ reference, clock: 'intervention', recipient: 'director@support.example' }]);
  const dropped = eventsOf(other).filter(({ event }) => event.type === 'notice-dropped');
  expect(dropped).toMatchObject([{ event: { data: { reason: 'acknowledged' } } }]);
  await expectReplayed(other, 'ticket-taken-on-at-night');
}, 60_000);
