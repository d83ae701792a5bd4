import { z } from 'zod';
import type { RolloutClient } from '../../clients/rollout';
import type { TicketClient } from '../../clients/ticket';
import type { UpgradeClient, UpgradeKey } from '../../clients/upgrade';
import { refusal } from '../../domain/refusal';
import { codeSchema, versionSchema } from '../../domain/registers/registers';
import type { UpgradeAnswer } from '../../domain/upgrade/answer';
import { upgradeName } from '../../domain/upgrade/notices';
import { storeIsUp } from '../../store/connect';
import { readUpgrade } from '../../store/upgrades';
import { TicketUnavailable } from '../../clients/ticket';
import { seesCompany, type Asking } from '../company';
import { refused } from '../problem';
import { unavailable } from '../store-access';

/** What the operations on rollouts and upgrades work with. */
export interface ReleaseParts {
  readonly rollouts: RolloutClient;
  readonly upgrades: UpgradeClient;
  readonly tickets: TicketClient;
  /** Between the notice of an unplanned update and its installation. */
  readonly unplannedNoticeMinutes: number;
  /** The clock of this process, epoch milliseconds. */
  readonly now: () => number;
}

export const byRollout = z.strictObject({ product: codeSchema, version: versionSchema });
export const byUpgrade = z.strictObject({ client: codeSchema, product: codeSchema, version: versionSchema });

/** The sample version that the examples publish, and the sample client's part in it. */
export const sampleRollout = { product: 'wms', version: '2026.4' };
export const sampleUpgrade = { client: 'dupont', ...sampleRollout };

/** The upgrade, from its workflow or, where no worker answers or its history is gone, from the read model. */
export async function visibleUpgrade(
  { upgrades }: Pick<ReleaseParts, 'upgrades'>,
  asking: Asking,
  key: UpgradeKey,
): Promise<UpgradeAnswer> {
  const answer = seesCompany(asking, key.client) ? await fromWorkflowOrView(upgrades, key) : null;
  if (!answer) throw refused(refusal('upgrade-unknown', { ...key }));
  return answer;
}

async function fromWorkflowOrView(upgrades: UpgradeClient, key: UpgradeKey): Promise<UpgradeAnswer | null> {
  try {
    const answer = await upgrades.read(key);
    if (answer || !storeIsUp()) return answer;
  } catch (error) {
    if (!storeIsUp()) throw error instanceof TicketUnavailable ? unavailable() : error;
  }
  return await readUpgrade(upgradeName(key));
}
