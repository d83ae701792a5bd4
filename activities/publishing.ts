import type { TicketEvent } from '../domain/ticket/events';
import type { TicketAnswer } from '../domain/ticket/schema';
import { eventsWithWords, ticketWords } from '../domain/ticket/words';
import { forgetBilling, writeBilling, type BillingRecord } from '../store/billing';
import { collectionsAreMade } from '../store/collections';
import { eventsOfTypes, writeEvents } from '../store/events';
import { writeWords } from '../store/ticket-words';
import { writeTicket } from '../store/tickets';
import { failFast } from './fail-fast';
import type { TicketActivities } from './ports';

interface Published {
  readonly sequence: number;
  readonly recordedAt: string;
  readonly event: { readonly type: string; readonly at: string; readonly by: unknown; readonly data: unknown };
}

/**
 * Writes what happened to an aggregate, events first, then the view after them, each once however often it is given; `undo` takes back
 * what events have brought about that never were. Answers whether they are what happened.
 */
export async function publishEvents(
  aggregate: string,
  events: readonly Published[],
  writeView: (recordedAt: string) => Promise<void>,
  undo?: Parameters<typeof writeEvents>[2],
): Promise<boolean> {
  failFast();
  if (!(await collectionsAreMade())) throw new Error('the store has just begun: its collections are being made');
  const rows = events.map(({ sequence, recordedAt, event: { type, at, by, data } }) => ({
    ...{ sequence, recordedAt, type, at, by, data },
  }));
  const recordedAt = rows.at(-1)?.recordedAt;
  if (recordedAt === undefined || !(await writeEvents(aggregate, rows, undo))) return false;
  await writeView(recordedAt);
  return true;
}

/** Publishes a ticket, and what is to be billed of it. */
export async function publish({
  reference,
  events,
  answer,
  breachDueAt = null,
}: Parameters<TicketActivities['publishTicket']>[0]): Promise<void> {
  await publishEvents(
    `ticket:${reference}`,
    events,
    async (recordedAt) => {
      await writeBilling(events.flatMap(({ event }) => billingOf(event, answer)));
      await writeTicket(answer, recordedAt, breachDueAt);
      if (events.some(({ event }) => eventsWithWords.includes(event.type)))
        await writeWords(answer, recordedAt, ticketWords(await textsOf(reference, events)), isFirst(events));
    },
    async (never) => {
      if (never.some(({ type }) => type === 'quotation-billed')) await forgetBilling(reference);
    },
  );
}

type Events = Parameters<TicketActivities['publishTicket']>[0]['events'];

const isFirst = (events: Events): boolean => events[0]?.sequence === 1;

/** All events of a ticket whose words are searched in; of its first publication nothing needs to be read. */
async function textsOf(
  reference: string,
  events: Events,
): Promise<readonly { readonly type: string; readonly data: unknown }[]> {
  return isFirst(events)
    ? events.map(({ event }) => event)
    : await eventsOfTypes(`ticket:${reference}`, eventsWithWords);
}

/** What an event has billed: one record for each accepted quotation of a request that is done (annex "Demande Complémentaire"). */
function billingOf(event: TicketEvent, { reference, client, title }: TicketAnswer): BillingRecord[] {
  if (event.type !== 'quotation-billed') return [];
  return [{ id: `${reference}-${event.data.number}`, at: event.at, client, reference, title, ...event.data }];
}
