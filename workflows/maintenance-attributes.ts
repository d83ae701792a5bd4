import type { SearchAttributeUpdatePair } from '@temporalio/common';
import type { MaintenanceState } from '../domain/maintenance/schema';
import { searchAttributes } from './attributes';

/** What Temporal's own pages look for: client, status and the beginning of the window; no personal data. */
export function maintenanceAttributes(state: MaintenanceState): SearchAttributeUpdatePair[] {
  const { status, window, opening } = state;
  const beginsAt = status === 'scheduled' ? new Date(window.startMs) : null;
  return [
    { key: searchAttributes.client, value: opening.client },
    { key: searchAttributes.status, value: status },
    { key: searchAttributes.nextDeadline, value: beginsAt },
  ];
}
