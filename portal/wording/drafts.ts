import { wording } from './wording';

/** What was typed and not sent, in the header and on its own page. */
export const draftWords = wording(
  {
    link: (count: string) => `Brouillons (${count})`,
    title: 'Vos brouillons',
    lead: 'Ce que vous avez saisi sans l’envoyer, sur cette machine ou une autre. Un brouillon est gardé trente jours.',
    none: 'Aucun brouillon : tout ce que vous avez saisi est envoyé.',
    unnamed: 'Formulaire',
    saved: 'Enregistré',
    text: 'Lire ce qui est saisi',
    drop: 'Jeter',
    dropOf: (title: string) => `Jeter : ${title}`,
    dropped: 'Brouillon jeté.',
    undo: 'Annuler',
    back: 'Le brouillon est de retour.',
  },
  {
    link: (count: string) => `Drafts (${count})`,
    title: 'Your drafts',
    lead: 'What you typed and did not send, on this machine or another. A draft is kept for thirty days.',
    none: 'No draft: all that you typed is sent.',
    unnamed: 'Form',
    saved: 'Saved',
    text: 'Read what is typed',
    drop: 'Discard',
    dropOf: (title: string) => `Discard: ${title}`,
    dropped: 'Draft discarded.',
    undo: 'Undo',
    back: 'The draft is back.',
  },
);
