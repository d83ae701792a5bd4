import { setTimeout } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { TicketClient } from '../../clients/ticket';
import type { TicketCommandName } from '../../domain/ticket/commands';
import { toInstant } from '../../domain/time/instant';
import type { TicketActivities } from '../../workflows/activity-types';
import { ticketQueue } from '../../workflows/messages';
import { sampleContract } from '../sample-contract';
import { admittingActivities, day, openTicket, startSkippedTime, workflowCode } from './skipped-time';

let env: TestWorkflowEnvironment;
let code = '';
beforeAll(async () => {
  env = await startSkippedTime();
  code = await workflowCode();
}, 60_000);
afterAll(() => env.teardown());

const hour = 3600_000;
const support = { id: 'n1', role: 'support' } as const;
const claire = { id: 'claire', role: 'client' } as const;
const published = new Map<string, { type: string; at: string }[]>();

const activities: TicketActivities = {
  ...admittingActivities(sampleContract(), 60 * day),
  publishTicket: ({ reference, events }) => {
    const known = published.get(reference) ?? [];
    published.set(reference, [...known, ...events.map(({ event: { type, at } }) => ({ type, at }))]);
    return Promise.resolve();
  },
};

async function working<Done>(work: () => Promise<Done>): Promise<Done> {
  const { nativeConnection: connection } = env;
  const worker = await Worker.create({ connection, taskQueue: ticketQueue, workflowBundle: { code }, activities });
  return await worker.runUntil(work);
}

let tickets: TicketClient;
const give = (
  reference: string,
  name: TicketCommandName,
  data: object,
  actor: typeof support | typeof claire,
  more = {},
) => tickets.command(reference, name, { actor, data, ...more }, `${name}-1`);

/** A ticket with a quotation that can be accepted for an hour from now; its end, epoch milliseconds. */
async function quoted(): Promise<{ reference: string; endsMs: number }> {
  tickets = new TicketClient(env.client);
  const reference = await openTicket(tickets, 'P4', await env.currentTimeMs());
  await give(reference, 'acknowledge', {}, support);
  await give(reference, 'qualify', { category: 'additional-request', priority: 'P4' }, support);
  const endsMs = (await env.currentTimeMs()) + hour;
  const offer = { amount: '100', currency: 'EUR', validUntil: '2099-01-01', description: 'D' };
  const answered = await give(reference, 'quote', offer, support, { dayEndsAt: toInstant(endsMs) });
  if ('refusal' in answered) throw new Error(answered.refusal.code);
  return { reference, endsMs };
}

const ofQuotation = (reference: string) =>
  (published.get(reference) ?? []).filter(({ type }) => type.startsWith('quot'));

async function replayed(reference: string): Promise<void> {
  const history = await env.client.workflow.getHandle(`ticket:${reference}`).fetchHistory();
  await Worker.runReplayHistory({ workflowBundle: { code } }, history, `ticket:${reference}`);
}

test('an acceptance just before the end holds, and no expiry follows', async () => {
  await working(async () => {
    const { reference, endsMs } = await quoted();
    await env.sleep(endsMs - (await env.currentTimeMs()) - 3000);
    const accepted = await give(reference, 'accept-quotation', { number: 1 }, claire);
    expect(accepted).toMatchObject({ answer: { status: 'in-progress', quotation: { state: 'accepted' } } });
    await env.sleep('3 days');
    expect(ofQuotation(reference).map(({ type }) => type)).toEqual(['quoted', 'quotation-accepted']);
    await replayed(reference);
  });
}, 60_000);

test('an acceptance that meets the expiry comes after it, and the expiry is of its own instant', async () => {
  await working(async () => {
    const { reference, endsMs } = await quoted();
    await env.sleep(endsMs - (await env.currentTimeMs()));
    // This server can't take a command while a timer fires.
    while (ofQuotation(reference).length < 2) await setTimeout(20);
    expect(ofQuotation(reference)[1]).toEqual({ type: 'quotation-expired', at: toInstant(endsMs) });
    expect(await give(reference, 'accept-quotation', { number: 1 }, claire)).toMatchObject({
      refusal: { code: 'quotation-not-open', params: { state: 'expired' } },
    });
    // Said by phone in the very instant of the end, and entered now: in time.
    const late = { happenedAt: toInstant(endsMs), evidence: 'call 4711' };
    const said = { number: 1, agreement: 'By phone' };
    expect(await give(reference, 'accept-quotation', said, support, late)).toMatchObject({
      answer: { status: 'in-progress', quotation: { state: 'accepted', decidedAt: toInstant(endsMs) } },
    });
    await replayed(reference);
  });
}, 60_000);
