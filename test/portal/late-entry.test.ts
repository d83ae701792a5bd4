import { bodyOf } from '../../portal/pages/tickets/commands/bodies';
import { latePlans } from '../../portal/pages/tickets/commands/late-plans';
import type { Ticket } from '../../portal/pages/tickets/ticket-state';

const ticket = { zone: 'Europe/Paris' } as Ticket;

test('support says by the clock of the contract when it happened, and how that is known', () => {
  const typed = { question: 'Lit?', happenedAt: '2026-11-23T10:00', evidence: 'The list of calls' };
  expect(bodyOf('ask', typed, ticket)).toEqual({ ...typed, happenedAt: '2026-11-23T09:00:00.000Z' });
  expect(bodyOf('ask', { ...typed, happenedAt: '', evidence: '' }, ticket)).toEqual({ question: 'Lit?' });
});

test('what moves a clock can be entered late by support alone', () => {
  const names = (role: 'client' | 'support', name: 'ask' | 'acknowledge' | 'answer' | 'resolve' | 'note') =>
    latePlans(name, { role }, 'fr').map((plan) => plan.name);
  for (const name of ['ask', 'acknowledge', 'answer', 'resolve'] as const) {
    expect(names('support', name)).toEqual(['happenedAt', 'evidence']);
    expect(names('client', name)).toEqual([]);
  }
  expect(names('support', 'note')).toEqual([]);
});
