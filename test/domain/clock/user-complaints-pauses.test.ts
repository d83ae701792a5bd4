import { explain, type Segment } from '../../../domain/clock/explanation';
import { knownAt, type ClockFact } from '../../../domain/clock/facts';
import { clockLife } from '../../../domain/clock/life';
import type { ClockPolicies } from '../../../domain/clock/policies';
import { explainClocks } from '../../../domain/ticket/clocks';
import { ticketAnswer } from '../../../domain/ticket/answer';
import {
  acknowledge,
  answer,
  ask,
  changePriority,
  command,
  crossed,
  give,
  hour,
  minute,
  openedBy,
  pause,
  policies,
  qualify,
  read,
  reopen,
  reopenTicket,
  resolve,
  resume,
  retarget,
  start,
  stop,
  timetables,
  winter,
} from './trap-fixtures';

// Complaints of sla-user-asks C that are not of the clock:
// C23 targets that are a fixed date: not here, a target is a duration.
// C24 a new clock for each reopening: not here, the policies are continue and restart.

const mondayNine = winter('2026-11-23T09:00');
const monday = (time: string): number => winter(`2026-11-23T${time}`);
const tuesday = (time: string): number => winter(`2026-11-24T${time}`);
const wednesday = (time: string): number => winter(`2026-11-25T${time}`);

const explained = (facts: readonly ClockFact[], untilMs: number, more: Partial<ClockPolicies> = {}): Segment[] =>
  explain(clockLife(facts, timetables, { ...policies, ...more }), timetables, untilMs);
const sum = (segments: readonly Segment[], of: 'countedMs' | 'deductedMs'): number =>
  segments.reduce((total, segment) => total + segment[of], 0);

test('sla-user-asks C22: the wait for the client is deducted, and the explanation says how much and on what clause', () => {
  const { state } = give(
    openedBy('P2', mondayNine).state,
    command(acknowledge, mondayNine),
    command(qualify('P2'), mondayNine),
    command(ask, monday('10:00')),
    command(answer, monday('12:00')),
    command(resolve, monday('15:00')),
  );
  const resolution = explainClocks(state, tuesday('09:00'))[1];
  expect(resolution?.reading).toMatchObject({ countedMs: 4 * hour, verdict: 'met' });
  expect(resolution?.segments).toMatchObject([
    { reason: 'support-hours', countedMs: hour },
    { reason: 'paused', deductedMs: 2 * hour, clause: 'GTR', names: { en: 'waiting-client' } },
    { reason: 'support-hours', countedMs: 3 * hour },
  ]);
});

describe('sla-user-asks C23: a deadline never moves silently', () => {
  test('a wait leaves it the same deadline; a change made by hand is another one, with an author', () => {
    const facts = [
      start(mondayNine, 4 * hour),
      pause(monday('10:00')),
      resume(monday('11:00')),
      retarget(monday('12:00'), 8 * hour),
    ];
    const life = clockLife(facts, timetables, policies);
    expect(life.map(({ deadline }) => deadline)).toEqual([0, 0, 0, 1]);
    const { events } = give(openedBy('P3', mondayNine).state, command(changePriority('P2'), monday('10:00')));
    expect(events[0]).toMatchObject({
      type: 'priority-changed',
      by: { id: 'n1' },
      data: { agreement: 'by phone' },
    });
  });

  test('a missed deadline stays where it was while the ticket waits', () => {
    const facts = [start(mondayNine, 4 * hour), pause(monday('14:00')), resume(tuesday('14:00'))];
    for (const asOf of [monday('13:30'), monday('16:00'), tuesday('15:00')])
      expect(read(facts, asOf)).toMatchObject({ breached: true, dueMs: monday('13:00') });
  });
});

test('sla-user-asks 47, C22: a waiting clock has no deadline; what it would be if resumed now moves', () => {
  const facts = [start(mondayNine, 4 * hour), pause(monday('11:00'))];
  for (const [asOf, dueIfResumedMs] of [
    [monday('11:00'), monday('13:00')],
    [monday('12:00'), monday('14:00')],
    [monday('16:30'), tuesday('10:30')],
  ] as const)
    expect(read(facts, asOf)).toMatchObject({ dueMs: undefined, dueIfResumedMs, remainingMs: 2 * hour });
});

describe('sla-user-asks C24: reopening', () => {
  const facts = [start(mondayNine, 8 * hour), stop(monday('12:00')), reopen(tuesday('10:00'))];

  test('continue: the closed time is left out', () => {
    expect(read(facts, tuesday('10:00'))).toMatchObject({
      countedMs: 3 * hour,
      dueMs: tuesday('15:00'),
      verdict: undefined,
    });
    const segments = explained(facts, tuesday('11:00'));
    expect(segments.map(({ reason }) => reason)).toEqual(['support-hours', 'stopped', 'support-hours']);
    expect(sum(segments, 'countedMs')).toBe(4 * hour);
  });

  test('restart: all is counted anew, and what was dropped is said', () => {
    const anew = { onReopen: 'restart' } as const;
    expect(read(facts, tuesday('10:00'), anew)).toMatchObject({ countedMs: 0, dueMs: wednesday('10:00') });
    const segments = explained(facts, tuesday('11:00'), anew);
    expect(segments[0]).toMatchObject({ reason: 'dropped', clause: '§7', deductedMs: 3 * hour });
    expect(sum(segments, 'countedMs')).toBe(hour);
  });

  test('restart in the same minute as a change of priority that counts again: the explanation adds up', () => {
    const both = [...facts.slice(0, 2), retarget(tuesday('10:00'), 4 * hour), reopen(tuesday('10:00'))].map(
      (fact, sequence) => ({ ...fact, sequence }),
    );
    const anew = { onReopen: 'restart', onRetarget: 'recount-from-creation' } as const;
    const { countedMs } = read(both, tuesday('11:00'), anew);
    expect(countedMs).toBe(hour);
    expect(sum(explained(both, tuesday('11:00'), anew), 'countedMs')).toBe(countedMs);
  });

  test('continue: a deadline missed before the resolution is not moved to the reopening', () => {
    const late = [start(mondayNine, 4 * hour), stop(monday('14:00')), reopen(tuesday('10:00'))];
    expect(crossed(late)).toEqual([['breach', monday('13:00')]]);
    expect(read(late, tuesday('10:00'))).toMatchObject({ breached: true, dueMs: monday('13:00') });
  });

  test('of a ticket: the contract says which, and the first resolution stays on record', () => {
    for (const [onReopen, countedMs] of [
      ['continue', 4 * hour],
      ['restart', hour],
    ] as const) {
      const { state } = give(
        openedBy('P2', mondayNine, { terms: { onReopen } }).state,
        command(acknowledge, mondayNine),
        command(qualify('P2'), mondayNine),
        command(resolve, monday('12:00')),
        command(reopenTicket, tuesday('10:00')),
      );
      expect(ticketAnswer(state, tuesday('11:00'), 1).clocks[1]).toMatchObject({ state: 'running', countedMs });
      expect(state.moves.map(({ kind }) => kind)).toEqual(['opened', 'acknowledged', 'resolved', 'reopened']);
    }
  });
});

describe('sla-user-asks C25: a wait during which the client had in fact replied', () => {
  const correction = { by: 'n2', recordedMs: wednesday('09:00'), evidence: 'mail of Monday 15:00' };
  const facts: ClockFact[] = [
    start(mondayNine, 20 * hour),
    pause(monday('11:00')),
    { ...resume(monday('15:00')), ...correction },
    resume(tuesday('11:00')),
  ];
  const segments = (knownMs: number): Segment[] => explained(knownAt(facts, knownMs), wednesday('12:00'));

  test('the minutes paused wrongly are the difference of the explanations before and after', () => {
    // 11:00 to 17:00 and 9:00 to 11:00 were taken out; 11:00 to 15:00 are right.
    const before = sum(segments(tuesday('18:00')), 'deductedMs');
    const after = sum(segments(wednesday('10:00')), 'deductedMs');
    expect([before, after, before - after]).toEqual([8 * hour, 4 * hour, 240 * minute]);
  });

  test('the explanation says who entered the reply late, when, and on what evidence', () => {
    const { by, recordedMs, evidence } = correction;
    const counted = segments(wednesday('10:00')).find(({ fromMs }) => fromMs === monday('15:00'));
    expect(counted).toMatchObject({ reason: 'support-hours', entered: { by, recordedMs, evidence } });
  });

  test('a wait entered late says so, and waits that overlap are counted once', () => {
    const { by, recordedMs, evidence } = correction;
    const waits: ClockFact[] = [
      { ...pause(monday('10:00')), wait: 'question' },
      { ...pause(monday('11:00')), wait: 'access', ...correction },
      { ...resume(monday('12:00')), wait: 'question' },
      { ...resume(monday('13:00')), wait: 'access', ...correction },
    ];
    const told = explained([start(mondayNine, 4 * hour), ...waits], monday('14:00'));
    expect(sum(told, 'deductedMs')).toBe(3 * hour);
    expect(told.filter(({ reason }) => reason === 'paused').at(-1)).toMatchObject({
      fromMs: monday('12:00'),
      toMs: monday('13:00'),
      entered: { by, recordedMs, evidence },
    });
  });

  test('of a ticket: an answer that support enters late ends the wait when it was given', () => {
    const { state } = give(
      openedBy('P2', mondayNine).state,
      command(acknowledge, mondayNine),
      command(qualify('P2'), mondayNine),
      command(ask, monday('11:00')),
      command(answer, tuesday('11:00'), { happenedMs: monday('15:00'), evidence: 'Mail of 15:00' }),
    );
    expect(ticketAnswer(state, tuesday('11:00'), 1).clocks[1]).toMatchObject({ countedMs: 6 * hour });
  });
});

describe('sla-user-asks C26: what starts in a pause or closed burns no time', () => {
  test.each([
    ['at its creation', mondayNine],
    ['before its creation', monday('08:00')],
  ])('a wait that begins %s holds from the start', (_, waitsMs) => {
    const facts = [pause(waitsMs), start(mondayNine, 4 * hour)];
    expect(read(facts, tuesday('09:00'))).toMatchObject({ state: 'paused', countedMs: 0, dueMs: undefined });
    expect(crossed(facts)).toEqual([]);
    expect(read([...facts, resume(tuesday('10:00'))], tuesday('10:00')).dueMs).toBe(tuesday('14:00'));
  });

  test('created closed: met with nothing counted, in either order of the import', () => {
    const facts = [start(mondayNine, 4 * hour), stop(mondayNine)];
    for (const imported of [facts, [...facts].reverse()])
      expect(read(imported, wednesday('09:00'))).toMatchObject({ state: 'stopped', countedMs: 0, verdict: 'met' });
    expect(crossed(facts)).toEqual([]);
  });

  test('a ticket that was asked about and resolved before its admission was known', () => {
    const { timetables: of, terms } = openedBy('P2', mondayNine).state;
    const unknown = { ...openedBy('P2', mondayNine).state, admission: null, terms: null, timetables: {} };
    const { state } = give(
      unknown,
      command(acknowledge, mondayNine),
      command(qualify('P2'), mondayNine),
      command(ask, monday('10:00')),
      command(resolve, tuesday('10:00')),
      {
        type: 'admit',
        nowMs: wednesday('09:00'),
        admission: { decision: 'admitted', reason: 'eligible', clause: '§2', facts: {} },
        terms,
        timetables: of,
      },
    );
    expect(ticketAnswer(state, wednesday('09:00'), 1).clocks[1]).toMatchObject({ countedMs: hour, verdict: 'met' });
    expect(state.announced).toEqual([]);
  });
});
