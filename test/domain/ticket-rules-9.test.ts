import { noticeText } from '../../activities/mail/texts';
import { reopenableUntilMs } from '../../domain/ticket/delays';
import { noticesFor } from '../../domain/ticket/notices';
import { toInstant } from '../../domain/time/instant';
import { compileContract } from '../../domain/calendar/compile';
import type { Contract } from '../../domain/contract/contract';
import { termsOf } from '../../domain/ticket/terms';
import { sampleContract } from '../sample-contract';
import { claire, day, hour, minute, nadia, openedMs, ToldTicket } from './told-ticket';

const incident = { category: 'provider-incident', priority: 'P2' };
const ada = { id: 'ada', role: 'admin' } as const;
const at = (afterMs: number): string => toInstant(openedMs + afterMs);

function qualified(contract: Parameters<typeof ToldTicket.admitted>[0] = {}): ToldTicket {
  const ticket = ToldTicket.admitted(contract);
  ticket.tell(nadia, 'acknowledge', {}, minute);
  ticket.tell(nadia, 'qualify', incident, 2 * minute);
  return ticket;
}

/** As a ticket that was admitted under the rules before. */
function under8(ticket: ToldTicket): ToldTicket {
  const { terms } = ticket.state;
  ticket.state = { ...ticket.state, terms: terms && { ...terms, rules: 8 } };
  return ticket;
}

/** The mails of the last event of a type: template, and to whose side. */
function mailsOf(ticket: ToldTicket, type: string) {
  const event = ticket.events.findLast((one) => one.type === type);
  return event ? noticesFor(event, ticket.state, 9) : [];
}
const toldBy = (ticket: ToldTicket, type: string): string[] =>
  mailsOf(ticket, type).map(({ template, toClient }) => `${template} to ${toClient ? 'client' : 'support'}`);

describe('what support enters later than it happened says how it is known (annex GTI, GTR)', () => {
  const before = (afterMs: number, more: { evidence?: string } = {}) => ({ happenedMs: openedMs + afterMs, ...more });

  test('a reaction of half an hour ago is not entered on one word', () => {
    const ticket = ToldTicket.admitted();
    expect(ticket.tell(nadia, 'acknowledge', {}, 40 * minute, before(10 * minute))).toBe('evidence-missing');
    const called = before(10 * minute, { evidence: 'The list of calls' });
    expect(ticket.tell(nadia, 'acknowledge', {}, 40 * minute, called)).toContain('acknowledged');
  });

  test('nor a question, an answer and a resolution; five minutes are the time to type it', () => {
    const ticket = qualified();
    expect(ticket.tell(nadia, 'ask', { question: '?' }, hour, before(hour - 6 * minute))).toBe('evidence-missing');
    expect(ticket.tell(nadia, 'ask', { question: '?' }, hour, before(hour - 5 * minute))).toContain('client-asked');
    expect(ticket.tell(nadia, 'answer', { answer: '!' }, 3 * hour, before(2 * hour))).toBe('evidence-missing');
    const fix = { kind: 'fix', answer: 'Printed' };
    expect(ticket.tell(nadia, 'resolve', fix, 3 * hour, before(2 * hour))).toBe('evidence-missing');
  });

  test('an agreement of the client says by itself how it is known', () => {
    const ticket = qualified();
    const agreed = { priority: 'P1', agreement: 'Claire, by phone at ten' };
    expect(ticket.tell(nadia, 'change-priority', agreed, 2 * hour, before(hour))).toContain('priority-changed');
  });

  test('tickets of older rules go on as they began', () => {
    const ticket = under8(ToldTicket.admitted());
    expect(ticket.tell(nadia, 'acknowledge', {}, 40 * minute, before(10 * minute))).toContain('acknowledged');
  });
});

describe('a resolution is declined by the client (annex "Résolution")', () => {
  function proposed(): ToldTicket {
    const ticket = qualified();
    ticket.tell(nadia, 'propose-resolution', { kind: 'workaround', answer: 'Use the other one' }, hour);
    return ticket;
  }

  test('support enters it with who said so, and the client is told what was entered for it', () => {
    const ticket = proposed();
    expect(ticket.tell(nadia, 'decline-resolution', { reason: 'Empty too' }, 2 * hour)).toBe('agreement-missing');
    const said = { reason: 'Empty too', agreement: 'Claire, by phone' };
    expect(ticket.tell(nadia, 'decline-resolution', said, 2 * hour)).toEqual(['resolution-declined']);
    expect(ticket.events.at(-1)).toMatchObject({ data: { agreement: 'Claire, by phone' } });
    expect(toldBy(ticket, 'resolution-declined')).toContain('declined-for-client to client');
    expect(toldBy(ticket, 'resolution-declined')).not.toContain('declined to support');
  });

  test('by the client itself nothing more is asked, and support is told', () => {
    const ticket = proposed();
    expect(ticket.tell(claire, 'decline-resolution', { reason: 'Empty too' }, 2 * hour)).toEqual([
      'resolution-declined',
    ]);
    expect(new Set(toldBy(ticket, 'resolution-declined'))).toEqual(new Set(['declined to support']));
    const older = under8(proposed());
    expect(older.tell(nadia, 'decline-resolution', { reason: 'Empty too' }, 2 * hour)).toEqual(['resolution-declined']);
  });
});

test('the other side, which was asked for an answer, is told that a priority is proposed no more (annex §7)', () => {
  const ticket = qualified();
  ticket.tell(claire, 'propose-priority', { priority: 'P1', impact: 'Nothing leaves' }, hour);
  ticket.tell(claire, 'withdraw-priority', {}, 2 * hour);
  expect(new Set(toldBy(ticket, 'priority-withdrawn'))).toEqual(new Set(['priority-withdrawn to support']));
  ticket.tell(nadia, 'propose-priority', { priority: 'P3', impact: 'One printer' }, 3 * hour);
  ticket.tell(nadia, 'withdraw-priority', {}, 4 * hour);
  expect(new Set(toldBy(ticket, 'priority-withdrawn'))).toEqual(new Set(['priority-withdrawn to client']));
  const [mail] = mailsOf(ticket, 'priority-withdrawn');
  expect(mail && noticeText({ ...mail, language: 'en' }, Date.parse(mail.at)).text).toContain('The ticket stays P2');
  expect(toldBy(under8(ticket), 'priority-withdrawn')).toEqual([]);
});

describe('a file that nothing else tells of is told to the other side (annex §4, "interactions")', () => {
  const file = (id: string) => ({
    ...{ id, name: `${id}.log`, type: 'text/plain', size: 3, sha256: 'a'.repeat(64) },
    ...{ internal: false, mostOfTicket: 9 },
  });

  test('of support to the client, of the client to support', () => {
    const ticket = qualified();
    ticket.tell(nadia, 'attach', file('trace'), hour);
    expect(new Set(toldBy(ticket, 'attached'))).toEqual(new Set(['attached to client']));
    expect(mailsOf(ticket, 'attached')[0]?.text).toBe('trace.log');
    ticket.tell(claire, 'attach', file('screen'), 2 * hour);
    expect(new Set(toldBy(ticket, 'attached'))).toEqual(new Set(['attached to support']));
    expect(toldBy(under8(qualified()), 'attached')).toEqual([]);
  });

  test('once for files that come together, and not beside the mail of the opening, of an answer or of a message', () => {
    const ticket = qualified();
    ticket.tell(claire, 'attach', file('with-the-opening'), minute);
    expect(toldBy(ticket, 'attached')).toEqual([]);
    ticket.tell(claire, 'attach', file('one'), hour);
    ticket.tell(claire, 'attach', file('two'), hour + minute);
    expect(toldBy(ticket, 'attached')).toEqual([]);
    ticket.tell(claire, 'attach', { ...file('mailed'), withMessage: true }, 2 * hour);
    expect(toldBy(ticket, 'attached')).toEqual([]);
    ticket.tell(nadia, 'ask', { question: 'The log?' }, 3 * hour);
    expect(ticket.tell(claire, 'attach', file('asked-for'), 4 * hour)).toEqual(['attached', 'client-answered']);
    expect(toldBy(ticket, 'attached')).toEqual([]);
    ticket.tell(nadia, 'attach', { ...file('inside'), internal: true }, 5 * hour);
    expect(toldBy(ticket, 'attached-internally')).toEqual([]);
  });
});

describe('an amendment closes nothing at once (annex §6)', () => {
  function amended(ticket: ToldTicket, change: Partial<Contract>, afterMs: number): void {
    const whole = { ...sampleContract(), ...change, version: 2 };
    const timetables = compileContract(whole, openedMs - day, openedMs + 60 * day);
    const data = { contractVersion: 2, reason: 'Amendment' };
    const loaded = { terms: { terms: termsOf(whole, 'fr'), timetables } };
    expect(ticket.tell(ada, 'amend', data, afterMs, { loaded })).toContain('terms-amended');
  }
  const closedAt = ({ events }: ToldTicket) => events.find(({ type }) => type === 'closed')?.at;

  // Support hours are 08:30 to 18:30 on working days in Paris: ten hours a day, the ticket opened at 09:00 on a Monday.
  test('a question whose shorter delay has passed is reminded of, and closes that delay after the amendment', () => {
    const ticket = qualified({ remindAfter: [], closeUnansweredAfter: 'PT80H' });
    ticket.tell(nadia, 'ask', { question: 'Which printer?' }, hour);
    amended(ticket, { remindAfter: ['PT4H'], closeUnansweredAfter: 'PT10H' }, 3 * day);
    ticket.tick(3 * day + hour);
    expect(ticket.events.at(-1)).toMatchObject({ type: 'client-reminded', at: at(3 * day) });
    ticket.tick(20 * day);
    expect(closedAt(ticket)).toBe(at(4 * day));
  });

  test('no later than it would have been without it, and a second amendment puts nothing off', () => {
    const ticket = qualified({ remindAfter: [], closeUnansweredAfter: 'PT31H' });
    ticket.tell(nadia, 'ask', { question: 'Which printer?' }, hour);
    amended(ticket, { remindAfter: [], closeUnansweredAfter: 'PT20H' }, 3 * day);
    ticket.tick(20 * day);
    expect(closedAt(ticket)).toBe(at(3 * day + 2 * hour));
  });

  test('a resolution may be reopened for as long as the new delay says, and what was over stays over', () => {
    const ticket = qualified({ closeAfter: 'PT80H', reopenWithin: 'PT70H' });
    ticket.tell(nadia, 'resolve', { kind: 'fix', answer: 'Printed' }, hour);
    amended(ticket, { closeAfter: 'PT60H', reopenWithin: 'PT5H' }, 2 * day);
    expect(reopenableUntilMs(ticket.state)).toBe(openedMs + 2 * day + 5 * hour);

    const over = qualified({ closeAfter: 'PT80H', reopenWithin: 'PT5H' });
    over.tell(nadia, 'resolve', { kind: 'fix', answer: 'Printed' }, hour);
    amended(over, { closeAfter: 'PT60H', reopenWithin: 'PT4H' }, 2 * day);
    expect(over.tell(claire, 'reopen', { reason: 'Again' }, 2 * day + hour)).toBe('reopen-too-late');
  });

  test('a ticket of older rules closes as it did', () => {
    const ticket = under8(qualified({ remindAfter: [], closeUnansweredAfter: 'PT80H' }));
    ticket.tell(nadia, 'ask', { question: 'Which printer?' }, hour);
    amended(ticket, { remindAfter: [], closeUnansweredAfter: 'PT10H' }, 3 * day);
    ticket.tick(20 * day);
    expect(closedAt(ticket)).toBe(at(3 * day));
  });
});
