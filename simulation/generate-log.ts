import { stringify } from 'csv-stringify/sync';
import { incidentStates, type IncidentState } from '../domain/import/incident-log';

/** What a generated log is made from; the same values make the same log, to the byte. */
export interface GeneratorOptions {
  readonly seed: number;
  readonly incidents: number;
}

const heading = (
  'number,incident_state,active,reassignment_count,reopen_count,sys_mod_count,made_sla,caller_id,opened_by,opened_at,' +
  'sys_created_by,sys_created_at,sys_updated_by,sys_updated_at,contact_type,location,category,subcategory,u_symptom,' +
  'cmdb_ci,impact,urgency,priority,assignment_group,assigned_to,knowledge,u_priority_confirmation,notify,problem_id,' +
  'rfc,vendor,caused_by,closed_code,resolved_by,resolved_at,closed_at'
).split(',');
const priorities = ['1 - Critical', '2 - High', '3 - Moderate', '4 - Low'] as const;
const minute = 60_000;
const day = 1440;
/** A wall time carried as if it were UTC: Monday 29 February 2016, 00:00. The month after it has the change to summer time. */
const firstMs = Date.UTC(2016, 1, 29);

/** mulberry32: a small generator of numbers in [0, 1), the same on every machine. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

interface Chance {
  /** Whether something happens that does so that often (0 to 1). */
  happens(share: number): boolean;
  /** A whole number from 0 to below the limit. */
  below(limit: number): number;
}

function chance(seed: number): Chance {
  const next = seeded(seed);
  return { happens: (share) => next() < share, below: (limit) => Math.floor(next() * limit) };
}

/**
 * A log of the form of the real one, as CSV: incidents with changes of priority, waits for the client, the vendor and others,
 * reopened ones, ones closed without being resolved, ones that stay open, and updates dated before the opening.
 */
export function generateLog({ seed, incidents }: GeneratorOptions): string {
  const draw = chance(seed);
  const rows = Array.from({ length: incidents }, (_, index) => incidentRows(draw, index)).flat();
  return stringify([heading, ...rows]);
}

function incidentRows(draw: Chance, index: number): string[][] {
  const openedMs = firstMs + draw.below(28 * day) * minute;
  let atMs = openedMs + (draw.happens(0.05) ? -1 : 1) * draw.below(30) * minute;
  let priority = draw.happens(0.8) ? 2 : draw.below(4);
  return statesOf(draw).map((state, update) => {
    if (update > 0) {
      atMs += pauseMinutes(draw) * minute;
      if (draw.happens(0.06)) priority = draw.below(4);
    }
    return row({
      number: `INC${String(9_000_000 + index)}`,
      incident_state: state,
      active: state === 'Closed' ? 'FALSE' : 'TRUE',
      sys_mod_count: String(update),
      opened_at: wallTime(openedMs),
      sys_updated_at: wallTime(atMs),
      contact_type: 'Phone',
      priority: priorities[priority] ?? priorities[2],
      vendor: state === 'Awaiting Vendor' ? `Vendor ${1 + draw.below(3)}` : '?',
    });
  });
}

/** Minutes between two updates: mostly of one day, at times the same minute, at times days. */
function pauseMinutes(draw: Chance): number {
  if (draw.happens(0.1)) return 0;
  return draw.below(draw.happens(0.25) ? 6 * day : 600);
}

function statesOf(draw: Chance): IncidentState[] {
  const states: IncidentState[] = Array.from({ length: 1 + draw.below(3) }, () => 'New');
  // Some are known only from the update that takes them into account.
  if (draw.happens(0.1)) states.length = 0;
  states.push('Active', ...workStates(draw));
  if (draw.happens(0.05)) return states;
  if (draw.happens(0.9)) states.push('Resolved');
  if (draw.happens(0.15)) states.push(...workStates(draw), 'Active', 'Resolved');
  if (draw.happens(0.3)) states.push('Resolved');
  if (draw.happens(0.95)) states.push('Closed');
  return states;
}

function workStates(draw: Chance): IncidentState[] {
  const open = incidentStates.slice(1, 6);
  return Array.from({ length: draw.below(5) }, () =>
    draw.happens(0.4) ? 'Awaiting User Info' : (open[draw.below(open.length)] ?? 'Active'),
  );
}

function row(known: Readonly<Record<string, string>>): string[] {
  return heading.map((column) => known[column] ?? '?');
}

/** `DD-MM-YYYY HH:MM` of a wall time. */
function wallTime(ms: number): string {
  const [date = '', time = ''] = new Date(ms).toISOString().split('T');
  return `${date.split('-').reverse().join('-')} ${time.slice(0, 5)}`;
}
