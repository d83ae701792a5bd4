import { writeMaintenance } from '../../store/maintenances';
import { whileBeating } from '../heartbeat';
import type { MailDelivery } from '../mail/delivery';
import type { MaintenanceActivities } from '../ports';
import { publishEvents } from '../publishing';
import { maintenanceMail, type MailSurroundings } from './mail';

export interface MaintenanceSideEffects extends MailSurroundings {
  readonly delivery: MailDelivery;
  /** Whether an upgrade lets its promotion begin, asked by an Update whose id is made of the maintenance. */
  readonly beginPromotion: MaintenanceActivities['askUpgrade'];
  /** Told what was published. */
  readonly onPublished?: (events: Parameters<MaintenanceActivities['publishMaintenance']>[0]['events']) => void;
}

/** The side effects of maintenances on the real read model and mail server. */
export function createMaintenanceActivities({
  delivery,
  beginPromotion,
  onPublished,
  ...surroundings
}: MaintenanceSideEffects): MaintenanceActivities {
  return {
    async publishMaintenance({ reference, events, answer }) {
      const writeView = (recordedAt: string) => writeMaintenance(answer, recordedAt);
      if (await publishEvents(`maintenance:${reference}`, events, writeView)) onPublished?.(events);
    },

    sendMaintenanceNotice: (notice) => whileBeating(() => delivery.deliver(maintenanceMail(notice, surroundings))),

    askUpgrade: beginPromotion,
  };
}
