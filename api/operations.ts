import type { ImportClient } from '../clients/import';
import type { TicketClient } from '../clients/ticket';
import { auditOperations } from './audit';
import { callerOperations } from './caller';
import { importOperations } from './imports/imports';
import { registerOperations } from './registers/registers';
import { ticketOperations } from './tickets';
import { tokenOperations } from './tokens';

/** All operations of the API: routing, document, authorization and typed client follow from this list. */
export function allOperations(tickets: TicketClient, imports: ImportClient, now: () => number) {
  return [
    ...ticketOperations(tickets, now),
    ...registerOperations(now),
    ...importOperations(imports, now),
    ...callerOperations(),
    ...tokenOperations(now),
    ...auditOperations(now),
  ] as const;
}

export type DeclaredOperation = ReturnType<typeof allOperations>[number];
