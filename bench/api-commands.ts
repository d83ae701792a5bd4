import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { TicketCommandName } from '../domain/ticket/commands';
import { commandUpdates, ticketWorkflowId } from '../workflows/messages';
import type { ApiCaller } from './api-caller';
import { inTurn, median, quantile, rounded, took } from './api-timing';

export interface CommandFigures {
  /** Milliseconds over all rounds; the ratio is the median of the rounds' ratios of medians. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly bareP50Ms: number;
  readonly bareP95Ms: number;
  readonly ratio: number;
  readonly roundRatios: readonly number[];
}

interface Command {
  readonly name: TicketCommandName;
  readonly as: 'support' | 'client';
  readonly data: object;
}

/** One after the other on each ticket: two of support, and one of the client, whose right to the ticket is looked at too. */
const commands: readonly Command[] = [
  { name: 'acknowledge', as: 'support', data: {} },
  { name: 'ask', as: 'support', data: { question: 'Since which version, and on which posts?' } },
  { name: 'answer', as: 'client', data: { answer: 'Since 2026.3, on all of them.' } },
];
const actors = {
  support: { id: 'n1@support.example', role: 'support' },
  client: { id: 'claire@dupont.example', role: 'client' },
} as const;

/**
 * Gives commands through the API and as bare Updates, one at a time and in turn, each on a ticket of its own: all of these
 * were opened alike and settled.
 */
export async function measureCommands(
  callers: Readonly<Record<'support' | 'client', ApiCaller>>,
  temporal: Client,
  references: readonly string[],
  rounds: number,
): Promise<Record<string, CommandFigures>> {
  const perRound = Math.floor(references.length / (rounds + 1) / 2) * 2;
  const measured = commands.map((command) => ({ command, api: [] as number[][], bare: [] as number[][] }));
  // The first round warms up and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    const tickets = references.slice(round * perRound, (round + 1) * perRound);
    for (const { command, api, bare } of measured) {
      const times = { api: [] as number[], bare: [] as number[] };
      for (let pair = 0; pair < perRound / 2; pair += 1) {
        const [one = '', other = ''] = tickets.slice(2 * pair, 2 * pair + 2);
        await inTurn(pair, [
          async () => void times.api.push(await took(() => throughApi(callers[command.as], command, one))),
          async () => void times.bare.push(await took(() => bareUpdate(temporal, command, other))),
        ]);
      }
      if (round === 0) continue;
      api.push(times.api);
      bare.push(times.bare);
    }
  }
  return Object.fromEntries(measured.map(({ command, api, bare }) => [command.name, figuresOf(api, bare)]));
}

async function throughApi(caller: ApiCaller, { name, data }: Command, reference: string): Promise<void> {
  await caller.post(`/v1/tickets/${reference}/${name}`, data, 200);
}

async function bareUpdate(temporal: Client, { name, as, data }: Command, reference: string): Promise<void> {
  await temporal.workflow
    .getHandle(ticketWorkflowId(reference))
    .executeUpdate(commandUpdates[name], { args: [{ actor: actors[as], data }], updateId: randomUUID() });
}

function figuresOf(api: readonly number[][], bare: readonly number[][]): CommandFigures {
  const roundRatios = api.map((times, round) => rounded(median(times) / median(bare[round] ?? [])));
  return {
    p50Ms: rounded(median(api.flat())),
    p95Ms: rounded(quantile(api.flat(), 0.95)),
    bareP50Ms: rounded(median(bare.flat())),
    bareP95Ms: rounded(quantile(bare.flat(), 0.95)),
    ratio: rounded(median(roundRatios)),
    roundRatios,
  };
}
