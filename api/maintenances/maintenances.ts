import type { MaintenanceClient } from '../../clients/maintenance';
import { maintenanceCommandOperations } from './commands';
import { feedOperations } from './feeds';
import { maintenanceReadingOperations } from './reading';
import { schedulingOperation } from './scheduling';

/** Maintenances and their feeds (annex §10). `now` is the clock of this process, epoch milliseconds. */
export function maintenanceOperations(maintenances: MaintenanceClient, now: () => number) {
  return [
    schedulingOperation(maintenances, now),
    ...maintenanceReadingOperations(maintenances, now),
    ...maintenanceCommandOperations(maintenances, now),
    ...feedOperations(now),
  ] as const;
}
