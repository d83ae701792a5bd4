import fc from 'fast-check';
import type { Contract } from '../../domain/contract/contract';
import { breachDueMs, nextInstantMs } from '../../domain/ticket/announcements';
import { ticketAnswer } from '../../domain/ticket/answer';
import { noticesFor, type Notice } from '../../domain/ticket/notices';
import { leavesMs, whyNotSend } from '../../domain/ticket/sending';
import { ticketStateSchema } from '../../domain/ticket/schema';
import { sampleContract } from '../sample-contract';
import { claire, hour, minute, nadia, openedMs, ToldTicket } from './told-ticket';

const person = (name: string) => ({ email: `${name}@support.example`, language: 'fr' }) as const;
const groups: Contract['groups'] = {
  'on-call N2': {
    people: [person('oncall')],
    webhooks: [{ url: 'https://calls.example/cadran', language: 'en' }],
  },
  directors: { people: [person('director')], webhooks: [] },
};
const escalation: Contract['escalation'] = [
  { at: 75, tell: ['support'] },
  { at: 'breach', tell: ['support', 'client'] },
  { at: 'breach+PT1H', tell: ['on-call N2'] },
  { at: 'breach+PT2H', tell: ['manager'], hours: 'office' },
  { at: 'breach+PT3H', tell: ['directors'], priorities: ['P1', 'P2'] },
];

/** P2, opened on a Monday at 09:00: an hour to intervene, eight to resolve, in office hours (08:30 to 18:30). */
const opened = (more: Partial<Contract> = {}, opening = {}): ToldTicket =>
  ToldTicket.admitted({ escalation, groups, ...more }, opening);

/** What was announced, as `clock threshold` with the instant in ms after the opening. */
const told = ({ state }: ToldTicket): [string, number][] =>
  state.announced.map(({ clock, threshold, atMs }) => [`${clock} ${threshold}`, atMs - openedMs]);

function notices(ticket: ToldTicket): Notice[] {
  const all = ticket.events.flatMap((event, index) => noticesFor(event, ticket.state, index + 1));
  return all.filter(({ clock }) => clock !== null);
}
const of = (threshold: Notice['threshold'], all: Notice[]): Notice[] =>
  all.filter((one) => one.threshold === threshold && one.clock === 'intervention');
const recipients = (all: readonly Notice[]): string[] => all.map(({ recipient }) => recipient);

test('complaint D27: each level tells other people, teams and programs, by per cent and by time after the breach', () => {
  const ticket = opened();
  ticket.tick(5 * hour);
  expect(told(ticket).filter(([name]) => name.startsWith('intervention'))).toEqual([
    ['intervention 75', 45 * minute],
    ['intervention breach', hour],
    ['intervention breach+PT1H', 2 * hour],
    ['intervention breach+PT2H', 3 * hour],
    ['intervention breach+PT3H', 4 * hour],
  ]);
  const all = notices(ticket);
  expect(of('breach+PT1H', all)).toMatchObject([
    { recipient: 'oncall@support.example', language: 'fr', template: 'escalation' },
    { recipient: 'https://calls.example/cadran', language: 'en', via: 'webhook' },
  ]);
  expect(of('breach+PT2H', all)).toMatchObject([{ recipient: 'manager@support.example', hours: 'office' }]);
  expect(recipients(of('breach+PT3H', all))).toEqual(['director@support.example']);
});

test('steps of other priorities are not taken; a change of priority takes those of the new one', () => {
  const ticket = opened({}, { priority: 'P3' });
  ticket.tick(40 * hour);
  expect(told(ticket).map(([name]) => name)).not.toContain('intervention breach+PT3H');
  expect(told(ticket).map(([name]) => name)).toContain('intervention breach+PT2H');
});

test('complaint D28: each level is told once for each clock and deadline, however often time is told to pass', () => {
  const every = fc.array(fc.integer({ min: 0, max: 12 * 60 }), { maxLength: 20 });
  fc.assert(
    fc.property(every, (minutes) => {
      const ticket = opened();
      for (const passed of [...minutes].sort((a, b) => a - b)) ticket.tick(passed * minute);
      ticket.tick(13 * hour);
      const straight = opened();
      straight.tick(13 * hour);
      expect(told(ticket)).toEqual(told(straight));
    }),
    { numRuns: 30 },
  );
});

test('complaint D29: an outage over two levels tells both at their own instants; a reader of both is told of the later alone', () => {
  const ticket = opened({
    escalation: [...escalation.slice(0, 3), { at: 'breach+PT2H', tell: ['on-call N2', 'manager'] }],
  });
  ticket.tick(hour + 1);
  const caughtUp = ticket.tick(6 * hour);
  expect(caughtUp).toEqual(['escalation-reached', 'escalation-reached', 'warned']);
  expect(told(ticket).slice(2, 4)).toEqual([
    ['intervention breach+PT1H', 2 * hour],
    ['intervention breach+PT2H', 3 * hour],
  ]);
  const why = notices(ticket).map((one) => [one.threshold, one.recipient, whyNotSend(one, ticket.state)]);
  expect(why.filter(([at]) => String(at).startsWith('breach+'))).toEqual([
    ['breach+PT1H', 'oncall@support.example', 'superseded'],
    ['breach+PT1H', 'https://calls.example/cadran', 'superseded'],
    ['breach+PT2H', 'oncall@support.example', undefined],
    ['breach+PT2H', 'https://calls.example/cadran', undefined],
    ['breach+PT2H', 'manager@support.example', undefined],
  ]);
});

test('complaint D29: a warning is not dropped for a later one that tells other people', () => {
  const ticket = opened({
    escalation: [
      { at: 75, tell: ['manager'] },
      { at: 'breach', tell: ['support'] },
    ],
  });
  ticket.tick(2 * hour);
  expect(notices(ticket).map((one) => whyNotSend(one, ticket.state))).toEqual([undefined, undefined]);
});

test('complaint D30: whom a step tells is told in its hours, at the next opening when it is reached outside them', () => {
  // P1 counts round the clock: half an hour to intervene. Opened at 18:20, its second hour after the breach is at 20:50.
  const late = ToldTicket.admitted({ escalation, groups }, { priority: 'P1', openedAt: '2026-11-23T17:20:00.000Z' });
  const start = Date.parse('2026-11-23T17:20:00.000Z');
  late.give({ type: 'tick', nowMs: start + 3 * hour });
  const all = notices(late);
  const night = start + 2.5 * hour;
  const [manager] = of('breach+PT2H', all);
  const [oncall] = of('breach+PT1H', all);
  if (!manager || !oncall) throw new Error('both are told');
  expect(new Date(leavesMs(manager, late.state, night)).toISOString()).toBe('2026-11-24T07:30:00.000Z');
  expect(leavesMs(oncall, late.state, night)).toBe(night);
  const opening = Date.parse('2026-11-24T07:30:00.000Z');
  expect(leavesMs(manager, late.state, opening)).toBe(opening);
  // At the opening it is held against the state again.
  late.give({ type: 'acknowledge', data: {}, actor: nadia, nowMs: opening - minute });
  expect(whyNotSend(manager, late.state)).toBe('resolved');
});

test('complaint D31: a level before the deadline never comes before the start of the clock', () => {
  const ticket = opened({ escalation: [{ at: '-PT2H', tell: ['support'] }, ...escalation] });
  ticket.tick(1);
  expect(told(ticket)).toEqual([]);
  ticket.tick(6 * hour);
  expect(told(ticket).find(([name]) => name === 'resolution -PT2H')).toEqual(['resolution -PT2H', 6 * hour]);
  expect(told(ticket).find(([name]) => name === 'intervention -PT2H')).toBeUndefined();
});

test('complaint D33: the watcher is told of the next step after a breach, and of none once somebody took it on', () => {
  const ticket = opened();
  ticket.tick(hour + 1);
  expect(breachDueMs(ticket.state)).toBe(openedMs + 2 * hour);
  expect(nextInstantMs(ticket.state)).toBe(openedMs + 2 * hour);
  ticket.tell(nadia, 'acknowledge-escalation', {}, hour + 2);
  expect(breachDueMs(ticket.state)).toBe(openedMs + 8 * hour + 1);
});

test('complaint D34: what was taken on is not sent any more, but for what the client is told of the breach', () => {
  const ticket = opened();
  ticket.tick(hour + 1);
  const breach = of('breach', notices(ticket));
  expect(recipients(breach)).toEqual(['n1@support.example', 'claire@dupont.example']);
  expect(ticket.tell(nadia, 'acknowledge-escalation', { comment: 'On it' }, hour + minute)).toEqual([
    'escalation-acknowledged',
  ]);
  expect(breach.map((one) => whyNotSend(one, ticket.state))).toEqual(['acknowledged', undefined]);
  ticket.tick(6 * hour - 1);
  expect(told(ticket)).toHaveLength(2);
  expect(ticket.tell(nadia, 'acknowledge-escalation', {}, 6 * hour - 1)).toBe('nothing-escalated');
  // The other clock has a chain of its own.
  ticket.tick(10 * hour);
  expect(told(ticket).slice(2)).toEqual([
    ['resolution 75', 6 * hour],
    ['resolution breach', 8 * hour],
    ['resolution breach+PT1H', 9 * hour],
  ]);
});

test('complaint 45: a step whose ticket was resolved meanwhile is not sent', () => {
  const ticket = opened();
  ticket.tell(nadia, 'acknowledge', {}, minute);
  ticket.tell(nadia, 'qualify', { category: 'provider-incident', priority: 'P2' }, 2 * minute);
  ticket.tick(9 * hour);
  const [step] = notices(ticket).filter(({ threshold }) => threshold === 'breach+PT1H');
  if (!step) throw new Error('the step was reached');
  expect(whyNotSend(step, ticket.state)).toBeUndefined();
  ticket.tell(nadia, 'resolve', { kind: 'fix', answer: 'Done' }, 9 * hour + minute);
  expect(whyNotSend(step, ticket.state)).toBe('resolved');
  expect(nextInstantMs(ticket.state)).toBeUndefined();
});

test('complaint 50: so many per cent, so long before and so long after stand in one chain, in their order', () => {
  const ticket = opened({ escalation: [{ at: '-PT10M', tell: ['support'] }, ...escalation] });
  ticket.tick(2 * hour);
  expect(told(ticket)).toEqual([
    ['intervention 75', 45 * minute],
    ['intervention -PT10M', 50 * minute],
    ['intervention breach', hour],
    ['intervention breach+PT1H', 2 * hour],
  ]);
});

describe('time after a breach', () => {
  test('is support time: it goes on the next morning', () => {
    const ticket = opened();
    ticket.tell(nadia, 'acknowledge', {}, minute);
    ticket.tick(24 * hour);
    // Due at 17:00; an hour and a half remain until 18:30, and the next morning begins at 08:30.
    expect(told(ticket).slice(1)).toEqual([
      ['resolution breach', 8 * hour],
      ['resolution breach+PT1H', 9 * hour],
      ['resolution breach+PT2H', 24 * hour],
    ]);
  });

  test('is counted only while the clock runs, and no timer is armed in a pause', () => {
    const ticket = opened();
    ticket.tell(nadia, 'acknowledge', {}, minute);
    ticket.tick(8.5 * hour);
    expect(nextInstantMs(ticket.state)).toBe(openedMs + 9 * hour);
    ticket.tell(nadia, 'ask', { question: '?' }, 8.5 * hour);
    expect(nextInstantMs(ticket.state)).toBeUndefined();
    expect(breachDueMs(ticket.state)).toBeUndefined();
    ticket.tell(claire, 'answer', { answer: '!' }, 9.25 * hour);
    expect(nextInstantMs(ticket.state)).toBe(openedMs + 23.75 * hour);
  });

  test('begins anew with another target, which was exceeded from its beginning', () => {
    const ticket = opened();
    ticket.tell(nadia, 'acknowledge', {}, minute);
    ticket.tick(8 * hour + 30 * minute);
    const agreement = { priority: 'P1', agreement: 'By phone' };
    expect(ticket.tell(nadia, 'change-priority', agreement, 8 * hour + 30 * minute)).toEqual([
      'priority-changed',
      'warned',
    ]);
    ticket.tick(12 * hour);
    // The breach lasts and is told once; the chain of the new target is counted from its beginning, round the clock.
    expect(told(ticket).slice(1)).toEqual([
      ['resolution breach', 8 * hour],
      ['resolution 75', 8.5 * hour],
      ['resolution breach+PT1H', 9.5 * hour],
      ['resolution breach+PT2H', 10.5 * hour],
      ['resolution breach+PT3H', 11.5 * hour],
    ]);
  });

  test('ends with the clock, and goes on once the ticket is reopened, whoever took it on before', () => {
    const ticket = opened();
    ticket.tell(nadia, 'acknowledge', {}, minute);
    ticket.tell(nadia, 'qualify', { category: 'provider-incident', priority: 'P2' }, 2 * minute);
    ticket.tick(8.5 * hour);
    ticket.tell(nadia, 'acknowledge-escalation', {}, 8.5 * hour);
    ticket.tell(nadia, 'resolve', { kind: 'fix', answer: 'Done' }, 8.5 * hour);
    expect(ticket.tell(nadia, 'acknowledge-escalation', {}, 8.6 * hour)).toBe('wrong-status');
    expect(ticket.tell(claire, 'reopen', { reason: 'Again' }, 9 * hour)).toEqual(['reopened']);
    expect(nextInstantMs(ticket.state)).toBe(openedMs + 9.5 * hour);
  });
});

describe('taken on at the very instant of a step', () => {
  test('before its timer: the step is not reached', () => {
    const ticket = opened();
    ticket.tick(hour + 1);
    expect(ticket.tell(nadia, 'acknowledge-escalation', {}, 2 * hour)).toEqual(['escalation-acknowledged']);
    expect(ticket.tick(2 * hour)).toEqual([]);
    expect(ticket.tick(5 * hour)).toEqual([]);
  });

  test('after its timer: the step stays on record, its notices stay here, and no other follows', () => {
    const ticket = opened();
    ticket.tick(hour + 1);
    expect(ticket.tick(2 * hour)).toEqual(['escalation-reached']);
    const step = of('breach+PT1H', notices(ticket));
    expect(ticket.tell(nadia, 'acknowledge-escalation', {}, 2 * hour)).toEqual(['escalation-acknowledged']);
    expect(step.map((one) => whyNotSend(one, ticket.state))).toEqual(['acknowledged', 'acknowledged']);
    expect(ticket.tick(5 * hour)).toEqual([]);
  });

  test('with the timer late: what was due before it is told first, and taken on with the rest', () => {
    const ticket = opened();
    expect(ticket.tell(nadia, 'acknowledge-escalation', {}, 2 * hour)).toEqual([
      'warned',
      'breached',
      'escalation-acknowledged',
    ]);
    expect(ticket.tick(5 * hour)).toEqual([]);
  });
});

test('taken on before the breach, a warning stays here, and the breach is told with its chain', () => {
  const ticket = opened();
  ticket.tick(50 * minute);
  const [warning] = notices(ticket);
  ticket.tell(nadia, 'acknowledge-escalation', { clock: 'intervention' }, 50 * minute);
  if (!warning) throw new Error('there was a warning');
  expect(whyNotSend(warning, ticket.state)).toBe('acknowledged');
  expect(ticket.tick(2 * hour)).toEqual(['breached', 'escalation-reached']);
  expect(ticket.tell(nadia, 'acknowledge-escalation', { clock: 'resolution' }, 2 * hour)).toBe('nothing-escalated');
  expect(ticket.tell(claire, 'acknowledge-escalation', {}, 2 * hour)).toBe('not-allowed');
});

test('entered later than it happened, it withdraws the steps that came after it', () => {
  const ticket = opened();
  ticket.tick(3.5 * hour);
  const late = { happenedMs: openedMs + 1.5 * hour, evidence: 'Call of 10:30' };
  expect(ticket.tell(nadia, 'acknowledge-escalation', {}, 3.5 * hour, late)).toEqual([
    'escalation-acknowledged',
    'announcement-withdrawn',
    'announcement-withdrawn',
  ]);
  expect(told(ticket).map(([name]) => name)).toEqual(['intervention 75', 'intervention breach']);
  expect(ticket.tick(5 * hour)).toEqual([]);
});

test('the answer shows steps reached, the next one, and who took it on; the state fits its schema', () => {
  const ticket = opened();
  ticket.tick(hour + 1);
  const shown = (afterMs: number) => ticketAnswer(ticket.state, openedMs + afterMs, 9).escalations;
  expect(shown(hour + 1)).toEqual([
    {
      clock: 'intervention',
      reached: [
        { threshold: 75, at: '2026-11-23T08:45:00.000Z', acknowledged: false },
        { threshold: 'breach', at: '2026-11-23T09:00:00.000Z', acknowledged: false },
      ],
      next: { threshold: 'breach+PT1H', at: '2026-11-23T10:00:00.000Z' },
      acknowledged: null,
    },
  ]);
  ticket.tell(nadia, 'acknowledge-escalation', { comment: 'On it' }, hour + minute);
  expect(shown(hour + minute)).toMatchObject([
    {
      reached: [{ acknowledged: true }, { acknowledged: true }],
      next: null,
      acknowledged: { by: 'n1', at: '2026-11-23T09:01:00.000Z', comment: 'On it' },
    },
  ]);
  expect(ticketStateSchema.parse(JSON.parse(JSON.stringify(ticket.state)))).toEqual(ticket.state);
  ticket.tell(nadia, 'acknowledge', {}, hour + 2 * minute);
  expect(shown(hour + 2 * minute)).toEqual([]);
});

test('terms of an older Cadran go on as they were: a later warning takes the place of an earlier one, whoever reads it', () => {
  const ticket = opened({
    escalation: [
      { at: 75, tell: ['manager'] },
      { at: 'breach', tell: ['support'] },
    ],
  });
  const { terms } = ticket.state;
  if (!terms) throw new Error('it was admitted');
  ticket.state = { ...ticket.state, terms: { ...terms, rules: 2 } };
  ticket.tick(2 * hour);
  expect(notices(ticket).map((one) => whyNotSend(one, ticket.state))).toEqual(['superseded', undefined]);
  expect(sampleContract().groups).toEqual({});
});
