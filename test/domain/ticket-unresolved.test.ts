import { ticketAnswer } from '../../domain/ticket/answer';
import { explainClocks } from '../../domain/ticket/clocks';
import { claire, day, hour, minute, nadia, openedMs, ToldTicket } from './told-ticket';

const refusal = { outOfScope: 'training', advice: 'Our courses: training@editor.example' };

function working(): ToldTicket {
  const ticket = ToldTicket.admitted({ closeUnansweredAfter: 'PT10H' });
  ticket.tell(nadia, 'acknowledge', {}, minute);
  ticket.tell(nadia, 'qualify', { category: 'provider-incident', priority: 'P2' }, 2 * minute);
  return ticket;
}

const verdicts = ({ state }: ToldTicket, afterMs = 30 * day) =>
  ticketAnswer(state, openedMs + afterMs, 1).clocks.map(({ state: stands, verdict }) => [stands, verdict]);

describe('the verdict of what was never resolved (annex GTI, GTR)', () => {
  test('rejected in time, nothing was resolved in time: support has reacted, and that is all', () => {
    const ticket = ToldTicket.admitted();
    ticket.tell(nadia, 'reject', refusal, minute);
    expect(verdicts(ticket)).toEqual([
      ['stopped', 'met'],
      ['stopped', null],
    ]);
    const stops = explainClocks(ticket.state, openedMs + hour).map(({ stopped }) => stopped?.reason);
    expect(stops).toEqual([undefined, 'unresolved']);
  });

  test('rejected too late, it stays late', () => {
    const ticket = working();
    ticket.tell(nadia, 'reject', refusal, 20 * day);
    expect(verdicts(ticket)[1]).toEqual(['stopped', 'breached']);
  });

  test('closed unanswered, it was not resolved, though it had been once', () => {
    const ticket = working();
    ticket.tell(nadia, 'resolve', { kind: 'fix', answer: 'Done' }, 10 * minute);
    expect(verdicts(ticket, hour)[1]).toEqual(['stopped', 'met']);
    ticket.tell(claire, 'reopen', { reason: 'No' }, hour);
    ticket.tell(nadia, 'ask', { question: '?' }, hour + minute);
    ticket.tick(10 * day);
    expect(ticket.state).toMatchObject({ status: 'closed' });
    expect(verdicts(ticket)[1]).toEqual(['stopped', null]);
    expect(verdicts(ticket, 30 * minute)[1]).toEqual(['stopped', 'met']);
  });

  test('resolved, it stays so once it is closed', () => {
    const ticket = working();
    ticket.tell(nadia, 'resolve', { kind: 'fix', answer: 'Done' }, 10 * minute);
    ticket.tell(claire, 'confirm', {}, hour);
    expect(ticket.state).toMatchObject({ status: 'closed' });
    expect(verdicts(ticket)[1]).toEqual(['stopped', 'met']);
  });

  test('what was judged under older rules stays judged so', () => {
    const ticket = working();
    if (ticket.state.terms) ticket.state = { ...ticket.state, terms: { ...ticket.state.terms, rules: 4 } };
    ticket.tell(nadia, 'reject', refusal, 5 * minute);
    expect(verdicts(ticket)[1]).toEqual(['stopped', 'met']);
  });
});
