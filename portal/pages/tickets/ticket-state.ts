import type { AnswerOf } from '../../api/call';
import type { Role } from '../../shell/session';
import { ticketLooks, type TicketState } from '../../wording/states';

export type Ticket = AnswerOf<'readTicket'>;

/** What a ticket is called: its status, with the two that the status alone does not tell apart. */
export function ticketStateOf(ticket: Pick<Ticket, 'status' | 'merged' | 'quotation'>): TicketState {
  if (ticket.merged) return 'merged';
  return ticket.status === 'waiting-client' && ticket.quotation?.state === 'open' ? 'quoted' : ticket.status;
}

/** How its state looks to somebody: what a client has to act on is coloured for the client. */
export function lookOf(ticket: Ticket, role: Role): (typeof ticketLooks)[TicketState]['agent'] {
  return ticketLooks[ticketStateOf(ticket)][role === 'client' ? 'client' : 'agent'];
}
