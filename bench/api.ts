import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ticketAnswerSchema } from '../domain/ticket/schema';
import { connectStore, disconnectStore } from '../store/connect';
import { BenchCadran } from './api-cadran';
import { measureCommands } from './api-commands';
import { Openings } from './api-openings';
import { measurePages } from './api-pages';
import { apiTable, goalsOf, type ApiResult } from './api-result';
import { progress, step } from './steps';

/** How much is measured: tickets for each way and round, tickets that get commands, sizes of stores and readings of each page. */
const sizes = {
  full: { rounds: 5, tickets: 100, atOnce: 16, commanded: 240, stores: [1_000, 10_000, 100_000], readings: 12 },
  quick: { rounds: 1, tickets: 20, atOnce: 4, commanded: 20, stores: [200, 400, 800], readings: 2 },
};

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });

/** Measures the API beside what it stands on: everything for people on standard error. */
async function measure(cadran: BenchCadran, size: (typeof sizes)['full']): Promise<ApiResult> {
  const { rounds, tickets, atOnce, commanded } = size;
  const began = performance.now();
  const api = await cadran.startApi(cadran.store);
  const client = await cadran.callerOf(api, 'claire@dupont.example', atOnce);
  const support = await cadran.callerOf(api, 'n1@support.example');
  const opened = new Openings(client, cadran.temporal);
  await connectStore(cadran.store);
  const openings = await step('Tickets accepted a second', (heard) =>
    opened.measure({ rounds, tickets, atOnce }, heard),
  );
  await disconnectStore();
  // The latest: the worker has them at hand.
  const recent = opened.references.slice(-commanded);
  const commands = await step('Commands', () => measureCommands({ support, client }, cadran.temporal, recent, rounds));
  const like = ticketAnswerSchema.parse(JSON.parse(await client.get(`/v1/tickets/${z.string().parse(recent.at(-1))}`)));
  const pages = await step('Pages', (heard) =>
    measurePages(cadran, like, { sizes: size.stores, rounds, readings: size.readings }, heard),
  );
  const seconds = Math.round((performance.now() - began) / 1000);
  const measured = { openings, commands, pages, rounds, seconds };
  return { ...measured, goals: goalsOf(measured), node: process.versions.node };
}

async function main(): Promise<void> {
  const cadran = await step('Servers, issuer and worker', (heard) => BenchCadran.start(heard));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void cadran.stop().finally(() => process.exit(1)));
  try {
    const result = await measure(cadran, values.quick ? sizes.quick : sizes.full);
    progress.say(apiTable(result));
    console.log(JSON.stringify(result));
  } finally {
    await cadran.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
