import { upgradeStatusSchema, type UpgradeStatus } from '../upgrade/schema';
import { correctableMs } from '../upgrade/superseding';
import { letterOf, type RolloutState, type RolloutStatus } from './schema';

/** How many of the upgrades stand how; clients without one yet are not among them. */
export function countsOf({ letters }: Pick<RolloutState, 'letters'>): Record<UpgradeStatus, number> {
  const counts = Object.fromEntries(upgradeStatusSchema.options.map((status) => [status, 0])) as Record<
    UpgradeStatus,
    number
  >;
  const statuses = new Map(upgradeStatusSchema.options.map((status) => [letterOf[status] as string, status]));
  for (const letter of letters) {
    const status = statuses.get(letter);
    if (status) counts[status] += 1;
  }
  return counts;
}

/** Whether every client that is to have an upgrade has one that is over, and every message has been told. */
export function isOver(state: RolloutState): boolean {
  const { clients, started, wanted, stopped, telling } = state;
  if (!clients || telling.length > 0 || started < wanted) return false;
  if (!stopped && wanted < clients.length) return false;
  const { promoted, stopped: ended, superseded } = countsOf(state);
  return promoted + ended + superseded === started;
}

/** Reports take their time on the way: so much longer it waits than its upgrades do, milliseconds. */
const lateReportsMs = 24 * 3600 * 1000;

/**
 * Until when an upgrade that is superseded may come back, where a register is corrected, epoch milliseconds; `undefined`: none may. Who
 * stops a rollout has none come back.
 */
export function reopenableUntilMs({ opening, stopped, letters, supersededAtMs }: RolloutState): number | undefined {
  const mayNot = opening.rules === undefined || stopped !== null || !letters.includes(letterOf.superseded);
  return mayNot || supersededAtMs === undefined ? undefined : supersededAtMs + correctableMs + lateReportsMs;
}

/** Whether nothing can happen to it any more: it is over, and none of its upgrades can come back. */
export function isOverForGood(state: RolloutState): boolean {
  return isOver(state) && (state.closed === true || reopenableUntilMs(state) === undefined);
}

/** How a rollout stands, in one word. */
export function statusOf(state: RolloutState): RolloutStatus {
  if (state.stopped) return 'stopped';
  if (isOver(state)) return 'done';
  if (state.pause) return 'paused';
  return state.clients ? 'running' : 'starting';
}
