import fc from 'fast-check';
import { compileContract } from '../../../domain/calendar/compile';
import type { Contract } from '../../../domain/contract/contract';
import { readHistory, type HistoryEntry, type WrittenHistory } from '../../../domain/import/history';
import { importedTicket, reachesMs, stepOf } from '../../../domain/import/retelling';
import { ticketAnswer } from '../../../domain/ticket/answer';
import { nextInstantMs } from '../../../domain/ticket/announcements';
import { ticketFromEvents } from '../../../domain/ticket/evolve';
import type { Admission, TicketOpening } from '../../../domain/ticket/schema';
import { termsOf } from '../../../domain/ticket/terms';
import { toInstant } from '../../../domain/time/instant';
import { sampleContract } from '../../sample-contract';
import { holds } from '../seeds';
import { claire, day, hour, minute, nadia, openedAt, openedMs, ToldTicket } from '../told-ticket';

const opening: TicketOpening = {
  ...{ reference: 'T-0123456789', client: 'dupont', environment: 'prod', title: 'T', description: 'D' },
  ...{ reproduction: null, priority: 'P2', channel: 'api', openedAt },
  requester: { id: 'claire', role: 'client', email: 'claire@dupont.example', language: 'fr' },
};
const nowMs = openedMs + 50 * day;
const at = (afterMs: number): string => toInstant(openedMs + afterMs);

const eligible: Admission = { decision: 'admitted', reason: 'eligible', clause: '§2', facts: {} };

function admittedBy(contract: Partial<Contract> = {}, admission: Partial<Admission> = {}) {
  const whole = { ...sampleContract(), ...contract };
  return {
    admission: { ...eligible, ...admission },
    terms: termsOf(whole, 'fr'),
    timetables: compileContract(whole, openedMs - day, openedMs + 60 * day),
  };
}

function entries(...given: NonNullable<WrittenHistory['entries']>): readonly HistoryEntry[] {
  const read = readHistory({
    ...{ reference: 'INC1', client: 'dupont', environment: 'prod', title: 'T', description: 'D', priority: 'P2' },
    ...{ openedAt, openedBy: claire, entries: given },
  });
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return read.history.entries;
}

const qualified = { category: 'provider-incident', priority: 'P2' } as const;
const begun = (afterMs: number) =>
  [
    { type: 'acknowledge', at: at(afterMs), by: nadia, data: {} },
    { type: 'qualify', at: at(afterMs), by: nadia, data: qualified },
  ] as unknown as HistoryEntry[];

function imported(given: readonly HistoryEntry[], contract: Partial<Contract> = {}) {
  const ticket = importedTicket(opening, admittedBy(contract), given, nowMs);
  if ('refusal' in ticket) throw new Error(JSON.stringify(ticket));
  return ticket;
}

const entry = fc
  .record({
    afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5 * hour }), fc.integer({ min: 0, max: 3 * day })),
    type: fc.constantFrom('acknowledge', 'qualify', 'ask', 'answer', 'resolve', 'reopen', 'confirm', 'message'),
    priority: fc.constantFrom('P1', 'P2', 'P3'),
  })
  .map(({ afterMs, type, priority }) => {
    const data = {
      acknowledge: {},
      qualify: { category: 'provider-incident', priority },
      ask: { question: 'Which site?' },
      answer: { answer: 'Lyon' },
      resolve: { kind: 'fix', answer: 'Done' },
      reopen: { reason: 'Again' },
      confirm: {},
      message: { message: 'Still so.' },
    }[type];
    return { afterMs, type, data };
  });

test('an imported history comes to the very events and clocks of a ticket that was told it while it happened', () => {
  holds(
    fc.property(fc.array(entry, { maxLength: 12 }), (drawn) => {
      const live = ToldTicket.admitted();
      const taken: HistoryEntry[] = [];
      let afterMs = 0;
      for (const { afterMs: pause, type, data } of drawn) {
        afterMs += pause;
        // As its timers do: at each instant at which something is due.
        for (let dueMs = nextInstantMs(live.state); dueMs !== undefined && dueMs < openedMs + afterMs;) {
          live.tick(dueMs - openedMs);
          const next = nextInstantMs(live.state);
          if (next === dueMs) break;
          dueMs = next;
        }
        const by = type === 'answer' || type === 'reopen' || type === 'confirm' ? claire : nadia;
        if (typeof live.tell(by, type, data, afterMs) !== 'string')
          taken.push({ type, at: at(afterMs), by, data } as HistoryEntry);
      }
      live.tick(50 * day);
      const { state, events } = imported(taken);
      expect(events.slice(1)).toEqual(live.events);
      expect(state).toEqual({ ...live.state, opening });
      expect(ticketFromEvents(events)).toEqual(state);
      expect(ticketAnswer(state, nowMs, 1).clocks).toEqual(ticketAnswer(live.state, nowMs, 1).clocks);
    }),
    { numRuns: 100 },
  );
});

test('a ticket that waited for the client from the first instant has counted nothing of its resolution', () => {
  const { state, events } = imported([
    ...begun(0),
    ...entries({ type: 'ask', at: at(0), by: nadia, data: { question: 'Which?' } }),
  ]);
  expect(state.status).toBe('waiting-client');
  expect(ticketAnswer(state, nowMs, 1).clocks).toMatchObject([
    { clock: 'intervention', state: 'stopped', countedMs: 0, verdict: 'met' },
    { clock: 'resolution', state: 'paused', countedMs: 0, dueAt: null },
  ]);
  expect(events.some(({ type }) => type === 'warned' || type === 'breached')).toBe(false);
  expect(nextInstantMs(state)).toBeUndefined();
});

test('one that was closed the instant it was opened has both targets met', () => {
  const { state } = imported([
    ...begun(0),
    ...entries(
      { type: 'resolve', at: at(0), by: nadia, data: { kind: 'fix', answer: 'Done' } },
      { type: 'confirm', at: at(0), by: claire },
    ),
  ]);
  expect(state).toMatchObject({ status: 'closed', closedAt: openedAt });
  expect(ticketAnswer(state, nowMs, 1).clocks).toMatchObject([
    { countedMs: 0, verdict: 'met' },
    { countedMs: 0, verdict: 'met' },
  ]);
});

test('what an open ticket had missed is told at its own instant', () => {
  const { events } = imported([]);
  const told = events.filter(({ type }) => type === 'breached');
  expect(told.map(({ at: when, data }) => [when, 'clock' in data && data.clock])).toEqual([
    [toInstant(openedMs + hour), 'intervention'],
    [toInstant(openedMs + 8 * hour), 'resolution'],
  ]);
});

describe('silence', () => {
  const resolved = [
    ...begun(minute),
    ...entries({ type: 'resolve', at: at(hour), by: nadia, data: { kind: 'fix', answer: 'Done' } }),
  ];

  test('closes what was left resolved, when the contract says', () => {
    const { state, events } = imported(resolved, { closeAfter: 'PT20H' });
    expect(state.status).toBe('closed');
    expect(events.at(-1)).toMatchObject({
      type: 'closed',
      at: toInstant(openedMs + 2 * day + hour),
      data: { reason: 'silence' },
    });
    expect(ticketFromEvents(events)).toEqual(state);
  });

  test('closes nothing that the history goes on with', () => {
    const contract = { closeAfter: 'PT20H', reopenWithin: 'PT1H' };
    const again = entries({ type: 'reopen', at: at(20 * day), by: claire, data: { reason: 'Again' } });
    expect(imported([...resolved, ...again], contract).state.status).toBe('in-progress');
  });
});

test('a question left unanswered is closed in flight, with notice; its reminders that are past are not sent', () => {
  const asked = entries({ type: 'ask', at: at(hour), by: nadia, data: { question: 'Which?' } });
  const { state } = imported([...begun(minute), ...asked], { remindAfter: ['PT10H'], closeUnansweredAfter: 'PT20H' });
  expect(state).toMatchObject({ status: 'waiting-client', reminded: 1, terms: { closeUnansweredAfterMs: 20 * hour } });
  expect(nextInstantMs(state)).toBe(openedMs + 2 * day + hour);
});

test('an additional request was quoted elsewhere: here its resolution waits for no quotation', () => {
  const { state } = imported(
    entries(
      { type: 'acknowledge', at: at(0), by: nadia },
      { type: 'qualify', at: at(0), by: nadia, data: { category: 'additional-request', priority: 'P4' } },
      { type: 'resolve', at: at(hour), by: nadia, data: { kind: 'fix', answer: 'Done' } },
    ),
  );
  expect(state).toMatchObject({ status: 'resolved', terms: { additionalWork: 'after-acceptance' } });
});

describe('a history is taken as a whole or not at all', () => {
  const because = (given: readonly HistoryEntry[], admission: Partial<Admission> = {}) => {
    const ticket = importedTicket(opening, admittedBy({}, admission), given, nowMs);
    return 'refusal' in ticket ? [ticket.field, ticket.refusal.code] : undefined;
  };
  const [acknowledged] = begun(hour);

  test('an entry that the ticket does not take', () => {
    expect(because([...begun(hour), ...begun(2 * hour)])).toEqual(['entries.2', 'wrong-status']);
    expect(because([...begun(hour), ...begun(minute).slice(1)])).toEqual(['entries.2', 'instant-out-of-order']);
    expect(because(begun(-minute))).toEqual(['entries.0', 'instant-out-of-order']);
  });

  test('what the client has to have agreed to: the field that is to be filled is named (annex §4, §7)', () => {
    const resolved = { type: 'resolve', at: at(2 * hour), by: nadia, data: { kind: 'fix', answer: 'Done' } } as const;
    const confirmed = (more: object) =>
      because([...begun(hour), ...entries(resolved, { type: 'confirm', at: at(3 * hour), ...more })]);
    expect(confirmed({ by: nadia })).toEqual(['entries.3.data.agreement', 'agreement-missing']);
    expect(confirmed({ by: nadia, data: { agreement: 'Claire, by phone' } })).toBeUndefined();
    expect(confirmed({ by: claire })).toBeUndefined();
    const again = (more: object) => {
      const data = { category: 'provider-incident', priority: 'P1', ...more };
      return because([...begun(hour), ...entries({ type: 'qualify', at: at(2 * hour), by: nadia, data })]);
    };
    expect(again({})).toEqual(['entries.2.data.reason', 'reason-required']);
    expect(again({ reason: 'Worse' })).toEqual(['entries.2.data.agreement', 'priority-not-agreed']);
    expect(again({ reason: 'Worse', agreement: 'Claire, by phone' })).toBeUndefined();
  });

  test('what is still to come', () => {
    expect(because(begun(51 * day))).toEqual(['entries.0.at', 'instant-in-future']);
    const later = { ...opening, openedAt: toInstant(nowMs + 1) };
    expect(importedTicket(later, admittedBy(), [], nowMs)).toMatchObject({ field: 'openedAt' });
  });

  test('what the registers reject, with their facts', () => {
    expect(because([], { decision: 'rejected', reason: 'invoices-unpaid' })).toEqual(['', 'not-eligible']);
  });

  test('timetables are asked for up to its end, or up to now', () => {
    expect(acknowledged && stepOf(acknowledged).atMs).toBe(openedMs + hour);
    expect(reachesMs([], nowMs)).toBe(nowMs);
    expect(reachesMs([{ type: 'confirm', at: at(day), by: claire as never, data: {} }], nowMs)).toBe(openedMs + day);
  });
});
