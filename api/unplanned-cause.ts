import type { TicketClient } from '../clients/ticket';
import { whyNotCausedBy, type Stopped, type UnplannedCause } from '../domain/maintenance/cause';
import { readEntry } from '../store/registers';
import { unlessRefused } from './problem';
import { fromStore } from './store-access';
import { ticketAnswer } from './ticket-access';

/** Refuses an unplanned stop that no security incident and no critical one asks for, as the ticket that is named stands now (annex §10). */
export async function unlessWithoutCause(
  tickets: Pick<TicketClient, 'read'>,
  { cause, ticket }: { readonly cause?: UnplannedCause | undefined; readonly ticket?: string | undefined },
  stopped: Stopped,
): Promise<void> {
  if (cause !== 'critical-incident' || ticket === undefined) return;
  const answer = await ticketAnswer(tickets, ticket);
  const environment =
    answer && (await fromStore(() => readEntry('environments', `${answer.client}/${answer.environment}`)));
  const found = answer && {
    ...{ client: answer.client, product: environment?.product ?? null, priority: answer.priority },
    ...{ status: answer.status, category: answer.category, isMerged: (answer.merged ?? null) !== null },
  };
  unlessRefused(whyNotCausedBy(ticket, found, stopped));
}
