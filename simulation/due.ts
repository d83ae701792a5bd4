import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { compileContract } from '../domain/calendar/compile';
import { explainClock } from '../domain/clock/explained';
import type { ClockFact } from '../domain/clock/facts';
import { readClock } from '../domain/clock/reading';
import type { Contract } from '../domain/contract/contract';
import { clockClauses, clockPolicies, explainClocks, targetOf } from '../domain/ticket/clocks';
import { termsOf } from '../domain/ticket/terms';
import { contracts } from '../local/sample-contracts';
import { UnusableArguments } from './arguments';
import { BusinessTime } from './business-time';
import { ticketOfIncident } from './commands';
import { readDueArguments, usage, type LoggedIncident, type WhatIf } from './due-arguments';
import { explanationText } from './explained';
import { readIncidentLog, UnusableLog } from './incident-log';
import { readContract, replayContract, UnusableContract } from './replay-contract';
import { replayAdmission, replayTicket, spanOf } from './straight';

const dayMs = 24 * 3600 * 1000;

/** One JSON line for each line of a file of questions, in its order, as they are read. */
async function answerFile(file: string): Promise<void> {
  const businessTime = new BusinessTime();
  const input = file === '-' ? process.stdin : createReadStream(file);
  if (file !== '-') await once(input, 'open').catch((error: unknown) => Promise.reject(unreadable(file, error)));
  let line = 0;
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    line += 1;
    const written = process.stdout.write(`${JSON.stringify(businessTime.answer(text, line))}\n`);
    if (!written) await once(process.stdout, 'drain');
  }
}

/** The deadline of a ticket that might be opened, and the segments up to it or up to the instant asked for. */
function explainWhatIf({ contract: named, priority, at, wait, until, clock, language }: WhatIf): string {
  const contract = contractNamed(named);
  const terms = termsOf(contract, language);
  const waits = wait.flatMap(([from, to], index): ClockFact[] => [
    { kind: 'pause', atMs: from, sequence: 2 * index + 1, wait: String(index), reason: 'waiting-client' },
    { kind: 'resume', atMs: to, sequence: 2 * index + 2, wait: String(index) },
  ]);
  const facts: ClockFact[] = [{ kind: 'start', atMs: at, sequence: 0, ...targetOf(clock, terms, priority) }, ...waits];
  const policies = clockPolicies(terms);
  const lastMs = facts.reduce((last, { atMs }) => Math.max(last, atMs), until ?? at);
  for (let spanMs = 200 * dayMs; ; spanMs *= 2) {
    if (spanMs > 40_000 * dayMs) throw new UnusableArguments('no deadline within a hundred years');
    const timetables = compileContract(contract, at - dayMs, lastMs + spanMs);
    const ahead = readClock(facts, timetables, policies, lastMs);
    if (ahead?.dueMs === undefined && ahead?.dueIfResumedMs === undefined) continue;
    const asOfMs = until ?? Math.max(ahead.dueMs ?? lastMs, at);
    const explained = explainClock(facts, timetables, policies, asOfMs) ?? notStarted(at);
    return explanationText({ ...explained, clause: clockClauses[clock], zone: contract.zone }, language);
  }
}

function notStarted(atMs: number): never {
  throw new UnusableArguments(`--until: before the ticket is opened (${new Date(atMs).toISOString()})`);
}

/** The figures of one incident of a log by segments, at its last update. */
function explainIncident({ log: file, number, contract: named, clock, language }: LoggedIncident): string {
  const contract = named === undefined ? replayContract : contractNamed(named);
  const log = readIncidentLog(readText(file), contract.zone);
  const index = log.incidents.findIndex((one) => one.number === number);
  const incident = log.incidents[index];
  if (!incident) throw new UnusableArguments(`--number: the log has no incident ${number}`);
  const ticket = ticketOfIncident(incident, index);
  const span = spanOf([ticket]);
  const { state } = replayTicket(ticket, replayAdmission(contract, span));
  const explained = explainClocks(state, span.toMs).find(({ reading }) => reading.clock === clock);
  if (!explained) throw new UnusableArguments(`the incident ${number} has no ${clock} clock`);
  return explanationText({ ...explained, clause: clockClauses[clock], zone: contract.zone }, language);
}

function contractNamed(named: string): Contract {
  return contracts.find(({ client }) => client === named) ?? readContract(named);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): UnusableArguments {
  return new UnusableArguments(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
}

async function main(): Promise<void> {
  const given = readDueArguments(process.argv.slice(2));
  if (given.kind === 'help') console.error(usage);
  else if (given.kind === 'answer') await answerFile(given.file);
  else console.log(given.kind === 'what-if' ? explainWhatIf(given.asked) : explainIncident(given.asked));
}

main().catch((error: unknown) => {
  const wrong = error instanceof UnusableArguments || error instanceof UnusableLog || error instanceof UnusableContract;
  if (error instanceof UnusableArguments) console.error(`${error.message}\n\n${usage}`);
  else console.error(wrong ? error.message : error);
  process.exitCode = wrong ? 2 : 1;
});
