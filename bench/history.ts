import { setTimeout as sleep } from 'node:timers/promises';
import { TicketClient } from '../clients/ticket';
import type { TicketCommandName } from '../domain/ticket/commands';
import { toInstant } from '../domain/time/instant';
import { ticketWorkflowId } from '../workflows/messages';
import { BenchCadran } from './api-cadran';
import { countHistory, goalsOf, historyTable } from './history-result';
import { progress, step } from './steps';

const support = { id: 'n1@support.example', role: 'support' } as const;
const claire = { id: 'claire@dupont.example', role: 'client' } as const;
const reproduction = { steps: 'Open the stock', expected: 'lines', observed: 'none', environment: 'production' };

/** An ordinary life: taken into account, qualified, up to N3, two exchanges with the client, resolved, closed. */
const life: readonly (readonly [typeof support | typeof claire, TicketCommandName, object])[] = [
  [support, 'acknowledge', {}],
  [support, 'qualify', { category: 'provider-incident', priority: 'P3' }],
  [support, 'ask', { question: 'Since which version, and on which posts?' }],
  [claire, 'answer', { answer: 'Since 2026.3, on all of them.' }],
  [support, 'escalate', { to: 'N2', reformulation: 'The stock screen shows no line on any post.' }],
  [support, 'ask', { question: 'May we look at a copy of your database?' }],
  [claire, 'answer', { answer: 'You may, from noon on.' }],
  [support, 'escalate', { to: 'N3', reproduction }],
  [support, 'resolve', { kind: 'fix', answer: 'The index of the stock was rebuilt; 2026.3.2 keeps it.' }],
  [claire, 'confirm', {}],
];
/** Between two commands: what one brings about is over before the next, as when people work. */
const pauseMs = 1500;

/** Lives one ticket on the real servers and counts what its history holds. */
async function measure({ temporal }: BenchCadran) {
  const tickets = new TicketClient(temporal);
  const opened = await tickets.open({
    client: 'dupont',
    environment: 'prod',
    title: 'Stock screen empty',
    description: 'Since nine this morning the screen of the stock shows no line at all. '.repeat(4),
    reproduction: null,
    priority: 'P3',
    channel: 'portal',
    openedAt: toInstant(Date.now()),
    requester: { ...claire, email: claire.id, language: 'fr' },
  });
  if ('refusal' in opened) throw new Error(opened.refusal.code);
  const { reference } = opened;
  for (const [actor, name, data] of life) {
    await sleep(pauseMs);
    const given = await tickets.command(reference, name, { actor, data }, `${name}-${Date.now()}`);
    if ('refusal' in given) throw new Error(`${name}: ${given.refusal.code}`);
  }
  const handle = temporal.workflow.getHandle(ticketWorkflowId(reference));
  await Promise.race([
    handle.result(),
    sleep(30_000, undefined, { ref: false }).then(() => {
      throw new Error('the ticket did not end');
    }),
  ]);
  return countHistory(await handle.fetchHistory());
}

async function main(): Promise<void> {
  const cadran = await step('Servers and worker', (heard) => BenchCadran.start(heard));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void cadran.stop().finally(() => process.exit(1)));
  try {
    const counted = await step('The life of a ticket', () => measure(cadran));
    const result = { commands: life.length, ...counted, goals: goalsOf(counted), node: process.versions.node };
    progress.say(historyTable(result));
    console.log(JSON.stringify(result));
  } finally {
    await cadran.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
