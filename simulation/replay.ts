import { readFileSync } from 'node:fs';
import { createProgress } from '../local/progress.cjs';
import { readArguments, UnusableArguments, usage, type ReplayArguments } from './arguments';
import { ticketOfIncident } from './commands';
import { figuresCsv } from './figures';
import { generateLog } from './generate-log';
import { readIncidentLog, UnusableLog } from './incident-log';
import { forReplay, inUtc, readContract, replayContract, UnusableContract } from './replay-contract';
import { replayStraight } from './straight';
import { badRowsReport, refusedReport, summaryOf } from './summary';

/** Replays a log of incidents: the figures on standard output, everything for people on standard error. */
function replay(given: ReplayArguments): void {
  const progress = createProgress();
  const named = forReplay(given.contract === undefined ? replayContract : readContract(given.contract));
  const contract = given.utc ? inUtc(named) : named;
  const log = readIncidentLog(logText(given), contract.zone);
  const tickets = log.incidents.map(ticketOfIncident);
  const title = `Replay of ${log.incidents.length} incidents (${log.goodRows} rows), ${contract.zone}`;
  const step = progress.begin(given.durable ? `${title}, durable` : title);
  const { figures, refused } = replayStraight(tickets, contract);
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

function main(): void {
  const given = readArguments(process.argv.slice(2));
  if (given.help) console.error(usage);
  else replay(given);
}

try {
  main();
} catch (error) {
  const wrong = error instanceof UnusableArguments || error instanceof UnusableLog || error instanceof UnusableContract;
  if (error instanceof UnusableArguments) console.error(`${error.message}\n\n${usage}`);
  else console.error(wrong ? error.message : error);
  process.exitCode = wrong ? 2 : 1;
}
