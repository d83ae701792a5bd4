import { z } from 'zod';
import { instantSchema, toEpochMs } from '../time/instant';
import type { MaintenanceAnswer } from './answer';
import type { MaintenanceStatus } from './schema';
import { earliestWindow, type WantedWindow, type Window } from './window';

/** What closes an environment in the time of another: whose window it is, and when. */
export const takenSchema = z.strictObject({
  reference: z.string(),
  startsAt: instantSchema,
  endsAt: instantSchema,
});
export type Taken = z.infer<typeof takenSchema>;

/** In which states a maintenance still means its window, or works in it. */
export const standingStatuses: readonly MaintenanceStatus[] = ['scheduled', 'asking', 'in-progress'];

/** Whose environments may not be closed twice: another maintenance's than its own. */
export interface Claim {
  readonly reference: string;
  /** Codes of environments of the client whose maintenances are looked at. */
  readonly environments: readonly string[];
}

type Other = Pick<MaintenanceAnswer, 'reference' | 'environments' | 'status' | 'window'>;

/**
 * The first of a client's maintenances that closes one of the same environments in a part of `[startMs, endMs)` (epoch
 * milliseconds): whichever ended first would tell users that all works while the other is at work (annex §10, "retour aux conditions
 * opérationnelles").
 */
export function inTheWay(
  others: readonly Other[],
  { startMs, endMs }: Pick<Window, 'startMs' | 'endMs'>,
  claim: Claim,
): Taken | undefined {
  const other = others.find(
    ({ reference, environments, status, window }) =>
      reference !== claim.reference &&
      standingStatuses.includes(status) &&
      environments.some((code) => claim.environments.includes(code)) &&
      toEpochMs(window.startsAt) < endMs &&
      toEpochMs(window.endsAt) > startMs,
  );
  return other && { reference: other.reference, startsAt: other.window.startsAt, endsAt: other.window.endsAt };
}

/** The first window that does for what is wanted and is in no other maintenance's way; `undefined` when none is. */
export function firstFree(
  windows: readonly Window[],
  others: readonly Other[],
  { reference, environments, ...wanted }: WantedWindow & Claim,
): Window | undefined {
  const free = windows.filter((window) => !inTheWay(others, window, { reference, environments }));
  return earliestWindow(free, wanted);
}
