import type { TicketEvent } from '../domain/ticket/events';
import type { TicketAnswer } from '../domain/ticket/schema';
import { forgetBilling, writeBilling, type BillingRecord } from '../store/billing';
import { collectionsAreMade } from '../store/collections';
import { writeEvents } from '../store/events';
import { writeTicket } from '../store/tickets';
import { failFast } from './fail-fast';
import type { TicketActivities } from './ports';

/** Writes what happened to a ticket and its view after it, each once however often it is given: events first. */
export async function publish({
  reference,
  events,
  answer,
  breachDueAt = null,
}: Parameters<TicketActivities['publishTicket']>[0]): Promise<void> {
  failFast();
  if (!(await collectionsAreMade())) throw new Error('the store has just begun: its collections are being made');
  const rows = events.map(({ sequence, recordedAt, event: { type, at, by, data } }) => ({
    sequence,
    recordedAt,
    type,
    at,
    by,
    data,
  }));
  const lastRecordedAt = rows.at(-1)?.recordedAt;
  if (lastRecordedAt === undefined) return;
  const happened = await writeEvents(`ticket:${reference}`, rows, async (never) => {
    if (never.some(({ type }) => type === 'quotation-billed')) await forgetBilling(reference);
  });
  if (!happened) return;
  await writeBilling(events.flatMap(({ event }) => billingOf(event, answer)));
  await writeTicket(answer, lastRecordedAt, breachDueAt);
}

/** What an event has billed: one record for each accepted quotation of a request that is done (annex "Demande Complémentaire"). */
function billingOf(event: TicketEvent, { reference, client, title }: TicketAnswer): BillingRecord[] {
  if (event.type !== 'quotation-billed') return [];
  return [{ id: `${reference}-${event.data.number}`, at: event.at, client, reference, title, ...event.data }];
}
