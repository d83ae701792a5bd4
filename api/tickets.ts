import type { TicketClient } from '../clients/ticket';
import { expectationOperation } from './expectation';
import { anomalyOfTicketOperation } from './anomalies/of-ticket';
import type { AttachmentLimits } from '../domain/attachment/attachment';
import { ticketAttachmentOperations } from './ticket-attachments';
import { ticketCommandOperations } from './ticket-commands';
import { ticketListOperation } from './ticket-list';
import { ticketOpeningOperation } from './ticket-opening';
import { ticketQueueOperations } from './ticket-queue';
import { ticketReadingOperations } from './ticket-reading';

/** The operations on tickets (annex §3, §4). `now` is the clock of this process, epoch milliseconds. */
export function ticketOperations(tickets: TicketClient, now: () => number, limits: AttachmentLimits) {
  return [
    ticketOpeningOperation(tickets, now),
    ticketListOperation(tickets, now),
    expectationOperation(now),
    ...ticketQueueOperations(tickets, now),
    ...ticketReadingOperations(tickets, now),
    ...ticketCommandOperations(tickets),
    anomalyOfTicketOperation(tickets),
    ...ticketAttachmentOperations(tickets, limits),
  ] as const;
}
