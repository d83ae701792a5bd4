import { toEpochMs } from '../time/instant';
import { promotableFrom, windowFrom } from './dates';
import type { DroppedBecause, WithheldBecause } from './events';
import type { UpgradeState } from './schema';
import { isOver } from './standing';
import { openIncidents, testEndMs } from './test-time';

/** What a production environment runs, and whether the version is for it (annex §10). */
export interface Running {
  readonly environment: string;
  readonly version: string;
  readonly needs: boolean;
  /** It runs another version than the one that an update or a fix is part of: it may need it once it does not. */
  readonly otherBase?: boolean;
}

/** What was found out just before the decision: whether a freeze holds, whether the rollout is paused, and what runs by then. */
export interface PromotionFacts {
  readonly frozen: boolean;
  readonly paused: boolean;
  /** Asked by an older program, it does not say. */
  readonly running?: readonly Running[];
}

/**
 * Why a promotion may not begin at an instant; `undefined`: it may. This is the one place that decides it (annex §10): the test
 * window is over or the client has accepted, and no incident is open. The client's veto beats the clock, whatever came first.
 */
export function whyWithhold(
  state: UpgradeState,
  maintenance: string,
  { frozen, paused, running }: PromotionFacts,
  nowMs: number,
): WithheldBecause | undefined {
  if (isOver(state)) return 'over';
  if (supersededBy(running ?? []) !== undefined) return 'superseded';
  if (openIncidents(state).length > 0) return 'incident-open';
  if (state.stopped !== null) return 'stopped';
  if (state.refused) return 'refused';
  if (state.pause !== null || paused) return 'paused';
  if (frozen && state.opening.unplanned === null) return 'frozen';
  if (state.postponedUntilMs !== null && nowMs < state.postponedUntilMs) return 'postponed';
  if (state.maintenance?.reference !== maintenance) return 'other-maintenance';
  const announced = state.maintenance.environments ?? state.calendar?.production ?? [];
  const needing = running?.filter(({ needs }) => needs).map(({ environment }) => environment);
  if (needing && announced.some((environment) => !needing.includes(environment))) return 'other-environments';
  // Asked with the service closed, it goes on in what is closed.
  if (state.promotion === null && needing && isUncovered(state, needing)) return 'more-environments';
  const { fromMs } = promotableFrom(state);
  if (fromMs === null || (nowMs < fromMs && state.opening.unplanned === null)) return 'test-not-over';
  return undefined;
}

/** What production runs, where none of it needs the version: nothing is put over a newer one. */
export function supersededBy(running: readonly Running[]): string | undefined {
  return running.some(({ needs, otherBase }) => needs || otherBase) ? undefined : running[0]?.version;
}

/**
 * Whether an environment that needs the version is not among those of the announced maintenance: it would never get it, as the upgrade
 * is over once it is promoted. Those of older rules go on without it, as they began.
 */
function isUncovered({ opening, maintenance, calendar }: UpgradeState, needing: readonly string[]): boolean {
  // Without a contract nothing can be announced anew.
  if (opening.rules !== 3 || calendar?.contractVersion === null) return false;
  const announced = maintenance?.environments;
  return announced !== undefined && needing.some((one) => !announced.includes(one));
}

/** Why the maintenance that is announced, or about to be, has to be given up; `undefined`: it stands. */
export function whyDrop(state: UpgradeState, nowMs: number): DroppedBecause | undefined {
  const { maintenance, promotion, opening, accepted, calendar } = state;
  if (!maintenance || promotion) return undefined;
  const { startMs } = maintenance.window;
  if (state.stopped !== null) return 'stopped';
  if (state.refused) return 'refused';
  if (state.pause !== null) return 'paused';
  if (
    calendar?.contractVersion !== null &&
    maintenance.environments?.some((one) => !calendar?.production.includes(one))
  )
    return 'other-environments';
  if (calendar && isUncovered(state, calendar.production)) return 'more-environments';
  if (state.postponedUntilMs !== null && startMs < state.postponedUntilMs) return 'postponed';
  if (openIncidents(state).length > 0) return calendar?.timeLost === 'promote-at-once' ? undefined : 'incident';
  if (opening.unplanned) {
    const { fromMs } = promotableFrom(state);
    if (fromMs === null || opening.unplanned.noticeMinutes === undefined) return undefined;
    // The client that had put it off takes it after all, or puts it off for less long.
    const earlier = windowFrom(state, fromMs, nowMs);
    return earlier && earlier.startMs < startMs ? 'earlier-window' : undefined;
  }
  if (accepted) {
    const fromMs = Math.max(toEpochMs(accepted.at), state.postponedUntilMs ?? 0);
    const earlier = windowFrom(state, fromMs, nowMs);
    return earlier && earlier.startMs < startMs ? 'earlier-window' : undefined;
  }
  if (state.testEndsMs === null) return undefined;
  const endMs = testEndMs(state);
  return endMs === undefined || endMs > startMs ? 'test-time' : undefined;
}
