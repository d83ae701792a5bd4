import { wording } from './wording';

/** The list of tickets. */
export const listWords = wording(
  {
    title: 'Tickets',
    open: 'Ouvrir un ticket',
    urgent: 'Tout est arrêté (P1)',
    search: 'Mots, ou référence d’un ticket',
    go: 'Chercher',
    searchedIn: (words: string, withNotes: boolean) =>
      `« ${words} » cherché dans : référence, titre, description, questions, réponses, messages, devis, résolution${
        withNotes ? ', notes internes' : ''
      } ; tickets clos compris.`,
    filters: 'Filtres',
    anyStatus: 'Tous les états',
    anyPriority: 'Toutes les priorités',
    clear: 'Enlever les filtres',
    none: 'Aucun ticket pour le moment.',
    noneHint: 'Si quelque chose ne fonctionne pas, ouvrez un ticket : le support est prévenu aussitôt.',
    noneFiltered: 'Aucun ticket avec ces filtres.',
    ticket: 'Ticket',
    client: 'Client',
    priority: 'Priorité',
    state: 'Où il en est',
    due: 'Prochaine échéance',
    opened: 'Ouvert',
    noDue: 'aucune',
    more: 'Afficher 50 de plus',
    sort: 'Ordre',
    newest: 'Les plus récents d’abord',
    oldest: 'Les plus anciens d’abord',
  },
  {
    title: 'Tickets',
    open: 'Open a ticket',
    urgent: 'All is down (P1)',
    search: 'Words, or the reference of a ticket',
    go: 'Search',
    searchedIn: (words: string, withNotes: boolean) =>
      `“${words}” searched in: reference, title, description, questions, answers, messages, quotations, resolution${
        withNotes ? ', internal notes' : ''
      }; closed tickets included.`,
    filters: 'Filters',
    anyStatus: 'All states',
    anyPriority: 'All priorities',
    clear: 'Remove the filters',
    none: 'No ticket yet.',
    noneHint: 'When something does not work, open a ticket: support is told at once.',
    noneFiltered: 'No ticket with these filters.',
    ticket: 'Ticket',
    client: 'Client',
    priority: 'Priority',
    state: 'Where it stands',
    due: 'Next deadline',
    opened: 'Opened',
    noDue: 'none',
    more: 'Show 50 more',
    sort: 'Order',
    newest: 'Newest first',
    oldest: 'Oldest first',
  },
);
