import { setTimeout as wait } from 'node:timers/promises';
import type { UpgradeClient } from '../../clients/upgrade';
import { pageOfEntries } from '../../store/registers';
import { failFast } from '../fail-fast';
import { whileBeating } from '../heartbeat';
import type { RolloutActivities } from '../ports';
import { publishRollout } from './publishing';

/** So many upgrades are started or told in a second, at most: far below what a worker answers, so that people do not wait. */
const perSecond = 40;
/** So many at once, so that the pace is kept however long one takes. */
const atOnce = 4;

/** The side effects of rollouts on the real registers and upgrades. */
export function createRolloutActivities({ upgrades }: { readonly upgrades: UpgradeClient }): RolloutActivities {
  return {
    publishRollout,

    async listProductClients({ product, version }) {
      failFast();
      const clients = new Set<string>();
      let after: string | undefined;
      do {
        const page = await pageOfEntries('environments', { product, kind: 'production' }, { limit: 1000, after });
        for (const one of page.items) if (one.version !== version) clients.add(one.client);
        after = page.next ?? undefined;
      } while (after !== undefined);
      return [...clients].sort();
    },

    startUpgrades: (openings) => whileBeating(() => paced(openings, (opening) => upgrades.start(opening))),

    tellUpgrades: ({ product, version, clients, message }) =>
      whileBeating(() => paced(clients, (client) => upgrades.tellMessage({ client, product, version }, message))),
  };
}

async function paced<One>(all: readonly One[], work: (one: One) => Promise<void>): Promise<void> {
  for (let first = 0; first < all.length; first += atOnce)
    await Promise.all([...all.slice(first, first + atOnce).map(work), wait((1000 * atOnce) / perSecond)]);
}
