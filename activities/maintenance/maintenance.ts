import { isEnded } from '../../domain/maintenance/answer';
import { freezeReason } from '../../store/freezes';
import { releaseHolds } from '../../store/maintenance-holds';
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
      const published = await publishEvents(`maintenance:${reference}`, events, writeView);
      // Whoever waits for an environment may close it now: this one is over for good.
      if (isEnded(answer)) await releaseHolds(answer);
      if (published) onPublished?.(events);
    },

    sendMaintenanceNotice: (notice) => whileBeating(() => delivery.deliver(maintenanceMail(notice, surroundings))),

    askUpgrade: beginPromotion,

    findFreeze: (request) => freezeReason(request),
  };
}
