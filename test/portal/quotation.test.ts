import { bodyOf } from '../../portal/pages/tickets/commands/bodies';
import { fieldPlans } from '../../portal/pages/tickets/commands/field-plans';
import type { Ticket } from '../../portal/pages/tickets/ticket-state';
import type { Me } from '../../portal/shell/session';

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
const client = { role: 'client' } as Me;
const support = { role: 'support' } as Me;
const quoted = (number: number): Ticket =>
  ({ zone: 'Europe/Paris', quotation: { number, amount: '1250.50', currency: 'EUR', state: 'open' } }) as Ticket;

test('patterns 6.10: who accepts a quotation ticks each consequence, with the amount as the language writes it', () => {
  const labels = (language: 'fr' | 'en') =>
    fieldPlans('accept-quotation', quoted(1), client, language).map(({ label, type, optional }) => {
      expect({ type, optional }).toEqual({ type: 'tick', optional: undefined });
      return plain(label);
    });
  expect(labels('fr')[0]).toContain('1 250,50 € soient facturés');
  expect(labels('en')[0]).toContain('€1,250.50 are billed');
  expect(labels('fr')).toHaveLength(labels('en').length);
});

test('what was ticked of one quotation is not agreed to of the next, and is no part of what is sent', () => {
  const names = (number: number) =>
    fieldPlans('accept-quotation', quoted(number), client, 'fr').map(({ name }) => name);
  expect(names(1).some((name) => names(2).includes(name))).toBe(false);
  const ticked = Object.fromEntries(names(2).map((name) => [name, true]));
  expect(bodyOf('accept-quotation', ticked, quoted(2))).toEqual({ number: 2 });
});

test('support enters the decision of a client with its evidence, and the client with none', () => {
  const names = (me: Me) => fieldPlans('refuse-quotation', quoted(1), me, 'en').map(({ name }) => name);
  expect(fieldPlans('accept-quotation', quoted(1), support, 'en').map(({ name }) => name)).toEqual(['agreement']);
  expect(names(client)).toEqual(['reason']);
  expect(names(support)).toEqual(['reason', 'agreement']);
});
