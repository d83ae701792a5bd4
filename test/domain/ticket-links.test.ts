import type { Facts } from '../../domain/ticket/facts';
import { explainClocks } from '../../domain/ticket/clocks';
import { ticketAnswer } from '../../domain/ticket/answer';
import { duplicatesToTell, hasToTellMerge, whyNotTake } from '../../domain/ticket/duplicates';
import { noticesFor, type Notice } from '../../domain/ticket/notices';
import type { Actor } from '../../domain/ticket/schema';
import { claire, day, hour, minute, nadia, openedAt, openedMs, ToldTicket } from './told-ticket';

const other = 'T-AAAAAAAAAA';
type Other = NonNullable<Facts['ticket']>;

/** What is known of another ticket: of the same company, open, opened an hour before, unless told. */
function ofOther(more: Partial<Other> = {}): Facts {
  return {
    ticket: {
      ...{ reference: other, client: 'dupont', openedAt: '2026-11-23T07:00:00.000Z', status: 'qualified' },
      ...{ priority: 'P2', admission: 'admitted', mergedInto: null, ancestors: [] },
      ...more,
    },
  };
}

function give(ticket: ToldTicket, type: string, data: object, facts: Facts = {}, actor: Actor = nadia) {
  return ticket.give({ type, data, actor, facts, nowMs: openedMs + 40 * minute } as Parameters<ToldTicket['give']>[0]);
}

function incident(category = 'provider-incident', priority = 'P2'): ToldTicket {
  const ticket = ToldTicket.admitted();
  ticket.tell(nadia, 'acknowledge', {}, 10 * minute);
  const cause = category === 'client-incident' ? { cause: 'client' } : {};
  ticket.tell(nadia, 'qualify', { category, priority, ...cause }, 20 * minute);
  return ticket;
}

function mailsOf(ticket: ToldTicket, type: string): Notice[] {
  return ticket.events.flatMap((event, index) =>
    event.type === type ? noticesFor(event, ticket.state, index + 1) : [],
  );
}

describe('links (annex §4, §9, §10)', () => {
  test('a child knows its parent, has one alone, and can be taken from it', () => {
    const ticket = incident();
    expect(give(ticket, 'link', { kind: 'child-of', to: other }, ofOther())).toEqual(['linked']);
    expect(ticket.state.links).toEqual([{ kind: 'child-of', to: other, client: 'dupont' }]);
    expect(give(ticket, 'link', { kind: 'child-of', to: other }, ofOther())).toBe('link-known');
    const second = ofOther({ reference: 'T-BBBBBBBBBB' });
    expect(give(ticket, 'link', { kind: 'child-of', to: 'T-BBBBBBBBBB' }, second)).toBe('parent-known');
    expect(give(ticket, 'link', { kind: 'related-to', to: 'T-BBBBBBBBBB' }, second)).toEqual(['linked']);
    expect(give(ticket, 'unlink', { kind: 'related-to', to: other })).toBe('link-unknown');
    expect(give(ticket, 'unlink', { kind: 'child-of', to: other })).toEqual(['unlinked']);
    expect(ticket.state.links).toEqual([{ kind: 'related-to', to: 'T-BBBBBBBBBB', client: 'dupont' }]);
  });

  test('no ticket is its own parent, however far up, nor linked to nothing', () => {
    const ticket = incident();
    const { reference } = ticket.state.opening;
    expect(give(ticket, 'link', { kind: 'child-of', to: reference })).toBe('link-to-itself');
    const below = ofOther({ ancestors: ['T-BBBBBBBBBB', reference] });
    expect(give(ticket, 'link', { kind: 'child-of', to: other }, below)).toBe('link-in-ring');
    expect(give(ticket, 'link', { kind: 'related-to', to: other }, below)).toEqual(['linked']);
    expect(give(ticket, 'link', { kind: 'child-of', to: other }, { ticket: null })).toBe('link-target-unknown');
    expect(give(ticket, 'link', { kind: 'child-of', to: other }, {})).toBe('link-target-unknown');
    expect(give(ticket, 'link', { kind: 'child-of', to: 'T-BBBBBBBBBB' }, ofOther())).toBe('link-target-unknown');
  });

  test('an upgrade causes incidents alone, and is one to a version that the product has', () => {
    const caused = { kind: 'caused-by-upgrade', to: 'wms@2026.4' };
    expect(give(incident(), 'link', caused, { versionKnown: true })).toEqual(['linked']);
    expect(give(incident('client-incident'), 'link', caused, { versionKnown: true })).toEqual(['linked']);
    expect(give(incident(), 'link', caused, { versionKnown: false })).toBe('link-target-unknown');
    expect(give(incident('client-request', 'P4'), 'link', caused, { versionKnown: true })).toBe('incidents-only');
  });

  test('an incident of the provider that is P1 or P2 is part of an outage', () => {
    const part = { kind: 'part-of-outage', to: 'O-2026-11-23' };
    expect(give(incident(), 'link', part)).toEqual(['linked']);
    expect(give(incident('provider-incident', 'P3'), 'link', part)).toBe('outage-for-critical-incidents');
    expect(give(incident('client-incident'), 'link', part)).toBe('outage-for-critical-incidents');
  });

  test('a link moves no clock, does not stand in the way of a late entry, and is no business of a client', () => {
    const ticket = incident();
    const before = ticketAnswer(ticket.state, openedMs + day, 0).clocks;
    give(ticket, 'link', { kind: 'related-to', to: other }, ofOther());
    expect(ticketAnswer(ticket.state, openedMs + day, 0).clocks).toEqual(before);
    const late = { happenedMs: openedMs + 25 * minute, evidence: 'Call' };
    expect(ticket.tell(nadia, 'ask', { question: 'Lit?' }, hour, late)).toEqual(['client-asked']);
    expect(give(ticket, 'link', { kind: 'child-of', to: other }, ofOther(), claire)).toBe('not-allowed');
  });
});

describe('duplicates (annex §4, GTI, GTR)', () => {
  const merge = { reference: other, reason: 'Both are about printer 4.' };

  test('a ticket is not merged away into one that has more time left, as it had waited for the client', () => {
    const clocks = (leftMs: number, breached = false) =>
      ofOther({ clocks: [{ clock: 'resolution', leftMs, breached }] });
    expect(give(incident(), 'merge-into', merge, clocks(8 * hour))).toBe('merge-gives-time');
    expect(give(incident(), 'merge-into', merge, clocks(7 * hour))).toEqual(['merged', 'closed']);
    const late = incident();
    late.tick(5 * day);
    const after = { type: 'merge-into', data: merge, actor: nadia, nowMs: openedMs + 5 * day } as const;
    expect(late.give({ ...after, facts: clocks(hour) })).toBe('merge-gives-time');
    expect(late.give({ ...after, facts: clocks(-hour, true) })).toEqual(['merged', 'closed']);
  });

  test('a duplicate is closed as merged, and its client is told where it goes on', () => {
    const ticket = incident();
    expect(give(ticket, 'merge-into', merge, ofOther())).toEqual(['merged', 'closed']);
    expect(ticket.state).toMatchObject({ status: 'closed', merged: { into: other, reason: merge.reason } });
    expect(ticket.events.at(-1)).toMatchObject({ type: 'closed', data: { reason: 'merged' } });
    expect(mailsOf(ticket, 'merged')).toMatchObject([
      { template: 'merged', recipient: 'claire@dupont.example', about: other, text: merge.reason },
    ]);
  });

  test('its clocks stop there for that reason and have no verdict of their own: it is counted once, where it goes on', () => {
    const ticket = incident();
    give(ticket, 'merge-into', merge, ofOther());
    const { clocks } = ticketAnswer(ticket.state, openedMs + 30 * day, 0);
    expect(clocks).toMatchObject([
      { clock: 'intervention', state: 'stopped', verdict: null, countedMs: 10 * minute },
      { clock: 'resolution', state: 'stopped', verdict: null, countedMs: 40 * minute },
    ]);
    const [intervention, resolution] = explainClocks(ticket.state, openedMs + day);
    expect(resolution?.stopped).toMatchObject({ atMs: openedMs + 40 * minute, reason: 'merged' });
    expect(intervention?.stopped).not.toHaveProperty('reason');
    expect(ticket.tick(30 * day)).toEqual([]);
  });

  test('what is told to it afterwards is refused with where to go', () => {
    const ticket = incident();
    give(ticket, 'merge-into', merge, ofOther());
    expect(give(ticket, 'message', { message: 'Still?' }, {}, claire)).toBe('merged');
    expect(give(ticket, 'merge-into', merge, ofOther())).toBe('merged');
  });

  test.each([
    ['itself', 'link-to-itself', {}, { reference: 'T-0123456789' }],
    ['nothing', 'link-target-unknown', { reference: 'T-BBBBBBBBBB' }, {}],
    ["another company's", 'merge-other-company', { client: 'harbour' }, {}],
    ['a closed one', 'merge-target-ended', { status: 'closed' }, {}],
    ['a rejected one', 'merge-target-ended', { status: 'rejected' }, {}],
    ['a resolved one, whose clocks have stopped', 'merge-target-ended', { status: 'resolved' }, {}],
    ['one that was merged itself', 'merged', { status: 'closed', mergedInto: 'T-BBBBBBBBBB' }, {}],
    ['one that was opened later', 'merge-into-later', { openedAt: '2026-11-23T08:00:00.001Z' }, {}],
    ['one of the same instant that comes later in order', 'merge-into-later', { openedAt }, {}],
    ['one of a lower priority', 'merge-into-lower-priority', { priority: 'P3' }, {}],
    ['one without guaranteed times', 'merge-without-commitment', { admission: 'without-sla' }, {}],
  ] as const)('it is not merged into %s', (_, code, facts, more) => {
    const ticket = incident();
    expect(give(ticket, 'merge-into', { ...merge, ...more }, ofOther(facts))).toBe(code);
    expect(ticket.state.status).toBe('qualified');
  });

  test('a wait for the client ends with the merge, and takes nothing out any more', () => {
    const ticket = incident();
    give(ticket, 'ask', { question: '?' });
    give(ticket, 'merge-into', merge, ofOther());
    const { waits } = ticketAnswer(ticket.state, openedMs + 21 * day, 1);
    expect(waits).toMatchObject([{ to: ticket.state.closedAt }]);
  });

  test('a resolved ticket has a verdict, and is no longer merged away', () => {
    const ticket = incident();
    ticket.tell(nadia, 'resolve', { kind: 'fix', answer: 'Done' }, 30 * minute);
    expect(give(ticket, 'merge-into', merge, ofOther())).toBe('wrong-status');
  });

  test('a breach that was announced before stays on record', () => {
    const ticket = incident();
    ticket.tick(20 * day);
    expect(ticket.state.announced.some(({ threshold }) => threshold === 'breach')).toBe(true);
    const facts = ofOther();
    ticket.give({ type: 'merge-into', data: merge, actor: nadia, facts, nowMs: openedMs + 21 * day });
    expect(ticket.events.map(({ type }) => type)).not.toContain('announcement-withdrawn');
    expect(ticketAnswer(ticket.state, openedMs + 30 * day, 0).clocks[1]).toMatchObject({
      breached: true,
      verdict: null,
    });
  });

  test('one that has ended since the edge looked takes no duplicate that it does not have already', () => {
    const ticket = incident();
    const [known, unknown] = [other, 'T-BBBBBBBBBB'].map((reference) => ({ reference, reporter: null }));
    const code = (...duplicates: unknown[]) => whyNotTake(ticket.state, duplicates as [])?.code;
    expect(code(known, unknown)).toBeUndefined();
    ticket.give({
      type: 'take-duplicate',
      nowMs: openedMs + 22 * minute,
      duplicate: { reference: other, reporter: null },
    });
    ticket.tell(nadia, 'resolve', { kind: 'fix', answer: 'Done' }, 25 * minute);
    expect([code(known), code(unknown), code(known, unknown)]).toEqual([
      undefined,
      'merge-target-ended',
      'merge-target-ended',
    ]);
    ticket.tell(claire, 'reopen', { reason: 'Again' }, 30 * minute);
    expect(code(unknown)).toBeUndefined();
    give(ticket, 'merge-into', { reference: 'T-CCCCCCCCCC', reason: 'Same' }, ofOther({ reference: 'T-CCCCCCCCCC' }));
    expect([ticket.state.status, code(unknown)]).toEqual(['closed', 'merged']);
  });

  test('the ticket that stays knows its duplicates once each, and tells whoever reported them', () => {
    const ticket = incident();
    const paul = { email: 'paul@dupont.example', language: 'en' } as const;
    const duplicate = { reference: other, reporter: paul };
    const take = { type: 'take-duplicate', nowMs: openedMs + 50 * minute, duplicate } as const;
    expect(ticket.give(take)).toEqual(['duplicate-taken']);
    expect(ticket.give(take)).toEqual([]);
    expect(ticketAnswer(ticket.state, openedMs + hour, 0).duplicates).toEqual([other]);
    ticket.tell(nadia, 'message', { message: 'Found' }, hour);
    expect(mailsOf(ticket, 'message-written').map(({ recipient }) => recipient)).toEqual([
      'claire@dupont.example',
      'paul@dupont.example',
    ]);
  });

  test('merged itself, it passes on whoever follows it, and whom it learns of later', () => {
    const ticket = incident();
    const [paul, zoe] = ['paul', 'zoe'].map((name) => ({ email: `${name}@dupont.example`, language: 'en' }) as const);
    const take = (reference: string, reporter = paul ?? null) =>
      ticket.give({ type: 'take-duplicate', nowMs: openedMs + 50 * minute, duplicate: { reference, reporter } });
    const tell = (followers?: number) =>
      ticket.give({ type: 'tell-merge', nowMs: openedMs + hour, outcome: 'told', ...(followers && { followers }) });
    take('T-BBBBBBBBBB');
    expect(hasToTellMerge(ticket.state)).toBe(false);
    give(ticket, 'merge-into', merge, ofOther());
    const own = {
      reference: ticket.state.opening.reference,
      reporter: { email: 'claire@dupont.example', language: 'fr' },
    };
    expect(duplicatesToTell(ticket.state)).toEqual([[own], [{ reference: 'T-BBBBBBBBBB', reporter: paul }]]);
    tell(1);
    expect(hasToTellMerge(ticket.state)).toBe(false);
    take('T-CCCCCCCCCC', zoe);
    expect(hasToTellMerge(ticket.state)).toBe(true);
    expect(duplicatesToTell(ticket.state)).toEqual([[], [{ reference: 'T-CCCCCCCCCC', reporter: zoe }]]);
    tell();
    expect(hasToTellMerge(ticket.state)).toBe(true);
    tell(2);
    expect(hasToTellMerge(ticket.state)).toBe(false);
  });

  test('a merge that an older Cadran told is over with it', () => {
    const ticket = incident();
    give(ticket, 'merge-into', merge, ofOther());
    ticket.give({ type: 'tell-merge', nowMs: openedMs + hour, outcome: 'told' });
    const duplicate = { reference: 'T-BBBBBBBBBB', reporter: null };
    ticket.give({ type: 'take-duplicate', nowMs: openedMs + hour, duplicate });
    expect(hasToTellMerge(ticket.state)).toBe(false);
  });
});
