import { z } from 'zod';
import { TicketUnavailable } from '../../clients/ticket';
import type { MaintenanceClient } from '../../clients/maintenance';
import type { MaintenanceAnswer } from '../../domain/maintenance/answer';
import { maintenanceReferenceSchema } from '../../domain/maintenance/reference';
import { refusal } from '../../domain/refusal';
import { storeIsUp } from '../../store/connect';
import { readMaintenance } from '../../store/maintenances';
import { seesCompany, type Asking } from '../company';
import { refused } from '../problem';
import { unavailable } from '../store-access';

export const byMaintenance = z.strictObject({ maintenance: maintenanceReferenceSchema });

/** The maintenance, from its workflow or, where no worker answers or its history is gone, from the read model. */
export async function visibleMaintenance(
  maintenances: MaintenanceClient,
  asking: Asking,
  reference: string,
): Promise<MaintenanceAnswer> {
  const answer = await fromWorkflowOrView(maintenances, reference);
  if (!answer || !seesCompany(asking, answer.client)) throw refused(refusal('maintenance-unknown', { reference }));
  return answer;
}

async function fromWorkflowOrView(
  maintenances: MaintenanceClient,
  reference: string,
): Promise<MaintenanceAnswer | null> {
  try {
    const answer = await maintenances.read(reference);
    if (answer || !storeIsUp()) return answer;
  } catch (error) {
    const away = error instanceof TicketUnavailable;
    if (!storeIsUp()) throw away ? unavailable() : error;
    const view = await readMaintenance(reference);
    // There may be one that no worker has begun yet: it is not unknown.
    if (!view && away) throw unavailable();
    return view;
  }
  return await readMaintenance(reference);
}
