import { readFileSync } from 'node:fs';
import type { Contract } from '../domain/contract/contract';
import type { Language } from '../domain/languages';
import { clockClauses, explainClocks, type ClockExplanation } from '../domain/ticket/clocks';
import { toInstant, type Instant } from '../domain/time/instant';
import { contracts } from '../local/sample-contracts';
import { answerFile, unreadable } from './answers';
import { UnusableArguments } from './arguments';
import { BusinessTime } from './business-time';
import { endWithReader } from './end-with-reader';
import { ticketOfIncident } from './commands';
import { readDueArguments, usage, type LoggedIncident, type WhatIf } from './due-arguments';
import { explanationText } from './explained';
import { readIncidentLog, UnusableLog } from '../domain/import/incident-log';
import { readContract, replayContract, UnusableContract } from './replay-contract';
import { replayAdmission, replayTicket, spanOf } from './straight';
import { whatIf } from './what-if';

/** An explanation of more is read by nobody, and takes long to write. */
const mostSegments = 20_000;

const waitsApartWords: Record<Language, string> = {
  en: 'The waits are not deducted: they pause the resolution clock alone (GTR).',
  fr: 'Les attentes ne sont pas déduites : elles ne suspendent que le temps de résolution (GTR).',
};

function explainWhatIf(asked: WhatIf): string {
  const contract = contractNamed(asked.contract);
  const { explained, waitsApart } = whatIf(asked, contract);
  const text = textOf(explained, contract, toInstant(asked.at), asked.language);
  return waitsApart ? `${waitsApartWords[asked.language]}\n\n${text}` : text;
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
  return textOf(explained, contract, ticket.opening.openedAt, language);
}

function textOf(explained: ClockExplanation, contract: Contract, openedAt: Instant, language: Language): string {
  const { reading, segments } = explained;
  if (segments.length > mostSegments)
    throw new UnusableArguments(`an explanation by ${segments.length} segments: at most ${mostSegments} are shown`);
  return explanationText({ ...explained, clause: clockClauses[reading.clock], contract, openedAt }, language);
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

async function main(): Promise<void> {
  const given = readDueArguments(process.argv.slice(2));
  if (given.kind === 'help') console.error(usage);
  else if (given.kind === 'answer') await answerBusinessTime(given.file);
  else console.log(given.kind === 'what-if' ? explainWhatIf(given.asked) : explainIncident(given.asked));
}

async function answerBusinessTime(file: string): Promise<void> {
  const businessTime = new BusinessTime();
  await answerFile(file, (text, line) => businessTime.answer(text, line));
}

endWithReader();
main().catch((error: unknown) => {
  const wrong = error instanceof UnusableArguments || error instanceof UnusableLog || error instanceof UnusableContract;
  if (error instanceof UnusableArguments) console.error(`${error.message}\n\n${usage}`);
  else console.error(wrong ? error.message : error);
  process.exitCode = wrong ? 2 : 1;
});
