import type { Language } from '../domain/languages';
import type { Refusal, RefusalCode } from '../domain/refusal';

type RefusalText = (params: Refusal['params']) => string;
const of = (params: Refusal['params'], name: string): string => String(params[name] ?? '');

export type RolloutRefusal =
  | Extract<RefusalCode, `upgrade-${string}` | `rollout-${string}` | `incident-${string}`>
  | 'waiver-outdated'
  | 'accepted-already'
  | 'agreement-required'
  | 'no-test-window'
  | 'test-not-failed'
  | 'notice-not-missing'
  | 'refused-already'
  | 'postponed-to-past'
  | 'documentation-missing'
  | 'non-regression-missing'
  | 'unplanned-kind'
  | 'cause-not-critical'
  | 'version-unknown';

/** The refusals of rollouts and upgrades in words (annex §10). */
export const rolloutRefusalTexts: Record<Language, Record<RolloutRefusal, RefusalText>> = {
  en: {
    'upgrade-unknown': (p) => `${of(p, 'client')} has no upgrade to ${of(p, 'product')} ${of(p, 'version')}.`,
    'upgrade-over': () => 'This upgrade is over: the version is in production, or its rollout was stopped.',
    'upgrade-promoting': () => 'The version is being put into production just now: wait for the end.',
    'upgrade-not-ready': () => 'The client has not been told of this version yet.',
    'upgrade-incident-open': (p) =>
      `The incident ${of(p, 'ticket')} is reported against this version: withdraw it first, or wait until it is resolved.`,
    'accepted-already': () => 'The version is accepted already.',
    'agreement-required': () => 'The client decides: write in `agreement` who of the client did, and how.',
    'incident-known': (p) => `${of(p, 'ticket')} is reported against this version already.`,
    'incident-not-open': (p) => `${of(p, 'ticket')} stops no promotion (${of(p, 'why')}): name an open incident.`,
    'incident-not-reported': (p) => `${of(p, 'ticket')} is not reported against this version, or no more.`,
    'no-test-window': () =>
      'An unplanned update has no test window: the client refuses it or puts it off, with what follows from that.',
    'test-not-failed': (p) => `The deployment to test has not failed (${of(p, 'state')}).`,
    'notice-not-missing': () => 'The client has been told, or is not to be told yet.',
    'refused-already': () => 'The version is refused already.',
    'waiver-outdated': () => 'This is not the text that is to be signed now: read it again, and sign that one.',
    'postponed-to-past': (p) => `${of(p, 'until')} has begun already: name a later day.`,
    'rollout-unknown': (p) => `There is no rollout of ${of(p, 'product')} ${of(p, 'version')}.`,
    'rollout-known': (p) => `${of(p, 'product')} ${of(p, 'version')} has been published already.`,
    'rollout-client-known': (p) =>
      `The rollout of ${of(p, 'product')} ${of(p, 'version')} goes to ${of(p, 'client')}, or has not listed its clients yet.`,
    'rollout-client-without': (p) => `${of(p, 'client')} has no production environment of ${of(p, 'product')}.`,
    'rollout-client-without-need': (p) =>
      `${of(p, 'client')} runs ${of(p, 'installed')}: ${of(p, 'version')} is not for it. A version goes to those who run an older one, an update or a fix to those who run the version that it is part of.`,
    'rollout-over': () => 'This rollout is over.',
    'rollout-paused': () => 'This rollout is paused already.',
    'rollout-not-paused': () => 'This rollout is not paused.',
    'documentation-missing': () =>
      'A version is published with its documentation in French and in English: register both.',
    'non-regression-missing': () => 'A version is published with the evidence that nothing got worse: register it.',
    'unplanned-kind': () =>
      'Only an update or a fix for security or an anomaly is unplanned, as its cause says; a version has its month to be tested.',
    'cause-not-critical': (p) =>
      `${of(p, 'ticket')} is no reason for an unplanned stop (${of(p, 'why')}): name a critical incident (P1) of what is stopped, which is not over.`,
    'version-unknown': (p) => `${of(p, 'product')} ${of(p, 'version')} is not in the register of versions.`,
  },
  fr: {
    'upgrade-unknown': (p) => `${of(p, 'client')} n'a pas de montée vers ${of(p, 'product')} ${of(p, 'version')}.`,
    'upgrade-over': () =>
      'Cette montée de version est finie : la version est en production, ou n’y est plus nécessaire, ou son déploiement a été arrêté.',
    'upgrade-promoting': () => 'La version est en cours de passage en production : attendez la fin.',
    'upgrade-not-ready': () => "Le client n'a pas encore été averti de cette version.",
    'upgrade-incident-open': (p) =>
      `L'incident ${of(p, 'ticket')} est rapporté contre cette version : retirez-le d'abord, ou attendez sa résolution.`,
    'accepted-already': () => 'La version est déjà acceptée.',
    'agreement-required': () => "C'est le client qui décide : écrivez dans `agreement` qui l'a fait, et comment.",
    'incident-known': (p) => `${of(p, 'ticket')} est déjà rapporté contre cette version.`,
    'incident-not-open': (p) =>
      `${of(p, 'ticket')} n'arrête aucun passage en production (${of(p, 'why')}) : nommez un incident ouvert.`,
    'incident-not-reported': (p) => `${of(p, 'ticket')} n'est pas rapporté contre cette version, ou ne l'est plus.`,
    'no-test-window': () =>
      "Une mise à jour non planifiée n'a pas de période de test : le client la refuse ou la reporte, avec ce qui s'ensuit.",
    'test-not-failed': (p) => `Le déploiement en test n'a pas échoué (${of(p, 'state')}).`,
    'notice-not-missing': () => 'Le client a été averti, ou ne doit pas encore l’être.',
    'refused-already': () => 'La version est déjà refusée.',
    'waiver-outdated': () => "Ce n'est pas le texte à signer à présent : relisez-le, et signez celui-là.",
    'postponed-to-past': (p) => `Le ${of(p, 'until')} a déjà commencé : nommez un jour à venir.`,
    'rollout-unknown': (p) => `Il n'y a pas de déploiement de ${of(p, 'product')} ${of(p, 'version')}.`,
    'rollout-known': (p) => `${of(p, 'product')} ${of(p, 'version')} a déjà été publiée.`,
    'rollout-client-known': (p) =>
      `Le déploiement de ${of(p, 'product')} ${of(p, 'version')} concerne déjà ${of(p, 'client')}, ou n'a pas encore listé ses clients.`,
    'rollout-client-without': (p) => `${of(p, 'client')} n'a pas d'environnement de production de ${of(p, 'product')}.`,
    'rollout-client-without-need': (p) =>
      `${of(p, 'client')} utilise ${of(p, 'installed')} : ${of(p, 'version')} ne lui est pas destinée. Une version va à ceux qui en utilisent une plus ancienne, une mise à jour ou un correctif à ceux qui utilisent la version dont elle fait partie.`,
    'rollout-over': () => 'Ce déploiement est fini.',
    'rollout-paused': () => 'Ce déploiement est déjà suspendu.',
    'rollout-not-paused': () => "Ce déploiement n'est pas suspendu.",
    'documentation-missing': () =>
      'Une version est publiée avec sa documentation en français et en anglais : enregistrez les deux.',
    'non-regression-missing': () => "Une version est publiée avec la preuve que rien n'a régressé : enregistrez-la.",
    'unplanned-kind': () =>
      "Seule une mise à jour ou un correctif de sécurité ou d'anomalie est non planifié ; une version a son mois de test.",
    'cause-not-critical': (p) =>
      `${of(p, 'ticket')} n'est pas une cause d'arrêt non planifié (${of(p, 'why')}) : nommez un incident critique (P1) de ce qui est arrêté, qui ne soit pas terminé.`,
    'version-unknown': (p) => `${of(p, 'product')} ${of(p, 'version')} n'est pas dans le registre des versions.`,
  },
};
