import type { UpgradeState, UpgradeStatus } from './schema';
import { correctableUntilMs } from './superseding';
import { openIncidents } from './test-time';

/** Whether nothing is done any more as things stand: its version is in production, or needed no more, or the rollout was stopped. */
export function isOver({ promotedAt, stopped, superseded, promotion }: UpgradeState): boolean {
  return promotedAt !== null || ((stopped !== null || superseded !== undefined) && promotion === null);
}

/** Whether nothing can happen to it any more; one that is superseded may be needed again, where a register is corrected. */
export function isOverForGood(state: UpgradeState): boolean {
  return isOver(state) && correctableUntilMs(state) === undefined;
}

/** How an upgrade stands, in one word; the first that fits. */
export function statusOf(state: UpgradeState): UpgradeStatus {
  const { promotedAt, promotion, stopped, superseded, refused, pause, test, notified, maintenance } = state;
  if (promotedAt !== null) return 'promoted';
  if (promotion !== null) return 'promoting';
  if (stopped !== null) return 'stopped';
  if (superseded !== undefined) return 'superseded';
  if (refused) return 'refused';
  if (pause !== null) return 'paused';
  if (openIncidents(state).length > 0) return 'blocked';
  if (test.state === 'failed') return 'test-failed';
  if (notified === null) return 'preparing';
  if (notified.acceptedAt === null) return 'unreachable';
  // Its maintenance may be announced by then: the client tests all the same.
  if (state.testEndsMs !== null && state.testEndedAt === null && state.accepted === null) return 'testing';
  return (maintenance?.reference ?? null) === null ? 'waiting' : 'planned';
}
