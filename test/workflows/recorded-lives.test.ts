import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { TicketClient } from '../../clients/ticket';
import { ticketFromEvents } from '../../domain/ticket/evolve';
import type { TicketCommandName } from '../../domain/ticket/commands';
import { termsOf } from '../../domain/ticket/terms';
import type { RecordedEvent, TicketActivities } from '../../workflows/activity-types';
import { ticketQueue } from '../../workflows/messages';
import { sampleContract } from '../sample-contract';
import { recordHistory } from './record-history';
import { admittingActivities, day, openTicket, startSkippedTime, workflowCode } from './skipped-time';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await startSkippedTime();
}, 60_000);
afterAll(() => env.teardown());

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

/** What is published, by reference; notices go to each party of the contract. */
function keepingActivities(published: RecordedEvent[]): TicketActivities {
  const contract = sampleContract();
  const admitting = admittingActivities(contract, 60 * day);
  return {
    ...admitting,
    loadAdmission: async (opening) => ({ ...(await admitting.loadAdmission(opening)), terms: termsOf(contract, 'fr') }),
    publishTicket: ({ events }) => {
      // A publication whose answer was lost comes again: the store keeps what it has.
      published.push(...events.filter((one) => !published.some(({ sequence }) => sequence === one.sequence)));
      return Promise.resolve();
    },
  };
}

test.each([
  ['an ordinary life', 'ordinary-life', undefined],
  ['a life that goes on in run after run', 'life-carried-on', 45],
] as const)(
  '%s loses nothing, and is replayed',
  async (_, name, continueAfterEvents) => {
    const published: RecordedEvent[] = [];
    const code = await workflowCode();
    const worker = await Worker.create({
      connection: env.nativeConnection,
      taskQueue: ticketQueue,
      workflowBundle: { code },
      activities: keepingActivities(published),
    });
    await worker.runUntil(async () => {
      const tickets = new TicketClient(env.client, continueAfterEvents === undefined ? {} : { continueAfterEvents });
      const openedMs = await env.currentTimeMs();
      const reference = await openTicket(tickets, 'P1', openedMs);
      for (const [index, [command, data, actor]] of life.entries()) {
        await env.sleep('20 minutes');
        const given = await tickets.command(reference, command, { actor, data }, `${index}`);
        if ('refusal' in given) throw new Error(`${command}: ${given.refusal.code}`);
      }
      const handle = env.client.workflow.getHandle(`ticket:${reference}`);
      await handle.result();
      const state = await tickets.state(reference);
      if (!state) throw new Error('the ticket has no state');
      expect(published.map(({ sequence }) => sequence)).toEqual(published.map((_event, index) => index + 1));
      expect(ticketFromEvents(published.map(({ event }) => event))).toEqual(state);
      const history = await handle.fetchHistory();
      const started = history.events?.[0]?.workflowExecutionStartedEventAttributes;
      expect(started?.continuedExecutionRunId !== '').toBe(continueAfterEvents !== undefined);
      await Worker.runReplayHistory({ workflowBundle: { code } }, history, `ticket:${reference}`);
      const asOfMs = openedMs + day;
      recordHistory(name, history, state, asOfMs);
    });
  },
  60_000,
);
