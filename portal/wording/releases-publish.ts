import type { BodyOf } from '../api/call';
import { wording } from './wording';

type Unplanned = NonNullable<BodyOf<'publishRollout'>['unplanned']>;

/** How a version is published: with its month to test, or unplanned (annex §10). */
export const publishWords = wording(
  {
    when: 'Comment',
    planned: 'Avec la période de test et la fenêtre du contrat',
    unplanned: 'Non planifiée : annoncée aussitôt, sans période de test',
    unplannedHelp:
      'Pour une faille de sécurité ou un incident critique seulement. Le client peut la refuser ou la reporter ; cet arrêt compte dans la disponibilité.',
    cause: 'Cause',
    causes: { security: 'Faille de sécurité', 'critical-incident': 'Incident critique (P1)' } satisfies Record<
      Unplanned['cause'],
      string
    >,
    ticket: 'Incident critique corrigé, par la référence de son ticket',
    whyFr: 'Pourquoi, en français',
    whyEn: 'Pourquoi, en anglais',
    startsAt: 'Début de la mise en production',
    minutes: 'Durée d’indisponibilité annoncée, en minutes',
  },
  {
    when: 'How',
    planned: 'With the month to test and the window of the contract',
    unplanned: 'Unplanned: announced at once, without a test window',
    unplannedHelp:
      'For a security hole or a critical incident alone. The client may refuse it or put it off; this stop counts in the availability.',
    cause: 'Cause',
    causes: { security: 'Security hole', 'critical-incident': 'Critical incident (P1)' },
    ticket: 'Critical incident that is corrected, by the reference of its ticket',
    whyFr: 'Why, in French',
    whyEn: 'Why, in English',
    startsAt: 'Beginning of the promotion',
    minutes: 'Downtime that is announced, in minutes',
  },
);
