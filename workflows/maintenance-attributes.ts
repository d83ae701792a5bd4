import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { nextInstantMs } from '../domain/maintenance/due';
import type { MaintenanceState } from '../domain/maintenance/schema';
import { searchAttributes } from './attributes';

/** What Temporal's own pages look for: client, status and what falls due next; no personal data. */
export function maintenanceAttributes(state: MaintenanceState): SearchAttributeUpdatePair[] {
  const nextMs = nextInstantMs(state);
  return [
    { key: searchAttributes.client, value: state.opening.client },
    { key: searchAttributes.status, value: state.status },
    { key: searchAttributes.nextDeadline, value: nextMs === undefined ? null : new Date(nextMs) },
  ];
}
