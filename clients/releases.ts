import { cadran } from '../domain/ticket/actor';
import type { UpgradeOpening } from '../domain/upgrade/schema';
import type { RolloutClient } from './rollout';
import type { UpgradeClient, UpgradeKey } from './upgrade';

/** A client's product, the versions whose upgrade or rollout is to be told, and what it has missed while it ran an older base. */
export interface Concerned {
  readonly client: string;
  readonly product: string;
  readonly upgrades: readonly string[];
  readonly rollouts: readonly string[];
  readonly missed: UpgradeOpening | null;
}

/**
 * What a client runs has changed: its upgrades read the registers anew, rollouts that it is new to have it follow, and an update or fix
 * of what it runs now, whose rollout is done, is brought by an upgrade of its own. Told twice, nothing happens twice.
 * @throws TicketUnavailable without Temporal
 */
export async function tellReleases(
  { upgrades, rollouts }: { readonly upgrades: UpgradeClient; readonly rollouts: RolloutClient },
  { client, product, missed, ...versions }: Concerned,
): Promise<void> {
  for (const version of versions.upgrades) await upgrades.tellRegistersChanged({ client, product, version });
  for (const version of versions.rollouts) {
    const request = { actor: cadran, data: { client } };
    await rollouts.command({ product, version }, 'add-client', request, `registers/add-client/${client}`);
  }
  if (missed) await upgrades.start(missed);
}

/** So many upgrades are told at the same time: a Signal takes the server some milliseconds. */
const toldTogether = 20;

/** Tells upgrades, of whatever client, that the registers have changed. @throws TicketUnavailable without Temporal */
export async function tellUpgrades(
  upgrades: Pick<UpgradeClient, 'tellRegistersChanged'>,
  all: readonly UpgradeKey[],
): Promise<void> {
  for (let first = 0; first < all.length; first += toldTogether)
    await Promise.all(all.slice(first, first + toldTogether).map((one) => upgrades.tellRegistersChanged(one)));
}
