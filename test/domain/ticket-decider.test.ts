import { compileContract } from '../../domain/calendar/compile';
import { nextInstantMs, timetablesToExtend } from '../../domain/ticket/announcements';
import { ticketAnswer } from '../../domain/ticket/answer';
import { decide, type TicketCommand } from '../../domain/ticket/decide';
import { evolve, openedTicket } from '../../domain/ticket/evolve';
import type { TicketEvent } from '../../domain/ticket/events';
import { ticketStateSchema, type TicketState } from '../../domain/ticket/schema';
import { termsOf } from '../../domain/ticket/terms';
import { toEpochMs } from '../../domain/time/instant';
import { sampleContract } from '../sample-contract';

const contract = sampleContract();
const opensAt = '2026-11-23T08:00:00.000Z';
const at = (text: string): number => toEpochMs(`2026-11-${text}:00.000Z`);
const timetables = compileContract(contract, at('20T00:00'), at('30T00:00'));
const support = { id: 'n1', role: 'support' } as const;
const client = { id: 'claire', role: 'client' } as const;

function opened(priority: 'P1' | 'P2' | 'P3' | 'P4'): TicketState {
  const state = openedTicket({
    reference: 'T-0123456789',
    client: 'dupont',
    environment: 'prod',
    title: 'Title',
    description: 'Text',
    reproduction: null,
    priority,
    channel: 'api',
    openedAt: opensAt,
    requester: { id: 'claire', role: 'client', email: null, language: 'fr' },
  });
  const admission = { decision: 'admitted', reason: 'eligible', clause: '§2', facts: {} } as const;
  return told(state, { type: 'admit', nowMs: at('23T08:00'), admission, terms: termsOf(contract, 'fr'), timetables })
    .state;
}

function told(state: TicketState, ...commands: TicketCommand[]): { state: TicketState; events: TicketEvent[] } {
  const events: TicketEvent[] = [];
  for (const command of commands) {
    const decision = decide(state, command);
    if ('refusal' in decision) throw new Error(decision.refusal.code);
    events.push(...decision.events);
    state = decision.events.reduce(evolve, state);
  }
  return { state, events };
}

const acknowledge = (time: string): TicketCommand => ({
  type: 'acknowledge',
  data: {},
  actor: support,
  nowMs: at(time),
});
const qualify = (time: string, priority: 'P1' | 'P2' | 'P3' = 'P2'): TicketCommand => ({
  type: 'qualify',
  data: { category: 'provider-incident', priority },
  actor: support,
  nowMs: at(time),
});
const ask = (time: string): TicketCommand => ({
  type: 'ask',
  data: { question: '?' },
  actor: support,
  nowMs: at(time),
});
const answer = (time: string): TicketCommand => ({
  type: 'answer',
  data: { answer: '!' },
  actor: client,
  nowMs: at(time),
});
const resolve = (time: string): TicketCommand => ({
  type: 'resolve',
  data: { kind: 'fix', answer: 'ok' },
  actor: support,
  nowMs: at(time),
});
const tick = (time: string): TicketCommand => ({ type: 'tick', nowMs: at(time) });

test('the wait for the client is deducted from the resolution time (annex, GTR)', () => {
  const { state } = told(
    opened('P2'),
    acknowledge('23T08:10'),
    qualify('23T08:10'),
    ask('23T09:00'),
    answer('24T09:00'),
    resolve('24T10:00'),
  );
  const [intervention, resolution] = ticketAnswer(state, at('25T00:00'), 1).clocks;
  expect(intervention).toMatchObject({ state: 'stopped', countedMs: 10 * 60_000, verdict: 'met' });
  expect(resolution).toMatchObject({ state: 'stopped', countedMs: 2 * 3600_000, verdict: 'met' });
  expect(ticketStateSchema.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
});

test('a breach needs more than the target: resolved at the last instant is met, a millisecond later it is told of that instant', () => {
  // P2: 8 h from 08:00Z on a Monday that closes at 17:30Z.
  const ready = told(opened('P2'), acknowledge('23T08:00'), qualify('23T08:00'));
  const met = told(ready.state, resolve('23T16:00'));
  expect(met.events.some(({ type }) => type === 'breached')).toBe(false);
  const breached = told(ready.state, tick('23T16:01')).events.filter(({ type }) => type === 'breached');
  expect(breached.map((event) => event.at)).toEqual(['2026-11-23T16:00:00.000Z']);
});

test('a tick at the deadline tells no breach, the next one is asked for a millisecond later and tells it', () => {
  const ready = told(opened('P2'), acknowledge('23T08:00'), qualify('23T08:00'));
  const due = told(ready.state, tick('23T16:00'));
  expect(due.events.filter(({ type }) => type === 'breached')).toEqual([]);
  // Nothing else is due before: no more of the timetable is to be asked for.
  const longer = { ...due.state, timetables: compileContract(contract, at('20T00:00'), Date.parse('2027-01-01')) };
  expect(nextInstantMs(longer)).toBe(at('23T16:00') + 1);
  const { state, events } = told(due.state, { type: 'tick', nowMs: at('23T16:00') + 1 });
  expect(events).toMatchObject([{ type: 'breached', at: '2026-11-23T16:00:00.000Z' }]);
  expect(told(state, resolve('23T16:01')).events.map(({ type }) => type)).toEqual(['resolved']);
  // What happens at the deadline comes before the breach.
  expect(told(due.state, ask('23T16:00')).events.map(({ type }) => type)).toEqual(['client-asked']);
});

test('what was due while nobody was there is announced at its own instant before what comes next', () => {
  const ready = told(opened('P2'), acknowledge('23T08:00'), qualify('23T08:00'));
  const late = told(ready.state, resolve('24T09:00'));
  expect(late.events.map(({ type, at: instant }) => `${type} ${instant}`)).toEqual([
    'warned 2026-11-23T12:00:00.000Z',
    'warned 2026-11-23T14:00:00.000Z',
    'warned 2026-11-23T15:12:00.000Z',
    'breached 2026-11-23T16:00:00.000Z',
    'resolved 2026-11-24T09:00:00.000Z',
  ]);
  expect(ticketAnswer(late.state, at('25T00:00'), 1).clocks[1]).toMatchObject({ verdict: 'breached' });
});

test('a fact entered later than it happened takes back a breach that never was', () => {
  const ready = told(opened('P2'), acknowledge('23T08:00'), qualify('23T08:00'), tick('23T16:01'));
  const { events } = told(ready.state, { ...resolve('23T16:02'), happenedMs: at('23T15:59') } as TicketCommand);
  expect(events.map(({ type }) => type)).toEqual(['resolved', 'announcement-withdrawn']);
});

test('no threshold falls in a pause', () => {
  const { state } = told(opened('P2'), acknowledge('23T08:00'), qualify('23T08:00'), ask('23T11:59'));
  expect(told(state, tick('27T12:00')).events).toEqual([]);
});

test('a breach that lasts across a new target does not ask for more timetable without end', () => {
  const { state } = told(opened('P3'), acknowledge('23T08:00'), tick('23T08:01'));
  const shortened = {
    ...state,
    terms: state.terms && {
      ...state.terms,
      targets: { ...state.terms.targets, P3: { hours: 'always', interventionMs: 1, resolutionMs: 1 } },
    },
  };
  const breached = told(shortened, tick('23T09:00'), qualify('23T09:01', 'P1'));
  expect(timetablesToExtend(breached.state, at('23T09:01')).filter((name) => name !== 'always')).toEqual([]);
});

test.each([
  [
    'an incident that is P4',
    { type: 'qualify', data: { category: 'provider-incident', priority: 'P4' } },
    'category-priority-mismatch',
  ],
  [
    'a request that is P1',
    { type: 'qualify', data: { category: 'client-request', priority: 'P1' } },
    'category-priority-mismatch',
  ],
  [
    'a client incident without its cause',
    { type: 'qualify', data: { category: 'client-incident', priority: 'P2' } },
    'cause-required',
  ],
  ['an answer that nobody asked for', { type: 'answer', data: { answer: 'x' } }, 'wrong-status'],
  ['an instant to come', { type: 'ask', data: { question: '?' }, happenedMs: at('29T00:00') }, 'instant-in-future'],
  [
    'an instant before the last fact',
    { type: 'ask', data: { question: '?' }, happenedMs: at('23T07:00') },
    'instant-out-of-order',
  ],
  [
    'a command of support by a client',
    { type: 'resolve', data: { kind: 'fix', answer: 'x' }, actor: client },
    'not-allowed',
  ],
] as const)('%s is refused', (_, command, code) => {
  const { state } = told(opened('P2'), acknowledge('23T08:10'));
  const decision = decide(state, { actor: support, nowMs: at('23T09:00'), ...command });
  expect('refusal' in decision && decision.refusal.code).toBe(code);
});
