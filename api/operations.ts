import type { TicketClient } from '../clients/ticket';
import { callerOperations } from './caller';
import { ticketOperations } from './tickets';

/** All operations of the API: routing, document, authorization and typed client follow from this list. */
export function allOperations(tickets: TicketClient, now: () => number) {
  return [...ticketOperations(tickets, now), ...callerOperations()] as const;
}

export type DeclaredOperation = ReturnType<typeof allOperations>[number];
