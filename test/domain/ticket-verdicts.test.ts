import fc from 'fast-check';
import { compileContract } from '../../domain/calendar/compile';
import { clockFactSchema, type ClockFact } from '../../domain/clock/facts';
import { readClock } from '../../domain/clock/reading';
import { prioritySchema } from '../../domain/contract/contract';
import { nextInstantMs } from '../../domain/ticket/announcements';
import { clockNames, clockPolicies, readClocks, targetOf } from '../../domain/ticket/clocks';
import { decide, type TicketCommand } from '../../domain/ticket/decide';
import { evolve, openedTicket, ticketFromEvents } from '../../domain/ticket/evolve';
import type { PersonCommand } from '../../domain/ticket/commands';
import type { TicketEvent } from '../../domain/ticket/events';
import type { ClockName, TicketState } from '../../domain/ticket/schema';
import { termsOf } from '../../domain/ticket/terms';
import { toEpochMs, toInstant } from '../../domain/time/instant';
import { sampleContract } from '../sample-contract';

const openedMs = Date.parse('2026-10-22T14:00:00Z');
const day = 24 * 3600 * 1000;
const contract = sampleContract();
const timetables = compileContract(contract, openedMs - day, openedMs + 400 * day);
const support = { id: 'n1', role: 'support' } as const;

type Step = Pick<PersonCommand, 'type' | 'data'> & { afterMs: number };

const step: fc.Arbitrary<Step> = fc
  .record({
    afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4 * 3600_000 }), fc.integer({ min: 0, max: 4 * day })),
    type: fc.constantFrom('acknowledge', 'qualify', 'change-priority', 'ask', 'answer', 'resolve', 'reopen'),
    priority: fc.constantFrom('P1', 'P2', 'P3'),
  })
  .map(({ afterMs, type, priority }): Step => {
    const data = {
      acknowledge: {},
      qualify: { category: 'provider-incident', priority },
      'change-priority': { priority, agreement: 'by phone' },
      ask: { question: 'Which site?' },
      answer: { answer: 'Lyon' },
      resolve: { kind: 'fix', answer: 'Done' },
      reopen: { reason: 'Again' },
    }[type];
    return { afterMs, type, data };
  });

interface Played {
  readonly events: readonly TicketEvent[];
  readonly state: TicketState;
  readonly endMs: number;
}

/** Plays the steps; between two of them the ticket is looked at as often as `looks` says. */
function play(steps: readonly Step[], looks: (state: TicketState, fromMs: number, toMs: number) => number[]): Played {
  const opening: TicketState['opening'] = {
    reference: 'T-0000000001',
    client: 'dupont',
    environment: 'prod',
    title: 'Stock',
    description: 'Empty',
    reproduction: null,
    priority: 'P2',
    channel: 'api',
    openedAt: toInstant(openedMs),
    requester: { id: 'claire', role: 'client', email: null, language: 'fr' },
  };
  const opened: TicketEvent = { type: 'opened', at: opening.openedAt, by: support, data: { opening } };
  const events: TicketEvent[] = [opened];
  let state = openedTicket(opening);
  const give = (command: TicketCommand): void => {
    const decision = decide(state, command);
    if ('refusal' in decision) return;
    events.push(...decision.events);
    state = decision.events.reduce(evolve, state);
  };
  const admission = { decision: 'admitted', reason: 'eligible', clause: '§2', facts: {} } as const;
  give({ type: 'admit', nowMs: openedMs, admission, terms: termsOf(contract, 'fr'), timetables });
  let nowMs = openedMs;
  for (const { afterMs, type, data } of [...steps, { afterMs: 30 * day, type: 'none', data: {} } as const]) {
    const nextMs = nowMs + afterMs;
    for (;;) {
      const [lookMs] = looks(state, nowMs, nextMs).filter((atMs) => atMs > nowMs && atMs < nextMs);
      if (lookMs === undefined) break;
      nowMs = lookMs;
      give({ type: 'tick', nowMs });
    }
    nowMs = nextMs;
    if (type === 'none') give({ type: 'tick', nowMs });
    else give({ type, data, actor: support, nowMs } as TicketCommand);
  }
  return { events, state, endMs: nowMs };
}

/** The facts of one clock as an import reads them from a log of events: its own mapping, not the ticket's. */
function imported(clock: ClockName, { events, state }: Played): ClockFact[] {
  const { terms } = state;
  if (!terms) throw new Error('no terms');
  const kinds = { 'client-asked': 'pause', 'client-answered': 'resume', resolved: 'stop', reopened: 'reopen' } as const;
  let priority = state.opening.priority;
  const facts = events.flatMap((event, sequence): unknown[] => {
    const at = { atMs: toEpochMs(event.at), sequence };
    if (event.type === 'opened') return [{ kind: 'start', ...at, ...targetOf(clock, terms, priority) }];
    if (event.type === 'acknowledged') return clock === 'intervention' ? [{ kind: 'stop', ...at }] : [];
    if (event.type === 'priority-changed' || event.type === 'qualified') {
      const now = event.type === 'qualified' ? event.data.priority : event.data.to;
      if (now === priority) return [];
      priority = prioritySchema.parse(now);
      return [{ kind: 'retarget', ...at, ...targetOf(clock, terms, priority) }];
    }
    if (clock === 'intervention' || !(event.type in kinds)) return [];
    const kind = kinds[event.type as keyof typeof kinds];
    return [{ kind, ...at, ...(kind === 'pause' ? { reason: 'waiting-client' } : {}) }];
  });
  return facts.map((fact) => clockFactSchema.parse(fact));
}

const told = ({ events }: Played) =>
  events
    .filter(({ type }) => type === 'warned' || type === 'breached')
    .map(({ type, at, data }) => JSON.stringify([at, type, data]));

test('live, imported and replayed verdicts of the same events are equal, whoever looked when', () => {
  const seed = Number(process.env['CADRAN_SEED'] ?? 1);
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), fc.integer({ min: day / 4, max: 2 * day }), (steps, every) => {
      const timer = play(steps, (state) => [nextInstantMs(state) ?? Infinity]);
      const polled = play(steps, (_, fromMs, toMs) => (fromMs + every < toMs ? [fromMs + every] : []));
      const unseen = play(steps, () => []);
      const verdicts = readClocks(timer.state, timer.endMs);
      expect(readClocks(polled.state, timer.endMs)).toEqual(verdicts);
      expect(readClocks(unseen.state, timer.endMs)).toEqual(verdicts);
      expect(readClocks(ticketFromEvents(timer.events), timer.endMs)).toEqual(verdicts);
      expect(ticketFromEvents(timer.events)).toEqual(timer.state);
      expect(told(polled)).toEqual(told(timer));
      expect(told(unseen)).toEqual(told(timer));
      const { terms } = timer.state;
      if (!terms) throw new Error('no terms');
      for (const [index, clock] of clockNames.entries()) {
        const facts = JSON.parse(JSON.stringify(imported(clock, timer))) as ClockFact[];
        expect({ clock, ...readClock(facts, timetables, clockPolicies(terms), timer.endMs) }).toEqual(verdicts[index]);
      }
    }),
    { seed, numRuns: 150 },
  );
});
