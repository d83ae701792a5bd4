import { tellReleases, tellUpgrades } from '../../clients/releases';
import type { RolloutClient } from '../../clients/rollout';
import { TicketUnavailable } from '../../clients/updates';
import type { UpgradeClient } from '../../clients/upgrade';
import { toInstant } from '../../domain/time/instant';
import { listEntries } from '../../store/registers';
import { releasesConcerned } from '../../store/running';
import { upgradesGoingOn } from '../../store/upgrades';

export interface Releases {
  readonly rollouts: RolloutClient;
  readonly upgrades: UpgradeClient;
}

/** Has upgrades and rollouts know that a client's contract or environments have changed (annex §10). */
export type TellingReleases = (client: string) => Promise<void>;

/**
 * The register is written by then: where Temporal is away, the upgrade itself looks before it promotes, and the release manager adds a
 * client by hand.
 */
export function tellingReleasesOf(releases: Releases, now: () => number): TellingReleases {
  return async (client) => {
    const at = toInstant(now());
    const production = await listEntries('environments', { client, kind: 'production' });
    await whereTemporalAnswers(async () => {
      for (const product of new Set(production.map((environment) => environment.product)))
        await tellReleases(releases, { client, product, ...(await releasesConcerned({ client, product }, at)) });
    });
  };
}

/** Has the upgrades of a client, of a product, or of all where neither is told, know that a register has changed (annex §10). */
export type TellingUpgrades = (of: Parameters<typeof upgradesGoingOn>[0]) => Promise<void>;

/** Upgrades that are told nothing, as Temporal is away or there are more than are told at once, look before they promote. */
export function tellingUpgradesOf({ upgrades }: Pick<Releases, 'upgrades'>): TellingUpgrades {
  return async (of) => await whereTemporalAnswers(async () => tellUpgrades(upgrades, await upgradesGoingOn(of)));
}

/** Whoever changed the register has done so: that Temporal is away is no fault of theirs. */
async function whereTemporalAnswers(telling: () => Promise<void>): Promise<void> {
  try {
    await telling();
  } catch (error) {
    if (!(error instanceof TicketUnavailable)) throw error;
  }
}
