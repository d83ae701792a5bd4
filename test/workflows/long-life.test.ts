import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { TicketClient } from '../../clients/ticket';
import { readClocks } from '../../domain/ticket/clocks';
import { ticketFromEvents } from '../../domain/ticket/evolve';
import type { TicketCommandName } from '../../domain/ticket/commands';
import type { RecordedEvent } from '../../workflows/activity-types';
import { ticketQueue } from '../../workflows/messages';
import { sampleContract } from '../sample-contract';
import { admittingActivities, day, openTicket, startSkippedTime, workflowCode } from './skipped-time';

const rounds = 40;
const notes = 48;
const atOnce = 8;

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await startSkippedTime();
}, 60_000);
afterAll(() => env.teardown());

test('a ticket of 2,000 interactions goes on in new runs and loses nothing', async () => {
  const published: RecordedEvent[] = [];
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: ticketQueue,
    workflowBundle: { code: await workflowCode() },
    activities: {
      ...admittingActivities(sampleContract(), 60 * day),
      publishTicket: ({ events }: { events: RecordedEvent[] }) => {
        // A publication whose answer was lost comes again: the store keeps what it has.
        published.push(...events.filter(({ sequence }) => sequence > published.length));
        return Promise.resolve();
      },
    },
  });
  await worker.runUntil(async () => {
    // As in production, but that this server does not say itself when a run is long enough.
    const tickets = new TicketClient(env.client, { continueAfterEvents: 3000 });
    const reference = await openTicket(tickets, 'P3', await env.currentTimeMs());
    const actor = { id: 'n1@support.example', role: 'support' } as const;
    let given = 0;
    const give = async (name: TicketCommandName, data: object): Promise<void> => {
      given += 1;
      const answer = await tickets.command(reference, name, { actor, data }, `${given}`);
      if ('refusal' in answer) throw new Error(`${name}: ${answer.refusal.code}`);
    };
    const noteAll = async (left: string[]): Promise<void> => {
      for (let note = left.pop(); note !== undefined; note = left.pop()) await give('note', { note });
    };
    await give('acknowledge', {});
    for (let round = 1; round <= rounds; round += 1) {
      const left = Array.from({ length: notes }, (_, index) => `note ${index + 1} of round ${round}`);
      await Promise.all(Array.from({ length: atOnce }, () => noteAll(left)));
      await give('ask', { question: `question ${round}` });
      await env.sleep('5 minutes');
      await give('answer', { answer: `answer ${round}` });
    }
    expect(given).toBe(rounds * (notes + 2) + 1);
    await env.sleep('1 minute');

    const handle = env.client.workflow.getHandle(`ticket:${reference}`);
    const { runId, raw } = await handle.describe();
    expect(raw.workflowExecutionInfo?.firstRunId).not.toBe(runId);
    expect((await handle.fetchHistory()).events?.length).toBeLessThan(4096);

    expect(published.map(({ sequence }) => sequence)).toEqual(published.map((_, index) => index + 1));
    const events = published.map(({ event }) => event);
    const noted = events.flatMap((event) => (event.type === 'noted' ? [event.data.note] : []));
    expect(noted).toHaveLength(rounds * notes);
    expect(new Set(noted).size).toBe(rounds * notes);
    expect(events.filter(({ type }) => type === 'client-answered')).toHaveLength(rounds);

    const state = await tickets.state(reference);
    if (!state) throw new Error('the ticket has no state');
    const folded = ticketFromEvents(events);
    expect(folded).toEqual(state);
    const nowMs = await env.currentTimeMs();
    expect(readClocks(folded, nowMs)).toEqual(readClocks(state, nowMs));
    expect(readClocks(state, nowMs)[1]?.state).toBe('running');
  });
}, 120_000);
