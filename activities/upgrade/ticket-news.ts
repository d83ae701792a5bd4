import type { UpgradeClient } from '../../clients/upgrade';
import { toldTicket } from '../../domain/upgrade/incidents';
import type { TicketActivities } from '../ports';

type Batch = Parameters<TicketActivities['publishTicket']>[0];

/**
 * Tells the upgrades that a ticket says it was caused by how it stands. It is part of publishing, whose events stay in the ticket's
 * outbox until all of it has succeeded: so no news is ever lost, and no ticket's history has an event more (docs/architecture.md).
 */
export async function tellUpgrades(
  upgrades: Pick<UpgradeClient, 'tellTicket'>,
  { events, answer }: Batch,
): Promise<void> {
  const tied = (answer.links ?? []).flatMap(({ kind, to }) => (kind === 'caused-by-upgrade' ? [to] : []));
  const untied = events.flatMap(({ event }) =>
    event.type === 'unlinked' && event.data.kind === 'caused-by-upgrade' ? [event.data.to] : [],
  );
  for (const to of new Set([...tied, ...untied])) {
    const [product = '', version = ''] = to.split(/@(.*)/s);
    const key = { client: answer.client, product, version };
    await upgrades.tellTicket(key, toldTicket(answer, key, false));
  }
}
