import type { Priority } from '../contract/contract';
import type { Category } from '../ticket/qualification';
import { toInstant } from '../time/instant';
import type { HistoryEntry, TicketHistory } from './history';
import type { Incident, LogRow } from './incident-log';

const logged = 'as the log says';

/** A request is P4 and all else an incident of the provider (annex §7): the log knows no more. */
function categoryOf(priority: Priority): Category {
  return priority === 'P4' ? 'client-request' : 'provider-incident';
}

/**
 * The history that a log's rows tell of an incident (docs/import.md, "The log"). An entry is never earlier than the one before
 * it, nor than the opening.
 */
export function historyOfIncident(
  incident: Incident,
  { client, environment }: Pick<TicketHistory, 'client' | 'environment'>,
): TicketHistory {
  const { number, line, openedMs, rows } = incident;
  return {
    reference: number,
    line,
    client,
    environment,
    title: number,
    description: `Incident ${number} of the log`,
    priority: rows[0].priority,
    channel: 'api',
    openedAt: toInstant(openedMs),
    openedBy: { ...callerOf(incident), email: null, language: null },
    entries: entriesOf(incident),
  };
}

type Author = HistoryEntry['by'];
const callerOf = ({ caller }: Incident): Author => ({ id: caller ?? 'client', role: 'client' });
const supportOf = ({ updatedBy }: LogRow): Author => ({ id: updatedBy ?? 'support', role: 'support' });

/** What the rows have made of the ticket so far. */
interface Progress {
  readonly phase: 'new' | 'open' | 'waiting' | 'resolved';
  readonly priority: Priority;
}

function entriesOf(incident: Incident): HistoryEntry[] {
  const { rows, openedMs } = incident;
  const entries: HistoryEntry[] = [];
  let progress: Progress = { phase: 'new', priority: rows[0].priority };
  let atMs = openedMs;
  let confirmation: { after: number; at: string } | undefined;
  for (const row of rows) {
    atMs = Math.max(atMs, row.updatedMs);
    const at = toInstant(atMs);
    const told = toldByRow(row, progress);
    for (const one of told.happened)
      entries.push({ ...one, at, by: one.type === 'answer' ? callerOf(incident) : supportOf(row) });
    progress = told.progress;
    if (row.state === 'Closed') confirmation = { after: entries.length, at };
  }
  // A closed ticket takes nothing more: one that the log touches again was resolved, and stays so.
  if (confirmation?.after === entries.length)
    entries.push({ type: 'confirm', data: {}, at: confirmation.at, by: callerOf(incident) });
  return entries;
}

type Happened = HistoryEntry extends infer Entry
  ? Entry extends HistoryEntry
    ? Omit<Entry, 'at' | 'by'>
    : never
  : never;

/** What one row stands for: the change of priority, then what its state brings. */
function toldByRow({ state, priority }: LogRow, before: Progress): { happened: Happened[]; progress: Progress } {
  const happened: Happened[] = [];
  const category = categoryOf(priority);
  let { phase } = before;
  if (priority !== before.priority)
    happened.push({ type: 'change-priority', data: { priority, category, agreement: logged } });
  if (phase === 'new' && state !== 'New') {
    happened.push({ type: 'acknowledge', data: {} }, { type: 'qualify', data: { category, priority } });
    phase = 'open';
  }
  if (phase === 'new') return { happened, progress: { phase, priority } };

  const ends = state === 'Resolved' || state === 'Closed';
  if (ends) {
    // From waiting too: the wait ends with the resolution, nobody answered.
    if (phase !== 'resolved') happened.push({ type: 'resolve', data: { kind: 'fix', answer: logged } });
    return { happened, progress: { phase: 'resolved', priority } };
  }
  if (phase === 'resolved') {
    happened.push({ type: 'reopen', data: { reason: logged } });
    phase = 'open';
  }
  if (state === 'Awaiting User Info') {
    if (phase !== 'waiting') happened.push({ type: 'ask', data: { question: logged } });
    return { happened, progress: { phase: 'waiting', priority } };
  }
  if (phase === 'waiting') happened.push({ type: 'answer', data: { answer: logged } });
  return { happened, progress: { phase: 'open', priority } };
}
