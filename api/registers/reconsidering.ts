import { randomUUID } from 'node:crypto';
import type { FanOutClient } from '../../clients/fan-out';
import { TicketUnavailable } from '../../clients/ticket';
import { cadran } from '../../domain/ticket/actor';
import { openReferences } from '../../store/ticket-list';
import type { Caller } from '../auth';

/** Has the open tickets of a client that were taken without SLA decided again, as a fact of the registers has changed (annex §2). */
export type Reconsidering = (client: string, by: Caller, reason: string) => Promise<void>;

/**
 * One fan-out for each change. Where Temporal is away the change of the register stands all the same, and support can ask for it by
 * `reconsider`.
 */
export function reconsideringOf(fanOuts: FanOutClient, now: () => number): Reconsidering {
  return async (client, by, reason) => {
    const references = await openReferences({ client, decision: 'without-sla' }, now());
    if (references.length === 0) return;
    await fanOuts
      .start({
        id: `reconsideration-${client}-${randomUUID()}`,
        kind: 'reconsideration',
        command: { name: 'reconsider', data: { reason: `${by.sub}: ${reason}` } },
        actor: cadran,
        references,
      })
      .catch((error: unknown) => {
        if (!(error instanceof TicketUnavailable)) throw error;
      });
  };
}
