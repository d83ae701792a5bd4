import { example, type MakeCommand } from './command';

const offer = {
  amount: '1250.00',
  currency: 'EUR',
  validUntil: '2099-12-31',
  description: 'A label printed in Greek, delivered to the test environment.',
};
const ADDITIONAL = ['acknowledgeTicket', 'qualifyTicket#3'];
const QUOTED = [...ADDITIONAL, 'quoteTicket'];

/** Quotations of additional requests, which are billed (annex glossary, "Demande Complémentaire"). */
export function quotationCommands(command: MakeCommand) {
  return [
    command(
      'quoteTicket',
      'quote',
      'Quote an additional request; the open quotation, if there is one, is replaced',
      [example('A fixed price', offer, ADDITIONAL)],
      { day: ({ validUntil }) => validUntil },
    ),
    command('acceptQuotation', 'accept-quotation', 'Accept the open quotation: work begins', [
      example('By the client', { number: 1 }, QUOTED, 'dupont'),
      example('Entered by support, with the evidence', { number: 1, agreement: 'Claire Dupont, by phone' }, QUOTED),
    ]),
    command('refuseQuotation', 'refuse-quotation', 'Refuse the open quotation', [
      example('By the client', { number: 1, reason: 'Above our budget.' }, QUOTED, 'dupont'),
    ]),
    command('withdrawQuotation', 'withdraw-quotation', 'Take the open quotation back', [
      example('Quoted by mistake', { number: 1, reason: 'It is part of the subscription.' }, QUOTED),
    ]),
  ] as const;
}
