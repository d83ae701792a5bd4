import type { TicketClient } from '../../clients/ticket';
import { knownAnomalySchema, knownOf } from '../../domain/anomaly/anomaly';
import { readEntry } from '../../store/registers';
import { operation } from '../operation';
import { nothing } from '../parameters';
import { Problem } from '../problem';
import { fromStore } from '../store-access';
import { byReference, visible } from '../ticket-access';

/** What a client may know of the anomaly that causes its incident; the provider's people read the whole of it by its reference. */
export function anomalyOfTicketOperation(tickets: TicketClient) {
  return operation({
    id: 'readAnomalyOfTicket',
    tag: 'Tickets',
    method: 'get',
    path: '/v1/tickets/{reference}/anomaly',
    action: 'ticket.read',
    summary:
      'The known cause of an incident: its workaround, and the version that brings the fix (annex "Anomalie", "Correctif")',
    params: byReference,
    query: nothing,
    headers: nothing,
    body: null,
    answer: knownAnomalySchema,
    answers: { 200: { description: 'As it is known now.' } },
    problems: [404],
    examples: [
      { summary: 'A known cause', as: 'dupont', given: ['acknowledgeTicket', 'qualifyTicket', 'tieToAnomaly'] },
    ],
    async handle({ caller, scope, params: { reference } }) {
      const { anomaly } = await visible(tickets, { caller, scope }, reference);
      const found = typeof anomaly === 'string' ? await fromStore(() => readEntry('anomalies', anomaly)) : null;
      if (!found) throw new Problem(404, 'not-found');
      return { body: knownOf(found) };
    },
  });
}
