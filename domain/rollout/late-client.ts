import type { Instant } from '../time/instant';
import type { UpgradeOpening, UpgradeStatus } from '../upgrade/schema';
import type { RolloutAnswer } from './answer';

/** The upgrade, outside its rollout, of a client that has come to a version after the rollout was done (annex §10). */
export function lateUpgrade(
  { product, version, kind, reasons, documentation, unplanned }: RolloutAnswer,
  client: string,
  startedAt: Instant,
): UpgradeOpening {
  return { client, product, version, kind, reasons, documentation, unplanned, startedAt };
}

const over: readonly UpgradeStatus[] = ['promoted', 'stopped', 'superseded'];

/**
 * Whether a client is brought a version of which the rollout is over for good: not one that was stopped, and nobody who has had an upgrade
 * to it. `going-on`: it has one that is under way, as where the same is asked for again.
 */
export function lateClient(
  rollout: Pick<RolloutAnswer, 'status'> | null,
  upgrade: { readonly status: UpgradeStatus } | null,
): 'begins' | 'going-on' | 'known' | 'rollout-over' {
  if (rollout?.status !== 'done') return 'rollout-over';
  if (!upgrade) return 'begins';
  return over.includes(upgrade.status) ? 'known' : 'going-on';
}
