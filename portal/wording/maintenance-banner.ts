import { wording } from './wording';

/** What every page of a client says of maintenances that go on or are near (annex §10). */
export const maintenanceBannerWords = wording(
  {
    name: 'Maintenances proches',
    kinds: { planned: 'Maintenance planifiée', unplanned: 'Maintenance non planifiée' },
    near: (kind: string, where: string, from: string) => `${kind} (${where}) : ${from}.`,
    underWay: (where: string, to: string) => `Maintenance en cours (${where}) : fin prévue ${to}.`,
    downtime: (minutes: string) => `Service indisponible ${minutes} min au plus.`,
    read: 'J’ai lu',
  },
  {
    name: 'Maintenances that are near',
    kinds: { planned: 'Planned maintenance', unplanned: 'Unplanned maintenance' },
    near: (kind: string, where: string, from: string) => `${kind} (${where}): ${from}.`,
    underWay: (where: string, to: string) => `Maintenance under way (${where}): to end ${to}.`,
    downtime: (minutes: string) => `The service is down for ${minutes} min at most.`,
    read: 'Read',
  },
);
