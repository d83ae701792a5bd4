import { condition, defineSignal, getExternalWorkflowHandle } from '@temporalio/workflow';
import type { PromotionEnded } from '../domain/maintenance/promotion';
import type { MaintenanceState } from '../domain/maintenance/schema';

/**
 * A Signal, because the maintenance that tells decides nothing by an answer, and must not wait for an upgrade that is over: the
 * upgrade learns how its promotion ended, once.
 */
export const promotionEndedSignal = defineSignal<[PromotionEnded]>('promotion-ended');

/** Whether the upgrade does not know yet how its promotion ended; a run does not end before. */
export function hasToTellUpgrade({ outcome }: MaintenanceState): boolean {
  return outcome !== null && !outcome.told;
}

/** Tells the upgrade, once there is something to tell. An upgrade that ended in the meantime is told no more. */
export async function tellUpgrade(
  state: () => MaintenanceState,
  told: (outcome: 'told' | 'ended') => void,
): Promise<void> {
  await condition(() => hasToTellUpgrade(state()));
  const { opening, outcome } = state();
  if (opening.work.kind !== 'promotion' || !outcome) return;
  const { outcome: how, at, detail } = outcome;
  try {
    await getExternalWorkflowHandle(`upgrade:${opening.work.upgrade}`).signal(promotionEndedSignal, {
      ...{ maintenance: opening.reference, outcome: how, at, detail },
    });
    told('told');
  } catch {
    // The server knows no such workflow any more, or none that runs: nothing else makes a Signal fail.
    told('ended');
  }
}
