import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { RolloutClient } from '../clients/rollout';
import { TicketClient } from '../clients/ticket';
import { toInstant } from '../domain/time/instant';
import { connectStore, disconnectStore } from '../store/connect';
import { rolloutWorkflowId } from '../workflows/rollout-messages';
import { BenchCadran } from './api-cadran';
import { rounded } from './api-timing';
import { giveCommands, type CommandLatency } from './breach-commands';
import { BreachTickets } from './breach-tickets';
import { product, RolloutClients, versions } from './rollout-clients';
import { rolloutTable, type RolloutResult } from './rollout-result';
import { megabytesOf, noticesIn, RolloutWatch, type Standing } from './rollout-watch';
import { progress, step } from './steps';

const { values } = parseArgs({ options: { clients: { type: 'string', default: '2000' } } });
const clients = z.coerce.number().int().min(2).max(20_000).parse(values.clients);

/** Past this it is told what has come until then, ms. */
const limitMs = 120_000 + clients * 500;
/** Tickets that people work at meanwhile, and what they ask of them in a second. */
const idleTickets = 20;
const commandsPerSecond = 2;
const beforeMs = 15_000;

/** Measures a version on its way to so many clients: everything for people on standard error. */
async function measure(cadran: BenchCadran): Promise<RolloutResult> {
  const companies = new RolloutClients(clients, cadran.deployer);
  await step(`${clients} clients in the registers`, () => companies.register());
  const tickets = new TicketClient(cadran.temporal);
  const opening = new BreachTickets(tickets);
  await opening.register();
  await step(`${idleTickets} tickets`, () => opening.burst(idleTickets, 5));
  const commands = (forMs: number, isOver?: () => boolean): Promise<CommandLatency> => {
    const startMs = Date.now();
    return giveCommands(tickets, opening.idle, { commandsPerSecond, startMs, endMs: startMs + forMs }, isOver);
  };
  const commandsBefore = await step('Commands before', () => commands(beforeMs));
  const workerBefore = megabytesOf(cadran.worker.pid);
  const publishedMs = Date.now();
  await publish(cadran);
  let isOver = false;
  const [seen, commandsMeanwhile] = await Promise.all([
    step(`A version to ${clients} clients`, (heard) => watch(cadran, companies.codes, publishedMs, heard)).finally(
      () => (isOver = true),
    ),
    commands(limitMs, () => isOver),
  ]);
  const { historyLength, raw } = await cadran.temporal.workflow
    .getHandle(rolloutWorkflowId({ product, version: versions.published }))
    .describe();
  const { mails, clients: reached } = await noticesIn(cadran.mails);
  const seconds = (ms: number | undefined): number | null => (ms === undefined ? null : rounded(ms / 1000, 1));
  return {
    ...{ clients, complete: seen.notified !== undefined && reached === clients },
    runningSeconds: seconds(seen.running),
    testedSeconds: seconds(seen.tested),
    notifiedSeconds: seconds(seen.notified),
    ...{ mails, reached },
    rolloutEvents: historyLength,
    rolloutBytes: Number(raw.workflowExecutionInfo?.historySizeBytes ?? 0),
    ...{ workerBefore, workerMost: seen.workerMost, commandsBefore, commandsMeanwhile, node: process.versions.node },
  };
}

async function publish(cadran: BenchCadran): Promise<void> {
  const refused = await new RolloutClient(cadran.temporal).publish({
    ...{ product, version: versions.published, kind: 'version', reasons: ['feature'] },
    documentation: { fr: 'https://docs.example/fr', en: 'https://docs.example/en' },
    ...{ nonRegression: 'https://tests.example/1', unplanned: null, waves: null },
    ...{ startedAt: toInstant(Date.now()), by: { id: 'release@support.example', role: 'release-manager' } },
  });
  if (refused) throw new Error(refused.refusal.code);
}

type Seen = { -readonly [Part in keyof Standing]?: number } & { workerMost: number };

/** The instants, ms since the publication, at which all of each was first seen. */
async function watch(
  cadran: BenchCadran,
  codes: readonly string[],
  publishedMs: number,
  heard: (stage: string) => void,
): Promise<Seen> {
  const rollout = new RolloutWatch(codes);
  const seen: Seen = { workerMost: 0 };
  while (seen.notified === undefined && Date.now() < publishedMs + limitMs) {
    await sleep(1000);
    const now = await rollout.standing();
    for (const part of ['running', 'tested', 'notified'] as const)
      if (seen[part] === undefined && now[part] >= clients) seen[part] = Date.now() - publishedMs;
    seen.workerMost = Math.max(seen.workerMost, megabytesOf(cadran.worker.pid));
    heard(`${now.running} run, ${now.tested} to test, ${now.notified} mailed`);
  }
  return seen;
}

async function main(): Promise<void> {
  const cadran = await step('Servers and worker', (heard) => BenchCadran.start(heard));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void cadran.stop().finally(() => process.exit(1)));
  try {
    await cadran.startDeployer();
    await connectStore(cadran.store);
    const result = await measure(cadran);
    progress.say(rolloutTable(result));
    console.log(JSON.stringify(result));
    if (!result.complete) process.exitCode = 1;
  } finally {
    await disconnectStore();
    await cadran.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
