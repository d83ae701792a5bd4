import { writeEvents } from '../../store/events';
import { writeMaintenance } from '../../store/maintenances';
import { collectionsAreMade } from '../../store/collections';
import { failFast } from '../fail-fast';
import { whileBeating } from '../heartbeat';
import type { MailDelivery } from '../mail/delivery';
import type { MaintenanceActivities } from '../ports';
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
    /** Each once however often it is given: events first, then the view. */
    async publishMaintenance({ reference, events, answer }) {
      failFast();
      if (!(await collectionsAreMade())) throw new Error('the store has just begun: its collections are being made');
      const rows = events.map(({ sequence, recordedAt, event: { type, at, by, data } }) => ({
        ...{ sequence, recordedAt, type, at, by, data },
      }));
      const lastRecordedAt = rows.at(-1)?.recordedAt;
      if (lastRecordedAt === undefined || !(await writeEvents(`maintenance:${reference}`, rows))) return;
      await writeMaintenance(answer, lastRecordedAt);
      onPublished?.(events);
    },

    sendMaintenanceNotice: (notice) => whileBeating(() => delivery.deliver(maintenanceMail(notice, surroundings))),

    askUpgrade: beginPromotion,
  };
}
