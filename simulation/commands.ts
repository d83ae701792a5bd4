import type { Priority } from '../domain/contract/contract';
import type { PersonCommand } from '../domain/ticket/commands';
import type { Category } from '../domain/ticket/qualification';
import type { Actor, TicketOpening } from '../domain/ticket/schema';
import { toInstant } from '../domain/time/instant';
import type { Incident, LogRow } from './incident-log';

/** A command of the log with the instant at which it was given (epoch milliseconds). */
export type Step = PersonCommand & { readonly atMs: number; readonly actor: Actor };

/** An incident as a ticket: how it is opened, and what it is told from then on, in order. */
export interface ReplayedTicket {
  readonly number: string;
  readonly opening: TicketOpening;
  readonly steps: readonly Step[];
}

/** The company and environment of every replayed ticket. */
export const replayClient = 'replay';
const replayEnvironment = 'production';
const support: Actor = { id: 'replay-support', role: 'support' };
const requester: Actor = { id: 'replay-client', role: 'client' };
const logged = 'as the log says';

/** A request is P4 and all else an incident of the provider (annex §7): the log knows no more. */
function categoryOf(priority: Priority): Category {
  return priority === 'P4' ? 'client-request' : 'provider-incident';
}

/**
 * The ticket of an incident by the rules of the replay (README beside the data). `index` gives it its reference: its place in the
 * log. A command is never earlier than the one before it, nor than the opening.
 */
export function ticketOfIncident(incident: Incident, index: number): ReplayedTicket {
  const opening: TicketOpening = {
    reference: `T-${String(index).padStart(10, '0')}`,
    client: replayClient,
    environment: replayEnvironment,
    title: incident.number,
    description: `Incident ${incident.number} of the log`,
    reproduction: null,
    priority: incident.rows[0].priority,
    channel: 'api',
    openedAt: toInstant(incident.openedMs),
    requester: { ...requester, email: null, language: 'en' },
  };
  return { number: incident.number, opening, steps: stepsOf(incident) };
}

/** What the rows have made of the ticket so far. */
interface Progress {
  readonly phase: 'new' | 'open' | 'waiting' | 'resolved';
  readonly priority: Priority;
}

function stepsOf({ rows, openedMs }: Incident): Step[] {
  const steps: Step[] = [];
  let progress: Progress = { phase: 'new', priority: rows[0].priority };
  let atMs = openedMs;
  let confirmation: { after: number; atMs: number } | undefined;
  for (const row of rows) {
    atMs = Math.max(atMs, row.updatedMs);
    const given = commandsOfRow(row, progress);
    for (const { actor = support, ...command } of given.commands) steps.push({ ...command, actor, atMs });
    progress = given.progress;
    if (row.state === 'Closed') confirmation = { after: steps.length, atMs };
  }
  // A closed ticket takes no command: one that the log touches again was resolved, and stays so.
  if (confirmation?.after === steps.length)
    steps.push({ type: 'confirm', data: {}, actor: requester, atMs: confirmation.atMs });
  return steps;
}

type RowCommand = PersonCommand & { readonly actor?: Actor };

/** The commands that one row stands for: the change of priority, then what its state brings. */
function commandsOfRow({ state, priority }: LogRow, before: Progress): { commands: RowCommand[]; progress: Progress } {
  const commands: RowCommand[] = [];
  const category = categoryOf(priority);
  let { phase } = before;
  if (priority !== before.priority)
    commands.push({ type: 'change-priority', data: { priority, category, agreement: logged } });
  if (phase === 'new' && state !== 'New') {
    commands.push({ type: 'acknowledge', data: {} }, { type: 'qualify', data: { category, priority } });
    phase = 'open';
  }
  if (phase === 'new') return { commands, progress: { phase, priority } };

  const ends = state === 'Resolved' || state === 'Closed';
  if (ends) {
    // From waiting too: the wait ends with the resolution, nobody answered.
    if (phase !== 'resolved') commands.push({ type: 'resolve', data: { kind: 'fix', answer: logged } });
    return { commands, progress: { phase: 'resolved', priority } };
  }
  if (phase === 'resolved') {
    commands.push({ type: 'reopen', data: { reason: logged } });
    phase = 'open';
  }
  if (state === 'Awaiting User Info') {
    if (phase !== 'waiting') commands.push({ type: 'ask', data: { question: logged } });
    return { commands, progress: { phase: 'waiting', priority } };
  }
  if (phase === 'waiting') commands.push({ type: 'answer', data: { answer: logged }, actor: requester });
  return { commands, progress: { phase: 'open', priority } };
}
