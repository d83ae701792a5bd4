import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { TicketClient } from '../../clients/ticket';
import { compileContract } from '../../domain/calendar/compile';
import type { SupportHours } from '../../domain/calendar/support-hours';
import { contractSchema } from '../../domain/contract/contract';
import type { TicketCommandName } from '../../domain/ticket/commands';
import { governing } from '../../domain/ticket/governing';
import type { RegisterActivities, TicketActivities } from '../../workflows/activity-types';
import { ticketQueue } from '../../workflows/messages';
import { sampleContract } from '../sample-contract';
import { recordHistory } from './record-history';
import { admittingActivities, day, openTicket, startSkippedTime, stateOf, workflowCode } from './skipped-time';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await startSkippedTime();
}, 60_000);
afterAll(() => env.teardown());

const first = sampleContract();
const office = first.hours['office'] as SupportHours;
const strike = { date: '2027-01-05', name: 'Grève', openings: [] };
const second = contractSchema.parse({
  ...{ ...first, version: 2 },
  hours: { ...first.hours, office: { ...office, specialDays: [strike] } },
});

test('a ticket taken without SLA is admitted, amended and counted on in the new hours, and its history is replayed', async () => {
  const code = await workflowCode();
  const admitting = admittingActivities(first, 30 * day);
  const asked: string[] = [];
  const activities: TicketActivities & RegisterActivities = {
    ...admitting,
    loadAdmission: async (opening) => {
      const facts = { invoice: 'FA-1', dueOn: '2026-12-01' };
      const admission = { decision: 'without-sla', reason: 'invoices-unpaid', clause: '§2', facts } as const;
      return { ...(await admitting.loadAdmission(opening)), admission };
    },
    loadTimetables: ({ contractVersion, hours, fromMs, toMs }) => {
      asked.push(`${hours.join()}@${contractVersion}`);
      return Promise.resolve(compileContract(contractVersion === 2 ? second : first, fromMs, toMs));
    },
    loadTerms: ({ contractVersion, fromMs, toMs }) => {
      const { terms, timetables } = governing(contractVersion === 2 ? second : first, 'fr', fromMs, toMs);
      return Promise.resolve({ terms: { ...terms, contacts: { client: [], support: [], manager: [] } }, timetables });
    },
    decideAgain: () => Promise.resolve({ decision: 'admitted', reason: 'eligible', clause: '§2', facts: {} }),
  };
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: ticketQueue,
    workflowBundle: { code },
    activities,
  });
  await worker.runUntil(async () => {
    const tickets = new TicketClient(env.client);
    const admin = { id: 'ada', role: 'admin' } as const;
    const give = async (name: TicketCommandName, data: object) => {
      const given = await tickets.command(reference, name, { actor: admin, data }, name);
      if ('refusal' in given) throw new Error(given.refusal.code);
      return given.answer;
    };
    // Monday 4 January 2027, 09:00 in Paris.
    const openedMs = Date.parse('2027-01-04T08:00:00Z');
    await env.sleep(openedMs - (await env.currentTimeMs()));
    const reference = await openTicket(tickets, 'P3', openedMs);
    await env.sleep('1 hour');
    expect((await tickets.read(reference))?.clocks).toEqual([]);
    const admitted = await give('reconsider', {});
    // 50 h from 10:00 on: 8 h 30 on Monday, then ten hours each day.
    expect(admitted.clocks[1]?.dueAt?.slice(0, 13)).toBe('2027-01-11T09');
    await give('acknowledge', {});
    await env.sleep('1 hour');
    const amended = await give('amend', { contractVersion: 2, reason: 'Grève' });
    expect(amended.clocks[1]?.dueAt?.slice(0, 13)).toBe('2027-01-12T09');
    const state = await stateOf(tickets, reference);
    if (!state) throw new Error('the ticket has no state');
    const handle = env.client.workflow.getHandle(`ticket:${reference}`);
    recordHistory('amended-ticket', await handle.fetchHistory(), state, openedMs + 8 * day);
    await env.sleep('90 days');
    expect((await tickets.read(reference))?.clocks[1]).toMatchObject({ breached: true, targetMs: 50 * 3600_000 });
    // Those of the amendment alone: nothing runs in the old ones.
    expect(new Set(asked)).toEqual(new Set(['office@2']));
    const history = await handle.fetchHistory();
    await Worker.runReplayHistory({ workflowBundle: { code } }, history, `ticket:${reference}`);
  });
}, 120_000);
