import { setTimeout as wait } from 'node:timers/promises';
import type { UpgradeClient } from '../../clients/upgrade';
import { productClients } from '../../store/product-clients';
import { failFast } from '../fail-fast';
import { whileBeating } from '../heartbeat';
import type { RolloutActivities } from '../ports';
import { publishRollout } from './publishing';

/**
 * So many upgrades are started or told in a second, at most. One that starts keeps a worker at work for some 0.2 s: admission to the
 * calendar, the test environment, the first notice. A month is given to test, so minutes do not count here, and commands of people do.
 */
const startedPerSecond = 4;
const toldPerSecond = 20;
/** So many at once, so that the pace is kept however long one takes. */
const atOnce = 4;

/** The side effects of rollouts on the real registers and upgrades. */
export function createRolloutActivities({ upgrades }: { readonly upgrades: UpgradeClient }): RolloutActivities {
  return {
    publishRollout,

    async listProductClients(of) {
      failFast();
      return await productClients(of);
    },

    startUpgrades: (openings) =>
      whileBeating(() => paced(startedPerSecond, openings, (opening) => upgrades.start(opening))),

    tellUpgrades: ({ product, version, clients, message }) =>
      whileBeating(() =>
        paced(toldPerSecond, clients, (client) => upgrades.tellMessage({ client, product, version }, message)),
      ),
  };
}

async function paced<One>(perSecond: number, all: readonly One[], work: (one: One) => Promise<void>): Promise<void> {
  for (let first = 0; first < all.length; first += atOnce)
    await Promise.all([...all.slice(first, first + atOnce).map(work), wait((1000 * atOnce) / perSecond)]);
}
