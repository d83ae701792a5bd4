import type { TicketClient } from '../clients/ticket';
import { usualLimits, type AttachmentLimits } from '../domain/attachment/attachment';
import { auditOperations } from './audit';
import { callerOperations } from './caller';
import { registerOperations } from './registers/registers';
import { ticketOperations } from './tickets';
import { tokenOperations } from './tokens';

/** All operations of the API: routing, document, authorization and typed client follow from this list. */
export function allOperations(tickets: TicketClient, now: () => number, limits: AttachmentLimits = usualLimits) {
  return [
    ...ticketOperations(tickets, now, limits),
    ...registerOperations(now),
    ...callerOperations(),
    ...tokenOperations(now),
    ...auditOperations(now),
  ] as const;
}

export type DeclaredOperation = ReturnType<typeof allOperations>[number];
