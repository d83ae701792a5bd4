import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { nextInstantMs } from '../domain/upgrade/course';
import type { UpgradeState } from '../domain/upgrade/schema';
import { statusOf } from '../domain/upgrade/standing';
import { searchAttributes } from './attributes';

/** What Temporal's own pages look for: client, status and what falls due next; no personal data. */
export function upgradeAttributes(state: UpgradeState): SearchAttributeUpdatePair[] {
  const nextMs = nextInstantMs(state);
  return [
    { key: searchAttributes.client, value: state.opening.client },
    { key: searchAttributes.status, value: statusOf(state) },
    { key: searchAttributes.nextDeadline, value: nextMs === undefined ? null : new Date(nextMs) },
  ];
}
