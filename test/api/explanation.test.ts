import type { Scope } from '../../api/authorization';
import { explanationOf, explanationSchema } from '../../api/explanation';
import { stateSeenBy } from '../../api/ticket-view';
import { termsSchema } from '../../domain/ticket/schema';
import {
  acknowledge,
  changePriority,
  command,
  give,
  hour,
  openedBy,
  qualify,
  resolve,
  winter,
} from '../domain/clock/trap-fixtures';
import { nadia, openedMs, ToldTicket } from '../domain/told-ticket';

const monday = (time: string): number => winter(`2026-11-23T${time}`);

test('a change of priority is told with what it made of the time counted, and the answer is what its schema says', () => {
  const { state } = give(
    openedBy('P3', monday('09:00')).state,
    command(acknowledge, monday('10:00')),
    command(qualify('P3'), monday('10:00')),
    command(changePriority('P2'), monday('11:00')),
    command(resolve, monday('14:00')),
  );
  const explanation = explanationOf(state, monday('15:00'), 'en');
  expect(explanationSchema.parse(explanation)).toEqual(explanation);
  const [intervention, resolution] = explanation.clocks;
  // Taken into account before: its verdict does not stand on the change.
  expect(intervention).toMatchObject({ targetMs: 4 * hour, changes: [] });
  expect(resolution?.changes).toEqual([
    {
      at: '2026-11-23T10:00:00.000Z',
      deadline: 1,
      policy: 'carry-elapsed',
      clause: '§7',
      from: {
        name: 'P3',
        hours: 'office',
        targetMs: 16 * hour,
        countedMs: 2 * hour,
        remainingMs: 14 * hour,
        dueAt: '2026-11-24T16:00:00.000Z',
      },
      to: {
        name: 'P2',
        hours: 'office',
        targetMs: 8 * hour,
        countedMs: 2 * hour,
        remainingMs: 6 * hour,
        dueAt: '2026-11-23T16:00:00.000Z',
      },
      entered: null,
      text: expect.stringContaining('P3, 16 h 00 in “office” → P2, 8 h 00 in “office”') as string,
    },
  ]);
  expect(resolution?.segments).toMatchObject([
    { to: '2026-11-23T10:00:00.000Z', targetMs: 16 * hour, deadline: 0, countedMs: 2 * hour },
    { to: '2026-11-23T13:00:00.000Z', targetMs: 8 * hour, deadline: 1, countedMs: 3 * hour },
  ]);
  const stop = { at: '2026-11-23T13:00:00.000Z', reason: null, text: 'stopped: ticket resolved', entered: null };
  expect(resolution?.stopped).toEqual(stop);
});

test('the version of the contract is told with its dates of effect; a ticket taken before these were kept has none', () => {
  const { state } = openedBy('P3', monday('09:00'), { terms: { effectiveUntil: '2027-12-31' } });
  const version = { contractVersion: 1, effectiveFrom: '2024-01-01', effectiveUntil: '2027-12-31' };
  expect(explanationOf(state, monday('10:00'), 'en')).toMatchObject(version);
  const { effectiveFrom, effectiveUntil, ...terms } = state.terms ?? {};
  expect([effectiveFrom, effectiveUntil]).toEqual(['2024-01-01', '2027-12-31']);
  const before = { ...state, terms: termsSchema.parse(terms) };
  expect(explanationOf(before, monday('10:00'), 'en')).toMatchObject({
    contractVersion: 1,
    effectiveFrom: null,
    effectiveUntil: null,
  });
});

test('a client gets to know by their role alone who of support entered something late', () => {
  const ticket = ToldTicket.admitted();
  ticket.tell(nadia, 'acknowledge', {}, hour);
  ticket.tell(nadia, 'ask', { question: '?' }, 3 * hour, { happenedMs: openedMs + 2 * hour, evidence: 'Call' });
  const explained = (scope: Scope): string =>
    JSON.stringify(explanationOf(stateSeenBy({ scope }, ticket.state), openedMs + 4 * hour, 'en').clocks);
  expect(explained('all')).toContain(`by ${nadia.id}, Call`);
  expect(explained('own')).toContain('by support, Call');
  expect(explained('own')).not.toContain(`"${nadia.id}"`);
});

test('a clock that stopped for another reason than its aim says which', () => {
  const ticket = ToldTicket.admitted();
  ticket.tell(nadia, 'acknowledge', {}, hour);
  ticket.tell(nadia, 'reject', { outOfScope: 'training', advice: 'Our courses' }, 2 * hour);
  const told = (language: 'fr' | 'en') =>
    explanationOf(ticket.state, openedMs + 3 * hour, language).clocks.map(({ stopped }) => [
      stopped?.reason,
      stopped?.text,
    ]);
  expect(told('en')).toEqual([
    [null, 'stopped: ticket taken into account'],
    ['unresolved', 'stopped: ticket ended without a resolution'],
  ]);
  expect(told('fr')[1]?.[1]).toBe('arrêté : ticket terminé sans résolution');
});
