import type { MaintenanceClient } from '../../clients/maintenance';
import type { TicketClient } from '../../clients/ticket';
import { maintenanceCommandOperations } from './commands';
import { feedOperations } from './feeds';
import { maintenanceReadingOperations } from './reading';
import { schedulingOperation } from './scheduling';

export interface MaintenanceParts {
  readonly maintenances: MaintenanceClient;
  /** An unplanned one is for a ticket, or for security. */
  readonly tickets: Pick<TicketClient, 'read'>;
  /** Between the notice of an unplanned one and its beginning. */
  readonly unplannedNoticeMinutes: number;
  /** The clock of this process, epoch milliseconds. */
  readonly now: () => number;
}

/** Maintenances and their feeds (annex §10). */
export function maintenanceOperations(parts: MaintenanceParts) {
  const { maintenances, now } = parts;
  return [
    schedulingOperation(parts),
    ...maintenanceReadingOperations(maintenances, now),
    ...maintenanceCommandOperations(maintenances, now),
    ...feedOperations(now),
  ] as const;
}
