import fc from 'fast-check';
import { ticketAnswer } from '../../domain/ticket/answer';
import { nextInstantMs } from '../../domain/ticket/announcements';
import { ticketEventSchema, type TicketEvent } from '../../domain/ticket/events';
import type { Facts } from '../../domain/ticket/facts';
import { noticesFor } from '../../domain/ticket/notices';
import { whyNotSend } from '../../domain/ticket/sending';
import { ticketStateSchema } from '../../domain/ticket/schema';
import { toInstant } from '../../domain/time/instant';
import { holds } from './seeds';
import { claire, day, hour, minute, nadia, openedMs, ToldTicket } from './told-ticket';

const phoned = { agreement: 'Claire Dupont, by phone' };
/** The end of the validity, so long after the opening: a Wednesday, midnight in Paris. */
const endsAfter = 2 * day + 15 * hour;
const offer = { amount: '1250', currency: 'EUR', validUntil: '2026-11-25', description: 'A label printed in Greek' };

function quote(ticket: ToldTicket, afterMs: number, more: object = {}, endsAfterMs = endsAfter): string[] | string {
  const dayEndsAt = toInstant(openedMs + endsAfterMs);
  return ticket.tell(nadia, 'quote', { ...offer, ...more }, afterMs, { dayEndsAt });
}

function additional(contract: Parameters<typeof ToldTicket.admitted>[0] = {}): ToldTicket {
  const ticket = ToldTicket.admitted(contract, { priority: 'P4' });
  ticket.tell(nadia, 'acknowledge', {}, 5 * minute);
  ticket.tell(nadia, 'qualify', { category: 'additional-request', priority: 'P4' }, 10 * minute);
  return ticket;
}

function quoted(): ToldTicket {
  const ticket = additional();
  expect(quote(ticket, hour)).toEqual(['quoted']);
  return ticket;
}

const resolve = (ticket: ToldTicket, afterMs: number): string[] | string =>
  ticket.tell(nadia, 'resolve', { kind: 'fix', answer: 'Printed' }, afterMs);
const accept = (ticket: ToldTicket, afterMs: number, number = 1): string[] | string =>
  ticket.tell(claire, 'accept-quotation', { number }, afterMs);
const shown = ({ state }: ToldTicket) => ticketAnswer(state, openedMs + 20 * day, 0).quotation;
const lastOf = ({ events }: ToldTicket): TicketEvent => {
  const last = events.at(-1);
  if (!last) throw new Error('nothing happened');
  return last;
};

test('a quotation is shown with its exact amount, and waits for the client', () => {
  const ticket = quoted();
  expect(ticket.state.status).toBe('waiting-client');
  expect(shown(ticket)).toMatchObject({
    ...{ number: 1, amount: '1250.00', currency: 'EUR', validUntil: '2026-11-25', state: 'open' },
    ...{ expiresAt: '2026-11-25T23:00:00.000Z', quotedBy: nadia, decidedAt: null, decidedBy: null },
  });
  expect(ticketStateSchema.parse(JSON.parse(JSON.stringify(ticket.state)))).toEqual(ticket.state);
  for (const event of ticket.events) expect(ticketEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
});

test('the wait for a decision is told among the time for which the clock was held', () => {
  const ticket = quoted();
  accept(ticket, 3 * hour);
  const held = ticketAnswer(ticket.state, openedMs + 4 * hour, 1).clocks.map(({ heldMs }) => heldMs);
  expect(held).toEqual([0, 2 * hour]);
});

test.each([
  ['more decimals than the currency has', { amount: '10.005' }, 'too-many-decimals'],
  ['decimals of a currency without any', { amount: '10.5', currency: 'JPY' }, 'too-many-decimals'],
])('%s are refused', (_, more, code) => {
  expect(quote(additional(), hour, more)).toBe(code);
});

test('only an additional request is quoted, by support, with a day to come, and while no question waits', () => {
  const incident = ToldTicket.admitted();
  incident.tell(nadia, 'acknowledge', {}, minute);
  expect(quote(incident, hour)).toBe('wrong-status');
  incident.tell(nadia, 'qualify', { category: 'provider-incident', priority: 'P2' }, 2 * minute);
  expect(quote(incident, hour)).toBe('not-additional-request');
  const ticket = additional();
  expect(ticket.tell(claire, 'quote', offer, hour)).toBe('not-allowed');
  expect(ticket.tell(nadia, 'quote', offer, hour)).toBe('admission-pending');
  expect(quote(ticket, hour, {}, hour)).toBe('validity-over');
  ticket.tell(nadia, 'ask', { question: 'Which alphabet?' }, hour);
  expect(quote(ticket, 2 * hour)).toBe('wrong-status');
});

test('work on an additional request is not resolved before a quotation was accepted', () => {
  const ticket = additional();
  expect(resolve(ticket, hour)).toBe('quotation-not-accepted');
  quote(ticket, 2 * hour);
  expect(resolve(ticket, 3 * hour)).toBe('quotation-not-accepted');
  expect(accept(ticket, 4 * hour)).toEqual(['quotation-accepted']);
  expect(ticket.state.status).toBe('in-progress');
  expect(resolve(ticket, 5 * hour)).toEqual(['resolved']);
});

test('an agreement to a proposed resolution goes no way round the quotation', () => {
  const propose = (of: ToldTicket, afterMs: number): string[] | string =>
    of.tell(nadia, 'propose-resolution', { kind: 'fix', answer: 'Printed', anomaly: null }, afterMs);
  const agree = (of: ToldTicket, afterMs: number): string[] | string =>
    of.tell(claire, 'accept-resolution', {}, afterMs);
  expect(propose(additional(), hour)).toBe('quotation-not-accepted');
  const ticket = ToldTicket.admitted({}, { priority: 'P3' });
  ticket.tell(nadia, 'acknowledge', {}, 5 * minute);
  ticket.tell(nadia, 'qualify', { category: 'provider-incident', priority: 'P3' }, 10 * minute);
  expect(propose(ticket, 20 * minute)).toEqual(['resolution-proposed']);
  const additionalWork = { category: 'additional-request', priority: 'P4', reason: 'It is a wish' };
  ticket.tell(nadia, 'qualify', additionalWork, 30 * minute);
  expect(quote(ticket, hour)).toEqual(['quoted']);
  expect(agree(ticket, 2 * hour)).toBe('quotation-not-accepted');
  expect(accept(ticket, 3 * hour)).toEqual(['quotation-accepted']);
  expect(agree(ticket, 4 * hour)).toEqual(['resolution-accepted', 'resolved']);
});

test('what was decided before that rule stays decided', () => {
  const ticket = additional();
  const { terms } = ticket.state;
  if (terms) ticket.state = { ...ticket.state, terms: { ...terms, rules: 3 } };
  const proposal = { kind: 'fix', answer: 'Printed', anomaly: null };
  expect(ticket.tell(nadia, 'propose-resolution', proposal, hour)).toEqual(['resolution-proposed']);
});

test('where the contract has the work begin at once, and on tickets of an older Cadran, no quotation is needed', () => {
  expect(resolve(additional({ additionalWork: 'at-once' }), hour)).toEqual(['resolved']);
  const old = additional();
  if (old.state.terms) delete old.state.terms.additionalWork;
  expect(resolve(old, hour)).toEqual(['resolved']);
});

test('an acceptance says what amount and text was accepted, by whom', () => {
  const ticket = quoted();
  accept(ticket, 2 * hour);
  expect(lastOf(ticket)).toEqual({
    type: 'quotation-accepted',
    at: toInstant(openedMs + 2 * hour),
    by: claire,
    data: { number: 1, ...offer, amount: '1250.00', agreement: null },
  });
  expect(shown(ticket)).toMatchObject({ state: 'accepted', decidedBy: claire });
  expect(accept(ticket, 3 * hour)).toBe('quotation-not-open');
});

test('support enters a decision only with the evidence of it', () => {
  const ticket = quoted();
  expect(ticket.tell(nadia, 'accept-quotation', { number: 1 }, 2 * hour)).toBe('client-decides');
  expect(ticket.tell(nadia, 'refuse-quotation', { number: 1 }, 2 * hour)).toBe('client-decides');
  ticket.tell(nadia, 'accept-quotation', { number: 1, ...phoned }, 3 * hour, { happenedMs: openedMs + 2 * hour });
  expect(shown(ticket)).toMatchObject({ state: 'accepted', decidedBy: nadia, ...phoned });
  expect(ticket.state.moves.at(-1)).toMatchObject({ by: nadia.id, evidence: phoned.agreement });
});

test('what takes the place of the quotation that was read is not accepted in its stead', () => {
  const ticket = quoted();
  expect(quote(ticket, 2 * hour, { amount: '9000.00' })).toEqual(['quotation-withdrawn', 'quoted']);
  expect(accept(ticket, 3 * hour, 1)).toBe('quotation-not-open');
  expect(accept(ticket, 3 * hour, 2)).toEqual(['quotation-accepted']);
  expect(ticket.state.quotations?.map(({ number, state }) => [number, state])).toEqual([
    [1, 'withdrawn'],
    [2, 'accepted'],
  ]);
});

test('after a refusal and a withdrawal the request can be quoted again', () => {
  const ticket = quoted();
  ticket.tell(claire, 'refuse-quotation', { number: 1, reason: 'Too dear' }, 2 * hour);
  expect(ticket.state.status).toBe('qualified');
  expect(shown(ticket)).toMatchObject({ state: 'refused', reason: 'Too dear', decidedBy: claire });
  expect(quote(ticket, 3 * hour, { amount: '900' })).toEqual(['quoted']);
  expect(ticket.tell(claire, 'withdraw-quotation', { number: 2 }, 4 * hour)).toBe('not-allowed');
  expect(ticket.tell(nadia, 'withdraw-quotation', { number: 1 }, 4 * hour)).toBe('quotation-not-open');
  expect(ticket.tell(nadia, 'withdraw-quotation', { number: 2, reason: 'A slip' }, 4 * hour)).toEqual([
    'quotation-withdrawn',
  ]);
  expect(ticket.state.status).toBe('qualified');
  expect(quote(ticket, 5 * hour)).toEqual(['quoted']);
  expect(shown(ticket)).toMatchObject({ number: 3, state: 'open' });
});

test('support gives up what was refused or has expired, and nothing that waits or was accepted', () => {
  const giveUp = (ticket: ToldTicket) =>
    ticket.tell(nadia, 'reject', { outOfScope: 'unaccepted-quotation', advice: 'Come back with the budget' }, 4 * day);
  expect(giveUp(additional())).toBe('quotation-not-given-up');
  const accepted = quoted();
  accept(accepted, 2 * hour);
  expect(giveUp(accepted)).toBe('quotation-not-given-up');
  const incident = quoted();
  incident.tell(nadia, 'qualify', { category: 'client-request', priority: 'P4', reason: 'Part of it' }, 2 * hour);
  expect(giveUp(incident)).toBe('not-additional-request');
  const refused = quoted();
  refused.tell(claire, 'refuse-quotation', { number: 1 }, 2 * hour);
  expect(giveUp(refused).at(-1)).toBe('rejected');
  expect(refused.state.rejection).toMatchObject({ clause: 'Demande Complémentaire' });
  const expired = quoted();
  expect(giveUp(expired)).toEqual(expect.arrayContaining(['quotation-expired', 'rejected']));
  const waiting = quoted();
  const training = { outOfScope: 'training', advice: 'Our courses' };
  expect(waiting.tell(nadia, 'reject', training, 2 * hour)).toEqual(['rejected', 'quotation-withdrawn']);
  expect(waiting.state.status).toBe('rejected');
});

test("a contract's reminders and closing of unanswered questions are not for quotations", () => {
  const ticket = additional({ remindAfter: ['PT1H'], closeUnansweredAfter: 'PT2H' });
  ticket.tell(nadia, 'ask', { question: 'Which alphabet?' }, 15 * minute);
  ticket.tell(claire, 'answer', { answer: 'Greek' }, 20 * minute);
  quote(ticket, hour);
  expect(nextInstantMs(ticket.state)).toBe(openedMs + endsAfter + 1);
  expect(ticket.tick(9 * hour)).toEqual([]);
  expect(ticket.state.status).toBe('waiting-client');
});

test('another quotation after an accepted one is decided before the request is resolved, and both are billed', () => {
  const ticket = quoted();
  accept(ticket, 2 * hour);
  quote(ticket, 3 * hour, { amount: '80.5', description: 'And in Georgian' });
  expect(resolve(ticket, 4 * hour)).toBe('quotation-not-accepted');
  accept(ticket, 5 * hour, 2);
  resolve(ticket, 6 * hour);
  expect(ticket.tell(claire, 'confirm', {}, 7 * hour)).toEqual(['closed', 'quotation-billed', 'quotation-billed']);
  expect(ticket.events.slice(-2).map(({ data }) => data)).toMatchObject([
    { number: 1, amount: '1250.00' },
    { number: 2, amount: '80.50' },
  ]);
});

test('an acceptance in the very instant of the end is in time, a millisecond later it is refused', () => {
  const inTime = quoted();
  expect(nextInstantMs(inTime.state)).toBe(openedMs + endsAfter + 1);
  expect(inTime.tick(endsAfter)).toEqual([]);
  expect(accept(inTime, endsAfter)).toEqual(['quotation-accepted']);
  expect(inTime.tick(endsAfter + 1)).toEqual([]);
  const late = quoted();
  expect(accept(late, endsAfter + 1)).toBe('quotation-not-open');
  expect(late.tick(endsAfter + 1)).toEqual(['quotation-expired']);
  expect(accept(late, endsAfter + 2)).toBe('quotation-not-open');
});

test('an expiry is of its own instant, however late the timer is, and the clock goes on from there', () => {
  const ticket = quoted();
  expect(ticket.tick(endsAfter + 3 * day)).toEqual(['quotation-expired']);
  expect(lastOf(ticket).at).toBe(toInstant(openedMs + endsAfter));
  expect(ticket.state).toMatchObject({ status: 'qualified', changedAtMs: openedMs + endsAfter });
  expect(nextInstantMs(ticket.state)).toBeGreaterThan(openedMs + endsAfter + 3 * day);
  // What comes next finds an expiry that no timer has told yet.
  const sleeping = quoted();
  expect(sleeping.tell(nadia, 'escalate', { to: 'N2', reformulation: 'Greek' }, 4 * day)).toEqual([
    'quotation-expired',
    'escalated',
  ]);
});

test('an acceptance by phone on the last day is entered the day after, although the expiry was told', () => {
  const ticket = quoted();
  ticket.tick(endsAfter + 1);
  const acceptance = (happenedAfter: number) =>
    ticket.tell(nadia, 'accept-quotation', { number: 1, ...phoned }, endsAfter + 10 * hour, {
      happenedMs: openedMs + happenedAfter,
    });
  expect(acceptance(endsAfter + 1)).toBe('quotation-not-open');
  expect(acceptance(hour - 1)).toBe('instant-out-of-order');
  expect(acceptance(endsAfter - 6 * hour)).toEqual(['quotation-accepted']);
  expect(ticket.state.status).toBe('in-progress');
  expect(ticketAnswer(ticket.state, openedMs + endsAfter, 0).clocks[1]).toMatchObject({ state: 'running' });
});

test('an acceptance found out later counts for nothing once something happened after the expiry', () => {
  const ticket = quoted();
  ticket.tick(endsAfter + 1);
  ticket.tell(nadia, 'ask', { question: 'Still wanted?' }, endsAfter + 10 * hour);
  const late = { happenedMs: openedMs + endsAfter - hour };
  expect(ticket.tell(nadia, 'accept-quotation', { number: 1, ...phoned }, endsAfter + 11 * hour, late)).toBe(
    'instant-out-of-order',
  );
});

test("the wait for the client's decision is deducted from the resolution time (annex GTR)", () => {
  const ticket = quoted();
  const [, resolution] = ticketAnswer(ticket.state, openedMs + 5 * hour, 0).clocks;
  expect(resolution).toMatchObject({ state: 'paused', countedMs: hour });
  accept(ticket, day + hour);
  resolve(ticket, day + 3 * hour);
  expect(ticketAnswer(ticket.state, openedMs + 2 * day, 0).clocks[1]).toMatchObject({ countedMs: 3 * hour });
});

test('a client that asks back about a quotation has not decided, and has answered nothing', () => {
  const ticket = quoted();
  expect(ticket.tell(claire, 'message', { message: 'With accents?' }, 2 * hour)).toEqual(['message-written']);
  expect(ticket.tell(claire, 'answer', { answer: 'x' }, 2 * hour)).toBe('wrong-status');
  expect(shown(ticket)).toMatchObject({ state: 'open' });
});

test('another category withdraws the open quotation, by whoever gave it', () => {
  const ticket = quoted();
  expect(
    ticket.tell(nadia, 'qualify', { category: 'client-request', priority: 'P4', reason: 'Part of it' }, 2 * hour),
  ).toEqual(['qualified', 'quotation-withdrawn']);
  expect(lastOf(ticket)).toMatchObject({ by: nadia, data: { number: 1, cause: 'category-changed' } });
  expect(ticket.state.status).toBe('qualified');
  expect(resolve(ticket, 3 * hour)).toEqual(['resolved']);
  const agreed = quoted();
  const change = { priority: 'P2', category: 'provider-incident', agreement: 'By phone' };
  expect(agreed.tell(nadia, 'change-priority', change, 2 * hour)).toEqual([
    'priority-changed',
    'qualified',
    'quotation-withdrawn',
  ]);
});

test('an accepted request is billed once, when it is closed, by the client or by silence', () => {
  const ticket = ToldTicket.admitted({ closeAfter: 'PT1H' }, { priority: 'P4' });
  ticket.tell(nadia, 'acknowledge', {}, 5 * minute);
  ticket.tell(nadia, 'qualify', { category: 'additional-request', priority: 'P4' }, 10 * minute);
  quote(ticket, hour);
  accept(ticket, 2 * hour);
  resolve(ticket, 3 * hour);
  ticket.tell(claire, 'reopen', { reason: 'Upside down' }, 3.5 * hour);
  resolve(ticket, 4 * hour);
  expect(ticket.events.filter(({ type }) => type === 'quotation-billed')).toEqual([]);
  expect(ticket.tick(6 * hour)).toEqual(['closed', 'quotation-billed']);
  expect(lastOf(ticket)).toMatchObject({
    at: toInstant(openedMs + 5 * hour),
    data: {
      ...{ number: 1, amount: '1250.00', currency: 'EUR', description: offer.description, agreement: null },
      ...{ quotedBy: nadia, quotedAt: toInstant(openedMs + hour) },
      ...{ acceptedBy: claire, acceptedAt: toInstant(openedMs + 2 * hour) },
    },
  });
  expect(ticket.tick(7 * hour)).toEqual([]);
  expect(shown(ticket)).toMatchObject({ state: 'accepted', billedAt: toInstant(openedMs + 5 * hour) });
});

test('the client is told of a quotation as long as it is open, support of what became of it', () => {
  const ticket = quoted();
  const [mail] = noticesFor(lastOf(ticket), ticket.state, 4);
  if (!mail) throw new Error('nobody was told');
  expect(mail).toMatchObject({
    ...{ template: 'quotation', recipient: 'claire@dupont.example', text: offer.description },
    quotation: { number: 1, amount: '1250.00', currency: 'EUR', validUntil: '2026-11-25' },
  });
  expect(whyNotSend(mail, ticket.state)).toBeUndefined();
  accept(ticket, 2 * hour);
  expect(whyNotSend(mail, ticket.state)).toBe('decided');
  const support = ticket.state.terms?.contacts.support.map(({ email }) => email);
  const told = noticesFor(lastOf(ticket), ticket.state, 5);
  expect(told.map(({ recipient }) => recipient)).toEqual(support);
  expect(told[0]).toMatchObject({ template: 'quotation-accepted', quotation: { amount: '1250.00' } });
  const expired = quoted();
  expired.tick(endsAfter + 1);
  expect(noticesFor(lastOf(expired), expired.state, 5)[0]).toMatchObject({ template: 'quotation-expired' });
  const refused = quoted();
  refused.tell(claire, 'refuse-quotation', { number: 1, reason: 'Too dear' }, 2 * hour);
  expect(noticesFor(lastOf(refused), refused.state, 5)[0]).toMatchObject({
    ...{ template: 'quotation-refused', text: 'Too dear' },
  });
});

const anyStep = fc.oneof(
  fc.constant((ticket: ToldTicket, atMs: number) => quote(ticket, atMs, {}, atMs + 5 * hour)),
  fc
    .record({ number: fc.integer({ min: 1, max: 4 }), by: fc.constantFrom(claire, nadia) })
    .chain(({ number, by }) =>
      fc
        .constantFrom('accept-quotation' as const, 'refuse-quotation' as const)
        .map(
          (type) => (ticket: ToldTicket, atMs: number) =>
            ticket.tell(by, type, { number, ...(by === nadia ? phoned : {}) }, atMs),
        ),
    ),
  fc
    .constantFrom<[typeof nadia, Parameters<ToldTicket['tell']>[1], object]>(
      [nadia, 'withdraw-quotation', { number: 1 }],
      [nadia, 'qualify', { category: 'client-request', priority: 'P4', reason: 'x' }],
      [nadia, 'qualify', { category: 'additional-request', priority: 'P4', reason: 'x' }],
      [nadia, 'ask', { question: '?' }],
      [claire, 'message', { message: '!' }],
      [nadia, 'resolve', { kind: 'fix', answer: 'x' }],
      [claire, 'reopen', { reason: 'x' }],
      [claire, 'confirm', {}],
    )
    .map(
      ([by, type, data]) =>
        (ticket: ToldTicket, atMs: number) =>
          ticket.tell(by, type, data, atMs),
    ),
  fc.constant((ticket: ToldTicket, atMs: number) => ticket.tick(atMs)),
);

test('whatever happens, one quotation at most waits, the ticket waits with it, and what is billed was accepted and done, once', () => {
  holds(
    fc.property(fc.array(fc.tuple(anyStep, fc.integer({ min: 0, max: 3 })), { maxLength: 30 }), (steps) => {
      const ticket = additional();
      let atMs = hour;
      for (const [step, hours] of steps) {
        step(ticket, (atMs += hours * hour));
        const { quotations = [], status, question } = ticket.state;
        const open = quotations.filter(({ state }) => state === 'open');
        expect(open.length).toBe(status === 'waiting-client' && question === null ? 1 : 0);
        expect(quotations.map(({ number }) => number)).toEqual(quotations.map((_, index) => index + 1));
      }
      const { state, events } = ticket;
      expect(ticketStateSchema.parse(state)).toEqual(state);
      const billed = events.flatMap(({ type, data }) => (type === 'quotation-billed' ? [data.number] : []));
      const due = state.status === 'closed' && state.category === 'additional-request' ? state.quotations : [];
      expect(billed).toEqual((due ?? []).flatMap(({ state: one, number }) => (one === 'accepted' ? [number] : [])));
    }),
    { numRuns: 300 },
  );
});

test('a ticket with a quotation accepted and not billed is not ended in a way that bills nothing', () => {
  const ticket = quoted();
  accept(ticket, 2 * hour);
  const rejected = { outOfScope: 'training', advice: 'Our courses' };
  expect(ticket.tell(nadia, 'reject', rejected, 3 * hour)).toBe('quotation-unbilled');
  const facts: Facts = {
    ticket: {
      ...{ reference: 'T-0000000000', client: 'dupont', openedAt: '2026-11-20T08:00:00.000Z', status: 'qualified' },
      ...{ priority: 'P4', admission: 'admitted', mergedInto: null, ancestors: [] },
    },
  };
  const duplicate = { reference: 'T-0000000000', reason: 'The same' };
  expect(ticket.tell(nadia, 'merge-into', duplicate, 3 * hour, { facts })).toBe('quotation-unbilled');
});

test('whatever the contract says, what is quoted is decided before it is resolved', () => {
  const ticket = additional({ additionalWork: 'at-once' });
  quote(ticket, hour);
  expect(resolve(ticket, 2 * hour)).toBe('quotation-not-accepted');
  accept(ticket, 2 * hour);
  expect(resolve(ticket, 3 * hour)).toContain('resolved');
});
