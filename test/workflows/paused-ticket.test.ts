import path from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { TicketClient } from '../../clients/ticket';
import { compileContract } from '../../domain/calendar/compile';
import { termsOf } from '../../domain/ticket/terms';
import { toEpochMs, toInstant } from '../../domain/time/instant';
import { timeSkippingServerPath } from '../../local/find-servers.cjs';
import { sampleContract } from '../sample-contract';
import type { TicketActivities } from '../../workflows/activity-types';
import { ticketQueue } from '../../workflows/messages';
import { searchAttributes } from '../../workflows/attributes';

const day = 24 * 3600 * 1000;
let env: TestWorkflowEnvironment;
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: timeSkippingServerPath() } },
  });
  await env.connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: Object.fromEntries(
      Object.values(searchAttributes).map(({ name, type }) => [name, type === 'DATETIME' ? 6 : 2]),
    ),
  });
}, 60_000);
afterAll(() => env.teardown());

const contract = sampleContract();

const activities: TicketActivities = {
  loadAdmission: ({ openedAt }) =>
    Promise.resolve({
      admission: { decision: 'admitted', reason: 'eligible', clause: '§2', facts: {} },
      terms: { ...termsOf(contract, 'fr'), contacts: { client: [], support: [], manager: [] } },
      timetables: compileContract(contract, toEpochMs(openedAt) - day, toEpochMs(openedAt) + 60 * day),
    }),
  loadTimetables: ({ fromMs, toMs }) => Promise.resolve(compileContract(contract, fromMs, toMs)),
  publishTicket: () => Promise.resolve(),
  sendNotice: () => Promise.resolve({ outcome: 'accepted', detail: '' }),
};

test('a ticket that waits for its client for 30 days adds no event, keeps what it counted, and then warns and breaches', async () => {
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(__dirname, '..', '..', 'workflows', 'index.ts'),
    logger: new DefaultLogger('ERROR'),
  });
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: ticketQueue,
    workflowBundle: { code },
    activities,
  });
  await worker.runUntil(async () => {
    const tickets = new TicketClient(env.client);
    const opened = await tickets.open({
      client: 'dupont',
      environment: 'prod',
      title: 'Stock screen empty',
      description: 'Since nine',
      reproduction: null,
      priority: 'P1',
      channel: 'api',
      openedAt: toInstant(await env.currentTimeMs()),
      requester: { id: 'claire', role: 'client', email: null, language: 'fr' },
    });
    if ('refusal' in opened) throw new Error(opened.refusal.code);
    const { reference } = opened;
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
