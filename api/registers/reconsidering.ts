import { randomUUID } from 'node:crypto';
import { mostReferences, type FanOutClient } from '../../clients/fan-out';
import { cadran } from '../../domain/ticket/actor';
import { openReferences } from '../../store/ticket-list';
import type { Caller } from '../auth';
import { startOnRecord } from '../fan-out-starting';

/** Has the open tickets of a client that were taken without SLA decided again, as a fact of the registers has changed (annex §2). */
export type Reconsidering = (client: string, by: Caller, reason: string) => Promise<void>;

/**
 * One fan-out for each change, more where there are very many tickets. It is on record first: where Temporal is away the change of the
 * register stands, and the tickets are decided again once it is back.
 */
export function reconsideringOf(fanOuts: FanOutClient, now: () => number): Reconsidering {
  return async (client, by, reason) => {
    const all = await openReferences({ client, decision: 'without-sla' }, now());
    for (let first = 0; first < all.length; first += mostReferences)
      await startOnRecord(
        fanOuts,
        {
          id: `reconsideration-${client}-${randomUUID()}`,
          kind: 'reconsideration',
          command: { name: 'reconsider', data: { reason: `${by.sub}: ${reason}` } },
          actor: cadran,
          references: all.slice(first, first + mostReferences),
        },
        now,
      );
  };
}
