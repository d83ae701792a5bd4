import { wording } from './wording';

/** The places of the release managers. */
export const releaseSectionWords = wording(
  {
    sections: 'Livraisons',
    versions: 'Versions',
    maintenances: 'Interventions',
    calendar: 'Calendrier',
    windows: 'Fenêtres',
    freezes: 'Gels',
  },
  {
    sections: 'Releases',
    versions: 'Versions',
    maintenances: 'Maintenance',
    calendar: 'Calendar',
    windows: 'Windows',
    freezes: 'Freezes',
  },
);
