import { publishedAnomaly, recordedAnomaly, resolutionOf, knownOf } from '../../domain/anomaly/anomaly';
import { ticketAnswer } from '../../domain/ticket/answer';
import type { Facts } from '../../domain/ticket/facts';
import { noticesFor } from '../../domain/ticket/notices';
import { whyNotSend } from '../../domain/ticket/sending';
import type { Actor } from '../../domain/ticket/schema';
import { claire, day, hour, minute, nadia, openedAt, openedMs, ToldTicket } from './told-ticket';

const anomaly = 'A-0000000001';
const reproduction = { steps: 'Order', expected: 'Paper', observed: 'None', environment: 'test' };
const workaround = { kind: 'workaround', answer: 'Use printer 5.' } as const;
const fix = { kind: 'fix', answer: 'The queue is unlocked.', version: '2026.5' } as const;

function facts(resolution: NonNullable<Facts['anomaly']>['resolution'] = null, product = 'wms'): Facts {
  return { anomaly: { reference: anomaly, product: 'wms', reproduction, resolution }, product };
}

function give(ticket: ToldTicket, type: string, data: object, more: Facts = {}, actor: Actor = nadia) {
  const command = { type, data, actor, facts: more, nowMs: openedMs + 40 * minute };
  return ticket.give(command as Parameters<ToldTicket['give']>[0]);
}

function incident(category = 'provider-incident', priority = 'P2'): ToldTicket {
  const ticket = ToldTicket.admitted();
  ticket.tell(nadia, 'acknowledge', {}, 10 * minute);
  const cause = category === 'client-incident' ? { cause: 'client' } : {};
  ticket.tell(nadia, 'qualify', { category, priority, ...cause }, 20 * minute);
  return ticket;
}

function tied(): ToldTicket {
  const ticket = incident();
  give(ticket, 'tie-to-anomaly', { anomaly }, facts());
  return ticket;
}

describe('tying to an anomaly (annex "Anomalie", §8)', () => {
  test('an incident is tied once, and takes the reproduction over for N3', () => {
    const ticket = incident();
    expect(give(ticket, 'tie-to-anomaly', { anomaly }, facts())).toEqual(['tied-to-anomaly']);
    expect(ticket.state).toMatchObject({ anomaly, handOver: { reproduction } });
    ticket.tell(nadia, 'escalate', { to: 'N2', reformulation: 'No paper' }, 50 * minute);
    expect(ticket.tell(nadia, 'escalate', { to: 'N3' }, 51 * minute)).toEqual(['escalated']);
    expect(give(tied(), 'tie-to-anomaly', { anomaly }, facts())).toBe('tied-already');
  });

  test('a reproduction of its own is kept', () => {
    const ticket = incident();
    const own = { ...reproduction, steps: 'Its own' };
    ticket.tell(nadia, 'escalate', { to: 'N2', reformulation: 'No paper', reproduction: own }, 30 * minute);
    give(ticket, 'tie-to-anomaly', { anomaly }, facts());
    expect(ticket.state.handOver?.reproduction).toEqual(own);
  });

  test('a request, what is not qualified, an unknown anomaly and one of another product are refused', () => {
    expect(give(incident('client-request', 'P4'), 'tie-to-anomaly', { anomaly }, facts())).toBe('incidents-only');
    const taken = ToldTicket.admitted();
    taken.tell(nadia, 'acknowledge', {}, 10 * minute);
    expect(give(taken, 'tie-to-anomaly', { anomaly }, facts())).toBe('incidents-only');
    expect(give(incident(), 'tie-to-anomaly', { anomaly }, { anomaly: null })).toBe('anomaly-unknown');
    expect(give(incident(), 'tie-to-anomaly', { anomaly }, facts(null, 'tms'))).toBe('anomaly-of-other-product');
    expect(give(incident(), 'tie-to-anomaly', { anomaly }, facts(), claire)).toBe('not-allowed');
  });

  test('what is published already is proposed at once', () => {
    const ticket = incident();
    expect(give(ticket, 'tie-to-anomaly', { anomaly }, facts(workaround))).toEqual([
      'tied-to-anomaly',
      'resolution-proposed',
    ]);
    expect(ticket.state.proposedResolution).toEqual({ ...workaround, anomaly, number: 1 });
  });

  test('once untied, what came from the anomaly is no longer proposed', () => {
    const ticket = tied();
    give(ticket, 'propose-resolution', { ...fix, anomaly });
    expect(give(ticket, 'untie-from-anomaly', { reason: 'Another cause' })).toEqual(['untied-from-anomaly']);
    expect(ticket.state).toMatchObject({ anomaly: null, proposedResolution: null });
    expect(give(ticket, 'untie-from-anomaly', { reason: 'Again' })).toBe('not-tied');
    expect(give(ticket, 'propose-resolution', { ...fix, anomaly })).toBe('not-tied');
  });

  test('a ticket that becomes a request is untied, and what was proposed of the anomaly falls away', () => {
    const ticket = tied();
    give(ticket, 'propose-resolution', { ...fix, anomaly });
    const request = { category: 'client-request', priority: 'P4' };
    expect(give(ticket, 'qualify', { ...request, reason: 'It was never one' })).toEqual([
      'qualified',
      'untied-from-anomaly',
    ]);
    expect(ticket.events.at(-1)?.data).toEqual({ anomaly, reason: 'It was never one', cause: 'category-changed' });
    expect(ticket.state).toMatchObject({ anomaly: null, proposedResolution: null, handOver: { reproduction: null } });
    const agreed = tied();
    expect(give(agreed, 'change-priority', { ...request, agreement: 'Claire, by phone' })).toEqual([
      'priority-changed',
      'qualified',
      'untied-from-anomaly',
    ]);
    const other = tied();
    const client = { category: 'client-incident', priority: 'P2', cause: 'client', reason: 'Theirs' };
    expect(give(other, 'qualify', client)).toEqual(['qualified']);
  });

  test('the reproduction that came from the anomaly goes with it, one of its own stays', () => {
    const ticket = tied();
    give(ticket, 'untie-from-anomaly', { reason: 'Another cause' });
    expect(ticket.state.handOver?.reproduction).toBeNull();
    const own = { ...reproduction, steps: 'Its own' };
    const written = tied();
    written.tell(nadia, 'escalate', { to: 'N2', reformulation: 'No paper', reproduction: own }, 50 * minute);
    written.tell(nadia, 'untie-from-anomaly', { reason: 'Another cause' }, hour);
    expect(written.state.handOver?.reproduction).toEqual(own);
  });

  test('N3 keeps the reproduction that it got, until the ticket is given back', () => {
    const ticket = tied();
    ticket.tell(nadia, 'escalate', { to: 'N2', reformulation: 'No paper' }, 50 * minute);
    ticket.tell(nadia, 'escalate', { to: 'N3' }, 51 * minute);
    ticket.tell(nadia, 'untie-from-anomaly', { reason: 'Another cause' }, 52 * minute);
    expect(ticket.state).toMatchObject({ level: 'N3', handOver: { reproduction } });
    ticket.tell(nadia, 'return', { to: 'N2', reason: 'Reproduce it anew' }, 53 * minute);
    expect(ticket.state.handOver).toEqual({ reformulation: 'No paper', reproduction: null });
    expect(ticket.tell(nadia, 'escalate', { to: 'N3' }, 54 * minute)).toBe('reproduction-missing');
  });
});

describe('a proposed resolution (annex "Résolution", GTR)', () => {
  test('is none until the client agrees: the resolution time runs until then, and stops there', () => {
    const ticket = tied();
    expect(give(ticket, 'propose-resolution', { ...fix, anomaly })).toEqual(['resolution-proposed']);
    expect(ticketAnswer(ticket.state, openedMs + hour, 0).clocks[1]).toMatchObject({ state: 'running' });
    expect(ticket.tell(claire, 'accept-resolution', {}, 2 * hour)).toEqual(['resolution-accepted', 'resolved']);
    expect(ticket.state).toMatchObject({ status: 'resolved', resolution: fix, proposedResolution: null });
    expect(ticketAnswer(ticket.state, openedMs + day, 0).clocks[1]).toMatchObject({
      state: 'stopped',
      countedMs: 2 * hour,
    });
  });

  test('is taken while the client is asked something: the question falls away', () => {
    const ticket = tied();
    ticket.tell(nadia, 'ask', { question: 'Lit?' }, 50 * minute);
    ticket.tell(nadia, 'propose-resolution', { ...workaround, anomaly: null }, hour);
    ticket.tell(claire, 'accept-resolution', {}, 2 * hour);
    expect(ticket.state).toMatchObject({ status: 'resolved', question: null });
  });

  test('declined, it leaves the ticket open, and support is told why', () => {
    const ticket = tied();
    give(ticket, 'propose-resolution', { ...workaround, anomaly });
    expect(give(ticket, 'decline-resolution', { reason: 'No printer 5' }, {}, claire)).toEqual(['resolution-declined']);
    expect(ticket.state).toMatchObject({ status: 'qualified', proposedResolution: null });
    const event = ticket.events.at(-1);
    expect(event && noticesFor(event, ticket.state, 9)).toMatchObject([{ template: 'declined', text: 'No printer 5' }]);
    expect(give(ticket, 'accept-resolution', {}, {}, claire)).toBe('nothing-proposed');
    expect(give(ticket, 'decline-resolution', { reason: 'x' }, {}, claire)).toBe('nothing-proposed');
  });

  test('what a client has declined of an anomaly is not proposed to it again; what has changed is', () => {
    const ticket = tied();
    give(ticket, 'propose-resolution', { ...workaround, anomaly });
    give(ticket, 'decline-resolution', { reason: 'No printer 5' }, {}, claire);
    expect(give(ticket, 'propose-resolution', { ...workaround, anomaly })).toBe('resolution-declined-before');
    expect(give(ticket, 'propose-resolution', { ...workaround, answer: 'Use printer 6.', anomaly })).toEqual([
      'resolution-proposed',
    ]);
    expect(give(ticket, 'propose-resolution', { ...fix, anomaly })).toEqual(['resolution-proposed']);
    give(ticket, 'untie-from-anomaly', { reason: 'Another cause' });
    expect(give(ticket, 'tie-to-anomaly', { anomaly }, facts(workaround))).toEqual(['tied-to-anomaly']);
    // What support offers this client alone is its own affair.
    expect(give(ticket, 'propose-resolution', { ...workaround, anomaly: null })).toEqual(['resolution-proposed']);
    give(ticket, 'decline-resolution', { reason: 'No printer 5' }, {}, claire);
    expect(give(ticket, 'propose-resolution', { ...workaround, anomaly: null })).toEqual(['resolution-proposed']);
  });

  test('a ticket of older rules is asked again, as it was', () => {
    const ticket = tied();
    if (ticket.state.terms) ticket.state = { ...ticket.state, terms: { ...ticket.state.terms, rules: 4 } };
    give(ticket, 'propose-resolution', { ...workaround, anomaly });
    give(ticket, 'decline-resolution', { reason: 'No printer 5' }, {}, claire);
    expect(give(ticket, 'propose-resolution', { ...workaround, anomaly })).toEqual(['resolution-proposed']);
  });

  test('a decision that names what was read is none of what has taken its place since', () => {
    const ticket = tied();
    give(ticket, 'propose-resolution', { ...workaround, anomaly });
    give(ticket, 'propose-resolution', { ...fix, anomaly });
    expect(ticket.state.proposedResolution).toMatchObject({ kind: 'fix', number: 2 });
    expect(give(ticket, 'accept-resolution', { number: 1 }, {}, claire)).toBe('resolution-replaced');
    expect(give(ticket, 'decline-resolution', { number: 3, reason: 'x' }, {}, claire)).toBe('resolution-replaced');
    expect(give(ticket, 'decline-resolution', { number: 2, reason: 'x' }, {}, claire)).toEqual(['resolution-declined']);
    expect(ticket.events.at(-1)?.data).toMatchObject({ number: 2 });
    give(ticket, 'propose-resolution', { ...workaround, anomaly: null });
    expect(give(ticket, 'accept-resolution', { number: 3 }, {}, claire)).toEqual(['resolution-accepted', 'resolved']);
    expect(ticket.state.resolution).toEqual(workaround);
  });

  test('support records an agreement with who gave it, and none of its own', () => {
    const ticket = tied();
    give(ticket, 'propose-resolution', { ...workaround, anomaly });
    expect(give(ticket, 'accept-resolution', {})).toBe('agreement-missing');
    expect(give(ticket, 'accept-resolution', { agreement: 'Claire, by phone' })).toEqual([
      'resolution-accepted',
      'resolved',
    ]);
  });

  test('a fix follows a workaround that waits; the same once more tells nobody anything', () => {
    const ticket = tied();
    give(ticket, 'propose-resolution', { ...workaround, anomaly });
    const told = ticket.events.at(-1);
    const [mail] = told ? noticesFor(told, ticket.state, 8) : [];
    expect(mail).toMatchObject({ template: 'proposed', recipient: 'claire@dupont.example', reason: 'workaround' });
    expect(mail && whyNotSend(mail, ticket.state)).toBeUndefined();
    expect(give(ticket, 'propose-resolution', { ...workaround, anomaly })).toEqual([]);
    expect(give(ticket, 'propose-resolution', { ...fix, anomaly })).toEqual(['resolution-proposed']);
    expect(ticket.state.proposedResolution).toEqual({ ...fix, anomaly, number: 2 });
    expect(mail && whyNotSend(mail, ticket.state)).toBe('answered');
  });

  test('a fix of an anomaly names its version', () => {
    const { kind, answer } = fix;
    expect(give(tied(), 'propose-resolution', { kind, answer, anomaly })).toBe('fix-without-version');
  });

  test('what support resolves by itself is no longer proposed', () => {
    const ticket = tied();
    give(ticket, 'propose-resolution', { ...workaround, anomaly });
    ticket.tell(nadia, 'resolve', { kind: 'fix', answer: 'Mended' }, hour);
    expect(ticket.state.proposedResolution).toBeNull();
    expect(ticket.tell(claire, 'accept-resolution', {}, 2 * hour)).toBe('wrong-status');
  });
});

describe('an anomaly', () => {
  const told = { by: 'n1@support.example', at: openedAt };
  const open = recordedAnomaly(anomaly, 'wms', { title: 'T', reproduction, analysis: 'SECRET' }, told);

  test('is worked around, then fixed, each with author and instant', () => {
    const around = publishedAnomaly(open, workaround, told);
    expect(around).toMatchObject({ state: 'worked-around', workaround: workaround.answer, publications: 1 });
    const fixed = publishedAnomaly(around, fix, told);
    expect(fixed).toMatchObject({
      state: 'fixed',
      workaround: workaround.answer,
      fix: { version: fix.version, answer: fix.answer },
    });
    expect(fixed.history).toMatchObject([
      { ...told, what: 'recorded' },
      { ...told, what: 'worked-around', published: workaround },
      { ...told, what: 'fixed', published: fix },
    ]);
    expect(publishedAnomaly(fixed, workaround, told).state).toBe('fixed');
    expect([open, around, fixed].map(resolutionOf)).toEqual([null, workaround, fix]);
  });

  test('tells a client its state, workaround and version, and nothing of what is known inside', () => {
    const text = JSON.stringify(knownOf(publishedAnomaly(open, fix, told)));
    expect(text).toContain('2026.5');
    expect(text).not.toMatch(/SECRET|Order|n1@/);
  });
});
