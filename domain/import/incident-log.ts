import { parse } from 'csv-parse/sync';
import { Temporal } from 'temporal-polyfill';
import type { Priority } from '../contract/contract';

/** The states of an incident in the log, as ServiceNow names them. */
export const incidentStates = [
  'New',
  'Active',
  'Awaiting User Info',
  'Awaiting Problem',
  'Awaiting Vendor',
  'Awaiting Evidence',
  'Resolved',
  'Closed',
] as const;
export type IncidentState = (typeof incidentStates)[number];

/** One update of an incident; instants are epoch milliseconds. Who made it is not known of every log. */
export interface LogRow {
  readonly state: IncidentState;
  readonly updatedMs: number;
  readonly updatedBy: string | null;
  readonly priority: Priority;
}

/** An incident with its rows in the order of the file; it was opened when, by whom and at which line its first good row says. */
export interface Incident {
  readonly number: string;
  readonly openedMs: number;
  readonly caller: string | null;
  readonly line: number;
  readonly rows: readonly [LogRow, ...LogRow[]];
}

/** A row that is of no use; the line counts from 1, the heading included. Its incident, where that can be read. */
export interface BadRow {
  readonly line: number;
  readonly reason: string;
  readonly number: string | null;
}

export interface IncidentLog {
  readonly incidents: readonly Incident[];
  readonly badRows: readonly BadRow[];
  readonly goodRows: number;
}

/** The file is no log at all: nothing of it can be read. */
export class UnusableLog extends Error {}

/** What is wrong with one row. */
class RowFault extends Error {
  number: string | null = null;
}

const columns = ['number', 'incident_state', 'opened_at', 'sys_updated_at', 'priority'] as const;
type Column = (typeof columns)[number];
const priorities: readonly Priority[] = ['P1', 'P2', 'P3', 'P4'];
/** Beyond these years a date is a slip of the pen, and a timetable up to it would never end. */
const years = { first: 1970, last: 2099 };

/**
 * Reads the text of a log, one row a line, dates as wall times of `zone`. A bad row is reported and left out, so an incident
 * with none but bad rows is not there. Throws {@link UnusableLog} when the heading lacks a column.
 */
export function readIncidentLog(text: string, zone: string): IncidentLog {
  const [heading = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const names = fieldsOf(heading, UnusableLog);
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0)
    throw new UnusableLog(`the first line is not the heading of an incident log: no column ${missing.join(', ')}`);
  const incidents = new Map<string, Incident>();
  const badRows: BadRow[] = [];
  let goodRows = 0;
  lines.forEach((line, index) => {
    if (line.trim() === '') return;
    try {
      const { row, ...incident } = readRow(line, names, zone);
      const known = incidents.get(incident.number);
      incidents.set(
        incident.number,
        known ? { ...known, rows: [...known.rows, row] } : { ...incident, line: index + 2, rows: [row] },
      );
      goodRows += 1;
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      badRows.push({ line: index + 2, reason: error.message, number: error.number });
    }
  });
  return { incidents: [...incidents.values()], badRows, goodRows };
}

/** The fields of one line; each line is parsed by itself, so that an open quote spoils no row but its own. */
function fieldsOf(line: string, Fault: typeof UnusableLog | typeof RowFault): string[] {
  try {
    const [fields = []] = parse(line, { relax_quotes: true, trim: true });
    return fields;
  } catch (error) {
    throw new Fault(`not a line of CSV: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readRow(
  line: string,
  names: readonly string[],
  zone: string,
): Omit<Incident, 'rows' | 'line'> & { row: LogRow } {
  const fields = fieldsOf(line, RowFault);
  if (fields.length !== names.length)
    throw new RowFault(`${fields.length} columns where the heading has ${names.length}`);
  const known = (column: string): string | null => {
    const value = fields[names.indexOf(column)] ?? '';
    return value === '' || value === '?' ? null : value;
  };
  const field = (column: Column): string => {
    const value = known(column);
    if (value === null) throw new RowFault(`no ${column}`);
    return value;
  };
  const instant = (column: Column): number => wallTimeMs(field(column), column, zone);
  try {
    const row = { state: stateOf(field('incident_state')), priority: priorityOf(field('priority')) };
    return {
      number: field('number'),
      openedMs: instant('opened_at'),
      caller: known('caller_id'),
      row: { ...row, updatedMs: instant('sys_updated_at'), updatedBy: known('sys_updated_by') },
    };
  } catch (error) {
    if (error instanceof RowFault) error.number = known('number');
    throw error;
  }
}

function stateOf(text: string): IncidentState {
  const state = incidentStates.find((one) => one === text);
  if (!state) throw new RowFault(`unknown incident_state "${text}"`);
  return state;
}

/** "3 - Moderate" is P3: the figure decides. */
function priorityOf(text: string): Priority {
  const priority = priorities[Number(/^([1-4]) - \S/.exec(text)?.[1] ?? NaN) - 1];
  if (!priority) throw new RowFault(`unknown priority "${text}"`);
  return priority;
}

/**
 * Epoch milliseconds of a wall time `DD-MM-YYYY HH:MM` in the zone; one that does not exist moves forward by the gap, one that
 * exists twice is its first occurrence, as everywhere in Cadran.
 */
function wallTimeMs(text: string, column: Column, zone: string): number {
  const match = /^(\d{2})-(\d{2})-(\d{4}) (\d{2}):(\d{2})$/.exec(text);
  if (!match) throw new RowFault(`${column} "${text}" is not of the form DD-MM-YYYY HH:MM`);
  const [day = 0, month = 0, year = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  if (year < years.first || year > years.last)
    throw new RowFault(`${column} "${text}" is not within the years ${years.first} to ${years.last}`);
  return plainDateTime(
    { day, month, year, hour, minute },
    `${column} "${text}" is not a date of the calendar`,
  ).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}

function plainDateTime(
  parts: { day: number; month: number; year: number; hour: number; minute: number },
  fault: string,
): Temporal.PlainDateTime {
  try {
    return Temporal.PlainDateTime.from(parts, { overflow: 'reject' });
  } catch {
    throw new RowFault(fault);
  }
}
