import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { TicketClient } from '../../clients/ticket';
import { ticketFromEvents } from '../../domain/ticket/evolve';
import type { TicketCommandName } from '../../domain/ticket/commands';
import type { Facts } from '../../domain/ticket/facts';
import { termsOf } from '../../domain/ticket/terms';
import { toInstant } from '../../domain/time/instant';
import type { RecordedEvent, TicketActivities } from '../../workflows/activity-types';
import { ticketQueue, type CommandRequest } from '../../workflows/messages';
import { sampleContract } from '../sample-contract';
import { recordHistory } from './record-history';
import { admittingActivities, day, openTicket, startSkippedTime, stateOf, workflowCode } from './skipped-time';

let env: TestWorkflowEnvironment;
let code: string;
let worker: Worker;
let running: Promise<void>;
const published: { reference: string; recorded: RecordedEvent }[] = [];

// One worker for both lives: this server gives tasks to one that has left, for as long as it remembers its last question.
beforeAll(async () => {
  env = await startSkippedTime();
  code = await workflowCode();
  worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: ticketQueue,
    workflowBundle: { code },
    activities: keepingActivities(),
  });
  running = worker.run();
}, 60_000);
afterAll(async () => {
  worker.shutdown();
  await running;
  await env.teardown();
});

const reproduction = { steps: 'Open the stock', expected: 'lines', observed: 'none', environment: 'production' };

const support = { id: 'n1@support.example', role: 'support' } as const;
const claire = { id: 'claire', role: 'client' } as const;

/** A life with every command that ends none; between two of them twenty minutes pass. What is added later is recorded apart. */
const life: readonly (readonly [TicketCommandName, object, typeof support | typeof claire])[] = [
  ['acknowledge', {}, support],
  ['assign', { person: 'n1@support.example', team: 'wms' }, support],
  ['qualify', { category: 'provider-incident', priority: 'P1' }, support],
  ['note', { note: 'Seen on our side too.' }, support],
  ['ask', { question: 'Which site?' }, support],
  ['answer', { answer: 'Lyon' }, claire],
  ['message', { message: 'And Lille since noon.' }, claire],
  ['escalate', { to: 'N2', reformulation: 'The stock screen shows no line.' }, support],
  ['escalate', { to: 'N3', reproduction }, support],
  ['return', { to: 'N2', reason: 'The index is to be rebuilt.' }, support],
  ['propose-priority', { priority: 'P2', impact: 'One hall of five.' }, support],
  ['decline-priority', { reason: 'It is the only one that ships today.' }, claire],
  ['propose-priority', { priority: 'P3', impact: 'It ships by hand.' }, support],
  ['withdraw-priority', {}, support],
  ['propose-priority', { priority: 'P2', impact: 'Two halls ship again.' }, claire],
  ['accept-priority', {}, support],
  ['change-priority', { priority: 'P1', agreement: 'Claire, by phone.' }, support],
  ['resolve', { kind: 'workaround', answer: 'Print from the list.' }, support],
  ['reopen', { reason: 'The list is empty too.' }, claire],
  ['resolve', { kind: 'fix', answer: 'The index was rebuilt.' }, support],
  ['confirm', {}, claire],
];

/** What is published is kept; notices go to each party of the contract. */
function keepingActivities(): TicketActivities {
  const contract = sampleContract();
  const admitting = admittingActivities(contract, 60 * day);
  return {
    ...admitting,
    loadAdmission: async (opening) => ({ ...(await admitting.loadAdmission(opening)), terms: termsOf(contract, 'fr') }),
    publishTicket: ({ reference, events }) => {
      // A publication whose answer was lost comes again: the store keeps what it has.
      const known = ({ sequence }: RecordedEvent): boolean =>
        published.some((one) => one.reference === reference && one.recorded.sequence === sequence);
      published.push(...events.filter((one) => !known(one)).map((recorded) => ({ reference, recorded })));
      return Promise.resolve();
    },
  };
}

async function give(
  tickets: TicketClient,
  reference: string,
  [command, data, actor]: readonly [TicketCommandName, object, typeof support | typeof claire],
  more: Pick<CommandRequest, 'facts' | 'dayEndsAt'> = {},
  number = 0,
): Promise<void> {
  const given = await tickets.command(reference, command, { actor, data, ...more }, `${reference}/${number}`);
  if ('refusal' in given) throw new Error(`${command}: ${given.refusal.code}`);
}

/** Has a ticket go on in another that was opened before. */
async function merge(tickets: TicketClient, reference: string, into: string, openedMs: number): Promise<void> {
  const facts: Facts = {
    ticket: {
      ...{ reference: into, client: 'dupont', openedAt: toInstant(openedMs), status: 'new', priority: 'P2' },
      ...{ admission: 'admitted', mergedInto: null, ancestors: [] },
    },
  };
  await give(tickets, reference, ['merge-into', { reference: into, reason: 'The same printer' }, support], { facts });
}

/** The history of a ticket once it is over, replayed by the workflows of today, and kept if that is asked for. */
async function keptHistory(tickets: TicketClient, reference: string, name: string, asOfMs: number): Promise<void> {
  const handle = env.client.workflow.getHandle(`ticket:${reference}`);
  await handle.result();
  const [history, state] = [await handle.fetchHistory(), await stateOf(tickets, reference)];
  if (!state) throw new Error('the ticket has no state');
  recordHistory(name, history, state, asOfMs);
  await Worker.runReplayHistory({ workflowBundle: { code } }, history, `ticket:${reference}`);
}

test('whoever reported a duplicate follows it through another merge', async () => {
  const tickets = new TicketClient(env.client);
  const openedMs = await env.currentTimeMs();
  const ticket = (minutes: number, who: string) =>
    openTicket(tickets, 'P2', openedMs + minutes * 60_000, `${who}@dupont.example`);
  const [last, middle, first] = [await ticket(0, 'carl'), await ticket(1, 'bea'), await ticket(2, 'ann')];
  await env.sleep('10 minutes');
  await merge(tickets, first, middle, openedMs + 60_000);
  await env.client.workflow.getHandle(`ticket:${first}`).result();
  await merge(tickets, middle, last, openedMs);
  await keptHistory(tickets, middle, 'merged-chain', openedMs + day);
  expect((await stateOf(tickets, last))?.duplicates).toEqual([
    { reference: middle, reporter: { email: 'bea@dupont.example', language: 'fr' } },
    { reference: first, reporter: { email: 'ann@dupont.example', language: 'fr' } },
  ]);
  await env.client.workflow.getHandle(`ticket:${last}`).terminate();
}, 60_000);

test('an additional request is quoted, quoted anew, accepted, resolved and billed', async () => {
  const tickets = new TicketClient(env.client);
  const openedMs = await env.currentTimeMs();
  const reference = await openTicket(tickets, 'P4', openedMs);
  const request = { category: 'additional-request', priority: 'P4' };
  const offer = { amount: '1250.00', currency: 'EUR', validUntil: '2099-01-01', description: 'Labels' };
  const dayEndsAt = toInstant(openedMs + 30 * day);
  const steps: Parameters<typeof give>[2][] = [
    ['acknowledge', {}, support],
    ['qualify', request, support],
    ['quote', offer, support],
    ['refuse-quotation', { number: 1, reason: 'Too much.' }, claire],
    ['quote', { ...offer, amount: '900.00' }, support],
    ['accept-quotation', { number: 2 }, claire],
    ['propose-resolution', { kind: 'workaround', answer: 'Print them by hand.' }, support],
    ['decline-resolution', { number: 1, reason: 'Not what we pay for.' }, claire],
    ['propose-resolution', { kind: 'fix', answer: 'The labels are there.' }, support],
    ['accept-resolution', { number: 2 }, claire],
    ['confirm', {}, claire],
  ];
  for (const [index, step] of steps.entries()) {
    await env.sleep('20 minutes');
    await give(tickets, reference, step, step[0] === 'quote' ? { dayEndsAt } : {}, index);
  }
  await keptHistory(tickets, reference, 'quoted-request', openedMs + day);
  expect(
    (await stateOf(tickets, reference))?.quotations?.map(({ state, billedAt }) => [state, billedAt !== null]),
  ).toEqual([
    ['refused', false],
    ['accepted', true],
  ]);
}, 60_000);

test.each([['an ordinary life', 'ordinary-life']] as const)(
  '%s loses nothing, and is replayed',
  async (_, name) => {
    const tickets = new TicketClient(env.client);
    const openedMs = await env.currentTimeMs();
    const reference = await openTicket(tickets, 'P1', openedMs);
    for (const [index, [command, data, actor]] of life.entries()) {
      await env.sleep('20 minutes');
      const given = await tickets.command(reference, command, { actor, data }, `${index}`);
      if ('refusal' in given) throw new Error(`${command}: ${given.refusal.code}`);
    }
    const handle = env.client.workflow.getHandle(`ticket:${reference}`);
    await handle.result();
    const state = await stateOf(tickets, reference);
    if (!state) throw new Error('the ticket has no state');
    const kept = published.filter((one) => one.reference === reference).map(({ recorded }) => recorded);
    expect(kept.map(({ sequence }) => sequence)).toEqual(kept.map((_event, index) => index + 1));
    expect(ticketFromEvents(kept.map(({ event }) => event))).toEqual(state);
    const history = await handle.fetchHistory();
    await Worker.runReplayHistory({ workflowBundle: { code } }, history, `ticket:${reference}`);
    recordHistory(name, history, state, openedMs + day);
  },
  60_000,
);
