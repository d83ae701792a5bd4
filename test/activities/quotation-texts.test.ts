import { noticeText } from '../../activities/mail/texts';
import type { Notice } from '../../domain/ticket/notices';

const notice: Notice = {
  ...{ reference: 'T-0123456789', sequence: 5, template: 'quotation', recipient: 'claire@dupont.example' },
  ...{ language: 'fr', title: 'Greek label', priority: 'P4', zone: 'Europe/Paris', at: '2026-11-23T09:00:00.000Z' },
  ...{ text: 'Une étiquette en grec', reason: null, clock: null, threshold: null, dueAt: null, targetMs: null },
  quotation: { number: 2, amount: '1250.00', currency: 'EUR', validUntil: '2026-11-25' },
};
/** Any space is a space to its reader. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

test.each([
  ['fr', 'Devis à accepter, 1 250,00 €', 'mercredi 25 novembre 2026', 'Une étiquette en grec'],
  ['en', 'Quotation to accept, €1,250.00', '25 November 2026', 'Une étiquette en grec'],
] as const)('a quotation says in %s what it costs, what for, and until when it holds', (language, ...said) => {
  const { subject, text } = noticeText({ ...notice, language }, Date.parse(notice.at));
  for (const words of said) expect(plain(`${subject}\n${text}`)).toContain(words);
});

test.each(['quotation-accepted', 'quotation-refused', 'quotation-expired', 'quotation-withdrawn'] as const)(
  '%s names quotation and amount, with or without words of a person',
  (template) => {
    for (const language of ['fr', 'en'] as const)
      for (const typed of [null, 'Too dear']) {
        const { text } = noticeText({ ...notice, template, language, text: typed }, Date.parse(notice.at));
        expect(plain(text)).toMatch(/2 .*(1 250,00 €|€1,250\.00)|(1 250,00 €|€1,250\.00).* 2/);
        expect(text).not.toMatch(/null|undefined/);
        expect(text.includes('Too dear')).toBe(typed !== null && template !== 'quotation-expired');
      }
  },
);
