import type { TicketClient } from '../clients/ticket';
import { auditOperations } from './audit';
import { callerOperations } from './caller';
import type { ContractAbilities } from './registers/contracts';
import { registerOperations } from './registers/registers';
import { ticketOperations } from './tickets';
import { tokenOperations } from './tokens';

/** All operations of the API: routing, document, authorization and typed client follow from this list. */
export function allOperations(
  tickets: TicketClient,
  now: () => number,
  abilities: ContractAbilities = { webhooks: false },
) {
  return [
    ...ticketOperations(tickets, now),
    ...registerOperations(now, abilities),
    ...callerOperations(),
    ...tokenOperations(now),
    ...auditOperations(now),
  ] as const;
}

export type DeclaredOperation = ReturnType<typeof allOperations>[number];
