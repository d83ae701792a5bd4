import type { TicketClient } from '../clients/ticket';
import { ticketEventSchema } from '../domain/ticket/events';
import { ticketFromEvents } from '../domain/ticket/evolve';
import type { TicketState } from '../domain/ticket/schema';
import { listEvents } from '../store/events';
import { fromStore } from './store-access';
import { orUnavailable } from './ticket-access';

/**
 * The whole state of a ticket, from the workflow or, where its history is gone, from the events that it has published; `null`
 * where there is no such ticket.
 */
export async function stateOf(tickets: TicketClient, reference: string): Promise<TicketState | null> {
  const state = await orUnavailable(tickets.state(reference));
  if (state) return state;
  const events = await fromStore(() => listEvents(`ticket:${reference}`, 0, 100_000));
  if (events.length === 0) return null;
  return ticketFromEvents(events.map(({ type, at, by, data }) => ticketEventSchema.parse({ type, at, by, data })));
}
