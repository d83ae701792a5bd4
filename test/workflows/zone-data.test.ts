import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { TicketClient } from '../../clients/ticket';
import { compileContract } from '../../domain/calendar/compile';
import { changedDays } from '../../domain/calendar/difference';
import { contractSchema, type Contract } from '../../domain/contract/contract';
import { explainClocks } from '../../domain/ticket/clocks';
import { toInstant } from '../../domain/time/instant';
import type { TicketActivities } from '../../workflows/activity-types';
import { ticketQueue } from '../../workflows/messages';
import { sampleContract } from '../sample-contract';
import { recordHistory } from './record-history';
import { admittingActivities, day, openTicket, startSkippedTime, stateOf, workflowCode } from './skipped-time';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await startSkippedTime();
}, 60_000);
afterAll(() => env.teardown());

/** The contract as a machine sees it whose zone data say that Paris keeps no summer time: the offset of Algiers. */
function withoutSummerTime(contract: Contract): Contract {
  const hours = Object.entries(contract.hours).map(([name, one]) => [
    name,
    'extends' in one ? one : { ...one, zone: 'Africa/Algiers' },
  ]);
  return contractSchema.parse({ ...contract, hours: Object.fromEntries(hours) as Contract['hours'] });
}

test('a ticket decided under one zone rule is replayed under another and decides the same', async () => {
  const code = await workflowCode();
  const worker = (activities: TicketActivities) =>
    Worker.create({
      connection: env.nativeConnection,
      taskQueue: ticketQueue,
      workflowBundle: { code },
      activities,
      // Nothing is kept between two tasks: each question replays the history.
      maxCachedWorkflows: 0,
    });
  const paris = sampleContract();
  const changed = withoutSummerTime(paris);
  const tickets = new TicketClient(env.client);
  const support = { id: 'n1', role: 'support' } as const;

  // Friday before summer time begins, 2027-03-28; a timetable of 30 days reaches over it.
  const openedMs = Date.parse('2027-03-26T15:00:00Z');
  await env.sleep(openedMs - (await env.currentTimeMs()));
  let reference = '';
  const before = await (
    await worker(admittingActivities(paris, 30 * day))
  ).runUntil(async () => {
    reference = await openTicket(tickets, 'P3', openedMs);
    await tickets.command(reference, 'acknowledge', { actor: support, data: {} }, 'acknowledge');
    await env.sleep(4 * day);
    await tickets.command(reference, 'ask', { actor: support, data: { question: 'Which site?' } }, 'ask');
    return await stateOf(tickets, reference);
  });
  if (!before) throw new Error('the ticket has no state');

  const world = { fromMs: openedMs - day, toMs: openedMs + 30 * day };
  const was = compileContract(paris, world.fromMs, world.toMs)['office'];
  const is = compileContract(changed, world.fromMs, world.toMs)['office'];
  if (!was || !is) throw new Error('the contract names no office hours');
  expect(changedDays(was, is, 'Europe/Paris')[0]?.date).toBe('2027-03-30');
  expect(before.timetables['office']).toEqual(was);
  expect(before.timetables['office']).not.toEqual(is);

  const history = await env.client.workflow.getHandle(`ticket:${reference}`).fetchHistory();
  await (
    await worker(admittingActivities(changed, 30 * day))
  ).runUntil(async () => {
    const after = await stateOf(tickets, reference);
    expect(after).toEqual(before);
    const nowMs = await env.currentTimeMs();
    if (after) expect(explainClocks(after, nowMs)).toEqual(explainClocks(before, nowMs));

    // It goes on under the new rule: what was decided stays, what lies past the old timetable follows the new rule.
    await tickets.command(reference, 'answer', { actor: support, data: { answer: 'Lyon' } }, 'answer');
    await env.sleep(40 * day);
    const later = (await stateOf(tickets, reference))?.timetables['office'];
    if (!later) throw new Error('the ticket has no office hours');
    const decided = later.opensMs.filter((atMs) => atMs < was.toMs);
    expect(decided).toEqual(was.opensMs);
    const next = later.opensMs.find((atMs) => atMs >= was.toMs) ?? 0;
    expect(toInstant(next).slice(11, 16)).toBe('07:30');
  });
  recordHistory('ticket-over-a-clock-change', history, before, openedMs + 20 * day);
}, 120_000);
