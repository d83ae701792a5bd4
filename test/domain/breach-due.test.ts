import { compileContract } from '../../domain/calendar/compile';
import { breachDueMs } from '../../domain/ticket/announcements';
import { decide, type TicketCommand } from '../../domain/ticket/decide';
import { evolve, openedTicket } from '../../domain/ticket/evolve';
import type { Admission, TicketState } from '../../domain/ticket/schema';
import { termsOf } from '../../domain/ticket/terms';
import { sampleContract } from '../sample-contract';

// Monday 23 November 2026; the office is open from 08:30 to 18:30 in Paris, 07:30 to 17:30 UTC.
const at = (text: string): number => Date.parse(`2026-11-${text}:00.000Z`);
const contract = sampleContract();
const timetables = compileContract(contract, at('20T00:00'), at('30T00:00'));
const support = { id: 'n1', role: 'support' } as const;

function given(state: TicketState, ...commands: TicketCommand[]): TicketState {
  return commands.reduce((before, command) => {
    const decision = decide(before, command);
    if ('refusal' in decision) throw new Error(decision.refusal.code);
    return decision.events.reduce(evolve, before);
  }, state);
}

function opened(
  time: string,
  {
    decision = 'admitted',
    terms = termsOf(contract, 'fr'),
  }: Partial<Admission & { terms: ReturnType<typeof termsOf> }> = {},
): TicketState {
  const state = openedTicket({
    reference: 'T-0123456789',
    client: 'dupont',
    environment: 'prod',
    title: 'Title',
    description: 'Text',
    reproduction: null,
    priority: 'P2',
    channel: 'api',
    openedAt: new Date(at(time)).toISOString(),
    requester: { id: 'claire', role: 'client', email: null, language: 'fr' },
  });
  const admission: Admission = { decision, reason: 'eligible', clause: '§2', facts: {} };
  return given(state, { type: 'admit', nowMs: at(time), admission, terms, timetables });
}

const tick = (nowMs: number): TicketCommand => ({ type: 'tick', nowMs });
const say = (type: string, time: string, data: object = {}): TicketCommand =>
  ({ type, data, actor: support, nowMs: at(time) }) as TicketCommand;
const qualified = (time: string) => say('qualify', time, { category: 'provider-incident', priority: 'P2' });

test('a running clock: once more than its target is counted', () => {
  expect(breachDueMs(opened('23T08:00'))).toBe(at('23T09:00') + 1);
});

test('a target used up at closing time is not overdue all night: its breach is told at the next opening', () => {
  const acknowledged = given(opened('23T09:30'), say('acknowledge', '23T09:31'));
  expect(breachDueMs(acknowledged)).toBe(at('24T07:30') + 1);
});

test('none once it is told; then that of the other clock', () => {
  const told = given(opened('23T08:00'), tick(at('23T09:00') + 1));
  expect(breachDueMs(told)).toBe(at('23T16:00') + 1);
  expect(breachDueMs(given(told, tick(at('23T16:00') + 1)))).toBeUndefined();
});

test('a worker that was away leaves it past: so it is found', () => {
  expect(breachDueMs(opened('23T08:00'))).toBeLessThan(at('25T00:00'));
});

test('none while the ticket waits for the client, nor once it is resolved or closed', () => {
  const asked = given(
    opened('23T08:00'),
    say('acknowledge', '23T08:10'),
    say('ask', '23T08:20', { question: 'Where?' }),
  );
  expect(breachDueMs(asked)).toBeUndefined();
  const resolved = given(
    asked,
    say('answer', '23T08:30', { answer: 'Here' }),
    qualified('23T08:40'),
    say('resolve', '23T08:50', { kind: 'fix', answer: 'Done' }),
  );
  expect(breachDueMs(resolved)).toBeUndefined();
  expect(breachDueMs(given(resolved, say('confirm', '23T09:00', { agreement: 'By phone' })))).toBeUndefined();
});

test('none without SLA, nor where the contract has no breach told', () => {
  expect(breachDueMs(opened('23T08:00', { decision: 'without-sla' }))).toBeUndefined();
  const terms = { ...termsOf(contract, 'fr'), escalation: [{ at: 75, tell: ['support' as const] }] };
  expect(breachDueMs(opened('23T08:00', { terms }))).toBeUndefined();
});
