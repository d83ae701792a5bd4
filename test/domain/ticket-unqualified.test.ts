import { claire, hour, minute, nadia, ToldTicket } from './told-ticket';

const solution = { kind: 'workaround', answer: 'Use the other screen' };
const asked = (): ToldTicket => {
  const ticket = ToldTicket.admitted();
  ticket.tell(nadia, 'acknowledge', {}, minute);
  ticket.tell(nadia, 'ask', { question: 'Since when?' }, 2 * minute);
  return ticket;
};

test('nothing is resolved, or proposed to be, while waiting for the client before it is qualified (annex §4)', () => {
  const ticket = asked();
  expect(ticket.tell(nadia, 'resolve', solution, hour)).toBe('not-qualified');
  expect(ticket.tell(nadia, 'propose-resolution', { ...solution, anomaly: null }, hour)).toBe('not-qualified');
  ticket.tell(nadia, 'qualify', { category: 'provider-incident', priority: 'P2' }, hour);
  expect(ticket.tell(nadia, 'resolve', solution, hour)).toEqual(['resolved']);
});

test('a workaround resolves at the first level, with the answer to the client (annex §8 N1, §4)', () => {
  const ticket = asked();
  ticket.tell(nadia, 'qualify', { category: 'provider-incident', priority: 'P2' }, hour);
  ticket.tell(nadia, 'resolve', solution, hour);
  expect(ticket.state).toMatchObject({ level: 'N1', status: 'resolved', resolution: solution });
});

test('support closes what it has resolved with the agreement of the client alone', () => {
  const ticket = asked();
  ticket.tell(nadia, 'qualify', { category: 'provider-incident', priority: 'P2' }, hour);
  ticket.tell(nadia, 'resolve', solution, hour);
  expect(ticket.tell(nadia, 'confirm', {}, 2 * hour)).toBe('agreement-missing');
  expect(ticket.tell(nadia, 'confirm', { agreement: 'Claire, by phone' }, 2 * hour)).toEqual(['closed']);
  expect(ticket.events.at(-1)?.data).toEqual({ reason: 'confirmed', agreement: 'Claire, by phone' });
});

test('a client confirms by itself', () => {
  const ticket = asked();
  ticket.tell(nadia, 'qualify', { category: 'provider-incident', priority: 'P2' }, hour);
  ticket.tell(nadia, 'resolve', solution, hour);
  expect(ticket.tell(claire, 'confirm', {}, 2 * hour)).toEqual(['closed']);
});
