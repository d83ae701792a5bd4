import type { SectionName } from '../pages/admin/form-sections';
import { wording } from './wording';

/** The parts of the contract's form: what each is about, so that nobody has to open it to know. */
export const adminSectionWords = wording<
  Readonly<Record<SectionName, { readonly title: string; readonly about: string }>>
>(
  {
    identity: { title: 'Le contrat', about: 'client, version, dates, langues' },
    targets: { title: 'Délais garantis', about: 'GTI et GTR par priorité, ce que devient le temps compté' },
    hours: { title: 'Horaires et jours fériés', about: 'quand les délais courent' },
    admission: { title: 'Recevabilité', about: 'factures, versions, demandes complémentaires' },
    silence: { title: 'Relances et clôture', about: 'quand personne ne répond' },
    people: { title: 'Contacts et chaîne d’alerte', about: 'qui est prévenu de quoi' },
    maintenance: { title: 'Fenêtres et versions', about: 'annexe §10' },
    other: { title: 'Autres champs', about: 'sans place ici encore' },
  },
  {
    identity: { title: 'The contract', about: 'client, version, dates, languages' },
    targets: { title: 'Targets', about: 'intervention and resolution by priority, what becomes of time counted' },
    hours: { title: 'Hours and holidays', about: 'when clocks run' },
    admission: { title: 'Admission', about: 'invoices, versions, additional requests' },
    silence: { title: 'Reminders and closing', about: 'when nobody answers' },
    people: { title: 'Contacts and escalation', about: 'who is told of what' },
    maintenance: { title: 'Windows and versions', about: 'annex §10' },
    other: { title: 'Other fields', about: 'without a place here yet' },
  },
);
