import { historyOfIncident } from '../domain/import/incident-history';
import type { Incident } from '../domain/import/incident-log';
import { stepOf, type Step } from '../domain/import/retelling';
import type { TicketOpening } from '../domain/ticket/schema';

/** An incident as a ticket: how it is opened, and what it is told from then on, in order. */
export interface ReplayedTicket {
  readonly number: string;
  readonly opening: TicketOpening;
  readonly steps: readonly Step[];
}

/** The company and environment of every replayed ticket. */
export const replayClient = 'replay';
const replayEnvironment = 'production';

/**
 * The ticket of an incident by the rules of the import (`domain/import/incident-history.ts`). `index` gives it its reference: its
 * place in the log.
 */
export function ticketOfIncident(incident: Incident, index: number): ReplayedTicket {
  const history = historyOfIncident(incident, { client: replayClient, environment: replayEnvironment });
  const { client, environment, title, description, priority, channel, openedAt, openedBy } = history;
  const opening: TicketOpening = {
    reference: `T-${String(index).padStart(10, '0')}`,
    ...{ client, environment, title, description, reproduction: null, priority, channel, openedAt },
    requester: { ...openedBy, language: 'en' },
  };
  return { number: incident.number, opening, steps: history.entries.map(stepOf) };
}
