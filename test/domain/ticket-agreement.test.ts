import { contractSchema } from '../../domain/contract/contract';
import type { TicketEvent } from '../../domain/ticket/events';
import { noticesFor } from '../../domain/ticket/notices';
import { toInstant } from '../../domain/time/instant';
import { sampleContract } from '../sample-contract';
import { claire, day, hour, minute, nadia, openedMs, ToldTicket } from './told-ticket';

const incident = { category: 'provider-incident', priority: 'P2' };
const fix = { kind: 'fix', answer: 'Printed' };

/** Whom the last event of a kind is told to, and by which template. */
function told(ticket: ToldTicket, type: TicketEvent['type']): string[] {
  const event = ticket.events.findLast((one) => one.type === type);
  return event ? noticesFor(event, ticket.state, 9).map(({ template, recipient }) => `${template}>${recipient}`) : [];
}

function qualified(contract: Parameters<typeof ToldTicket.admitted>[0] = {}): ToldTicket {
  const ticket = ToldTicket.admitted(contract);
  ticket.tell(nadia, 'acknowledge', {}, minute);
  ticket.tell(nadia, 'qualify', incident, 2 * minute);
  return ticket;
}

function resolved(contract: Parameters<typeof ToldTicket.admitted>[0] = {}): ToldTicket {
  const ticket = qualified(contract);
  ticket.tell(nadia, 'resolve', fix, hour);
  return ticket;
}

function additional(contract: Parameters<typeof ToldTicket.admitted>[0] = {}): ToldTicket {
  const ticket = ToldTicket.admitted(contract, { priority: 'P4' });
  ticket.tell(nadia, 'acknowledge', {}, minute);
  ticket.tell(nadia, 'qualify', { category: 'additional-request', priority: 'P4' }, 2 * minute);
  const offer = { amount: '1250', currency: 'EUR', validUntil: '2026-11-25', description: 'A label' };
  ticket.tell(nadia, 'quote', offer, hour, { dayEndsAt: toInstant(openedMs + 2 * day + 15 * hour) });
  return ticket;
}

test('a new ticket is held by the rules before its contract is read (annex §4, §7)', () => {
  const ticket = new ToldTicket({ rules: 7 });
  ticket.tell(nadia, 'acknowledge', {}, minute);
  expect(ticket.tell(nadia, 'resolve', fix, 2 * minute)).toBe('wrong-status');
  ticket.tell(nadia, 'ask', { question: 'Since when?' }, 2 * minute);
  expect(ticket.tell(nadia, 'resolve', fix, 3 * minute)).toBe('not-qualified');
  expect(ticket.tell(nadia, 'qualify', incident, 4 * minute)).toEqual(['qualified']);
  expect(ticket.tell(nadia, 'qualify', { ...incident, priority: 'P3', reason: 'One user' }, 5 * minute)).toBe(
    'priority-not-agreed',
  );
});

test('the first qualification does not overturn a priority that both sides have agreed on (annex §7)', () => {
  const ticket = ToldTicket.admitted();
  ticket.tell(claire, 'propose-priority', { priority: 'P1', impact: 'No shipping' }, minute);
  expect(ticket.tell(nadia, 'accept-priority', {}, 2 * minute)).toContain('priority-changed');
  ticket.tell(nadia, 'acknowledge', {}, 3 * minute);
  expect(ticket.tell(nadia, 'qualify', { ...incident, priority: 'P3' }, 4 * minute)).toBe('priority-not-agreed');
  const agreement = 'Claire, by phone';
  expect(ticket.tell(nadia, 'qualify', { ...incident, priority: 'P3', agreement }, 4 * minute)).toEqual(['qualified']);
  expect(told(ticket, 'qualified')).toContain('priority-changed>claire@dupont.example');
});

test('what support did before a proposal can be entered after it (annex, GTI)', () => {
  const ticket = ToldTicket.admitted();
  ticket.tell(
    claire,
    'propose-priority',
    { priority: 'P1', impact: 'No shipping', category: 'provider-incident' },
    20 * minute,
  );
  const entered = { happenedMs: openedMs + 10 * minute, evidence: 'The list of calls' };
  expect(ticket.tell(nadia, 'acknowledge', {}, 90 * minute, entered)).toContain('acknowledged');
});

test('an accepted quotation is not ended unbilled by a question that nobody answers (glossary)', () => {
  const ticket = additional({ closeUnansweredAfter: 'PT30H', remindAfter: ['PT10H'] });
  ticket.tell(claire, 'accept-quotation', { number: 1 }, 2 * hour);
  ticket.tell(nadia, 'ask', { question: 'Which label?' }, 3 * hour);
  ticket.tick(20 * day);
  expect(ticket.state.status).toBe('waiting-client');
  expect(ticket.events.map(({ type }) => type)).toContain('client-reminded');
});

test('a file that the client adds while it is asked is its answer; with a message by mail the message is (annex, GTR)', () => {
  const file = { id: '0'.repeat(32), name: 'a.log', type: 'text/plain', size: 3, sha256: '0'.repeat(64) };
  const data = { ...file, internal: false, mostOfTicket: 9 };
  const ticket = qualified();
  ticket.tell(nadia, 'ask', { question: 'The log?' }, hour);
  expect(ticket.tell(nadia, 'attach', data, 2 * hour)).toEqual(['attached']);
  expect(ticket.tell(claire, 'attach', { ...data, withMessage: true }, 2 * hour)).toEqual(['attached']);
  expect(ticket.tell(claire, 'attach', data, 3 * hour)).toEqual(['attached', 'client-answered']);
  expect(ticket.state).toMatchObject({ status: 'in-progress', question: null });
  expect(ticket.tell(claire, 'attach', data, 4 * hour)).toEqual(['attached']);
});

test('who writes of a resolution is not silent: it closes once support has written since, and silence followed', () => {
  const ticket = resolved({ closeAfter: 'PT20H' });
  ticket.tell(claire, 'message', { message: 'It does not work at all' }, 2 * hour);
  ticket.tick(10 * day);
  expect(ticket.state.status).toBe('resolved');
  ticket.tell(nadia, 'message', { message: 'Which screen?' }, 10 * day + hour);
  ticket.tick(11 * day);
  expect(ticket.state.status).toBe('resolved');
  ticket.tick(15 * day);
  expect(ticket.state.status).toBe('closed');
  const again = resolved({ closeAfter: 'PT20H' });
  again.tell(claire, 'message', { message: 'No' }, 2 * hour);
  again.tell(claire, 'reopen', { reason: 'No' }, 3 * hour);
  again.tell(nadia, 'resolve', fix, 4 * hour);
  again.tick(10 * day);
  expect(again.state.status).toBe('closed');
});

test('what support enters for the client is told to the client: a quotation, a closing, a wait', () => {
  const agreement = 'Claire Dupont, by phone';
  const accepted = additional();
  accepted.tell(nadia, 'accept-quotation', { number: 1, agreement }, 2 * hour);
  expect(told(accepted, 'quotation-accepted')).toEqual(['quotation-accepted>claire@dupont.example']);
  const own = additional();
  own.tell(claire, 'refuse-quotation', { number: 1 }, 2 * hour);
  expect(told(own, 'quotation-refused')).not.toContain('quotation-refused>claire@dupont.example');
  const closed = resolved();
  closed.tell(nadia, 'confirm', { agreement }, 2 * hour);
  expect(told(closed, 'closed')).toEqual(['confirmed>claire@dupont.example']);
  const byClient = resolved();
  byClient.tell(claire, 'confirm', {}, 2 * hour);
  expect(told(byClient, 'closed')).toEqual([]);
  const waited = qualified();
  const at = (afterMs: number) => toInstant(openedMs + afterMs);
  const wait = { question: 'Since when?', from: at(hour), to: at(2 * hour), proof: 'A mail' };
  expect(waited.tell(nadia, 'record-wait', wait, 3 * hour)).toContain('wait-recorded');
  expect(told(waited, 'wait-recorded')).toEqual(['wait-entered>claire@dupont.example']);
});

test('a contract does not close what it still lets be reopened', () => {
  const contract = { ...sampleContract(), closeAfter: 'PT2H', reopenWithin: 'PT40H' };
  expect(contractSchema.safeParse(contract).error?.issues).toMatchObject([{ path: ['reopenWithin'] }]);
});

test('an answer that support takes back leaves the client with the last word', () => {
  const ticket = resolved({ closeAfter: 'PT20H' });
  ticket.tell(claire, 'message', { message: 'No' }, 2 * hour);
  ticket.tell(nadia, 'message', { message: 'Which screen?', withdrawable: true }, 3 * hour);
  const { withdrawable } = ticket.state;
  expect(ticket.tell(nadia, 'withdraw-message', { number: withdrawable?.at(-1)?.number }, 3 * hour + 1000)).toEqual([
    'message-withdrawn',
  ]);
  ticket.tick(20 * day);
  expect(ticket.state.status).toBe('resolved');
});
