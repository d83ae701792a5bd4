import { durationSchema } from '../../../domain/time/duration';
import type { ClockFact } from '../../../domain/clock/facts';
import { clockLife } from '../../../domain/clock/life';
import { explain } from '../../../domain/clock/explanation';
import { nextInstantMs } from '../../../domain/ticket/announcements';
import { ticketAnswer } from '../../../domain/ticket/answer';
import { decide } from '../../../domain/ticket/decide';
import { termsOf } from '../../../domain/ticket/terms';
import {
  acknowledge,
  answer,
  ask,
  changePriority,
  client,
  command,
  compiled,
  confirm,
  contract,
  crossed,
  give,
  hour,
  minute,
  nine,
  openedBy,
  pause,
  policies,
  qualify,
  read,
  resolve,
  resume,
  retarget,
  start,
  stop,
  supporter,
  tick,
  toldOf,
  winter,
  workdays,
} from './trap-fixtures';

// Complaints of sla-user-asks §0 and A that are not of the clock, and where they are handled:
// §0 history growth by polling, runs too long: test/workflows/paused-ticket.test.ts; workflows/shell.ts continues as new.
// §0 worker FAILED while the pod was Ready: worker/main.ts; a canary timer belongs to a later issue. §0 row locks: there are none.
// A4 the update target runs although support answered last: there is no next-update clock yet (design §5, a later issue).
// A7 a target that the new policy does not define: the contract's schema wants both targets for each priority.
// A8 a policy that is switched off: a ticket keeps its terms for its life; what gives no commitment has no clocks (below).

const mondayNine = winter('2026-11-23T09:00');
const monday = (time: string): number => winter(`2026-11-23T${time}`);
const tuesday = (time: string): number => winter(`2026-11-24T${time}`);

/** A P2 (8 h of office time) that was opened, taken into account and qualified on Monday at nine. */
const inHand = () =>
  give(openedBy('P2', mondayNine).state, command(acknowledge, mondayNine), command(qualify('P2'), mondayNine)).state;

test('sla-user-asks §0, closed tickets kept escalating: nothing is told or awaited after the resolution', () => {
  const { state } = give(inHand(), command(resolve, monday('10:00')), command(confirm, monday('11:00')));
  expect(nextInstantMs(state)).toBeUndefined();
  expect(give(state, tick(winter('2027-01-04T09:00'))).events).toEqual([]);
});

test('sla-user-asks §0, a threshold met during a pause was skipped: it is told once the clock has gone on', () => {
  const waited = give(inHand(), command(ask, monday('12:59')), command(answer, tuesday('09:00'), { actor: client }));
  expect(toldOf(give(waited.state, tick(tuesday('09:02'))).events)).toEqual(['resolution 50 2026-11-24T08:01:00.000Z']);
});

test('sla-user-asks A1: violated while pending; no timer is armed in a wait and no crossing falls into one', () => {
  const { state } = give(inHand(), command(ask, monday('11:00')));
  expect(nextInstantMs(state)).toBeUndefined();
  expect(give(state, tick(winter('2027-01-04T09:00'))).events).toEqual([]);
  for (let from = mondayNine; from <= monday('17:00'); from += 15 * minute)
    for (const length of [1, 30 * minute, 3 * hour, 20 * hour]) {
      const facts = [start(mondayNine, 4 * hour), pause(from), resume(from + length)];
      const instants = crossed(facts, [50, 75, 90, 'breach']).map(([, atMs]) => atMs);
      expect(instants).toHaveLength(4);
      expect(instants.filter((atMs) => atMs >= from && atMs < from + length)).toEqual([]);
    }
});

describe('sla-user-asks A2: a change of priority keeps the waits', () => {
  // 2 h of waiting from 10:00 to 12:00.
  const waits = [pause(monday('10:00')), resume(monday('12:00'))];

  test.each(['09:30', '10:00', '11:00', '12:00', '13:00'])(
    'changed at %s, in whatever order it is recorded',
    (time) => {
      const shorter = [start(mondayNine, 8 * hour), ...waits, retarget(monday(time), 4 * hour)];
      const longer = [start(mondayNine, 4 * hour), ...waits, retarget(monday(time), 8 * hour)];
      for (const recorded of [(facts: ClockFact[]) => facts, (facts: ClockFact[]) => [...facts].reverse()]) {
        expect(read(recorded(shorter), monday('14:00')).dueMs).toBe(monday('15:00'));
        expect(read(recorded(longer), monday('14:00')).dueMs).toBe(tuesday('11:00'));
      }
    },
  );

  test.each([
    // In office hours 9:00 to 11:00 was counted; in all hours from the start at 8:00.
    ['carry-elapsed', 2 * hour, monday('16:00')],
    ['recount-from-creation', 3 * hour, monday('15:00')],
    ['restart', 0, monday('18:00')],
  ] as const)('changed in a wait that ends at 14:00, %s', (onRetarget, countedMs, dueMs) => {
    const waiting = [
      start(monday('08:00'), 8 * hour),
      pause(monday('11:00')),
      retarget(monday('12:00'), 4 * hour, 'always'),
    ];
    const left = 4 * hour - countedMs;
    expect(read(waiting, monday('13:00'), { onRetarget })).toMatchObject({
      state: 'paused',
      countedMs,
      dueMs: undefined,
      dueIfResumedMs: monday('13:00') + left,
    });
    expect(read([...waiting, resume(monday('14:00'))], monday('14:00'), { onRetarget })).toMatchObject({
      countedMs,
      dueMs,
    });
  });
});

test("sla-user-asks A3: the client's thanks after the resolution open nothing until the ticket is reopened", () => {
  const { state } = give(inHand(), command(ask, monday('10:00')), command(resolve, monday('11:00')));
  const thanks = decide(state, command(answer, monday('12:00'), { actor: client }));
  expect('refusal' in thanks && thanks.refusal.code).toBe('wrong-status');
  expect(give(state, tick(winter('2027-01-04T09:00'))).events).toEqual([]);
  const facts = [start(mondayNine, 4 * hour), stop(monday('11:00')), pause(monday('12:00')), resume(monday('12:30'))];
  expect(read(facts, winter('2026-12-23T09:00'))).toMatchObject({
    state: 'stopped',
    countedMs: 2 * hour,
    verdict: 'met',
  });
  expect(crossed(facts)).toEqual([]);
});

test('sla-user-asks A5: a shorter target does not overrule the other one; each clock has its own deadline', () => {
  const terms = termsOf(contract, 'fr');
  const P1 = { hours: 'always', interventionMs: 4 * hour, resolutionMs: hour };
  const { state } = openedBy('P1', mondayNine, { terms: { targets: { ...terms.targets, P1 } } });
  expect(ticketAnswer(state, monday('11:00'), 1).clocks).toMatchObject([
    { clock: 'intervention', dueAt: '2026-11-23T12:00:00.000Z', breached: false },
    { clock: 'resolution', dueAt: '2026-11-23T09:00:00.000Z', breached: true },
  ]);
  const taken = give(state, command(acknowledge, monday('12:00'))).state;
  expect(ticketAnswer(taken, monday('12:00'), 1).clocks).toMatchObject([{ verdict: 'met' }, { verdict: null }]);
});

test.each([
  ['the client on any channel', client],
  ['support, told by phone', supporter],
])('sla-user-asks A6: an answer ends the wait, given by %s', (_, actor) => {
  const { state } = give(inHand(), command(ask, monday('10:00')), command(answer, monday('11:00'), { actor }));
  expect(ticketAnswer(state, monday('11:00'), 1).clocks[1]).toMatchObject({ state: 'running', countedMs: hour });
});

test('sla-user-asks A7: after a change of priority nothing of the old deadline is told, and the change is on record', () => {
  const changed = give(openedBy('P1', mondayNine).state, command(changePriority('P4'), monday('09:10')));
  expect(changed.events).toMatchObject([{ type: 'priority-changed', data: { from: 'P1', to: 'P4' } }]);
  const told = toldOf(give(changed.state, tick(monday('16:00'))).events);
  // Of P4's 8 h and 40 h, with the 10 minutes counted under P1: the intervention's half and three quarters.
  expect(told).toEqual(['intervention 50 2026-11-23T12:00:00.000Z', 'intervention 75 2026-11-23T14:00:00.000Z']);
});

test.each(['without-sla', 'rejected'] as const)(
  'sla-user-asks A8: a ticket %s has no clocks and nags nobody',
  (decision) => {
    const { state, events } = openedBy('P1', mondayNine, { admittedMs: tuesday('09:00'), decision });
    expect(toldOf(events)).toEqual([]);
    expect(ticketAnswer(state, tuesday('09:00'), 1).clocks).toEqual([]);
    expect(nextInstantMs(state)).toBeUndefined();
  },
);

describe('sla-user-asks A9: waits that overlap holidays', () => {
  // Friday 2026-12-25 is closed; Thursday 24 and Monday 28 are worked.
  const office = compiled(workdays, { holidays: { country: 'FR' } });
  const thursday = (time: string): number => winter(`2026-12-24T${time}`);
  const nextMonday = (time: string): number => winter(`2026-12-28T${time}`);

  test('a wait from the eve to the day after takes the open hours at both ends', () => {
    const facts = [start(thursday('09:00'), 8 * hour), pause(thursday('15:00')), resume(nextMonday('11:00'))];
    expect(read(facts, nextMonday('11:00'), { office })).toMatchObject({
      countedMs: 6 * hour,
      dueMs: nextMonday('13:00'),
    });
  });

  test('a wait inside the holiday takes nothing', () => {
    const christmas = [pause(winter('2026-12-25T10:00')), resume(winter('2026-12-25T16:00'))];
    const facts = [start(thursday('09:00'), 12 * hour), ...christmas];
    expect(read(facts, nextMonday('09:00'), { office }).dueMs).toBe(nextMonday('13:00'));
    const segments = explain(clockLife(facts, { office }, policies), { office }, nextMonday('09:00'));
    expect(segments.filter(({ reason }) => reason === 'paused')).toMatchObject([{ deductedMs: 0 }]);
  });
});

test('sla-user-asks A10: what a day of support is cannot be mistaken, and a long target waits a weekend exactly', () => {
  expect(durationSchema.safeParse('P5D').success).toBe(false);
  // 40 h from Thursday nine are used up on Wednesday at 17:00; Friday 15:00 to Monday 11:00 takes 4 h of them.
  const long = start(winter('2026-11-19T09:00'), 40 * hour);
  const weekend = [pause(winter('2026-11-20T15:00')), resume(monday('11:00'))];
  expect(read([long], mondayNine).dueMs).toBe(winter('2026-11-25T17:00'));
  expect(read([long, ...weekend], monday('11:00')).dueMs).toBe(winter('2026-11-26T13:00'));
});

test('sla-user-asks A11: the verdict stands at the very instant of the resolution, not at the next change', () => {
  const { state } = give(inHand(), command(resolve, monday('12:00')));
  expect(ticketAnswer(state, monday('12:00'), 1).clocks[1]).toMatchObject({ verdict: 'met', countedMs: 3 * hour });
});

test('sla-user-asks A12: failed by 30 minutes of support is shown as that a month later, frozen at the stop', () => {
  // Due on Friday at 17:00, resolved on Monday at 9:30: 64 h 30 later by the wall.
  const friday = winter('2026-11-20T09:00');
  const { state } = give(
    openedBy('P2', friday).state,
    command(acknowledge, friday),
    command(qualify('P2'), friday),
    command(resolve, monday('09:30')),
  );
  for (const asOf of [monday('09:30'), winter('2026-12-23T09:30')])
    expect(ticketAnswer(state, asOf, 1).clocks[1]).toMatchObject({
      verdict: 'breached',
      lateMs: 30 * minute,
      lateElapsedMs: 64.5 * hour,
    });
});

describe('sla-user-asks A13, B19: weeks of any shape', () => {
  const halfDays: [string, string][] = [
    ['09:00', '12:00'],
    ['14:00', '18:00'],
  ];
  const night: [string, string][] = [['22:00', '06:00']];
  const lunch = {
    date: '2026-11-24',
    name: 'Lunch',
    openings: [
      ['09:00', '12:00'],
      ['13:00', '17:00'],
    ] as [string, string][],
  };

  test.each([
    ['Monday and Thursday alone', compiled({ mon: nine, thu: nine }), tuesday('12:00'), 10, winter('2026-11-30T11:00')],
    ['without Monday and Thursday', compiled({ tue: nine, fri: nine }), mondayNine, 10, winter('2026-11-27T11:00')],
    ['one hour a week', compiled({ wed: [['10:00', '11:00']] }), mondayNine, 1.5, winter('2026-12-02T10:30')],
    ['a lunch break', compiled({ mon: halfDays }), monday('11:00'), 4, monday('17:00')],
    ['a lunch break on one date', compiled(workdays, { specialDays: [lunch] }), tuesday('09:00'), 4, tuesday('14:00')],
    ['a night shift over midnight', compiled({ mon: night, tue: night }), monday('23:00'), 8, tuesday('23:00')],
  ])('%s', (_, office, startMs, hours, dueMs) => {
    expect(read([start(startMs, hours * hour)], startMs, { office }).dueMs).toBe(dueMs);
  });

  test('a wait in the lunch break takes nothing', () => {
    const office = compiled({ mon: halfDays });
    const facts = [start(mondayNine, 4 * hour), pause(monday('12:15')), resume(monday('13:45'))];
    expect(read(facts, monday('14:00'), { office }).dueMs).toBe(monday('15:00'));
  });
});
