import { cadran } from '../domain/ticket/actor';
import type { RolloutClient } from './rollout';
import type { UpgradeClient } from './upgrade';

/** A client's product, and the versions whose upgrade or rollout is to be told. */
export interface Concerned {
  readonly client: string;
  readonly product: string;
  readonly upgrades: readonly string[];
  readonly rollouts: readonly string[];
}

/**
 * What a client runs has changed: its upgrades read the registers anew, and rollouts that it is new to have it follow. Told twice, nothing
 * happens twice.
 * @throws TicketUnavailable without Temporal
 */
export async function tellReleases(
  { upgrades, rollouts }: { readonly upgrades: UpgradeClient; readonly rollouts: RolloutClient },
  { client, product, ...versions }: Concerned,
): Promise<void> {
  for (const version of versions.upgrades) await upgrades.tellRegistersChanged({ client, product, version });
  for (const version of versions.rollouts) {
    const request = { actor: cadran, data: { client } };
    await rollouts.command({ product, version }, 'add-client', request, `registers/add-client/${client}`);
  }
}
