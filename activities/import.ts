import { Context } from '@temporalio/activity';
import { ZodError } from 'zod';
import type { TicketClient } from '../clients/ticket';
import { referenceOf } from '../clients/ticket-reference';
import { isEnded, ticketAnswer } from '../domain/ticket/answer';
import type { TicketEvent } from '../domain/ticket/events';
import type { TicketOpening, TicketState } from '../domain/ticket/schema';
import type { Refusal } from '../domain/refusal';
import { toInstant } from '../domain/time/instant';
import { importedTicket, reachesMs } from '../domain/import/retelling';
import { ticketHistorySchema, type TicketHistory } from '../domain/import/history';
import { collectionsAreMade } from '../store/collections';
import { endRun, keepOutcome, partsToRun, readImport, type ImportOutcome, type StoredPart } from '../store/imports';
import { readEntry } from '../store/registers';
import { readTicket } from '../store/tickets';
import { admissionOf } from './admission';
import { failFast } from './fail-fast';
import { publish } from './publishing';
import type { ImportActivities, ImportRun, RecordedEvent } from './ports';

/** Parts that one attempt goes through; a killed worker does so many again, to the same result. */
const batch = 50;
/** Parts that are under way at once: they wait for the store most of the time. */
const atOnce = 5;

/** The side effects of imports; open tickets go on through the facade. */
export function createImportActivities({ tickets }: { readonly tickets: TicketClient }): ImportActivities {
  return {
    async importParts(run) {
      failFast();
      if (!(await collectionsAreMade())) throw new Error('the store has just begun: its collections are being made');
      const source = (await readImport(run.id))?.source ?? '';
      const parts = await partsToRun(run.id, run.run, batch);
      for (let first = 0; first < parts.length; first += atOnce) {
        Context.current().heartbeat(first);
        await Promise.all(parts.slice(first, first + atOnce).map((part) => importPart(part, source, run, tickets)));
      }
      return parts.length;
    },

    async endImport({ id, run }) {
      failFast();
      await endRun(id, run, toInstant(Date.now()));
    },
  };
}

/** What became of a part. */
type Became = { readonly ticket: string; readonly outcome: ImportOutcome; readonly status: string } | Unfit;
interface Unfit {
  readonly field: string;
  readonly refusal?: Refusal;
  readonly message?: string;
}

async function importPart(part: StoredPart, source: string, { run, dryRun }: ImportRun, tickets: TicketClient) {
  const became = await outcomeOf(part, source, dryRun, tickets).catch(unfitFor);
  if ('outcome' in became) await keepOutcome(part._id, { run, problems: [], ...became });
  else await keepOutcome(part._id, { run, outcome: 'refused', ticket: null, status: null, problems: [became] });
}

/** A history becomes a ticket, or it is told what is in the way; what is away for the moment throws. */
async function outcomeOf(
  { _id: part, history: stored }: StoredPart,
  source: string,
  dryRun: boolean,
  tickets: TicketClient,
): Promise<Became> {
  const history = ticketHistorySchema.parse(stored);
  const ticket = referenceOf('import', history.client, source, history.reference);
  const there = await readTicket(ticket);
  if (there) return { ticket, outcome: broughtBy(part, there.imported?.part ?? null), status: there.status };
  const nowMs = Date.now();
  const opening = await openingOf(history, ticket, { source, part });
  const admitted = await admissionOf(opening, reachesMs(history.entries, nowMs));
  const imported = importedTicket(opening, admitted, history.entries, nowMs);
  if ('refusal' in imported) return imported;
  const { status } = imported.state;
  if (dryRun) return { ticket, outcome: 'importable', status };
  if (!isEnded(imported.state)) {
    const by = await tickets.takeOver({ opening, carried: carriedBy(imported, nowMs) });
    return { ticket, outcome: broughtBy(part, by), status };
  }
  await publishEnded(imported, nowMs);
  return { ticket, outcome: 'imported', status };
}

/** What no repetition would mend is the part's own fault: a span that no timetable covers, a shape that is no longer taken. */
function unfitFor(error: unknown): Unfit {
  if (error instanceof RangeError || error instanceof ZodError)
    return { field: '', message: error.message.slice(0, 300) };
  throw error;
}

/** A ticket that this very part brought, in an attempt whose answer was lost or in a run before, is imported all the same. */
function broughtBy(part: string, by: string | null): ImportOutcome {
  return by === part ? 'imported' : 'already-there';
}

async function openingOf(
  { client, environment, title, description, priority, channel, openedAt, openedBy, reference: name }: TicketHistory,
  reference: string,
  { source, part }: { readonly source: string; readonly part: string },
): Promise<TicketOpening> {
  const language = openedBy.language ?? (await readEntry('clients', client))?.language ?? 'fr';
  return {
    ...{ reference, client, environment, title, description, reproduction: null, priority, channel, openedAt },
    requester: { ...openedBy, language },
    imported: { source, reference: name, part },
  };
}

interface Imported {
  readonly state: TicketState;
  readonly events: readonly TicketEvent[];
}

function recorded({ events }: Imported, nowMs: number): RecordedEvent[] {
  const recordedAt = toInstant(nowMs);
  return events.map((event, index) => ({ sequence: index + 1, recordedAt, event }));
}

/**
 * What the workflow of an open ticket begins with. It has no notices: what happened before was told to people by the helpdesk of
 * then, or was never due to anybody; a mail about it now would be news of nothing. What comes from now on is told as ever.
 */
function carriedBy(imported: Imported, nowMs: number) {
  const outbox = recorded(imported, nowMs);
  return { state: imported.state, sequence: outbox.length, outbox, notices: [], recentCommands: [] };
}

/** A ticket whose life is over needs no workflow: its events and its view are all that is read of it. Nobody is written to. */
async function publishEnded(imported: Imported, nowMs: number): Promise<void> {
  const { state } = imported;
  const { reference } = state.opening;
  const events = recorded(imported, nowMs);
  await publish({ reference, events, answer: ticketAnswer(state, nowMs, events.length) });
}
