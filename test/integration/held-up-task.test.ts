import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { TicketClient } from '../../clients/ticket';
import { ticketStart } from '../../clients/ticket-start';
import { openedTicket } from '../../domain/ticket/evolve';
import { toInstant } from '../../domain/time/instant';
import { contracts } from '../../local/sample-contracts';
import { startStack, type Stack } from '../../local/stack';
import type { TicketInput } from '../../workflows/messages';
import { registeredAttributes } from '../../workflows/attributes';
import { temporaryFolder } from '../local/temporary-folder';
import { admittingActivities, day, workflowCode } from '../workflows/skipped-time';
import { until } from './running-cadran';

const folder = temporaryFolder();
const taskQueue = 'held-up';
const support = { id: 'n1@support.example', role: 'support' } as const;
let stack: Stack;
let temporal: Client;
let native: NativeConnection;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  stack = await startStack({ dataFolder: folder, searchAttributes: registeredAttributes });
  const { temporal: address } = stack.addresses;
  temporal = new Client({ connection: await Connection.connect({ address }) });
  native = await NativeConnection.connect({ address });
}, 60_000);
afterAll(async () => {
  await native.close();
  await temporal.connection.close();
  await stack.stop();
}, 60_000);

/**
 * As on a machine with far too much to do: a first try outlasts its task, which is prolonged, and meanwhile timers fire. Such a history
 * could not be replayed.
 */
test('a ticket leaves a run behind in which a first try has outlasted its task', async () => {
  const code = await workflowCode();
  const contract = contracts.find(({ client }) => client === 'presse');
  if (!contract) throw new Error('the sample contract of seconds is missing');
  const slowUntil = performance.now() + 6_000;
  const admitting = admittingActivities(contract, 60 * day);
  const worker = await Worker.create({
    connection: native,
    taskQueue,
    workflowBundle: { code },
    activities: {
      ...admitting,
      loadAdmission: async (opening: TicketInput['opening']) => {
        const admitted = await admitting.loadAdmission(opening);
        return {
          ...admitted,
          ...(admitted.terms ? { terms: { ...admitted.terms, contacts: contract.contacts } } : {}),
        };
      },
      publishTicket: () => sleep(performance.now() < slowUntil ? 1300 : 0),
      sendNotice: async () => {
        await sleep(150);
        return { outcome: 'accepted', detail: '' };
      },
    },
  });
  const running = worker.run();
  try {
    const opening = {
      ...{ reference: 'T-HELDUP0001', client: 'dupont', environment: 'prod', title: 'T', description: 'D' },
      ...({ reproduction: null, priority: 'P2', channel: 'api', openedAt: toInstant(Date.now()) } as const),
      requester: { id: 'claire', role: 'client', email: 'claire@dupont.example', language: 'fr' } as const,
    };
    expect(openedTicket(opening).status).toBe('new');
    const start = { ...ticketStart({ opening }, 'of the test'), taskQueue, workflowTaskTimeout: '1 second' } as const;
    const handle = await temporal.workflow.start('ticket', start);
    const tickets = new TicketClient(temporal);
    const give = async (name: 'acknowledge' | 'qualify' | 'ask' | 'answer' | 'note', data: object, id: string) => {
      await sleep(120);
      const answer = await tickets.command(opening.reference, name, { actor: support, data }, id);
      if ('refusal' in answer) throw new Error(answer.refusal.code);
    };
    // P2 of that client warns and breaches every second or two.
    for (let round = 0; round < 6; round += 1) {
      await give('note', { note: 'Seen' }, `note ${round}`);
      await sleep(700);
    }
    await give('acknowledge', {}, '1');
    await until(async () => {
      const { raw } = await handle.describe();
      return !raw.pendingActivities?.length && !raw.pendingWorkflowTask;
    }, 60_000);
    const { runId } = await handle.describe();
    expect(runId).not.toBe(handle.firstExecutionRunId);
    await Worker.runReplayHistory({ workflowBundle: { code } }, await handle.fetchHistory(), handle.workflowId);
  } finally {
    worker.shutdown();
    await running;
  }
}, 120_000);
