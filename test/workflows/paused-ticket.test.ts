import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { TicketClient } from '../../clients/ticket';
import { ticketQueue } from '../../workflows/messages';
import { sampleContract } from '../sample-contract';
import { admittingActivities, day, openTicket, startSkippedTime, workflowCode } from './skipped-time';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await startSkippedTime();
}, 60_000);
afterAll(() => env.teardown());

test('a ticket that waits for its client for 30 days adds no event, keeps what it counted, and then warns and breaches', async () => {
  const code = await workflowCode();
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: ticketQueue,
    workflowBundle: { code },
    activities: admittingActivities(sampleContract(), 60 * day),
  });
  await worker.runUntil(async () => {
    const tickets = new TicketClient(env.client);
    const reference = await openTicket(tickets, 'P1', await env.currentTimeMs());
    const support = { id: 'n1', role: 'support' } as const;
    const give = async (name: 'acknowledge' | 'ask' | 'answer', data: object) => {
      const given = await tickets.command(reference, name, { actor: support, data }, `${name}-1`);
      if ('refusal' in given) throw new Error(given.refusal.code);
      return given.answer;
    };
    await env.sleep('10 minutes');
    await give('acknowledge', {});
    const waiting = await give('ask', { question: 'Which site?' });
    const counted = waiting.clocks[1]?.countedMs ?? 0;
    expect(counted).toBeGreaterThanOrEqual(10 * 60_000);
    const handle = env.client.workflow.getHandle(`ticket:${reference}`);
    const length = async () => (await handle.fetchHistory()).events?.length;
    await env.sleep('1 second');
    const before = await length();
    await env.sleep('30 days');
    expect(await length()).toBe(before);
    expect((await tickets.read(reference))?.clocks[1]).toMatchObject({
      state: 'paused',
      countedMs: counted,
      dueAt: null,
    });

    const resumed = await give('answer', { answer: 'Lyon' });
    const due = Date.parse(resumed.clocks[1]?.dueAt ?? '');
    expect(due - (await env.currentTimeMs())).toBeGreaterThan(3 * 3600_000);
    await env.sleep('4 hours');
    expect((await tickets.read(reference))?.clocks[1]).toMatchObject({ breached: true });
    const history = await handle.fetchHistory();
    await Worker.runReplayHistory({ workflowBundle: { code } }, history, `ticket:${reference}`);
  });
}, 120_000);
