import { quotationTexts } from './quotation-texts';
import { clock, quoted, threshold, version, word, type Words } from './words';

export const french: Words = {
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
        ...(n.reason === 'invoices-unpaid' || n.reason === 'version-unsupported'
          ? [
              'Une fois la situation régularisée, soumettez-le de nouveau sur sa page : ses délais garantis courront à partir de là.',
            ]
          : []),
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
    attached: (n) => ({
      subject: `Fichier ajouté : ${n.title}`,
      lines: [`Un fichier a été ajouté au ticket ${n.reference} : ${n.text ?? ''}. Il se télécharge sur le ticket.`],
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
    confirmed: (n) => ({
      subject: `Ticket clos en accord avec vous : ${n.title}`,
      lines: [
        `Le support a clos le ticket ${n.reference}, résolu, en indiquant votre accord :`,
        ...quoted(n.text),
        '',
        'Si ce n’est pas le cas, ouvrez un ticket de suite qui le nomme.',
      ],
    }),
    'wait-entered': (n, { due }) => ({
      subject: `Une attente de votre part a été saisie : ${n.title}`,
      lines: [
        `Le support a saisi que le ticket ${n.reference} vous attendait${due === '' ? '' : ` jusqu’au ${due}`}. Ce temps est déduit du temps de résolution. Ce qui l’établit :`,
        ...quoted(n.text),
        '',
        'Le ticket montre tout le décompte. Si ce n’est pas le cas, écrivez-le sur le ticket.',
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
    'priority-withdrawn': (n) => ({
      subject: `Priorité ${n.reason ?? ''} plus proposée : ${n.title}`,
      lines: [
        `La priorité ${n.reason ?? ''} proposée pour le ticket ${n.reference} est retirée : il n’y a plus à y répondre. Le ticket reste en ${n.priority}.`,
      ],
    }),
    'priority-changed': (n) => ({
      subject: `Priorité ${n.reason ?? ''} désormais : ${n.title}`,
      lines: [
        `Le support a changé la priorité du ticket ${n.reference} de ${n.about ?? ''} en ${n.reason ?? ''}.`,
        ...(n.text === null ? [] : ['', n.text]),
        '',
        "Les deux parties s'accordent sur la priorité (annexe §7) : sinon, proposez-en une autre sur le ticket.",
      ],
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
    'declined-for-client': (n) => ({
      subject: `Résolution refusée en votre nom : ${n.title}`,
      lines: [
        `Le support a saisi que vous refusez la résolution proposée au ticket ${n.reference} :`,
        ...quoted(n.text),
        '',
        'Si ce n’est pas le cas, écrivez-le sur le ticket.',
      ],
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
