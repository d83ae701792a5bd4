import { z } from 'zod';
import { historyOfIncident } from '../domain/import/incident-history';
import { readIncidentLog, UnusableLog } from '../domain/import/incident-log';

/** A history as it is sent, and what of the file is of no use, with its line (from 1). */
export interface ImportFile {
  readonly tickets: readonly Readonly<Record<string, unknown>>[];
  readonly problems: readonly string[];
}

/** What a log of incidents does not say. */
export interface OfLog {
  readonly client: string | undefined;
  readonly environment: string | undefined;
  readonly zone: string;
}

/** The histories of a file: a log of incidents (CSV), histories one a line (JSON), or an array of them. @throws UnusableLog */
export function readImportFile(text: string, ofLog: OfLog): ImportFile {
  const begins = text
    .replace(/^\uFEFF/, '')
    .trimStart()
    .at(0);
  if (begins === '[') return { tickets: arrayOf(text), problems: [] };
  return begins === '{' ? readLines(text) : readLog(text, ofLog);
}

/**
 * An incident with a line that can't be read is left out as a whole: without that line its clocks would be wrong, and once
 * imported it would stay so.
 */
function readLog(text: string, { client, environment, zone }: OfLog): ImportFile {
  if (client === undefined || environment === undefined)
    throw new UnusableLog('a log of incidents names no client: give --client and --environment');
  const { incidents, badRows } = readIncidentLog(text, zone);
  const spoilt = new Set(badRows.map(({ number }) => number));
  const leftOut = incidents.filter(({ number }) => spoilt.has(number));
  return {
    tickets: incidents
      .filter(({ number }) => !spoilt.has(number))
      .map((one) => ({ ...historyOfIncident(one, { client, environment }) })),
    problems: [
      ...badRows.map(({ line, reason }) => `line ${line}: ${reason}`),
      ...leftOut.map(({ number, line }) => `line ${line}: ${number} is left out as a whole, since a line of it is`),
    ],
  };
}

function readLines(text: string): ImportFile {
  const tickets: Readonly<Record<string, unknown>>[] = [];
  const problems: string[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const read = documentSchema.safeParse(jsonOf(line));
    if (read.success) tickets.push({ line: index + 1, ...read.data });
    else problems.push(`line ${index + 1}: not a JSON object`);
  }
  return { tickets, problems };
}

const documentSchema = z.record(z.string(), z.unknown());

function arrayOf(text: string): Readonly<Record<string, unknown>>[] {
  const read = z.array(documentSchema).safeParse(jsonOf(text));
  if (!read.success) throw new UnusableLog('the file is no JSON array of objects');
  return read.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** So much of a request's body is filled: what is larger than 256 kB is refused. */
const pageBytes = 200_000;
const pageTickets = 200;

/** Tickets in pages that each fit in one request; one that does not is a page of its own, and refused. */
export function* pagesOf(tickets: ImportFile['tickets']): Generator<ImportFile['tickets']> {
  let page: Readonly<Record<string, unknown>>[] = [];
  let bytes = 0;
  for (const ticket of tickets) {
    const size = Buffer.byteLength(JSON.stringify(ticket));
    if (page.length === pageTickets || (page.length > 0 && bytes + size > pageBytes)) {
      yield page;
      page = [];
      bytes = 0;
    }
    page.push(ticket);
    bytes += size;
  }
  if (page.length > 0) yield page;
}
