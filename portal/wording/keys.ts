import type { KeyAction, KeyPlace } from '../keys/keymap';
import { wording } from './wording';

interface KeyWords {
  readonly title: string;
  readonly key: string;
  readonly does: string;
  readonly then: string;
  readonly close: string;
  readonly lead: string;
  readonly singles: string;
  readonly usual: string;
  readonly shift: string;
  readonly keyFor: (does: string) => string;
  readonly taken: (sign: string, does: string) => string;
  readonly faults: Readonly<Record<'first' | 'letter' | 'sign', (sign: string) => string>>;
  readonly places: Readonly<Record<KeyPlace, string>>;
  readonly actions: Readonly<Record<KeyAction, string>>;
  readonly paletteTitle: string;
  readonly paletteHint: string;
  readonly palettePlaceholder: string;
  readonly goTo: (reference: string) => string;
  readonly nothingFound: string;
  readonly copied: (text: string) => string;
}

/** The keys, their list and the palette. */
export const keyWords = wording<KeyWords>(
  {
    title: 'Touches du clavier',
    key: 'Touche',
    does: 'Ce qu’elle fait',
    then: 'puis',
    close: 'Fermer',
    lead: 'Pour changer une touche simple, tapez un autre signe à sa place. Vos choix vous suivent d’une machine à l’autre.',
    singles: 'Touches simples actives',
    usual: 'Remettre les touches d’origine',
    shift: 'Maj',
    keyFor: (does) => `Touche pour : ${does}`,
    taken: (sign, does) => `« ${sign} » sert déjà à : ${does}`,
    faults: {
      first: (sign) => `« ${sign} » attend déjà une seconde touche.`,
      letter: () => 'Avec Maj, il faut une lettre.',
      sign: () => 'Il faut un signe que l’on voit.',
    },
    places: { everywhere: 'Partout', list: 'Dans une liste', ticket: 'Dans un ticket' },
    actions: {
      help: 'Cette liste',
      palette: 'Palette : aller, agir, chercher un ticket',
      search: 'Chercher (aussi S)',
      next: 'Ligne suivante',
      previous: 'Ligne précédente',
      open: 'Ouvrir la ligne',
      select: 'Choisir la ligne (avec Maj : jusqu’ici)',
      new: 'Nouveau ticket',
      queue: 'Aller à la file',
      mine: 'Aller à mes tickets',
      escalations: 'Aller aux escalades à prendre en charge',
      rollouts: 'Aller aux déploiements',
      calendar: 'Aller au calendrier',
      'take-next': 'Prendre le ticket suivant de la file',
      'next-ticket': 'Ticket suivant de la liste',
      'previous-ticket': 'Ticket précédent de la liste',
      reply: 'Répondre au client',
      note: 'Note interne',
      assign: 'Affecter',
      priority: 'Proposer une autre priorité',
      level: 'Changer de niveau',
      ask: 'Interroger le client (le délai s’arrête)',
      copy: 'Copier la référence ; deux fois : avec le titre',
      band: 'Aller à l’explication des délais',
      'band-table': 'Explication en tableau',
      send: 'Envoyer le formulaire où l’on est',
      leave: 'Fermer ; revenir à la ligne',
    },
    paletteTitle: 'Aller ou agir',
    paletteHint: 'Flèches pour choisir, Entrée pour aller, Échap pour fermer.',
    palettePlaceholder: 'Un mot d’une page, d’une action ou d’un ticket, ou une référence',
    goTo: (reference) => `Aller au ticket ${reference}`,
    nothingFound: 'Rien de ce nom.',
    copied: (text) => `Copié : ${text}`,
  },
  {
    title: 'Keys',
    key: 'Key',
    does: 'What it does',
    then: 'then',
    close: 'Close',
    lead: 'To change a single key, type another sign over it. Your choices follow you from one machine to another.',
    singles: 'Single keys are on',
    usual: 'Back to the usual keys',
    shift: 'Shift',
    keyFor: (does) => `Key for: ${does}`,
    taken: (sign, does) => `“${sign}” is already for: ${does}`,
    faults: {
      first: (sign) => `“${sign}” waits for a second key already.`,
      letter: () => 'With Shift it has to be a letter.',
      sign: () => 'It has to be a sign that can be seen.',
    },
    places: { everywhere: 'Everywhere', list: 'In a list', ticket: 'In a ticket' },
    actions: {
      help: 'This list',
      palette: 'Palette: go, act, find a ticket',
      search: 'Search (S too)',
      next: 'Next row',
      previous: 'Previous row',
      open: 'Open the row',
      select: 'Select the row (with Shift: up to here)',
      new: 'New ticket',
      queue: 'Go to the queue',
      mine: 'Go to my tickets',
      escalations: 'Go to the escalations to take on',
      rollouts: 'Go to the rollouts',
      calendar: 'Go to the calendar',
      'take-next': 'Take the next ticket of the queue',
      'next-ticket': 'Next ticket of the list',
      'previous-ticket': 'Previous ticket of the list',
      reply: 'Reply to the client',
      note: 'Internal note',
      assign: 'Assign',
      priority: 'Propose another priority',
      level: 'Change the level',
      ask: 'Ask the client (the clock stops)',
      copy: 'Copy the reference; twice: with the title',
      band: 'Go to what explains the clocks',
      'band-table': 'Explanation as a table',
      send: 'Send the form that has the focus',
      leave: 'Close; back to the row',
    },
    paletteTitle: 'Go or act',
    paletteHint: 'Arrows to choose, Enter to go, Escape to close.',
    palettePlaceholder: 'A word of a page, an action or a ticket, or a reference',
    goTo: (reference) => `Go to ticket ${reference}`,
    nothingFound: 'Nothing of that name.',
    copied: (text) => `Copied: ${text}`,
  },
);
