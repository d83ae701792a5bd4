import { wording } from './wording';

/** Opening a ticket. */
export const newWords = wording(
  {
    title: 'Ouvrir un ticket',
    environment: 'Environnement',
    environmentHelp: 'Les délais garantis valent en production uniquement.',
    noEnvironment: 'Aucun environnement n’est connu pour votre société : veuillez contacter le support.',
    channel: 'Reçu par',
    phoneHelp: 'L’appel téléphonique est réservé aux incidents critiques (P1).',
    subject: 'Titre',
    description: 'Que se passe-t-il ?',
    descriptionHelp: 'Ce que vous avez fait, ce que vous attendiez, ce que vous avez vu.',
    reproduction: 'Comment le reproduire ?',
    priority: 'Priorité',
    submit: 'Ouvrir le ticket',
    opened: (reference: string) => `Le ticket ${reference} est ouvert.`,
    caller: 'Qui a appelé',
    callerHelp: 'Pour un ticket pris au téléphone.',
  },
  {
    title: 'Open a ticket',
    environment: 'Environment',
    environmentHelp: 'The guaranteed times hold in production alone.',
    noEnvironment: 'No environment is known for your company: please contact support.',
    channel: 'Received through',
    phoneHelp: 'A telephone call is taken for critical incidents (P1) alone.',
    subject: 'Title',
    description: 'What happens?',
    descriptionHelp: 'What you did, what you expected, what you saw.',
    reproduction: 'How can it be reproduced?',
    priority: 'Priority',
    submit: 'Open the ticket',
    opened: (reference: string) => `Ticket ${reference} is open.`,
    caller: 'Who called',
    callerHelp: 'For a ticket by phone.',
  },
);
