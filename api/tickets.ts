import type { TicketClient } from '../clients/ticket';
import { anomalyOfTicketOperation } from './anomalies/of-ticket';
import { ticketCommandOperations } from './ticket-commands';
import { ticketListOperation } from './ticket-list';
import { ticketOpeningOperation } from './ticket-opening';
import { ticketReadingOperations } from './ticket-reading';

/** The operations on tickets (annex §3, §4). `now` is the clock of this process, epoch milliseconds. */
export function ticketOperations(tickets: TicketClient, now: () => number) {
  return [
    ticketOpeningOperation(tickets, now),
    ticketListOperation(tickets, now),
    ...ticketReadingOperations(tickets, now),
    ...ticketCommandOperations(tickets),
    anomalyOfTicketOperation(tickets),
  ] as const;
}
