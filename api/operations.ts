import type { TicketClient } from '../clients/ticket';
import type { FanOutClient } from '../clients/fan-out';
import { amendmentOperations } from './amendments';
import { anomalyOperations } from './anomalies/anomalies';
import { auditOperations } from './audit';
import { billingOperations } from './billing';
import { callerOperations } from './caller';
import { fanOutOperations } from './fan-outs';
import type { ContractAbilities } from './registers/contracts';
import { registerOperations } from './registers/registers';
import { ticketOperations } from './tickets';
import { tokenOperations } from './tokens';

/** All operations of the API: routing, document, authorization and typed client follow from this list. */
export function allOperations(
  tickets: TicketClient,
  fanOuts: FanOutClient,
  now: () => number,
  abilities: ContractAbilities = { webhooks: false },
) {
  return [
    ...ticketOperations(tickets, now),
    ...billingOperations(now),
    ...anomalyOperations(fanOuts, now),
    ...registerOperations(fanOuts, now, abilities),
    ...amendmentOperations({ tickets, fanOuts, now }),
    ...fanOutOperations(fanOuts),
    ...callerOperations(),
    ...tokenOperations(now),
    ...auditOperations(now),
  ] as const;
}

export type DeclaredOperation = ReturnType<typeof allOperations>[number];
