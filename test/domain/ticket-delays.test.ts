import type { Contract } from '../../domain/contract/contract';
import { contractSchema } from '../../domain/contract/contract';
import { nextInstantMs, timetablesToExtend } from '../../domain/ticket/announcements';
import { readClocks } from '../../domain/ticket/clocks';
import { noticesFor } from '../../domain/ticket/notices';
import { whyNotSend } from '../../domain/ticket/sending';
import { toInstant } from '../../domain/time/instant';
import { sampleContract } from '../sample-contract';
import { claire, day, hour, minute, nadia, openedMs, ToldTicket } from './told-ticket';

const delays: Partial<Contract> = {
  remindAfter: ['PT10H', 'PT20H'],
  closeUnansweredAfter: 'PT30H',
  closeAfter: 'PT20H',
};

/** Asked at 10:00 of the Monday on which it was opened; a day of support is from 08:30 to 18:30. */
function asked(contract = delays, days = 60): ToldTicket {
  const ticket = ToldTicket.admitted(contract, {}, days);
  ticket.tell(nadia, 'acknowledge', {}, minute);
  ticket.tell(nadia, 'qualify', { category: 'provider-incident', priority: 'P2' }, 2 * minute);
  ticket.tell(nadia, 'ask', { question: 'Since when?' }, hour);
  return ticket;
}

const tuesdayTen = day + hour;
const wednesdayTen = 2 * day + hour;
const thursdayTen = 3 * day + hour;

test('reminders come at the delays of the contract, counted in support hours, and at last the closing with notice', () => {
  const ticket = asked();
  for (const due of [tuesdayTen, wednesdayTen, thursdayTen]) {
    expect(nextInstantMs(ticket.state)).toBe(openedMs + due);
    ticket.tick(due);
  }
  const told = ticket.events.slice(-3);
  expect(told.map(({ type, at }) => `${type} ${at}`)).toEqual([
    `client-reminded ${toInstant(openedMs + tuesdayTen)}`,
    `client-reminded ${toInstant(openedMs + wednesdayTen)}`,
    `closed ${toInstant(openedMs + thursdayTen)}`,
  ]);
  expect(told.at(-1)?.data).toEqual({ reason: 'unanswered' });
  const [reminder, , closed] = told;
  expect(reminder && noticesFor(reminder, ticket.state, 5).map(({ template }) => template)).toContain('reminder');
  expect(closed && noticesFor(closed, ticket.state, 7).map(({ template }) => template)).toContain('unanswered');
});

test('a ticket closed for want of an answer keeps its clock where the question had stopped it', () => {
  const ticket = asked();
  ticket.tick(thursdayTen);
  expect(readClocks(ticket.state, openedMs + 9 * day)[1]).toMatchObject({
    state: 'stopped',
    countedMs: hour,
    // Nothing was resolved.
    verdict: undefined,
  });
});

test.each([
  ['closed for want of an answer', (ticket: ToldTicket) => ticket.tick(thursdayTen)],
  ['refused', (ticket: ToldTicket) => ticket.tell(nadia, 'reject', { outOfScope: 'training', advice: 'Courses' }, day)],
])('nothing waits for anybody on a ticket that is %s, and no reminder leaves any more', (_, end) => {
  const ticket = asked({ ...delays, remindAfter: ['PT1H'] });
  ticket.tell(claire, 'propose-priority', { priority: 'P1', impact: 'All printers' }, hour);
  ticket.tell(nadia, 'propose-resolution', { kind: 'fix', answer: 'Mended' }, hour);
  ticket.tick(2 * hour);
  const reminded = ticket.events.find(({ type }) => type === 'client-reminded');
  const [reminder] = reminded ? noticesFor(reminded, ticket.state, 9) : [];
  expect(reminder && whyNotSend(reminder, ticket.state)).toBeUndefined();
  end(ticket);
  expect(ticket.state).toMatchObject({ question: null, proposal: null, proposedResolution: null });
  expect(reminder && whyNotSend(reminder, ticket.state)).toBe('closed');
});

test('a correction of when the client was asked puts off neither reminders nor closing: it was told when it was', () => {
  const ticket = asked();
  const from = toInstant(openedMs + 30 * minute);
  ticket.tell(nadia, 'correct-wait', { wait: 1, from, proof: 'Call' }, 5 * hour);
  expect(nextInstantMs(ticket.state)).toBe(openedMs + tuesdayTen);
  ticket.tick(thursdayTen);
  expect(ticket.events.at(-1)).toMatchObject({ type: 'closed', at: toInstant(openedMs + thursdayTen) });
});

test('an answer ends reminders and closing; the next question begins anew', () => {
  const ticket = asked();
  ticket.tick(tuesdayTen);
  ticket.tell(claire, 'answer', { answer: 'Nine' }, tuesdayTen + hour);
  expect(ticket.tick(thursdayTen)).not.toContain('closed');
  ticket.tell(nadia, 'ask', { question: 'Which one?' }, thursdayTen + minute);
  expect(nextInstantMs(ticket.state)).toBe(openedMs + thursdayTen + day + minute);
});

test('in the very instant of the closing an answer is in time, and one a millisecond later is not', () => {
  const inTime = asked();
  expect(inTime.tell(claire, 'message', { message: 'Nine' }, thursdayTen)).toEqual([
    'client-reminded',
    'client-reminded',
    'client-answered',
  ]);
  expect(inTime.tick(thursdayTen)).toEqual([]);
  const late = asked();
  expect(late.tell(claire, 'message', { message: 'Nine' }, thursdayTen + 1)).toBe('wrong-status');
});

test('what an outage delayed is caught up at its own instants, and only the last reminder is still sent', () => {
  const ticket = asked();
  ticket.tick(wednesdayTen + hour);
  const reminded = ticket.events.filter(({ type }) => type === 'client-reminded');
  expect(reminded.map(({ at }) => at)).toEqual([tuesdayTen, wednesdayTen].map((ms) => toInstant(openedMs + ms)));
  const notices = reminded.flatMap((event) => noticesFor(event, ticket.state, 1).slice(0, 1));
  expect(notices.map((notice) => whyNotSend(notice, ticket.state))).toEqual(['superseded', undefined]);
  ticket.tell(claire, 'answer', { answer: 'Nine' }, wednesdayTen + 2 * hour);
  expect(notices.map((notice) => whyNotSend(notice, ticket.state))).toEqual(['answered', 'answered']);
});

test('a question entered late is counted from when the client got it', () => {
  const ticket = ToldTicket.admitted(delays);
  ticket.tell(nadia, 'acknowledge', {}, minute);
  const late = { happenedMs: openedMs + 2 * minute, evidence: 'Call' };
  ticket.tell(nadia, 'ask', { question: '?' }, thursdayTen, late);
  expect(ticket.state.status).toBe('waiting-client');
  expect(nextInstantMs(ticket.state)).toBe(openedMs + thursdayTen + day);
});

test('without these settings a ticket that waits arms no timer', () => {
  expect(nextInstantMs(asked({}).state)).toBeUndefined();
});

test('a delay beyond the end of the timetable asks for more of it', () => {
  const ticket = asked(delays, 2);
  expect(timetablesToExtend(ticket.state, openedMs + hour)).toEqual(['office']);
  expect(timetablesToExtend(asked(delays, 60).state, openedMs + hour)).toEqual([]);
});

test('a resolved ticket is reopened within the delay of the contract, its instant included', () => {
  const resolved = (): ToldTicket => {
    const ticket = asked({ reopenWithin: 'PT10H' });
    ticket.tell(nadia, 'resolve', { kind: 'fix', answer: 'Done' }, 2 * hour);
    return ticket;
  };
  const until = day + 2 * hour;
  expect(resolved().tell(claire, 'reopen', { reason: 'Again' }, until)).toEqual(['reopened']);
  expect(resolved().tell(claire, 'reopen', { reason: 'Again' }, until + 1)).toBe('reopen-too-late');
});

test.each([
  ['reminders out of order', { remindAfter: ['PT20H', 'PT10H'] }],
  ['a reminder after the closing', { remindAfter: ['PT20H'], closeUnansweredAfter: 'PT10H' }],
])('a contract with %s is refused', (_, changes) => {
  expect(contractSchema.safeParse({ ...sampleContract(), ...changes }).success).toBe(false);
});
