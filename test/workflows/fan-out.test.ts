import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { createFanOutActivities } from '../../activities/fan-out';
import { FanOutClient, mostReferences, type FanOutAnswer } from '../../clients/fan-out';
import { TicketClient, TicketUnavailable } from '../../clients/ticket';
import type { FanOutActivities } from '../../workflows/fan-out-messages';
import { ticketQueue } from '../../workflows/messages';
import { sampleContract } from '../sample-contract';
import { recordOtherHistory } from './record-history';
import { admittingActivities, day, openTicket, startSkippedTime, workflowCode } from './skipped-time';

const support = { id: 'n1', role: 'support' } as const;
const note = { name: 'note', data: { note: 'The index is rebuilt' } } as const;

let env: TestWorkflowEnvironment;
let code = '';
beforeAll(async () => {
  env = await startSkippedTime();
  code = await workflowCode();
}, 60_000);
afterAll(() => env.teardown());

/** A worker whose fan-outs give commands by what is given, for as long as something lasts. */
async function withWorker<Lasting>(fanOuts: FanOutActivities, lasting: () => Promise<Lasting>): Promise<Lasting> {
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: ticketQueue,
    workflowBundle: { code },
    activities: { ...admittingActivities(sampleContract(), 60 * day), ...fanOuts },
  });
  return await worker.runUntil(lasting);
}

const tickets = (): TicketClient => new TicketClient(env.client);

/** How many events each ticket has had: the same once more for a command that was applied twice. */
const lengths = async (references: readonly string[]): Promise<number[]> =>
  await Promise.all(references.map(async (one) => (await tickets().read(one))?.sequence ?? 0));

async function opened(count: number): Promise<string[]> {
  const nowMs = await env.currentTimeMs();
  const references = await Promise.all(Array.from({ length: count }, () => openTicket(tickets(), 'P3', nowMs)));
  for (const reference of references)
    // A worker that has just begun may not answer in time.
    for (
      let asked = 0;
      !(
        await tickets()
          .read(reference)
          .catch(() => null)
      )?.admission && asked < 500;
      asked += 1
    )
      await new Promise((resolve) => setTimeout(resolve, 20));
  return references;
}

async function ended(fanOuts: FanOutClient, id: string): Promise<FanOutAnswer | null> {
  await env.client.workflow.getHandle(`fan-out:${id}`).result();
  return await fanOuts.read(id);
}

test('each ticket is given the command once, though attempts fail and runs continue as new; an ended one is counted', async () => {
  const real = createFanOutActivities({ tickets: tickets() });
  let attempts = 0;
  const losing: FanOutActivities = {
    async giveCommands(batch) {
      attempts += 1;
      // The answer of the first attempt is lost, and each attempt gives two commands at most.
      const outcomes = await real.giveCommands({ ...batch, references: batch.references.slice(0, 2) });
      if (attempts === 1) throw new Error('the worker was killed');
      return outcomes;
    },
  };
  await withWorker(losing, async () => {
    const references = await opened(5);
    const [gone = ''] = references;
    for (const [name, data] of [
      ['acknowledge', {}],
      ['qualify', { category: 'provider-incident', priority: 'P3' }],
      ['resolve', { kind: 'fix', answer: 'Done' }],
      ['confirm', { agreement: 'By phone' }],
    ] as const)
      await tickets().command(gone, name, { actor: support, data }, name);
    const before = await lengths(references);
    const fanOuts = new FanOutClient(env.client, { continueAfterBatches: 1 });
    const asked = { id: 'note-1', kind: 'test', command: note, actor: support, references, perSecond: 200 };
    expect(await fanOuts.start(asked)).toEqual({ id: 'note-1', total: 5, repeated: false });
    expect(await fanOuts.start(asked)).toEqual({ id: 'note-1', total: 5, repeated: true });
    expect(await ended(fanOuts, 'note-1')).toMatchObject({
      ...{ id: 'note-1', kind: 'test', state: 'done', total: 5, done: 5, applied: 4, over: 1 },
      ...{ refusedCount: 0, refused: [], waiting: 0 },
    });
    expect(attempts).toBe(4);
    expect(await lengths(references)).toEqual(before.map((sequence, index) => (index === 0 ? sequence : sequence + 1)));
  });
}, 60_000);

test('a refusal is told with its reason, and a ticket that cannot answer is asked again after the others', async () => {
  let away = 2;
  const facade = tickets();
  const order: string[] = [];
  const halting = Object.assign(Object.create(facade) as TicketClient, {
    command: async (...[reference, ...rest]: Parameters<TicketClient['command']>) => {
      order.push(reference);
      if (order[0] === reference && away > 0) {
        away -= 1;
        throw new TicketUnavailable('its workflow is stuck');
      }
      return await facade.command(reference, ...rest);
    },
  });
  await withWorker(createFanOutActivities({ tickets: halting }), async () => {
    const references = await opened(2);
    const fanOuts = new FanOutClient(env.client);
    const command = { name: 'answer', data: { answer: 'Lyon' } } as const;
    await fanOuts.start({ id: 'answer-1', kind: 'test', command, actor: support, references });
    const wrong = { code: 'wrong-status', clause: '§4', params: { command: 'answer', status: 'new' } };
    const [first, second] = references;
    expect(await ended(fanOuts, 'answer-1')).toMatchObject({
      ...{ state: 'done', total: 2, done: 2, applied: 0, over: 0, refusedCount: 2, waiting: 0 },
      refused: [
        { reference: second, refusal: wrong },
        { reference: first, refusal: wrong },
      ],
    });
    expect(order).toEqual([first, second, first, first]);
    const handle = env.client.workflow.getHandle('fan-out:answer-1');
    recordOtherHistory('fan-out-waiting', await handle.fetchHistory(), handle.workflowId);
  });
}, 60_000);

test('at most so many commands are given in a second', async () => {
  await withWorker(createFanOutActivities({ tickets: tickets() }), async () => {
    const references = await opened(6);
    const fanOuts = new FanOutClient(env.client);
    const beganMs = performance.now();
    await fanOuts.start({ id: 'slow', kind: 'test', command: note, actor: support, references, perSecond: 5 });
    expect(await ended(fanOuts, 'slow')).toMatchObject({ applied: 6 });
    expect(performance.now() - beganMs).toBeGreaterThan(1000);
  });
}, 60_000);

test('what no ticket would understand, and more tickets than fit, is refused at once; one that never was is not found', async () => {
  const fanOuts = new FanOutClient(env.client);
  const asked = { id: 'wrong', kind: 'test', actor: support };
  const wrong = { ...asked, command: { name: 'note', data: {} }, references: ['T-0000000000'] } as const;
  await expect(fanOuts.start(wrong)).rejects.toThrow();
  const references = Array.from({ length: mostReferences + 1 }, (_, index) => String(index));
  await expect(fanOuts.start({ ...asked, command: note, references })).rejects.toThrow(RangeError);
  expect(await fanOuts.read('wrong')).toBeNull();
});
