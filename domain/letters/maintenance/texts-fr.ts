import type { MaintenanceTemplate } from '../../maintenance/ledger';
import type { MaintenanceNotice } from '../../maintenance/notices';
import type { Letter } from '../letter';
import type { Shown } from './shown';

export type MaintenanceWords = {
  readonly texts: Readonly<Record<MaintenanceTemplate, (notice: MaintenanceNotice, shown: Shown) => Letter>>;
  readonly footer: string;
};

const when = ({ starts, ends }: Shown): Letter['facts'] => [
  ['Début :', starts],
  ['Fin de la fenêtre :', ends],
];
const what = ({ environments, downtime, why, version }: Shown): Letter['facts'] => [
  ["Durée d'indisponibilité prévue :", downtime],
  ['Environnements :', environments],
  ...(version === '' ? [] : [['Version :', version] as const]),
  ['Objet :', why],
];
const reference = ({ reference: its }: MaintenanceNotice): Letter['facts'] => [['Référence :', its]];

const withdrawn: Readonly<Record<string, string>> = {
  'notice-late': "L'avis n'a pu vous parvenir sept jours calendaires avant : rien n'est fait sans annonce.",
  'would-overrun': 'Elle ne pouvait plus se terminer dans sa fenêtre : elle n’a pas été commencée.',
  upgrade: 'La mise en production n’est pas possible à cette date.',
  frozen: "Aucun travail planifié n'a lieu à cette date.",
};

/** What the mails about maintenances say in French (annex §10). */
export const french: MaintenanceWords = {
  texts: {
    planned: (n, s) => ({
      subject: `Maintenance planifiée : ${s.starts}`,
      paragraphs: [
        `Une maintenance est planifiée. Le service sera indisponible pendant ${s.downtime} environ.`,
        'Un rappel vous parviendra 24 heures avant, puis la confirmation du retour aux conditions opérationnelles.',
      ],
      facts: [...when(s), ...what(s), ...reference(n)],
    }),
    unplanned: (n, s) => ({
      subject: `Mise à jour non planifiée : ${s.starts}`,
      paragraphs: [
        `Une mise à jour non planifiée est nécessaire pour corriger un incident de sécurité ou critique. Le service sera indisponible pendant ${s.downtime} environ.`,
        `Elle n’est pas reportable par le prestataire. Vous pouvez la refuser ou la reporter sur le portail jusqu’à son début, ${s.starts} ; vous en supporterez alors toutes les conséquences (annexe, article 10).`,
      ],
      facts: [...when(s), ...what(s), ...reference(n)],
    }),
    moved: (n, s) => ({
      subject: `Maintenance déplacée : ${s.starts}`,
      paragraphs: [
        'La maintenance annoncée a lieu à une autre date.',
        ...(s.reason === '' ? [] : [s.reason]),
        ...(n.detail === '' ? [] : [`Reportée par ${n.about} :`, n.detail]),
      ],
      facts: [
        ['Ancien début :', s.startedBefore],
        ['Ancienne fin :', s.endedBefore],
        ...when(s),
        ...what(s),
        ...reference(n),
      ],
    }),
    reminder: (n, s) => ({
      subject: `Rappel, maintenance dans 24 heures : ${s.starts}`,
      paragraphs: [
        `La maintenance annoncée a lieu demain. Le service sera indisponible pendant ${s.downtime} environ.`,
      ],
      facts: [...when(s), ...what(s), ...reference(n)],
    }),
    started: (n, s) => ({
      subject: `Maintenance commencée : ${s.environments}`,
      paragraphs: [
        `La maintenance est commencée. Le service est indisponible pendant ${s.downtime} environ.`,
        'Le retour aux conditions opérationnelles vous sera confirmé une fois les contrôles passés.',
      ],
      facts: [...when(s), ...what(s), ...reference(n)],
    }),
    overrun: (n, s) => ({
      subject: `Maintenance prolongée : ${s.environments}`,
      paragraphs: [
        'La maintenance n’est pas terminée à la fin prévue. Le service reste indisponible.',
        ...(n.kind === 'planned' ? ['Le temps au-delà de la fenêtre compte comme arrêt non planifié.'] : []),
      ],
      facts: [...when(s), ...what(s), ...reference(n)],
    }),
    operational: (n, s) => ({
      subject: `Retour aux conditions opérationnelles : ${s.environments}`,
      paragraphs: [
        'La maintenance est terminée et les contrôles sont passés : le service est de nouveau disponible.',
        ...(n.outcome === 'rolled-back'
          ? ["La nouvelle version n'a pas passé les contrôles : la version précédente est de nouveau en service."]
          : n.outcome === 'not-started'
            ? ["La nouvelle version n'a pas été installée."]
            : []),
      ],
      facts: [["Durée d'indisponibilité :", s.lasted], ...what(s), ...reference(n)],
    }),
    cancelled: (n, s) => ({
      subject: `Maintenance annulée : ${s.starts}`,
      paragraphs: ['La maintenance annoncée n’a pas lieu.', s.reason],
      facts: [...when(s), ...what(s), ...reference(n)],
    }),
    withdrawn: (n, s) => ({
      subject: `Maintenance annulée : ${s.starts}`,
      paragraphs: [
        'La maintenance annoncée n’a pas lieu.',
        withdrawn[n.about] ?? n.about,
        ...(s.reason === '' ? [] : [s.reason]),
      ],
      facts: [...when(s), ...what(s), ...reference(n)],
    }),
    refused: (n, s) => ({
      subject: `Mise à jour non planifiée refusée : ${s.starts}`,
      paragraphs: [`Le client, par ${n.about}, refuse cette mise à jour et a signé :`, n.detail],
      facts: [...when(s), ...what(s), ...reference(n)],
    }),
    unreachable: (n, s) => ({
      subject: n.detail === 'nobody' ? `Personne n'a reçu l'avis : ${n.client}` : `Contact injoignable : ${n.about}`,
      paragraphs:
        n.detail === 'nobody'
          ? [
              n.kind === 'unplanned'
                ? "Aucun contact du client n'a reçu l'avis : la maintenance commence malgré tout. Informez le client d'une autre manière."
                : "Aucun contact du client n'a reçu l'avis initial à temps : la maintenance compte comme arrêt non planifié. Déplacez-la.",
            ]
          : [
              n.detail === 'refused'
                ? `Le serveur de messagerie refuse ${n.about}. Informez ce contact d'une autre manière et corrigez le contrat.`
                : `L'avis à ${n.about} n'est pas encore parti. Informez ce contact d'une autre manière.`,
            ],
      facts: [['Client :', n.client], ...when(s), ...what(s), ...reference(n)],
    }),
    unhealthy: (n, s) => ({
      subject: `À reprendre à la main : ${n.client}, ${n.about}`,
      paragraphs: ['La maintenance ne peut pas se terminer sans vous :', n.detail],
      facts: [['Client :', n.client], ...when(s), ...what(s), ...reference(n)],
    }),
  },
  footer: 'Message automatique du prestataire. Annexe de support, article 10.',
};
