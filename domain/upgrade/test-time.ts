import { toEpochMs } from '../time/instant';
import type { UpgradeState } from './schema';

/** The incidents that stand in the way of the promotion: the client's veto (annex §10, "à défaut d'Incident rapporté"). */
export function openIncidents({ incidents }: Pick<UpgradeState, 'incidents'>): UpgradeState['incidents'] {
  return incidents.filter(({ open }) => open);
}

/**
 * Whether the client's month stands still: the provider has paused the rollout, the version is not needed as the registers stand, or an
 * incident takes test time that the contract gives back. A first notice that nobody has taken has begun no month.
 */
export function isSuspended(state: UpgradeState): boolean {
  if (state.testEndedAt !== null || state.testEndsMs === null) return false;
  if (state.opening.rules === 3 && !state.notified?.acceptedAt) return false;
  if (state.pause !== null || state.superseded?.untilMs !== undefined) return true;
  return openIncidents(state).length > 0 && state.calendar?.timeLost === 'give-back';
}

/** From when on the month is counted, epoch milliseconds; null before the first notice. */
export function firstNoticeMs({ notified }: UpgradeState): number | null {
  return notified === null ? null : toEpochMs(notified.at);
}

/** When the test window is over as things stand, epoch milliseconds; `undefined`: nobody knows yet. */
export function testEndMs(state: UpgradeState): number | undefined {
  const { testEndsMs, givenBackMs, testEndedAt, notified } = state;
  if (testEndedAt !== null) return toEpochMs(testEndedAt);
  if (testEndsMs === null || !notified?.acceptedAt || isSuspended(state)) return undefined;
  return testEndsMs + givenBackMs;
}

/** The state with its test time settled at an instant: what a suspension took is given back, to the millisecond. */
export function settled(state: UpgradeState, atMs: number): UpgradeState {
  const suspended = isSuspended(state);
  const { suspendedSinceMs: sinceMs, givenBackMs } = state;
  if (suspended && sinceMs === null) return { ...state, suspendedSinceMs: atMs };
  if (suspended || sinceMs === null) return state;
  return { ...state, suspendedSinceMs: null, givenBackMs: givenBackMs + Math.max(0, atMs - sinceMs) };
}

/** Whether there is a month to test: a version has, an update if the contract says so, an unplanned one has none (annex §10). */
export function hasTestWindow({ opening, calendar }: Pick<UpgradeState, 'opening' | 'calendar'>): boolean {
  return opening.unplanned === null && (calendar?.hasTestWindow ?? true);
}
