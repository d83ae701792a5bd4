import { noticesFor } from '../../domain/ticket/notices';
import { leavesMs, whyNotSend } from '../../domain/ticket/sending';
import { claire, hour, minute, nadia, openedMs, ToldTicket } from './told-ticket';

const working = (): ToldTicket => {
  const ticket = ToldTicket.admitted();
  ticket.tell(nadia, 'acknowledge', {}, 5 * minute);
  ticket.tell(nadia, 'qualify', { category: 'provider-incident', priority: 'P2' }, 10 * minute);
  return ticket;
};

test('complaint A6: whatever a client writes while it is asked is its answer, and the clock goes on', () => {
  const ticket = working();
  ticket.tell(nadia, 'ask', { question: 'Since when?' }, hour);
  expect(ticket.tell(claire, 'message', { message: 'Since nine' }, 2 * hour)).toEqual(['client-answered']);
  expect(ticket.state).toMatchObject({ status: 'in-progress', question: null });
  expect(ticket.state.moves.at(-1)).toMatchObject({ kind: 'answered', atMs: openedMs + 2 * hour });
});

test('a message of support answers no question of its own, and moves no clock', () => {
  const ticket = working();
  ticket.tell(nadia, 'ask', { question: 'Since when?' }, hour);
  const { moves } = ticket.state;
  expect(ticket.tell(nadia, 'message', { message: 'We go on looking' }, 2 * hour)).toEqual(['message-written']);
  expect(ticket.state).toMatchObject({ status: 'waiting-client', moves });
});

test('complaint A3: a message after the resolution ("thank you") opens nothing until the client reopens', () => {
  const ticket = working();
  ticket.tell(nadia, 'resolve', { kind: 'fix', answer: 'Done' }, hour);
  expect(ticket.tell(claire, 'message', { message: 'Thank you' }, 2 * hour)).toEqual(['message-written']);
  expect(ticket.state.status).toBe('resolved');
  expect(ticket.tick(3 * hour)).toEqual([]);
});

test('a message is sent to the other side', () => {
  const ticket = working();
  const told = (by: typeof claire, afterMs: number): string[] => {
    ticket.tell(by, 'message', { message: 'Hello' }, afterMs);
    const event = ticket.events.at(-1);
    return event ? noticesFor(event, ticket.state, 9).map(({ template, recipient }) => `${template} ${recipient}`) : [];
  };
  const { client, support } = ticket.state.terms?.contacts ?? { client: [], support: [] };
  expect(told(claire, hour)).toEqual(support.map(({ email }) => `message ${email}`));
  expect(told(nadia, 2 * hour)).toEqual([
    'message claire@dupont.example',
    ...client.flatMap(({ email }) => (email === 'claire@dupont.example' ? [] : [`message ${email}`])),
  ]);
});

test('a message can be withdrawn for ten seconds by who wrote it: its notice waits so long, and is then dropped', () => {
  const ticket = working();
  const { moves, status } = ticket.state;
  const write = (afterMs: number) =>
    ticket.tell(nadia, 'message', { message: 'Oops', withdrawable: true }, hour + afterMs);
  const withdraw = (number: number, afterMs: number, by = nadia) =>
    ticket.tell(by, 'withdraw-message', { number }, hour + afterMs);
  expect(write(0)).toEqual(['message-written']);
  const event = ticket.events.at(-1);
  const [notice] = event ? noticesFor(event, ticket.state, 9) : [];
  if (!notice) throw new Error('nobody is told');
  const atMs = openedMs + hour;
  expect(leavesMs(notice, ticket.state, atMs)).toBe(atMs + 10_000);
  expect(leavesMs(notice, ticket.state, atMs + 10_001)).toBe(atMs + 10_001);
  expect(whyNotSend(notice, ticket.state)).toBeUndefined();
  expect(withdraw(1, 5_000, { id: 'n2', role: 'support' })).toBe('not-withdrawable');
  expect(withdraw(2, 5_000)).toBe('not-withdrawable');
  expect(withdraw(1, 9_999)).toEqual(['message-withdrawn']);
  expect(whyNotSend(notice, ticket.state)).toBe('withdrawn');
  expect(withdraw(1, 9_999)).toBe('not-withdrawable');
  expect(write(20_000)).toEqual(['message-written']);
  expect(withdraw(2, 30_000)).toBe('not-withdrawable');
  expect(ticket.state).toMatchObject({ moves, status });
});

test('what a client writes, its answer above all, cannot be withdrawn', () => {
  const ticket = working();
  expect(ticket.tell(claire, 'message', { message: 'Oops', withdrawable: true }, hour)).toEqual(['message-written']);
  expect(ticket.state.withdrawable).toBeUndefined();
});
