import { dayText } from '../../time/date-words';
import { named, told, type UpgradeWords } from './words';

const outcomes: Record<string, string> = {
  'rolled-back': 'la version précédente a été rétablie',
  failed: "la version précédente n'a pas pu être rétablie",
};
const released: Record<string, string> = {
  resolved: 'il est résolu',
  closed: 'il est clos',
  rejected: 'il est rejeté',
  withdrawn: 'il est retiré par le client',
  'not-an-incident': "le Support l'a qualifié de demande",
  merged: 'il se poursuit dans un autre ticket',
  untied: "la version n'en est pas la cause",
};
const withheld: Record<string, string> = {
  'incident-open': 'un incident rapporté est ouvert',
  paused: 'le déploiement est suspendu',
  frozen: 'une période de gel est en vigueur',
  refused: 'la version est refusée',
  postponed: 'la version est reportée',
  stopped: 'le déploiement est arrêté',
  'test-not-over': "la période de test n'est pas terminée",
  'other-maintenance': 'une autre maintenance est prévue',
  over: 'la montée de version est terminée',
  'other-environments': 'une autre version est installée entre-temps dans l’un des environnements',
  'more-environments': 'un autre environnement de production a aussi besoin de la version',
};

/** Mails about upgrades in French, with the annex's words. */
export const french: UpgradeWords = {
  texts: {
    'test-available': (n, { testEnds }) =>
      told(
        `${named(n)} est disponible dans votre environnement de tests`,
        [
          `La version ${named(n)} est installée dans votre environnement de tests. Vous disposez d'un mois pour la tester, jusqu'au ${testEnds}.`,
          "À l'issue de ce délai et à défaut d'incident rapporté, elle passe en production dans la prochaine fenêtre de maintenance. Un incident rapporté arrête le passage en production jusqu'à sa résolution.",
          n.testEndsMs === null ? null : 'Vous pouvez accepter la version plus tôt.',
        ],
        [['Documentation :', n.delivery.documentation.fr]],
      ),
    available: (n) =>
      told(
        `${named(n)} va être installée`,
        [`La mise à jour ${named(n)} passe en production dans la prochaine fenêtre de maintenance.`],
        [['Documentation :', n.delivery.documentation.fr]],
      ),
    unplanned: (n) =>
      told(
        `Mise à jour non planifiée : ${named(n)}`,
        [
          n.text,
          "Cette mise à jour n'est pas reportable par le prestataire. Vous pouvez la refuser ou la reporter ; vous en supportez alors toutes les conséquences, qui vous sont présentées avant votre signature.",
        ],
        [['Documentation :', n.delivery.documentation.fr]],
      ),
    'support-warning': (n) =>
      told(`Votre version ${n.installed ?? ''} va sortir du support`, [
        `Le support est réservé à la dernière version et aux deux versions immédiatement antérieures. Votre version ${n.installed ?? ''} n'en fera bientôt plus partie.`,
        n.supportEndsOn === null
          ? "Elle en sort à la parution d'une prochaine version."
          : `Elle en sort le ${dayText(n.supportEndsOn, 'fr')}.`,
      ]),
    unreachable: (n) =>
      told(
        `${n.client} n'a pas pu être averti de ${named(n)}`,
        [
          "Aucun contact du client n'a reçu le premier avis : son mois de test n'a pas commencé. Avertissez-le par un autre moyen, et enregistrez-le.",
        ],
        n.text === null ? [] : [[n.text, n.reason ?? '']],
      ),
    'test-failed': (n) => told(`${named(n)} n'a pas pu être installée en test chez ${n.client}`, [n.text], [], false),
    'test-window-moved': (n, { testEnds }) =>
      told(`Votre période de test de ${named(n)} est comptée de nouveau`, [
        `Le premier avis vous est parvenu en retard : votre mois est compté depuis sa réception, jusqu'au ${testEnds}.`,
      ]),
    accepted: (n) => told(`${named(n)} est acceptée`, [n.text]),
    'incident-reported': (n) =>
      told(`${named(n)} : incident ${n.ticket ?? ''}`, [
        "Un incident est rapporté contre cette version. Elle ne passe pas en production tant qu'il est ouvert.",
      ]),
    'incident-released': (n) =>
      told(`${named(n)} : l'incident ${n.ticket ?? ''} n'arrête plus la version`, [
        `L'incident n'arrête plus le passage en production : ${released[n.reason ?? ''] ?? n.reason ?? ''}.`,
      ]),
    paused: (n) =>
      told(`${named(n)} : déploiement suspendu`, [
        n.text,
        'Votre période de test est prolongée de la durée de cette suspension.',
      ]),
    resumed: (n) => told(`${named(n)} : le déploiement reprend`, ['Votre période de test continue.']),
    stopped: (n) => told(`${named(n)} : déploiement arrêté`, [n.text], [], false),
    superseded: (n) =>
      told(
        `${named(n)} ne sera pas installée`,
        [`La version ${n.text ?? ''} est désormais en production : ${named(n)} ne sera plus installée.`],
        [],
        false,
      ),
    'needed-again': (n, { testEnds }) =>
      told(`${named(n)} sera finalement installée`, [
        `Ce que nous avions noté de votre production était erroné : elle exécute ${n.installed ?? 'une version plus ancienne'} et a besoin de ${named(n)}, qui sera installée.`,
        n.testEndsMs === null
          ? null
          : `Le temps écoulé depuis vous est rendu : vous pouvez tester jusqu'au ${testEnds}.`,
      ]),
    refused: (n) => told(`${named(n)} est refusée`, [n.text], [['Empreinte du texte signé :', n.reason ?? '']]),
    postponed: (n) => told(`${named(n)} est reportée`, [n.text], [['Empreinte du texte signé :', n.reason ?? '']]),
    withheld: (n) =>
      told(`${named(n)} n'est pas passée en production`, [
        `Le passage en production prévu n'a pas lieu : ${withheld[n.reason ?? ''] ?? n.reason ?? ''}.`,
      ]),
    'promotion-failed': (n) =>
      told(`${named(n)} : le passage en production a échoué`, [
        `Le passage en production a échoué : ${outcomes[n.reason ?? ''] ?? n.reason ?? ''}. Un incident est ouvert par le prestataire.`,
      ]),
    promoted: (n) =>
      told(
        `${named(n)} est en production`,
        ['La version est en production.'],
        [['Documentation :', n.delivery.documentation.fr]],
        false,
      ),
  },
  date: { earliest: 'Au plus tôt :', planned: 'Prévu :', latest: 'Au plus tard :' },
  reasons: {
    over: 'fait',
    stopped: 'déploiement arrêté',
    superseded: 'elle n’est plus nécessaire à la version en production',
    refused: 'refusée par le client',
    paused: 'déploiement suspendu',
    'incident-open': 'un incident rapporté est ouvert',
    preparing: 'en préparation',
    unreachable: "le client n'a pas encore été averti",
    accepted: 'acceptée par le client',
    'test-window': 'première fenêtre après le mois de test',
    'no-test-window': 'première fenêtre, sans période de test',
    postponed: 'reportée par le client',
    unplanned: 'mise à jour non planifiée',
    announced: 'maintenance annoncée',
    notice: 'première fenêtre qui peut être annoncée sept jours avant, si vous acceptez maintenant',
    'no-window-known': 'aucune fenêtre connue',
    'support-ends': 'dernière fenêtre avant la fin du support de la version installée',
    'support-end-unknown': 'aucune fin de support connue',
  },
  link: 'Votre montée de version :',
  footer: 'Cadran, suivi du support. Cet avis est envoyé automatiquement.',
};
