import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TicketClient } from '../clients/ticket';
import { quantile, rounded, took } from './api-timing';
import type { Phase } from './breach-plan';

export interface CommandLatency {
  readonly given: number;
  readonly failed: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

const note = 'The log files of both posts have come in; the second one is looked at.';
const actor = { id: 'n1@support.example', role: 'support' } as const;

/**
 * Gives commands at the phase's rate while its breaches are due and told, whether or not the one before was answered, and each on
 * another ticket that nothing else happens to: the longest open first, which the worker no longer has at hand. `isOver` ends it
 * before its time.
 */
export async function giveCommands(
  tickets: TicketClient,
  idle: readonly string[],
  { commandsPerSecond, startMs, endMs }: Pick<Phase, 'commandsPerSecond' | 'startMs' | 'endMs'>,
  isOver: () => boolean = () => false,
): Promise<CommandLatency> {
  const times: number[] = [];
  let failed = 0;
  const under: Promise<void>[] = [];
  const give = async (reference: string): Promise<void> => {
    try {
      times.push(
        await took(async () => {
          const answer = await tickets.command(reference, 'note', { actor, data: { note } }, randomUUID());
          if ('refusal' in answer) throw new Error(answer.refusal.code);
        }),
      );
    } catch {
      failed += 1;
    }
  };
  for (let nextMs = startMs; nextMs < endMs && !isOver(); nextMs += 1000 / commandsPerSecond) {
    await sleep(Math.max(0, nextMs - Date.now()));
    under.push(give(idle[under.length % idle.length] ?? ''));
  }
  await Promise.all(under);
  const at = (share: number): number => rounded(quantile(times, share), 1);
  return { given: under.length, failed, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: at(1) };
}
