import { randomUUID } from 'node:crypto';
import { TicketClient } from '../../clients/ticket';
import { readClocks } from '../../domain/ticket/clocks';
import type { TicketCommandName } from '../../domain/ticket/commands';
import type { TicketEvent } from '../../domain/ticket/events';
import { ticketFromEvents } from '../../domain/ticket/evolve';
import type { TicketState } from '../../domain/ticket/schema';
import { toInstant } from '../../domain/time/instant';
import { recordHistory } from '../workflows/record-history';
import { cadran } from './one-cadran';
import { until } from './running-cadran';
import { isWhole } from './two-of-each';

const rounds = 40;
const notes = 48;
const atOnce = 8;

const actor = { id: 'n1@support.example', role: 'support' } as const;

async function opened(tickets: TicketClient): Promise<string> {
  const answer = await tickets.open({
    client: 'dupont',
    environment: 'prod',
    title: 'Stock screen empty',
    description: 'Since nine',
    reproduction: null,
    priority: 'P1',
    channel: 'api',
    openedAt: toInstant(Date.now()),
    requester: { id: 'claire', role: 'client', email: null, language: 'fr' },
  });
  if ('refusal' in answer) throw new Error(answer.refusal.code);
  return answer.reference;
}

/** The state of a ticket once nothing of it is under way. */
async function settled(tickets: TicketClient, reference: string): Promise<TicketState> {
  return await until(async () => {
    const { raw } = await cadran.temporal.workflow.getHandle(`ticket:${reference}`).describe();
    return !raw.pendingActivities?.length && !raw.pendingWorkflowTask && ((await tickets.state(reference)) ?? false);
  }, 60_000);
}

test('a ticket of 2,000 interactions goes on in new runs, as the server asks, and loses nothing', async () => {
  const tickets = new TicketClient(cadran.temporal);
  const reference = await opened(tickets);
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
    await give('answer', { answer: `answer ${round}` });
  }
  expect(given).toBe(rounds * (notes + 2) + 1);

  const handle = cadran.temporal.workflow.getHandle(`ticket:${reference}`);
  const state = await settled(tickets, reference);
  const { runId, raw } = await handle.describe();
  expect(raw.workflowExecutionInfo?.firstRunId).not.toBe(runId);

  const published = await cadran.events(reference);
  expect(isWhole(published)).toBe(true);
  const noted = published.flatMap(({ type, data }) => (type === 'noted' ? [data['note']] : []));
  expect(noted).toHaveLength(rounds * notes);
  expect(new Set(noted).size).toBe(rounds * notes);
  expect(published.filter(({ type }) => type === 'client-answered')).toHaveLength(rounds);

  const events = published.map(({ type, at, by, data }) => ({ type, at, by, data }) as unknown as TicketEvent);
  const folded = ticketFromEvents(events);
  expect(folded).toEqual(state);
  const nowMs = Date.now();
  expect(readClocks(folded, nowMs)).toEqual(readClocks(state, nowMs));
  expect(readClocks(state, nowMs)[1]?.state).toBe('running');
  await cadran.replay(reference);
}, 240_000);

test('a run that begins with what another left goes on with its clocks, and is replayed', async () => {
  const tickets = new TicketClient(cadran.temporal, { continueAfterEvents: 60 });
  const reference = await opened(tickets);
  const handle = cadran.temporal.workflow.getHandle(`ticket:${reference}`);
  const give = async (name: TicketCommandName, data: object): Promise<void> => {
    const answer = await tickets.command(reference, name, { actor, data }, randomUUID());
    if ('refusal' in answer) throw new Error(`${name}: ${answer.refusal.code}`);
  };
  await give('acknowledge', {});
  const { runId: first } = await handle.describe();
  await until(async () => {
    await give('note', { note: 'Seen on our side too.' });
    return (await handle.describe()).runId !== first;
  });
  await give('ask', { question: 'Which site?' });
  await give('answer', { answer: 'Lyon' });
  const state = await settled(tickets, reference);
  const history = await handle.fetchHistory();
  const started = history.events?.[0]?.workflowExecutionStartedEventAttributes;
  expect(started?.continuedExecutionRunId).toBe(first);
  const nowMs = Date.now();
  expect(readClocks(state, nowMs)[1]?.state).toBe('running');
  expect(isWhole(await cadran.events(reference))).toBe(true);
  await cadran.replay(reference);
  recordHistory('ticket-carried-on', history, state, nowMs);
}, 90_000);
