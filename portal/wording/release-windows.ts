import type { AnswerOf } from '../api/call';
import { wording } from './wording';

type Skipped = AnswerOf<'readWindows'>['skipped'][number];

/** Windows of the contracts, and what the year brings. */
export const windowWords = wording(
  {
    colon: ' : ',
    windowsTitle: 'Fenêtres à venir',
    windowsLead: (zone: string, version: number) => `À l’heure de ${zone}, selon la version ${version} du contrat.`,
    skipped: 'Fenêtres écartées',
    because: {
      holiday: 'jour férié',
      freeze: 'gel',
      'no-time': 'heure inexistante ce jour-là',
      overlap: 'recouvre une autre fenêtre',
    } satisfies Record<Skipped['why'], string>,
    noWindows: 'Le contrat ne donne aucune fenêtre dans l’année.',
    chooseClient: 'Choisissez un client',
    forecast: 'Ce que l’année apporte',
    supportLost: (date: string, by: string) => `hors support le ${date}, avec ${by}`,
    supported: 'supportée',
    unsupported: 'hors support',
    wouldEnter: 'passerait en production',
    testEnds: 'fin du test',
  },
  {
    colon: ': ',
    windowsTitle: 'Windows to come',
    windowsLead: (zone: string, version: number) =>
      `By the clock of ${zone}, as version ${version} of the contract says.`,
    skipped: 'Windows left out',
    because: {
      holiday: 'holiday',
      freeze: 'freeze',
      'no-time': 'a time that does not exist on that day',
      overlap: 'overlaps another window',
    },
    noWindows: 'The contract gives no window within the year.',
    chooseClient: 'Choose a client',
    forecast: 'What the year brings',
    supportLost: (date: string, by: string) => `out of support on ${date}, with ${by}`,
    supported: 'supported',
    unsupported: 'out of support',
    wouldEnter: 'would go live',
    testEnds: 'test ends',
  },
);
