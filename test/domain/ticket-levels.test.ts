import fc from 'fast-check';
import { compileContract } from '../../domain/calendar/compile';
import { ticketAnswer } from '../../domain/ticket/answer';
import { decide, type TicketCommand } from '../../domain/ticket/decide';
import { evolve, openedTicket } from '../../domain/ticket/evolve';
import type { TicketEvent } from '../../domain/ticket/events';
import type { TicketState } from '../../domain/ticket/schema';
import { termsOf } from '../../domain/ticket/terms';
import { toEpochMs } from '../../domain/time/instant';
import { sampleContract } from '../sample-contract';
import { holds } from './seeds';

const contract = sampleContract();
const openedAt = '2026-11-23T08:00:00.000Z';
const openedMs = toEpochMs(openedAt);
const minute = 60_000;
const support = { id: 'n1', role: 'support' } as const;
const reproduction = { steps: 'Order', expected: 'Paper', observed: 'None', environment: 'test' };

type Told = Pick<Extract<TicketCommand, { actor: unknown }>, 'type' | 'data'>;

function acknowledged(): TicketState {
  const opened = openedTicket({
    ...{ reference: 'T-0123456789', client: 'dupont', environment: 'prod', title: 'T', description: 'D' },
    ...{ reproduction: null, priority: 'P2', channel: 'api', openedAt },
    requester: { id: 'claire', role: 'client', email: null, language: 'fr' },
  });
  const terms = termsOf(contract, 'fr');
  const timetables = compileContract(contract, openedMs - 1440 * minute, openedMs + 14 * 1440 * minute);
  const admission = { decision: 'admitted', reason: 'eligible', clause: '§2', facts: {} } as const;
  const admitted = applied(opened, { type: 'admit', nowMs: openedMs, admission, terms, timetables });
  return tell(admitted, { type: 'acknowledge', data: {} }, 10).state;
}

function applied(state: TicketState, command: TicketCommand): TicketState {
  const decision = decide(state, command);
  if ('refusal' in decision) throw new Error(decision.refusal.code);
  return decision.events.reduce(evolve, state);
}

/** What a command of support leads to, so many minutes after the opening; a refusal leaves the ticket as it was. */
function tell(
  state: TicketState,
  told: Told,
  minutes: number,
): { state: TicketState; events: readonly TicketEvent[]; refused?: string } {
  const command = { ...told, actor: support, nowMs: openedMs + minutes * minute } as TicketCommand;
  const decision = decide(state, command);
  if ('refusal' in decision)
    return { state, events: [], refused: `${decision.refusal.code} ${decision.refusal.clause}` };
  return { state: decision.events.reduce(evolve, state), events: decision.events };
}

const toN2: Told = { type: 'escalate', data: { to: 'N2', reformulation: 'No paper' } };
const toN3: Told = { type: 'escalate', data: { to: 'N3', reproduction } };

test('N2 asks for a reformulation, N3 for a reproduction of the anomaly (annex §8)', () => {
  const atN1 = acknowledged();
  expect(tell(atN1, { type: 'escalate', data: { to: 'N2' } }, 20).refused).toBe('reformulation-missing §8');
  const atN2 = tell(atN1, toN2, 20).state;
  expect(atN2.level).toBe('N2');
  expect(tell(atN2, { type: 'escalate', data: { to: 'N3' } }, 30).refused).toBe('reproduction-missing §8');
  const atN3 = tell(atN2, toN3, 30).state;
  expect(atN3).toMatchObject({ level: 'N3', handOver: { reformulation: 'No paper', reproduction } });
});

test('a level is neither skipped nor gone to twice, and a ticket is given back to a lower one alone', () => {
  const atN1 = acknowledged();
  expect(tell(atN1, toN3, 20).refused).toBe('level-not-next §8');
  expect(tell(atN1, { type: 'return', data: { to: 'N1', reason: 'x' } }, 20).refused).toBe('level-not-lower §8');
  const atN2 = tell(atN1, toN2, 20).state;
  expect(tell(atN2, toN2, 21).refused).toBe('level-not-next §8');
  expect(tell(atN2, { type: 'return', data: { to: 'N2', reason: 'x' } }, 22).refused).toBe('level-not-lower §8');
});

test('a ticket that comes back keeps its documents, and goes up again without writing them anew', () => {
  const atN2 = tell(acknowledged(), toN2, 20).state;
  const back = tell(atN2, { type: 'return', data: { to: 'N1', reason: 'Switched off' } }, 30);
  expect(back.events).toContainEqual(
    expect.objectContaining({ type: 'returned', data: { from: 'N2', to: 'N1', reason: 'Switched off' } }),
  );
  expect(tell(back.state, { type: 'escalate', data: { to: 'N2' } }, 40).state).toMatchObject({
    level: 'N2',
    handOver: { reformulation: 'No paper' },
  });
});

test('a person or a team works on a ticket until another level takes it', () => {
  const assigned = tell(acknowledged(), { type: 'assign', data: { person: 'n1@s.example', team: 'printing' } }, 15);
  expect(assigned.state.assignee).toEqual({ person: 'n1@s.example', team: 'printing' });
  expect(tell(assigned.state, toN2, 20).state.assignee).toEqual({ person: null, team: null });
});

test('a note does not stand in the way of what is entered late', () => {
  const noted = tell(acknowledged(), { type: 'note', data: { note: 'Same as last week?' } }, 40).state;
  const late = { type: 'ask', data: { question: 'Lit?' }, actor: support, evidence: 'Call' } as const;
  const decision = decide(noted, { ...late, nowMs: openedMs + 50 * minute, happenedMs: openedMs + 30 * minute });
  expect('refusal' in decision).toBe(false);
});

const anyLevel = fc.constantFrom<Told>(
  toN2,
  toN3,
  { type: 'escalate', data: { to: 'N2' } },
  { type: 'escalate', data: { to: 'N3' } },
  { type: 'return', data: { to: 'N1', reason: 'x' } },
  { type: 'return', data: { to: 'N2', reason: 'x' } },
  { type: 'assign', data: { person: null, team: 'printing' } },
  { type: 'note', data: { note: 'x' } },
);

test('whatever levels, notes and assignments come between, no level is held without its document, and no clock is moved', () => {
  holds(
    fc.property(fc.array(anyLevel, { maxLength: 25 }), (told) => {
      const first = acknowledged();
      let state = first;
      for (const [index, one] of told.entries()) {
        const before = state.level;
        state = tell(state, one, 11 + index).state;
        expect(Math.abs(Number(state.level.slice(1)) - Number(before.slice(1)))).toBeLessThanOrEqual(
          one.type === 'return' ? 2 : 1,
        );
        if (state.level !== 'N1') expect(state.handOver?.reformulation).not.toBeNull();
        if (state.level === 'N3') expect(state.handOver?.reproduction).not.toBeNull();
      }
      const asOfMs = openedMs + 600 * minute;
      expect(ticketAnswer(state, asOfMs, 0).clocks).toEqual(ticketAnswer(first, asOfMs, 0).clocks);
    }),
    { numRuns: 200 },
  );
});
