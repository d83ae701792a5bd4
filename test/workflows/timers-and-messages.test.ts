import { setTimeout } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { TicketClient, type CommandAnswer } from '../../clients/ticket';
import type { Contract } from '../../domain/contract/contract';
import type { TicketCommandName } from '../../domain/ticket/commands';
import { ticketFromEvents } from '../../domain/ticket/evolve';
import type { Notice } from '../../domain/ticket/notices';
import { toEpochMs } from '../../domain/time/instant';
import type { RecordedEvent, TicketActivities } from '../../workflows/activity-types';
import { ticketQueue } from '../../workflows/messages';
import { sampleContract } from '../sample-contract';
import { admittingActivities, day, openTicket, startSkippedTime, stateOf, workflowCode } from './skipped-time';

const hour = 3_600_000;
/** P1 at all hours, to be resolved within four, so that every delay is wall time. */
const contract: Contract = {
  ...sampleContract(),
  remindAfter: ['PT10H'],
  closeUnansweredAfter: 'PT20H',
  closeAfter: 'PT30H',
};
const people = {
  client: [{ email: 'it@dupont.example', language: 'fr' as const }],
  support: [{ email: 'n1@support.example', language: 'fr' as const }],
  manager: [],
};

let env: TestWorkflowEnvironment;
let code: string;
let stopWorker: () => Promise<void>;
const published: { reference: string; recorded: RecordedEvent }[] = [];
const notices: Notice[] = [];

beforeAll(async () => {
  env = await startSkippedTime();
  code = await workflowCode();
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
}, 60_000);
afterAll(async () => {
  await stopWorker();
  await env.teardown();
});

/** Activities that admit every ticket and keep what they are given. */
function keepingActivities(): TicketActivities {
  const admitting = admittingActivities(contract, 60 * day);
  return {
    ...admitting,
    loadAdmission: async (opening) => {
      const answer = await admitting.loadAdmission(opening);
      return { ...answer, terms: answer.terms && { ...answer.terms, contacts: people } };
    },
    publishTicket: ({ reference, events }) => {
      // A publication whose answer was lost comes again: the store keeps what it has.
      const known = ({ sequence }: RecordedEvent): boolean =>
        published.some((one) => one.reference === reference && one.recorded.sequence === sequence);
      published.push(...events.filter((one) => !known(one)).map((recorded) => ({ reference, recorded })));
      return Promise.resolve();
    },
    sendNotice: (notice) => {
      notices.push(notice);
      return Promise.resolve({ outcome: 'accepted', detail: '' });
    },
  };
}

type Step = [name: TicketCommandName, data: object];
const acknowledge: Step = ['acknowledge', {}];
const qualify: Step = ['qualify', { category: 'provider-incident', priority: 'P1' }];
const ask: Step = ['ask', { question: 'Which site?' }];
const resolve: Step = ['resolve', { kind: 'fix', answer: 'Done' }];

interface Case {
  readonly name: string;
  /** What leads to the timer, and how long after the last step (ms) it is due. */
  readonly steps: Step[];
  readonly dueMs: number;
  readonly expected: { type: string; threshold?: unknown; reason?: string };
}

const cases: Case[] = [
  {
    name: 'a warning',
    steps: [acknowledge],
    dueMs: 2 * hour,
    expected: { type: 'warned', threshold: 50 },
  },
  { name: 'a breach', steps: [acknowledge], dueMs: 4 * hour, expected: { type: 'breached' } },
  {
    name: 'a reminder',
    steps: [acknowledge, ask],
    dueMs: 10 * hour,
    expected: { type: 'client-reminded' },
  },
  {
    name: 'the closing of what stays unanswered',
    steps: [acknowledge, ask],
    dueMs: 20 * hour,
    expected: { type: 'closed', reason: 'unanswered' },
  },
  {
    name: 'the closing by silence',
    steps: [acknowledge, qualify, resolve],
    dueMs: 30 * hour,
    expected: { type: 'closed', reason: 'silence' },
  },
];

/** A ticket that was opened and worked on; `sinceMs` is what its timer counts from, epoch milliseconds. */
async function begun(steps: readonly Step[]): Promise<{ tickets: TicketClient; reference: string; sinceMs: number }> {
  const tickets = new TicketClient(env.client);
  const openedMs = await env.currentTimeMs();
  const reference = await openTicket(tickets, 'P1', openedMs);
  await env.sleep('1 second');
  for (const [name, data] of steps) await tell(tickets, reference, 'support', name, data);
  const moves = (await stateOf(tickets, reference))?.moves ?? [];
  // Warnings and breaches count from the opening.
  return { tickets, reference, sinceMs: steps.length === 1 ? openedMs : (moves.at(-1)?.atMs ?? openedMs) };
}

async function tell(
  tickets: TicketClient,
  reference: string,
  role: 'support' | 'client',
  name: TicketCommandName,
  data: object,
): Promise<CommandAnswer> {
  return await tickets.command(reference, name, { actor: { id: role, role }, data }, `${role}-${name}`);
}

test.each(cases)(
  '$name in the same instant as a message: each once, at its own instant, and nothing lost',
  async ({ steps, dueMs, expected }) => {
    const { tickets, reference, sinceMs } = await begun(steps);
    const dueAt = sinceMs + dueMs;
    const ownEvents = () => published.filter((one) => one.reference === reference).map(({ recorded }) => recorded);
    await env.sleep(dueAt - (await env.currentTimeMs()));
    // This server can't take a command while a timer fires; the integration test of the same name gives both at once.
    while (!ownEvents().some(({ event }) => isTold(event, expected))) await setTimeout(20);
    const taken = 'answer' in (await tell(tickets, reference, 'client', 'message', { message: 'Lyon' }));
    await env.sleep('1 minute');

    const events = ownEvents().toSorted((a, b) => a.sequence - b.sequence);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    const types = events.map(({ event }) => event.type);
    expect(types.some((type) => type === 'message-written' || type === 'client-answered')).toBe(taken);
    expect(taken).toBe(expected.type !== 'closed');
    expect(
      events.filter(({ event }) => isTold(event, expected)).map(({ event }) => toEpochMs(event.at) - dueAt),
    ).toEqual([expect.closeTo(0, -1)]);

    const keys = notices
      .filter((notice) => notice.reference === reference)
      .map(({ sequence, template, recipient }) => `${sequence}/${template}/${recipient}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(await stateOf(tickets, reference)).toEqual(ticketFromEvents(events.map(({ event }) => event)));
    const handle = env.client.workflow.getHandle(`ticket:${reference}`);
    await Worker.runReplayHistory({ workflowBundle: { code } }, await handle.fetchHistory(), handle.workflowId);
  },
  60_000,
);

test('a message that is withdrawn within ten seconds is told to nobody, another ten seconds after it was written', async () => {
  const { tickets, reference } = await begun([acknowledge]);
  const given = async (name: TicketCommandName, data: object, key: string) =>
    'answer' in (await tickets.command(reference, name, { actor: { id: 'n1', role: 'support' }, data }, key));
  const told = (): unknown[] =>
    notices.flatMap((one) => (one.reference === reference && one.template === 'message' ? [one.text] : []));
  const { moves } = (await stateOf(tickets, reference)) ?? {};
  expect(await given('message', { message: 'Oops', withdrawable: true }, 'a')).toBe(true);
  await env.sleep('5 seconds');
  expect(await given('withdraw-message', { number: 1 }, 'b')).toBe(true);
  expect(await given('message', { message: 'We look', withdrawable: true }, 'c')).toBe(true);
  await env.sleep('8 seconds');
  expect(told()).toEqual([]);
  await env.sleep('5 seconds');
  while (told().length === 0) await setTimeout(20);
  expect(told()).toEqual(['We look']);
  expect(await given('withdraw-message', { number: 2 }, 'd')).toBe(false);
  expect((await stateOf(tickets, reference))?.moves).toEqual(moves);
  const handle = env.client.workflow.getHandle(`ticket:${reference}`);
  await Worker.runReplayHistory({ workflowBundle: { code } }, await handle.fetchHistory(), handle.workflowId);
}, 60_000);

function isTold({ type, data }: RecordedEvent['event'], expected: Case['expected']): boolean {
  const { clock = 'resolution', threshold, reason } = data as { clock?: string; threshold?: unknown; reason?: string };
  return (
    type === expected.type &&
    clock === 'resolution' &&
    (expected.threshold === undefined || threshold === expected.threshold) &&
    (expected.reason === undefined || reason === expected.reason)
  );
}
