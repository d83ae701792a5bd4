import type { Language } from '../../domain/languages';
import { amountInWords } from '../../domain/money';
import type { Notice, NoticeTemplate } from '../../domain/ticket/notices';

type QuotationTemplate = Extract<NoticeTemplate, `quotation${string}`>;
type Text = (notice: Notice) => { subject: string; lines: string[] };

const amount = ({ quotation, language }: Notice): string =>
  quotation ? amountInWords(quotation.amount, quotation.currency, language) : '';

/** A day of the calendar, the same in every zone. */
const lastDay = ({ quotation, language }: Notice): string =>
  quotation
    ? new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { timeZone: 'UTC', dateStyle: 'full' }).format(
        new Date(quotation.validUntil),
      )
    : '';

const typed = ({ text }: Notice): string[] => (text === null ? [] : ['', text]);

/** What is told of the quotation of an additional request (annex glossary, "Demande Complémentaire"). */
export const quotationTexts: Record<Language, Record<QuotationTemplate, Text>> = {
  fr: {
    quotation: (n) => ({
      subject: `Devis à accepter, ${amount(n)} : ${n.title}`,
      lines: [
        `Votre demande ${n.reference} ne relève pas du périmètre de votre abonnement : elle est facturée.`,
        `Devis n° ${n.quotation?.number ?? ''} : ${amount(n)}. Il remplace tout devis antérieur encore en attente.`,
        ...typed(n),
        '',
        `Vous pouvez l’accepter ou le refuser jusqu’au ${lastDay(n)} inclus (fuseau horaire ${n.zone}).`,
        'Les travaux commencent après votre acceptation. Ce temps d’attente est déduit du temps de résolution.',
      ],
    }),
    'quotation-accepted': (n) => ({
      subject: `Devis accepté, ${amount(n)} : ${n.title}`,
      lines: [
        `Le devis n° ${n.quotation?.number ?? ''} du ticket ${n.reference} est accepté : ${amount(n)}.`,
        ...typed(n),
      ],
    }),
    'quotation-refused': (n) => ({
      subject: `Devis refusé : ${n.title}`,
      lines: [
        `Le devis n° ${n.quotation?.number ?? ''} (${amount(n)}) du ticket ${n.reference} est refusé par le client.`,
        ...typed(n),
      ],
    }),
    'quotation-expired': (n) => ({
      subject: `Devis expiré : ${n.title}`,
      lines: [
        `Le devis n° ${n.quotation?.number ?? ''} (${amount(n)}) du ticket ${n.reference} est resté sans décision jusqu’au ${lastDay(n)}.`,
        'Le temps de résolution court de nouveau : faites un autre devis, ou dites au client ce qu’il advient de sa demande.',
      ],
    }),
    'quotation-withdrawn': (n) => ({
      subject: `Devis retiré : ${n.title}`,
      lines: [
        `Le devis n° ${n.quotation?.number ?? ''} (${amount(n)}) du ticket ${n.reference} est retiré : il n’y a plus rien à décider.`,
        ...typed(n),
      ],
    }),
  },
  en: {
    quotation: (n) => ({
      subject: `Quotation to accept, ${amount(n)}: ${n.title}`,
      lines: [
        `Your request ${n.reference} is out of the scope of your subscription: it is billed.`,
        `Quotation no. ${n.quotation?.number ?? ''}: ${amount(n)}. It takes the place of any earlier one still open.`,
        ...typed(n),
        '',
        `You can accept or refuse it up to and including ${lastDay(n)} (time zone ${n.zone}).`,
        'Work begins once you have accepted. This wait is deducted from the resolution time.',
      ],
    }),
    'quotation-accepted': (n) => ({
      subject: `Quotation accepted, ${amount(n)}: ${n.title}`,
      lines: [
        `Quotation no. ${n.quotation?.number ?? ''} of ticket ${n.reference} is accepted: ${amount(n)}.`,
        ...typed(n),
      ],
    }),
    'quotation-refused': (n) => ({
      subject: `Quotation refused: ${n.title}`,
      lines: [
        `The client refused quotation no. ${n.quotation?.number ?? ''} (${amount(n)}) of ticket ${n.reference}.`,
        ...typed(n),
      ],
    }),
    'quotation-expired': (n) => ({
      subject: `Quotation expired: ${n.title}`,
      lines: [
        `Quotation no. ${n.quotation?.number ?? ''} (${amount(n)}) of ticket ${n.reference} was left undecided until ${lastDay(n)}.`,
        'The resolution time runs again: quote anew, or tell the client what becomes of its request.',
      ],
    }),
    'quotation-withdrawn': (n) => ({
      subject: `Quotation withdrawn: ${n.title}`,
      lines: [
        `Quotation no. ${n.quotation?.number ?? ''} (${amount(n)}) of ticket ${n.reference} is withdrawn: there is nothing to decide any more.`,
        ...typed(n),
      ],
    }),
  },
};
