import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { TicketClient } from '../clients/ticket';
import { connectStore, disconnectStore } from '../store/connect';
import { BenchCadran } from './api-cadran';
import { giveCommands, type CommandLatency } from './breach-commands';
import { latenessOf, untilTold, type PhaseLateness } from './breach-lateness';
import { breachesOf, phaseNames, planPhases, type Phase, type PhaseName } from './breach-plan';
import { breachTable, goalsOf, type BreachResult } from './breach-result';
import { BreachTickets } from './breach-tickets';
import { progress, step } from './steps';

const { values } = parseArgs({ options: { tickets: { type: 'string', default: '10000' } } });
const tickets = z.coerce.number().int().min(60).max(50_000).parse(values.tickets);
const atOnce = 20;

/** Measures how late breaches are told beside so many open tickets: everything for people on standard error. */
async function measure(cadran: BenchCadran): Promise<BreachResult> {
  const began = performance.now();
  const client = new TicketClient(cadran.temporal);
  const opening = new BreachTickets(client);
  await opening.register();
  const first = Math.max(20, Math.round(tickets * 0.06));
  const burst = await step(`${first} tickets at once`, () => opening.burst(first, atOnce));
  const due = phaseNames.length * breachesOf(tickets);
  const others = tickets - first - due;
  const pace = { atOnce, ahead: 200 };
  const openedSustained = await step(`${others} tickets more`, () => opening.fill(others, [], pace));
  // They are due after all are open: twice as long as the others let expect.
  const phases = planPhases(tickets, Date.now() + 4000 + (due / openedSustained) * 2000);
  await step(`${due} tickets that will be breached`, () => opening.fill(0, phases, pace));
  const inTime = Date.now() < (phases[0]?.startMs ?? 0);
  const commands: Partial<Record<PhaseName, CommandLatency>> = {};
  for (const phase of phases)
    await step(`${phase.dueMs.length} breaches, ${phase.name}`, async () => {
      if (phase.commandsPerSecond > 0) commands[phase.name] = await giveCommands(client, opening.idle, phase);
      await sleep(Math.max(0, phase.endMs - Date.now()));
    });
  const late = await step('All told', () => read(cadran, phases));
  const openings = { ...burst, openedSustained, inTime };
  const seconds = Math.round((performance.now() - began) / 1000);
  const measured = { tickets, openings, phases: late, commands, seconds };
  return { ...measured, goals: goalsOf(measured), node: process.versions.node };
}

async function read({ mails }: BenchCadran, phases: readonly Phase[]): Promise<Record<PhaseName, PhaseLateness>> {
  await untilTold(phases, mails, 180_000);
  const entries: [PhaseName, PhaseLateness][] = [];
  for (const phase of phases) entries.push([phase.name, await latenessOf(phase, mails)]);
  return Object.fromEntries(entries) as Record<PhaseName, PhaseLateness>;
}

async function main(): Promise<void> {
  const cadran = await step('Servers and worker', (heard) => BenchCadran.start(heard));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void cadran.stop().finally(() => process.exit(1)));
  try {
    await connectStore(cadran.store);
    const result = await measure(cadran);
    progress.say(breachTable(result));
    console.log(JSON.stringify(result));
  } finally {
    await disconnectStore();
    await cadran.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
