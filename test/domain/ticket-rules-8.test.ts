import { ticketAnswer } from '../../domain/ticket/answer';
import { readClocks } from '../../domain/ticket/clocks';
import { noticesFor, type Notice } from '../../domain/ticket/notices';
import { whyNotSend } from '../../domain/ticket/sending';
import { toInstant } from '../../domain/time/instant';
import { claire, day, hour, minute, nadia, openedMs, ToldTicket } from './told-ticket';

const at = (afterMs: number): string => toInstant(openedMs + afterMs);
const incident = { category: 'provider-incident', priority: 'P2' };
const fix = { kind: 'fix', answer: 'Printed' };

function qualified(contract: Parameters<typeof ToldTicket.admitted>[0] = {}): ToldTicket {
  const ticket = ToldTicket.admitted(contract);
  ticket.tell(nadia, 'acknowledge', {}, minute);
  ticket.tell(nadia, 'qualify', incident, 2 * minute);
  return ticket;
}

/** Of the resolution clock, hours counted, so long after the opening (ms). */
const countedHours = ({ state }: ToldTicket, afterMs: number): number =>
  (readClocks(state, openedMs + afterMs).find(({ clock }) => clock === 'resolution')?.countedMs ?? NaN) / hour;

describe('a delay counts in the hours in which it began, whatever the priority becomes (annex §4, §7)', () => {
  test('a question is not closed at once, nor in the past, where its ticket becomes more urgent', () => {
    const ticket = qualified({ closeUnansweredAfter: 'PT30H', remindAfter: ['PT20H'] });
    ticket.tell(nadia, 'ask', { question: 'Which printer?' }, hour);
    ticket.tell(claire, 'propose-priority', { priority: 'P1', impact: 'Nothing leaves' }, 2 * day);
    expect(ticket.tell(nadia, 'accept-priority', {}, 2 * day + hour)).not.toContain('client-reminded');
    expect(ticket.tell(claire, 'answer', { answer: 'The red one' }, 2 * day + hour + 1000)).toContain(
      'client-answered',
    );
  });

  test('a resolved ticket can still be reopened', () => {
    const ticket = qualified({ closeAfter: 'PT30H', reopenWithin: 'PT30H' });
    ticket.tell(nadia, 'resolve', fix, hour);
    ticket.tell(nadia, 'change-priority', { priority: 'P1', agreement: 'By phone' }, 2 * day);
    expect(ticket.tell(claire, 'reopen', { reason: 'Again' }, 2 * day + hour)).toContain('reopened');
  });
});

describe('a wait that is entered late ends where the next one begins (annex, GTR)', () => {
  const wait = { question: 'The log?', from: at(hour), to: at(2 * hour), proof: 'Mail of ten' };

  test('and the client is still waited for', () => {
    const ticket = qualified();
    ticket.tell(nadia, 'ask', { question: 'Which printer?' }, 2 * hour);
    expect(ticket.tell(nadia, 'record-wait', wait, 3 * hour)).toContain('wait-recorded');
    expect(countedHours(ticket, 5 * hour)).toBe(1);
    expect(ticketAnswer(ticket.state, openedMs + 5 * hour, 1).waits).toMatchObject([
      { number: 2, from: at(hour), to: at(2 * hour) },
      { number: 1, from: at(2 * hour), to: null },
    ]);
  });

  test('and the next one has its whole length', () => {
    const ticket = qualified();
    ticket.tell(nadia, 'ask', { question: 'Which printer?' }, 2 * hour);
    ticket.tell(claire, 'answer', { answer: 'The red one' }, 4 * hour);
    ticket.tell(nadia, 'record-wait', wait, 5 * hour);
    expect(countedHours(ticket, 5 * hour)).toBe(2);
  });
});

test('support does not lower a priority alone, by way of a request either (annex §7)', () => {
  const ticket = qualified();
  const request = { category: 'client-request', priority: 'P4', reason: 'A question' };
  expect(ticket.tell(nadia, 'qualify', request, hour)).toContain('qualified');
  const lower = { ...incident, priority: 'P3', reason: 'It is one after all' };
  expect(ticket.tell(nadia, 'qualify', lower, 2 * hour)).toBe('priority-not-agreed');
  expect(ticket.tell(nadia, 'qualify', { ...lower, priority: 'P2' }, 2 * hour)).toContain('qualified');
});

describe('what a client has accepted to pay is billed (annex glossary, "Demande Complémentaire")', () => {
  const additional = { category: 'additional-request', priority: 'P4' };
  const request = { category: 'client-request', priority: 'P4', reason: 'Within the subscription' };

  test('and stays an additional request until then, resolved or not', () => {
    const ticket = ToldTicket.admitted({}, { priority: 'P4' });
    ticket.tell(nadia, 'acknowledge', {}, minute);
    ticket.tell(nadia, 'qualify', additional, 2 * minute);
    const offer = { amount: '1250', currency: 'EUR', validUntil: '2026-11-25', description: 'A label' };
    ticket.tell(nadia, 'quote', offer, hour, { dayEndsAt: at(2 * day + 15 * hour) });
    ticket.tell(claire, 'accept-quotation', { number: 1 }, 2 * hour);
    expect(ticket.tell(nadia, 'qualify', request, 3 * hour)).toBe('quotation-unbilled');
    ticket.tell(nadia, 'resolve', fix, 4 * hour);
    expect(ticket.tell(nadia, 'qualify', request, 5 * hour)).toBe('quotation-unbilled');
    expect(ticket.tell(claire, 'confirm', {}, 6 * hour)).toContain('quotation-billed');
  });

  test('and what was resolved as covered becomes no additional request', () => {
    const ticket = ToldTicket.admitted({}, { priority: 'P4' });
    ticket.tell(nadia, 'acknowledge', {}, minute);
    ticket.tell(nadia, 'qualify', { category: 'client-request', priority: 'P4' }, 2 * minute);
    ticket.tell(nadia, 'resolve', fix, hour);
    expect(ticket.tell(nadia, 'qualify', { ...additional, reason: 'Billed' }, 2 * hour)).toBe('quotation-not-accepted');
  });
});

describe('what the client says of a resolution is no silence (annex §4)', () => {
  function resolved(): ToldTicket {
    const ticket = qualified({ closeAfter: 'PT20H' });
    ticket.tell(nadia, 'resolve', fix, hour);
    return ticket;
  }

  test('whatever call before it is entered later', () => {
    const ticket = resolved();
    ticket.tell(claire, 'message', { message: 'It does not work' }, 3 * hour);
    const call = { happenedMs: openedMs + 2 * hour, evidence: 'The list of calls' };
    expect(ticket.tell(nadia, 'message', { message: 'Called' }, 4 * hour, call)).toContain('message-written');
    ticket.tick(20 * day);
    expect(ticket.state.status).toBe('resolved');
  });

  test('a proposed priority or a file says something too, and support is told of it', () => {
    const proposed = resolved();
    proposed.tell(claire, 'propose-priority', { priority: 'P1', impact: 'It still does not work' }, 3 * hour);
    proposed.tick(20 * day);
    expect(proposed.state.status).toBe('resolved');

    const attached = resolved();
    const file = { id: 'f', name: 'screen.png', type: 'image/png', size: 3, sha256: 'a'.repeat(64) };
    attached.tell(claire, 'attach', { ...file, internal: false, mostOfTicket: 9 }, 3 * hour);
    const message = attached.events.findLast(({ type }) => type === 'message-written');
    expect(message && noticesFor(message, attached.state, 9).map(({ text }) => text)).toContain('[screen.png]');
    attached.tick(20 * day);
    expect(attached.state.status).toBe('resolved');
  });
});

test('a proposal of the client is answered before support qualifies otherwise (annex §7)', () => {
  const ticket = ToldTicket.admitted();
  ticket.tell(claire, 'propose-priority', { priority: 'P1', impact: 'Nothing leaves' }, minute);
  ticket.tell(nadia, 'acknowledge', {}, 2 * minute);
  expect(ticket.tell(nadia, 'qualify', { ...incident, priority: 'P3' }, 3 * minute)).toBe('proposal-open');
  ticket.tell(nadia, 'decline-priority', { reason: 'One user' }, 4 * minute);
  expect(ticket.tell(nadia, 'qualify', { ...incident, priority: 'P3' }, 5 * minute)).toContain('qualified');
});

test('a reminder of a question that was answered does not leave for the next one', () => {
  const ticket = qualified({ remindAfter: ['PT2H'] });
  ticket.tell(nadia, 'ask', { question: 'Which printer?' }, hour);
  ticket.tick(4 * hour);
  const event = ticket.events.findLast(({ type }) => type === 'client-reminded');
  const [reminder] = event ? noticesFor(event, ticket.state, 9) : [];
  expect(whyNotSend(reminder as Notice, ticket.state)).toBeUndefined();
  ticket.tell(claire, 'answer', { answer: 'The red one' }, 5 * hour);
  ticket.tell(nadia, 'ask', { question: 'Since when?' }, 6 * hour);
  expect(whyNotSend(reminder as Notice, ticket.state)).toBe('answered');
});

test('only an incident of the client has a cause, and another cause is another qualification (glossary)', () => {
  const ticket = ToldTicket.admitted();
  ticket.tell(nadia, 'acknowledge', {}, minute);
  expect(ticket.tell(nadia, 'qualify', { ...incident, cause: 'client' }, 2 * minute)).toBe('cause-of-client-incident');
  ticket.tell(nadia, 'qualify', { ...incident, category: 'client-incident', cause: 'client' }, 3 * minute);
  const agreement = 'By phone';
  const third = { priority: 'P1', category: 'client-incident', cause: 'third-party', agreement };
  ticket.tell(nadia, 'change-priority', third, hour);
  expect(ticket.state.cause).toBe('third-party');
  ticket.tell(nadia, 'change-priority', { priority: 'P2', category: 'provider-incident', agreement }, 2 * hour);
  expect(ticket.state.cause).toBeNull();
});

test('a late acknowledgement lets nothing be accepted before it was proposed', () => {
  const ticket = ToldTicket.admitted();
  ticket.tell(claire, 'propose-priority', { priority: 'P1', impact: 'Nothing leaves' }, hour);
  const late = (afterMs: number) => ({ happenedMs: openedMs + afterMs, evidence: 'The list of calls' });
  expect(ticket.tell(nadia, 'acknowledge', {}, 2 * hour, late(10 * minute))).toContain('acknowledged');
  expect(ticket.tell(nadia, 'accept-priority', {}, 2 * hour, late(20 * minute))).toBe('instant-out-of-order');
});
