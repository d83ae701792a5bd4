import { randomUUID } from 'node:crypto';
import { mostReferences, type FanOutClient } from '../../clients/fan-out';
import { cadran } from '../../domain/ticket/actor';
import { toInstant } from '../../domain/time/instant';
import { forgetFanOut, recordFanOut } from '../../store/fan-outs';
import { openReferences } from '../../store/ticket-list';
import type { Caller } from '../auth';
import { startOnRecord } from '../fan-out-starting';
import type { Prepared } from './entries';

/** Has the open tickets of a client that were taken without SLA decided again, as a fact of the registers changes (annex §2). */
export type Reconsidering = (client: string, by: Caller, reason: string) => Promise<Prepared>;

/**
 * One fan-out for each change, more where there are very many tickets. It is on record before the register is changed: where the process
 * dies in between, or Temporal is away, it is started all the same, and a ticket for which nothing has changed stays as it is.
 */
export function reconsideringOf(fanOuts: FanOutClient, now: () => number): Reconsidering {
  return async (client, by, reason) => {
    const all = await openReferences({ client, decision: 'without-sla' }, now());
    const orders: Parameters<typeof startOnRecord>[1][] = [];
    for (let first = 0; first < all.length; first += mostReferences)
      orders.push({
        id: `reconsideration-${client}-${randomUUID()}`,
        kind: 'reconsideration',
        command: { name: 'reconsider', data: { reason: `${by.sub}: ${reason}` } },
        actor: cadran,
        references: all.slice(first, first + mostReferences),
      });
    for (const order of orders) await recordFanOut(order, toInstant(now()));
    return {
      async begun() {
        for (const order of orders) await startOnRecord(fanOuts, order, now);
      },
      async dropped() {
        for (const { id } of orders) await forgetFanOut(id);
      },
    };
  };
}
