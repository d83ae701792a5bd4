import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RetryingClient } from './retrying-client';

interface Step {
  readonly as: string;
  readonly command: string;
  readonly data: unknown;
  /** The event that it brings about, and the state after it. */
  readonly event: string;
  readonly status: string;
}

const step = (as: string, command: string, data: unknown, event: string, status: string): Step => ({
  as,
  command,
  data,
  event,
  status,
});

/** What support and client do to a ticket, from its taking into account to its end; commands that can be given twice among them. */
const life: readonly Step[] = [
  step('support', 'acknowledge', {}, 'acknowledged', 'acknowledged'),
  step('support', 'qualify', { category: 'provider-incident', priority: 'P2' }, 'qualified', 'qualified'),
  step(
    'support',
    'qualify',
    { category: 'provider-incident', priority: 'P3', reason: 'One printer', agreement: 'By phone' },
    'qualified',
    'qualified',
  ),
  step('support', 'ask', { question: 'Which site?' }, 'client-asked', 'waiting-client'),
  step('dupont', 'answer', { answer: 'Lyon' }, 'client-answered', 'in-progress'),
  step('support', 'ask', { question: 'Since when?' }, 'client-asked', 'waiting-client'),
  step('dupont', 'answer', { answer: 'Nine' }, 'client-answered', 'in-progress'),
  step('support', 'resolve', { kind: 'workaround', answer: 'Other screen' }, 'resolved', 'resolved'),
  step('dupont', 'reopen', { reason: 'Empty again' }, 'reopened', 'in-progress'),
  step('support', 'resolve', { kind: 'fix', answer: 'Index rebuilt' }, 'resolved', 'resolved'),
  step('dupont', 'confirm', {}, 'closed', 'closed'),
];

/** The events that people bring about; all others come of themselves. */
export const eventsOfPeople = new Set(['opened', ...life.map(({ event }) => event)]);
/** What has to be on record of a ticket that was worked on to its end. */
export const eventsOfLife = ['opened', ...life.map(({ event }) => event)];

export interface WorkedTicket {
  readonly reference: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** What was read after a command, elsewhere than where it was given, and did not show it. */
  readonly stale: readonly string[];
}

/**
 * Opens a ticket and works on it to its end, each command at the other process than the one before and read at the other than
 * that; each third command, and the last, is given again with the same key, elsewhere. Throws where an answer is not what it should be.
 */
export async function workOnTicket(client: RetryingClient, pauseMs: number): Promise<WorkedTicket> {
  const submission = { environment: 'prod', title: 'Stock screen empty', description: 'Since nine', priority: 'P2' };
  const fromMs = Date.now();
  const key = randomUUID();
  const opened = await client.give('dupont', '/v1/tickets', submission, 0, key);
  const again = await client.give('dupont', '/v1/tickets', submission, opened.by + 1, key);
  const reference = String(opened.body['reference']);
  if (![200, 201].includes(opened.status) || again.status !== 200 || again.body['reference'] !== reference)
    throw new Error(`opened ${JSON.stringify(opened)}, then ${JSON.stringify(again)}`);
  const stale: string[] = [];
  for (const [index, { as, command, data, status }] of life.entries()) {
    await sleep(pauseMs);
    const path = `/v1/tickets/${reference}`;
    const commandKey = randomUUID();
    const given = await client.give(as, `${path}/${command}`, data, index, commandKey);
    if (given.status !== 200 || given.body['status'] !== status)
      throw new Error(`${reference} ${command}: ${given.status} ${JSON.stringify(given.body)}`);
    const read = await client.read('support', path, given.by + 1);
    const sequence = Number(read.body['sequence']);
    if (read.body['status'] !== status || !(sequence >= Number(given.body['sequence'])))
      stale.push(`${reference} after ${command}: ${String(read.body['status'])}, event ${sequence}`);
    if (index % 3 === 0 || status === 'closed') {
      const repeated = await client.give(as, `${path}/${command}`, data, given.by + 1, commandKey);
      if (repeated.status !== 200) throw new Error(`${reference} ${command} again: ${JSON.stringify(repeated)}`);
    }
  }
  return { reference, fromMs, toMs: Date.now(), stale };
}
