import type { ReleaseParts } from './parts';
import { rolloutOperations, rolloutStop } from './rollouts';
import { upgradeCommandOperations } from './upgrade-commands';
import { upgradeReadingOperations } from './upgrades';

/** Versions on their way to the clients, and each client's part in it (annex §10). */
export function releaseOperations(parts: ReleaseParts) {
  return [
    ...rolloutOperations(parts),
    ...upgradeReadingOperations(parts),
    ...upgradeCommandOperations(parts),
    rolloutStop(parts),
  ] as const;
}
