import { wording } from './wording';

/** The notices that something would send, before it is done. */
export const previewWords = wording(
  {
    title: 'Avis qui partiront',
    later: 'Les avis qui partiront sont montrés ici une fois le créneau choisi.',
    unknown: 'L’aperçu des avis n’est pas disponible pour l’instant.',
    none: 'Aucun avis ne part.',
    clients: (count: number) => (count === 1 ? '1 client est averti.' : `${count} clients sont avertis.`),
    first: (count: number) => `Les avis des ${count} premiers sont montrés ; ceux des autres ont la même forme.`,
    recipients: (count: number) => (count === 1 ? '1 destinataire' : `${count} destinataires`),
    languages: { fr: 'français', en: 'anglais' },
    final: 'Un avis parti ne se reprend pas.',
  },
  {
    title: 'Notices that will leave',
    later: 'The notices that will leave are shown here once the time is chosen.',
    unknown: 'The preview of the notices is not available for now.',
    none: 'No notice leaves.',
    clients: (count: number) => (count === 1 ? '1 client is told.' : `${count} clients are told.`),
    first: (count: number) => `The notices of the first ${count} are shown; those of the others are of the same form.`,
    recipients: (count: number) => (count === 1 ? '1 recipient' : `${count} recipients`),
    languages: { fr: 'French', en: 'English' },
    final: 'A notice that has left cannot be taken back.',
  },
);
