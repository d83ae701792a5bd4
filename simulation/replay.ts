import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../domain/contract/contract';
import { createProgress } from '../local/progress.cjs';
import { readArguments, UnusableArguments, usage, type ReplayArguments } from './arguments';
import { findServer } from '../local/find-servers.cjs';
import { PROJECT_ROOT } from '../local/project-root';
import { ticketOfIncident, type ReplayedTicket } from './commands';
import { figuresCsv } from './figures';
import { generateLog } from './generate-log';
import { readIncidentLog, UnusableLog } from '../domain/import/incident-log';
import { forReplay, inUtc, readContract, replayContract, UnusableContract } from './replay-contract';
import { replayStraight, type Outcome } from './straight';
import { badRowsReport, refusedReport, summaryOf } from './summary';

/** Replays a log of incidents: the figures on standard output, everything for people on standard error. */
async function replay(given: ReplayArguments): Promise<void> {
  const progress = createProgress();
  const named = forReplay(given.contract === undefined ? replayContract : readContract(given.contract));
  const contract = given.utc ? inUtc(named) : named;
  const log = readIncidentLog(logText(given), contract.zone);
  const tickets = log.incidents.map(ticketOfIncident);
  const title = `Replay of ${log.incidents.length} incidents (${log.goodRows} rows), ${contract.zone}`;
  const step = progress.begin(given.durable ? `${title}, durable` : title);
  const heard = (played: number, all: number) => step.detail(`${played} of ${all} instants`);
  const { figures, refused } = await (
    given.durable ? durable(tickets, contract, heard) : Promise.resolve().then(() => replayStraight(tickets, contract))
  ).catch((error: unknown) => {
    step.failed('failed');
    throw error;
  });
  step.done();
  process.stdout.write(figuresCsv(figures));
  progress.say(summaryOf(figures));
  if (refused.length > 0) progress.say(refusedReport(refused));
  progress.say(badRowsReport(log.badRows));
}

function logText({ file, seed, incidents }: ReplayArguments): string {
  if (file === undefined) return generateLog({ seed, incidents });
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UnusableLog(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function main(): Promise<void> {
  const given = readArguments(process.argv.slice(2));
  if (given.help) console.error(usage);
  else await replay(given);
}

/** Temporal's own libraries are loaded for this mode alone: they take longer than the whole straight replay. */
async function durable(
  tickets: readonly ReplayedTicket[],
  contract: Contract,
  heard: (played: number, all: number) => void,
): Promise<Outcome> {
  installServer();
  const [{ DefaultLogger, Runtime }, { replayDurable }, { builtWorkflows }] = await Promise.all([
    import('@temporalio/worker'),
    import('./durable.js'),
    import('../worker/create-worker.js'),
  ]);
  // The library's own log goes to standard output unless it is forwarded.
  Runtime.install({
    logger: new DefaultLogger('ERROR', ({ level, message }) => console.error(`${level} ${message}`)),
    telemetryOptions: { logging: { forward: {}, filter: 'ERROR' } },
  });
  return await replayDurable(tickets, contract, { workflows: builtWorkflows(), heard });
}

/** Installs the server that skips time if there is none; what is told of it goes to standard error. */
function installServer(): void {
  if (findServer('time-skipping')) return;
  const prepare = join(PROJECT_ROOT, 'local', 'prepare.cjs');
  const { status } = spawnSync(process.execPath, [prepare, 'replay-durable'], { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new UnusableArguments('--durable needs the server that skips time, which is not installed');
}

main().catch((error: unknown) => {
  const wrong = error instanceof UnusableArguments || error instanceof UnusableLog || error instanceof UnusableContract;
  if (error instanceof UnusableArguments) console.error(`${error.message}\n\n${usage}`);
  else console.error(wrong ? error.message : error);
  process.exitCode = wrong ? 2 : 1;
});
