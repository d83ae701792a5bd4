import type { Language } from '../../domain/languages';

interface StatusTexts {
  readonly title: string;
  readonly available: string;
  readonly closed: string;
  readonly kind: Readonly<Record<'planned' | 'unplanned', string>>;
  readonly since: string;
  readonly until: string;
  readonly untilUnknown: string;
  readonly backSince: string;
  readonly next: Readonly<Record<'planned' | 'unplanned', string>>;
  readonly noNext: string;
  readonly nothing: string;
  readonly from: string;
  readonly to: string;
  downtime(minutes: number): string;
  readonly asOf: string;
  readonly unknown: string;
  readonly away: string;
}

/** What users of an environment read, who may know neither Cadran nor the contract. */
export const statusTexts: Readonly<Record<Language, StatusTexts>> = {
  fr: {
    title: 'État du service',
    available: 'Le service est disponible',
    closed: 'Le service n’est pas disponible',
    kind: { planned: 'Il s’agit d’un arrêt planifié.', unplanned: 'Il s’agit d’un arrêt non planifié.' },
    since: 'Depuis le',
    until: 'Retour prévu le',
    untilUnknown: 'L’heure du retour n’est pas encore connue.',
    backSince: 'De retour depuis le',
    next: { planned: 'Prochain arrêt planifié', unplanned: 'Arrêt non planifié à venir' },
    noNext: 'Arrêts à venir',
    nothing: 'Aucun arrêt n’est annoncé.',
    from: 'Du',
    to: 'au',
    downtime: (minutes) => `Durée d’indisponibilité prévue : ${minutes} min.`,
    asOf: 'À jour le',
    unknown: 'Ce service n’a pas d’état public',
    away: 'L’état du service ne peut pas être lu en ce moment',
  },
  en: {
    title: 'Service status',
    available: 'The service is available',
    closed: 'The service is not available',
    kind: { planned: 'This stop was planned.', unplanned: 'This stop was not planned.' },
    since: 'Since',
    until: 'Expected back on',
    untilUnknown: 'When it will be back is not known yet.',
    backSince: 'Back since',
    next: { planned: 'Next planned stop', unplanned: 'Coming unplanned stop' },
    noNext: 'Coming stops',
    nothing: 'No stop is announced.',
    from: 'From',
    to: 'to',
    downtime: (minutes) => `Expected time without the service: ${minutes} min.`,
    asOf: 'As of',
    unknown: 'This service has no public status',
    away: 'The status of the service cannot be read just now',
  },
};
