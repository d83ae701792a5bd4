import { quotationTexts } from './quotation-texts';
import { clock, quoted, threshold, version, word, type Words } from './words';

export const english: Words = {
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
        ...(n.reason === 'invoices-unpaid' || n.reason === 'version-unsupported'
          ? ['Once that is put right, submit it again on its page: its guaranteed times count from then.']
          : []),
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
    attached: (n) => ({
      subject: `File added: ${n.title}`,
      lines: [`A file was added to ticket ${n.reference}: ${n.text ?? ''}. It can be fetched on the ticket.`],
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
    confirmed: (n) => ({
      subject: `Ticket closed as agreed with you: ${n.title}`,
      lines: [
        `Support has closed ticket ${n.reference}, resolved, as it says in agreement with you:`,
        ...quoted(n.text),
        '',
        'If that is not so, open a follow-up ticket that names it.',
      ],
    }),
    'wait-entered': (n, { due }) => ({
      subject: `A wait for you was entered: ${n.title}`,
      lines: [
        `Support has entered that ticket ${n.reference} waited for you${due === '' ? '' : ` until ${due}`}. That time is deducted from the resolution time. What it stands on:`,
        ...quoted(n.text),
        '',
        'The ticket shows the whole clock. If that is not so, write it there.',
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
    'priority-withdrawn': (n) => ({
      subject: `Priority ${n.reason ?? ''} no longer proposed: ${n.title}`,
      lines: [
        `The priority ${n.reason ?? ''} proposed for ticket ${n.reference} was withdrawn: there is nothing to answer any more. The ticket stays ${n.priority}.`,
      ],
    }),
    'priority-changed': (n) => ({
      subject: `Priority ${n.reason ?? ''} from now on: ${n.title}`,
      lines: [
        `Support has changed the priority of ticket ${n.reference} from ${n.about ?? ''} to ${n.reason ?? ''}.`,
        ...(n.text === null ? [] : ['', n.text]),
        '',
        'Both sides agree on it (annex §7): if you do not, propose another one on the ticket.',
      ],
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
    'declined-for-client': (n) => ({
      subject: `Resolution declined for you: ${n.title}`,
      lines: [
        `Support has entered that you decline the resolution proposed for ticket ${n.reference}:`,
        ...quoted(n.text),
        '',
        'If that is not so, write it on the ticket.',
      ],
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
