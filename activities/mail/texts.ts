import { thresholdInWords } from '../../domain/clock/words';
import type { Language } from '../../domain/languages';
import type { Notice, NoticeTemplate } from '../../domain/ticket/notices';
import { latenessText } from './lateness';
import { quotationTexts } from './quotation-texts';

interface Words {
  clocks: Record<'intervention' | 'resolution', string>;
  reasons: Record<string, string>;
  texts: Record<
    NoticeTemplate,
    (notice: Notice, facts: { due: string; target: string; at: string }) => { subject: string; lines: string[] }
  >;
  link: string;
  footer: string;
}

const french: Words = {
  clocks: { intervention: "temps d'intervention (GTI)", resolution: 'temps de résolution (GTR)' },
  reasons: {
    'invoices-unpaid': 'les factures liées aux services ne sont pas à jour de paiement (annexe §2)',
    'version-unsupported': 'la version installée n’est plus parmi les trois dernières (annexe §2)',
    'not-production': 'les engagements valent pour les environnements de production seulement (annexe §2)',
    'client-unknown': 'le client est inconnu',
    'environment-unknown': "l'environnement est inconnu",
    'no-contract': 'aucun contrat n’est en vigueur (annexe §6)',
    fix: 'correctif',
    workaround: 'contournement',
    'usage-help': 'l’aide à l’utilisation n’en fait pas partie (annexe §1)',
    training: 'la formation n’en fait pas partie (annexe §1)',
    parameterization: 'le paramétrage n’en fait pas partie (annexe §1)',
    'unaccepted-quotation':
      'une demande complémentaire n’est traitée qu’après acceptation du devis (annexe, Demande Complémentaire)',
  },
  texts: {
    received: (n) => ({
      subject: `Ticket reçu : ${n.title}`,
      lines: [`Le ticket ${n.reference} (${n.priority}) est enregistré et suivi.`],
    }),
    'received-without-sla': (n) => ({
      subject: `Ticket reçu, sans engagement : ${n.title}`,
      lines: [`Le ticket ${n.reference} est enregistré, sans engagement de délai : ${word(french, n.reason)}.`],
    }),
    rejected: (n) => ({
      subject: `Ticket refusé : ${n.title}`,
      lines: [
        `Le ticket ${n.reference} ne peut pas être pris en charge : ${word(french, n.reason)}.`,
        ...(n.reason === 'invoices-unpaid' ? ['Une fois les factures payées, ouvrez un nouveau ticket.'] : []),
      ],
    }),
    'admitted-later': (n) => ({
      subject: `Ticket désormais avec engagement : ${n.title}`,
      lines: [
        `Les conditions d'accès au support étant remplies, le ticket ${n.reference} (${n.priority}) est suivi avec les délais garantis.`,
      ],
    }),
    question: (n) => ({
      subject: `Nous avons besoin de votre réponse : ${n.title}`,
      lines: [
        `Le support vous demande, pour le ticket ${n.reference} :`,
        '',
        n.text ?? '',
        '',
        'Le temps d’attente de votre réponse est déduit du temps de résolution.',
      ],
    }),
    answered: (n) => ({
      subject: `Réponse du client : ${n.title}`,
      lines: [`Le client a répondu au ticket ${n.reference} :`, '', n.text ?? ''],
    }),
    message: (n) => ({
      subject: `Nouveau message : ${n.title}`,
      lines: [`Un message est arrivé sur le ticket ${n.reference} :`, '', n.text ?? ''],
    }),
    reminder: (n) => ({
      subject: `Rappel, nous attendons votre réponse : ${n.title}`,
      lines: [
        `Le support attend toujours votre réponse pour le ticket ${n.reference} :`,
        '',
        n.text ?? '',
        '',
        'Sans réponse, le ticket peut être clos au terme du délai prévu au contrat.',
      ],
    }),
    unanswered: (n) => ({
      subject: `Ticket clos sans réponse : ${n.title}`,
      lines: [
        `Le ticket ${n.reference} est clos : la question du support est restée sans réponse au terme du délai prévu au contrat.`,
        'Vous pouvez ouvrir un ticket de suite qui le nomme.',
      ],
    }),
    silence: (n) => ({
      subject: `Ticket clos : ${n.title}`,
      lines: [
        `Le ticket ${n.reference}, résolu, est clos : le délai prévu au contrat pour le rouvrir est passé.`,
        'Vous pouvez ouvrir un ticket de suite qui le nomme.',
      ],
    }),
    'out-of-scope': (n) => ({
      subject: `Hors du périmètre du support : ${n.title}`,
      lines: [`Le ticket ${n.reference} ne relève pas du support : ${word(french, n.reason)}.`, '', n.text ?? ''],
    }),
    'priority-proposed': (n) => ({
      subject: `Priorité ${n.reason ?? ''} proposée : ${n.title}`,
      lines: [
        `Pour le ticket ${n.reference}, en ${n.priority}, la priorité ${n.reason ?? ''} est proposée (annexe §7) :`,
        '',
        n.text ?? '',
        '',
        'Acceptez-la ou déclinez-la sur le ticket.',
      ],
    }),
    'priority-accepted': (n) => ({
      subject: `Priorité ${n.reason ?? ''} acceptée : ${n.title}`,
      lines: [`La priorité ${n.reason ?? ''} proposée pour le ticket ${n.reference} est acceptée.`],
    }),
    'priority-declined': (n) => ({
      subject: `Priorité ${n.reason ?? ''} déclinée : ${n.title}`,
      lines: [`La priorité ${n.reason ?? ''} proposée pour le ticket ${n.reference} est déclinée :`, '', n.text ?? ''],
    }),
    resolved: (n) => ({
      subject: `Ticket résolu : ${n.title}`,
      lines: [
        `Le ticket ${n.reference} est résolu (${word(french, n.reason)}) :`,
        '',
        n.text ?? '',
        '',
        'Confirmez la résolution ou rouvrez le ticket.',
      ],
    }),
    proposed: (n) => ({
      subject: `Résolution proposée : ${n.title}`,
      lines: [
        `Une résolution du ticket ${n.reference} vous est proposée (${word(french, n.reason)}${version(n, 'livré par la version')}) :`,
        '',
        n.text ?? '',
        '',
        'Acceptez-la, ou refusez-la en disant pourquoi. Le ticket n’est résolu qu’avec votre accord.',
      ],
    }),
    accepted: (n) => ({
      subject: `Résolution acceptée : ${n.title}`,
      lines: [`La résolution proposée au ticket ${n.reference} est acceptée.`, ...quoted(n.text)],
    }),
    declined: (n) => ({
      subject: `Résolution refusée : ${n.title}`,
      lines: [`Le client refuse la résolution proposée au ticket ${n.reference} :`, ...quoted(n.text)],
    }),
    merged: (n) => ({
      subject: `Suivi dans le ticket ${n.about ?? ''} : ${n.title}`,
      lines: [
        `Le ticket ${n.reference} porte sur le même sujet que le ticket ${n.about ?? ''}, où il est désormais suivi :`,
        ...quoted(n.text),
        '',
        `Écrivez-nous dans le ticket ${n.about ?? ''} ; ses délais garantis, comptés depuis plus tôt, valent pour les deux.`,
      ],
    }),
    reopened: (n) => ({
      subject: `Ticket rouvert : ${n.title}`,
      lines: [`Le client a rouvert le ticket ${n.reference} :`, '', n.text ?? ''],
    }),
    warning: (n, { due, target }) => ({
      subject: `${n.priority} : ${clock(french, n)}, ${threshold(n)} : ${n.title}`,
      lines: [
        `Ticket ${n.reference}, ${clock(french, n)} : ${threshold(n)}.`,
        `Garanti : ${target}. Échéance : ${due}.`,
      ],
    }),
    breach: (n, { due, target, at }) => ({
      subject: `${n.priority} : ${clock(french, n)} dépassé : ${n.title}`,
      lines: [
        `Le ${clock(french, n)} du ticket ${n.reference} est dépassé depuis le ${at}.`,
        `Garanti : ${target}. Échéance : ${due}.`,
      ],
    }),
    escalation: (n, { due, target, at }) => ({
      subject: `${n.priority} : ${clock(french, n)}, ${threshold(n)} : ${n.title}`,
      lines: [
        `Ticket ${n.reference}, ${clock(french, n)} : ${threshold(n)} de support, le ${at}.`,
        `Garanti : ${target}. Échéance : ${due}.`,
      ],
    }),
    ...quotationTexts.fr,
  },
  link: 'Voir le ticket :',
  footer: 'Message automatique du support.',
};

const english: Words = {
  clocks: { intervention: 'intervention time', resolution: 'resolution time' },
  reasons: {
    'invoices-unpaid': 'the invoices for the services are not all paid (annex §2)',
    'version-unsupported': 'the installed version is no longer among the latest three (annex §2)',
    'not-production': 'commitments hold in production environments only (annex §2)',
    'client-unknown': 'the client is unknown',
    'environment-unknown': 'the environment is unknown',
    'no-contract': 'no contract is in force (annex §6)',
    fix: 'fix',
    workaround: 'workaround',
    'usage-help': 'help with the use is no part of it (annex §1)',
    training: 'training is no part of it (annex §1)',
    'unaccepted-quotation':
      'an additional request is worked on once its quotation was accepted (annex, Demande Complémentaire)',
    parameterization: 'setting up is no part of it (annex §1)',
  },
  texts: {
    received: (n) => ({
      subject: `Ticket received: ${n.title}`,
      lines: [`Ticket ${n.reference} (${n.priority}) is registered and followed.`],
    }),
    'received-without-sla': (n) => ({
      subject: `Ticket received, without commitment: ${n.title}`,
      lines: [`Ticket ${n.reference} is registered, without committed times: ${word(english, n.reason)}.`],
    }),
    rejected: (n) => ({
      subject: `Ticket refused: ${n.title}`,
      lines: [
        `Ticket ${n.reference} cannot be taken on: ${word(english, n.reason)}.`,
        ...(n.reason === 'invoices-unpaid' ? ['Once the invoices are paid, please open a new ticket.'] : []),
      ],
    }),
    'admitted-later': (n) => ({
      subject: `Ticket now with commitment: ${n.title}`,
      lines: [
        `As the conditions of support are met, ticket ${n.reference} (${n.priority}) is followed within the guaranteed times.`,
      ],
    }),
    question: (n) => ({
      subject: `We need your answer: ${n.title}`,
      lines: [
        `Support asks you, about ticket ${n.reference}:`,
        '',
        n.text ?? '',
        '',
        'The wait for your answer is deducted from the resolution time.',
      ],
    }),
    answered: (n) => ({
      subject: `The client answered: ${n.title}`,
      lines: [`The client answered ticket ${n.reference}:`, '', n.text ?? ''],
    }),
    message: (n) => ({
      subject: `New message: ${n.title}`,
      lines: [`There is a message on ticket ${n.reference}:`, '', n.text ?? ''],
    }),
    reminder: (n) => ({
      subject: `Reminder, we wait for your answer: ${n.title}`,
      lines: [
        `Support still waits for your answer about ticket ${n.reference}:`,
        '',
        n.text ?? '',
        '',
        'Without an answer the ticket may be closed after the delay that the contract gives.',
      ],
    }),
    unanswered: (n) => ({
      subject: `Ticket closed without an answer: ${n.title}`,
      lines: [
        `Ticket ${n.reference} is closed: support's question was left unanswered for the delay that the contract gives.`,
        'You can open a follow-up ticket that names it.',
      ],
    }),
    silence: (n) => ({
      subject: `Ticket closed: ${n.title}`,
      lines: [
        `Ticket ${n.reference}, resolved, is closed: the delay that the contract gives for reopening it has passed.`,
        'You can open a follow-up ticket that names it.',
      ],
    }),
    'out-of-scope': (n) => ({
      subject: `Not within the scope of support: ${n.title}`,
      lines: [
        `Ticket ${n.reference} is not within the scope of support: ${word(english, n.reason)}.`,
        '',
        n.text ?? '',
      ],
    }),
    'priority-proposed': (n) => ({
      subject: `Priority ${n.reason ?? ''} proposed: ${n.title}`,
      lines: [
        `For ticket ${n.reference}, which is ${n.priority}, the priority ${n.reason ?? ''} is proposed (annex §7):`,
        '',
        n.text ?? '',
        '',
        'Please accept or decline it on the ticket.',
      ],
    }),
    'priority-accepted': (n) => ({
      subject: `Priority ${n.reason ?? ''} accepted: ${n.title}`,
      lines: [`The priority ${n.reason ?? ''} proposed for ticket ${n.reference} is accepted.`],
    }),
    'priority-declined': (n) => ({
      subject: `Priority ${n.reason ?? ''} declined: ${n.title}`,
      lines: [`The priority ${n.reason ?? ''} proposed for ticket ${n.reference} is declined:`, '', n.text ?? ''],
    }),
    resolved: (n) => ({
      subject: `Ticket resolved: ${n.title}`,
      lines: [
        `Ticket ${n.reference} is resolved (${word(english, n.reason)}):`,
        '',
        n.text ?? '',
        '',
        'Please confirm the resolution or reopen the ticket.',
      ],
    }),
    proposed: (n) => ({
      subject: `Resolution proposed: ${n.title}`,
      lines: [
        `A resolution of ticket ${n.reference} is proposed to you (${word(english, n.reason)}${version(n, 'delivered by version')}):`,
        '',
        n.text ?? '',
        '',
        'Please accept it, or decline it and say why. The ticket is resolved with your agreement alone.',
      ],
    }),
    accepted: (n) => ({
      subject: `Resolution accepted: ${n.title}`,
      lines: [`The resolution proposed for ticket ${n.reference} is accepted.`, ...quoted(n.text)],
    }),
    declined: (n) => ({
      subject: `Resolution declined: ${n.title}`,
      lines: [`The client declines the resolution proposed for ticket ${n.reference}:`, ...quoted(n.text)],
    }),
    merged: (n) => ({
      subject: `Followed in ticket ${n.about ?? ''}: ${n.title}`,
      lines: [
        `Ticket ${n.reference} is about the same matter as ticket ${n.about ?? ''}, where it is followed from now on:`,
        ...quoted(n.text),
        '',
        `Please write to us in ticket ${n.about ?? ''}; its guaranteed times, counted from earlier on, hold for both.`,
      ],
    }),
    reopened: (n) => ({
      subject: `Ticket reopened: ${n.title}`,
      lines: [`The client reopened ticket ${n.reference}:`, '', n.text ?? ''],
    }),
    warning: (n, { due, target }) => ({
      subject: `${n.priority}: ${clock(english, n)}, ${threshold(n)}: ${n.title}`,
      lines: [`Ticket ${n.reference}, ${clock(english, n)}: ${threshold(n)}.`, `Guaranteed: ${target}. Due: ${due}.`],
    }),
    breach: (n, { due, target, at }) => ({
      subject: `${n.priority}: ${clock(english, n)} exceeded: ${n.title}`,
      lines: [
        `The ${clock(english, n)} of ticket ${n.reference} is exceeded since ${at}.`,
        `Guaranteed: ${target}. Due: ${due}.`,
      ],
    }),
    escalation: (n, { due, target, at }) => ({
      subject: `${n.priority}: ${clock(english, n)}, ${threshold(n)}: ${n.title}`,
      lines: [
        `Ticket ${n.reference}, ${clock(english, n)}: ${threshold(n)} of support, on ${at}.`,
        `Guaranteed: ${target}. Due: ${due}.`,
      ],
    }),
    ...quotationTexts.en,
  },
  link: 'See the ticket:',
  footer: 'Automatic message of the support.',
};

const words: Record<Language, Words> = { fr: french, en: english };

const word = (language: Words, reason: string | null): string => language.reasons[reason ?? ''] ?? reason ?? '';
const version = ({ about }: Notice, words: string): string => (about === undefined ? '' : `, ${words} ${about}`);
const quoted = (text: string | null): string[] => (text === null ? [] : ['', text]);
const threshold = (notice: Notice): string =>
  notice.threshold === null ? '' : thresholdInWords(notice.threshold, notice.language);
const clock = (language: Words, notice: Notice): string => (notice.clock ? language.clocks[notice.clock] : '');

/**
 * Subject and text of a notice that leaves at an instant (epoch milliseconds), in its reader's language; instants in the
 * contract's zone, with the zone's name. One that leaves late says so.
 */
export function noticeText(notice: Notice, nowMs: number, publicUrl?: string): { subject: string; text: string } {
  const language = words[notice.language];
  const facts = {
    due: notice.dueAt === null ? '' : instantText(notice.dueAt, notice),
    at: instantText(notice.at, notice),
    target: notice.targetMs === null ? '' : durationText(notice.targetMs, notice.language),
  };
  const { subject, lines } = language.texts[notice.template](notice, facts);
  const link =
    publicUrl === undefined ? [] : [`${language.link} ${new URL(`/#/tickets/${notice.reference}`, publicUrl).href}`];
  return {
    subject: oneLine(`[${notice.reference}] ${subject}`),
    text: [...lines, '', ...latenessText(notice, nowMs), ...link, language.footer, ''].join('\n'),
  };
}

function instantText(at: string, { language, zone }: Notice): string {
  const format = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone: zone,
    dateStyle: 'full',
    timeStyle: 'long',
  });
  return format.format(new Date(at));
}

function durationText(ms: number, language: Language): string {
  const seconds = ms / 1000;
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ] as const;
  const text = parts.flatMap(([amount, unit]) => (amount > 0 ? [`${amount} ${unit}`] : [])).join(' ') || '0 s';
  return language === 'fr' ? `${text} de support` : `${text} of support`;
}

/** Header values are one line: a title with a line break must not become another header. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
