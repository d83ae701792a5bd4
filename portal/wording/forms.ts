import { wording } from './wording';

/** What every form says. */
export const formWords = wording(
  {
    allNeeded: 'Tous les champs sont à remplir, sauf mention (facultatif).',
    optional: '(facultatif)',
    choose: 'Choisir…',
    sending: 'Envoi…',
    problem: 'Il y a un problème',
    titleMark: 'Erreur : ',
    required: (label: string) => `Remplissez « ${label} »`,
    ticked: (label: string) => `Cochez « ${label} »`,
    tooLong: (label: string, most: string) => `« ${label} » doit tenir en ${most} caractères`,
    saved: (time: string) => `Brouillon enregistré à ${time}`,
    done: 'C’est fait.',
    internal: 'Interne, invisible du client',
  },
  {
    allNeeded: 'Fill in all fields, except where marked (optional).',
    optional: '(optional)',
    choose: 'Choose…',
    sending: 'Sending…',
    problem: 'There is a problem',
    titleMark: 'Error: ',
    required: (label: string) => `Fill in “${label}”`,
    ticked: (label: string) => `Tick “${label}”`,
    tooLong: (label: string, most: string) => `“${label}” must fit in ${most} characters`,
    saved: (time: string) => `Draft saved at ${time}`,
    done: 'Done.',
    internal: 'Internal, never seen by the client',
  },
);
