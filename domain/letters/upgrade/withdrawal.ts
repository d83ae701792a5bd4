import type { Bilingual } from '../../maintenance/opening';

const withheld: Bilingual = {
  fr: 'Le passage en production ne peut pas commencer à cette date.',
  en: 'The promotion cannot begin on this date.',
};
const reasons: Readonly<Record<string, Bilingual>> = {
  incident: {
    fr: 'Un incident a été rapporté contre cette version : elle attend sa résolution.',
    en: 'An incident was reported against this version: it waits until that is resolved.',
  },
  paused: {
    fr: 'Le déploiement de cette version est suspendu par le prestataire.',
    en: 'The provider has paused the rollout of this version.',
  },
  refused: { fr: 'Le client a refusé cette version.', en: 'The client has refused this version.' },
  postponed: { fr: 'Le client a reporté cette version.', en: 'The client has put this version off.' },
  stopped: {
    fr: 'Le déploiement de cette version est arrêté par le prestataire.',
    en: 'The provider has stopped the rollout of this version.',
  },
  'earlier-window': {
    fr: 'Le client a accepté la version : elle passe en production plus tôt.',
    en: 'The client has accepted the version: it goes into production earlier.',
  },
  'other-environments': {
    fr: 'L’un des environnements annoncés n’a plus besoin de cette version.',
    en: 'One of the announced environments does not need this version any more.',
  },
  'more-environments': {
    fr: 'Un autre environnement de production a besoin de cette version : le passage est annoncé de nouveau pour tous.',
    en: 'Another production environment needs this version: the promotion is announced anew for all of them.',
  },
  superseded: {
    fr: 'La version en production n’a plus besoin de celle-ci.',
    en: 'The version in production does not need this one any more.',
  },
  'test-time': {
    fr: 'La période de test est prolongée au-delà de cette date.',
    en: 'The test window was lengthened beyond this date.',
  },
};

/** Why a maintenance that was announced is called off, as its notice says it. */
export function withdrawalReason(why: string): Bilingual {
  return reasons[why] ?? withheld;
}
