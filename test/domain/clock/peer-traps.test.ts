import { changedFrom } from '../../../domain/calendar/timetable';
import { knownAt, type ClockFact } from '../../../domain/clock/facts';
import { neededMs } from '../../../domain/clock/thresholds';
import { nextInstantMs, timetablesToExtend } from '../../../domain/ticket/announcements';
import { ticketAnswer } from '../../../domain/ticket/answer';
import { noticesFor } from '../../../domain/ticket/notices';
import { whyNotSend } from '../../../domain/ticket/sending';
import { ticketStateSchema } from '../../../domain/ticket/schema';
import {
  acknowledge,
  answer,
  ask,
  changePriority,
  command,
  compiled,
  confirm,
  crossed,
  give,
  hour,
  minute,
  nine,
  openedBy,
  pause,
  qualify,
  read,
  resolve,
  resume,
  retarget,
  start,
  stop,
  tick,
  timetables,
  toldOf,
  winter,
} from './trap-fixtures';

// Traps of sla-features that are not of the clock, and where they are handled:
// §0 breach detection (a failed activity ends the timing): workflows/activity-policies.ts, test/integration/outages.test.ts.
// §0 backend dispatch (lost signals): commands are Updates, docs/architecture.md "The path of a command".
// §0 paused state (history growth by polling): test/workflows/paused-ticket.test.ts.
// §0 worker health: readiness and the metrics of pollers, test/integration/operations.test.ts.
// §0 row locks: there are none, one workflow for each ticket.
// §0 levels past 100 %: not here, the escalation knows a breach but nothing after it.
// §0 workaround and next-update targets, §0 reports, §3.16 penalties: not here.
// §3.4 status first, notice swallowed: the event and its notices are kept in one step (workflows/shell.ts), a notice until it is
//   accepted: test/integration/outages.test.ts, "with the mail server stopped across a breach".
// §3.5 batch caps: no batches, each ticket is a workflow with its own timer (docs/architecture.md); nothing to test here.
// §3.12 a logical for a bitwise operator: no flags of bits here, states and kinds are words (facts.ts, life.ts).
// §3.15 the watcher of the watcher: api/watcher.ts, test/api/watcher.test.ts, and its alarm of a last look too long ago,
//   docs/monitoring.md.

const mondayNine = winter('2026-11-23T09:00');
const monday = (time: string): number => winter(`2026-11-23T${time}`);
const tuesday = (time: string): number => winter(`2026-11-24T${time}`);
const fourHours = start(mondayNine, 4 * hour);

test('sla-features §0, pause near a threshold: the breach fires after the pause, not never', () => {
  const paused = [fourHours, pause(monday('12:59'))];
  expect(crossed(paused, [50, 'breach'])).toEqual([[50, monday('11:00')]]);
  expect(crossed([...paused, resume(monday('14:00'))], [50, 100, 'breach'])).toEqual([
    [50, monday('11:00')],
    [100, monday('14:01')],
    ['breach', monday('14:01')],
  ]);
});

test('sla-features §0, pause arithmetic: a wait over a weekend takes support time, not elapsed time', () => {
  const begun = winter('2026-11-20T15:00');
  const facts = [start(begun, 4 * hour), pause(winter('2026-11-20T16:00')), resume(monday('10:00'))];
  expect(read(facts, monday('10:00'))).toMatchObject({ countedMs: hour, dueMs: monday('13:00') });
  expect(crossed(facts)).toEqual([['breach', monday('13:00')]]);
});

test('sla-features §0, targets in sequence, and §3.2, one status for two targets: both run and are told side by side', () => {
  const { state, events } = give(openedBy('P1', mondayNine).state, tick(monday('14:00')));
  expect(toldOf(events)).toEqual([
    'intervention 50 2026-11-23T09:30:00.000Z',
    'resolution 50 2026-11-23T10:00:00.000Z',
    'intervention 75 2026-11-23T10:15:00.000Z',
    'intervention 90 2026-11-23T10:42:00.000Z',
    'resolution 75 2026-11-23T11:00:00.000Z',
    'intervention breach 2026-11-23T11:00:00.000Z',
    'resolution 90 2026-11-23T11:36:00.000Z',
    'resolution breach 2026-11-23T12:00:00.000Z',
  ]);
  expect(toldOf(give(state, tick(monday('15:00'))).events)).toEqual([]);
});

test('sla-features §0, response breach: an acknowledgement is never invented, the verdict waits for the real one', () => {
  const late = give(openedBy('P1', mondayNine).state, tick(monday('12:10')));
  expect(late.events.map(({ type }) => type)).not.toContain('acknowledged');
  expect(late.state.status).toBe('new');
  const [running] = ticketAnswer(late.state, monday('12:10'), 1).clocks;
  expect(running).toMatchObject({ state: 'running', breached: true, verdict: null });
  const { state } = give(late.state, command(acknowledge, monday('12:30')));
  const [stopped] = ticketAnswer(state, tuesday('09:00'), 1).clocks;
  expect(stopped).toMatchObject({ state: 'stopped', countedMs: 3.5 * hour, verdict: 'breached', lateMs: 30 * minute });
});

test("sla-features §0, start instant: the clocks count from the event's instant, not from the program's", () => {
  const { state, events } = openedBy('P1', mondayNine, { admittedMs: monday('12:30') });
  expect(ticketAnswer(state, monday('12:30'), 1).clocks[0]).toMatchObject({
    countedMs: 3.5 * hour,
    dueAt: '2026-11-23T11:00:00.000Z',
  });
  expect(toldOf(events)).toContain('intervention breach 2026-11-23T11:00:00.000Z');
});

test('sla-features §0, reclassification: the new priority is timed, over the time already counted', () => {
  const taken = give(openedBy('P3', mondayNine).state, command(acknowledge, mondayNine));
  const { state } = give(taken.state, command(changePriority('P2'), monday('13:00')));
  expect(ticketAnswer(state, monday('13:00'), 1).clocks[1]).toMatchObject({
    countedMs: 4 * hour,
    targetMs: 8 * hour,
    dueAt: '2026-11-23T16:00:00.000Z',
  });
  // Due at closing: more than the target begins to be counted at the next opening.
  expect(toldOf(give(state, tick(tuesday('09:01'))).events)).toContain('resolution breach 2026-11-24T08:00:00.000Z');
});

test('sla-features §0, escalation: a step at 70 % is taken at 70 %, and after a change of priority too', () => {
  const eight = start(mondayNine, 8 * hour);
  expect(crossed([eight], [70])).toEqual([[70, monday('14:36')]]);
  expect(crossed([eight, retarget(monday('10:00'), 4 * hour)], [70])).toEqual([[70, monday('11:48')]]);
});

test('sla-features §0, calendar: a due instant two years away is exact', () => {
  // 730 days of all hours; 104 weeks of 40 hours, the last of which ends on a Friday at closing.
  const always = start(mondayNine, 730 * 24 * hour, 'always');
  expect(read([always], mondayNine).dueMs).toBe(winter('2028-11-22T09:00'));
  expect(read([start(mondayNine, 104 * 40 * hour)], mondayNine).dueMs).toBe(winter('2028-11-17T17:00'));
});

test('sla-features §0, calendar silently wrong past its end: time that a timetable lacks is asked for, even once stopped', () => {
  // The wait outlasts the timetable of 60 days, and what follows it comes before more timetable does: of the 8 h 30 counted
  // against a target of 8 h, the reading knows the first hour alone and says met.
  const after91Days = mondayNine + 91 * 24 * hour;
  const { state } = give(
    openedBy('P2', mondayNine).state,
    command(acknowledge, mondayNine),
    command(qualify('P2'), mondayNine),
    command(ask, monday('10:00')),
    command(answer, after91Days),
    command(resolve, after91Days + 7.5 * hour),
  );
  expect(timetablesToExtend(state, after91Days + 7.5 * hour)).toEqual(['office']);
});

test('sla-features §3.1, polling loses breaches: resolved late between two looks is breached, whoever looks when', () => {
  const facts = [start(mondayNine, 61 * minute), stop(monday('10:03'))];
  expect(read(facts, monday('10:00'))).toMatchObject({ breached: false, verdict: undefined });
  for (const looked of [monday('10:03'), monday('10:05'), winter('2027-11-23T10:00')])
    expect(read(facts, looked)).toMatchObject({ verdict: 'breached', dueMs: monday('10:01') });
  expect(crossed(facts)).toEqual([['breach', monday('10:01')]]);
});

test('sla-features §3.3, stale verdict: a change of severity weighs again what was counted', () => {
  const four = [fourHours, retarget(monday('14:00'), 16 * hour), retarget(tuesday('10:00'), hour)];
  expect(read(four, monday('13:59'))).toMatchObject({ breached: true, dueMs: monday('13:00') });
  expect(read(four, monday('14:00'))).toMatchObject({ breached: false, dueMs: tuesday('17:00') });
  expect(read(four, tuesday('10:00'))).toMatchObject({ breached: true, countedMs: 9 * hour });
  expect(crossed(four)).toEqual([
    ['breach', monday('13:00')],
    ['breach', tuesday('10:00')],
  ]);
});

test('sla-features §3.3, stale verdict: a target lowered in a wait and missed at its resolution is told and shows its lateness', () => {
  const facts = [
    start(mondayNine, 16 * hour),
    pause(monday('15:00')),
    retarget(monday('16:00'), 4 * hour),
    stop(tuesday('10:00')),
  ];
  const reading = read(facts, tuesday('10:00'));
  expect(reading).toMatchObject({ verdict: 'breached', countedMs: 6 * hour });
  expect(crossed(facts)).toHaveLength(1);
  expect(reading.lateness).toMatchObject({ supportMs: 2 * hour });
});

test('sla-features §3.6, escalation muted outside business hours: a breach at night is told at its instant', () => {
  const saturday = openedBy('P1', winter('2026-11-21T00:00')).state;
  expect(toldOf(give(saturday, tick(winter('2026-11-21T03:01'))).events)).toContain(
    'intervention breach 2026-11-21T02:00:00.000Z',
  );
});

test('sla-features §3.7, minute truncation: two waits in one minute keep their milliseconds', () => {
  const facts = [
    start(mondayNine, 2 * hour),
    pause(monday('10:00:10.250')),
    resume(monday('10:00:20.500')),
    pause(monday('10:00:40.001')),
    resume(monday('10:00:55.002')),
  ];
  expect(read(facts, monday('10:30')).dueMs).toBe(monday('11:00:25.251'));
});

describe('sla-features §3.8, rounded percentages', () => {
  const eight = start(mondayNine, 8 * hour);

  test.each([
    ['99.951 % of the target is met', monday('16:59:45.888'), 'met'],
    ['exactly 100 % is met', monday('17:00'), 'met'],
    // The target is used up at closing: the next millisecond of support is the first one of Tuesday.
    ['one millisecond more is breached', tuesday('09:00:00.001'), 'breached'],
  ])('%s', (_, stoppedMs, verdict) => {
    expect(read([eight, stop(stoppedMs)], stoppedMs).verdict).toBe(verdict);
  });

  test('what is breached by one millisecond is told, as what is breached by an hour is', () => {
    const facts = [fourHours, stop(monday('13:00:00.001'))];
    expect(read(facts, monday('14:00')).verdict).toBe('breached');
    expect(crossed(facts)).toEqual([['breach', monday('13:00')]]);
    const { state } = give(openedBy('P1', mondayNine).state, command(acknowledge, mondayNine));
    const { events } = give(state, command(qualify('P1'), mondayNine), command(resolve, monday('13:00:00.001')));
    expect(toldOf(events)).toContain('resolution breach 2026-11-23T12:00:00.000Z');
  });

  test('a breach told by its timer is not taken back when the clock stops in the same millisecond', () => {
    const { state } = give(openedBy('P1', mondayNine).state, command(acknowledge, mondayNine));
    const { events } = give(
      state,
      command(qualify('P1'), mondayNine),
      tick(monday('13:00:00.001')),
      command(resolve, monday('13:00:00.001')),
    );
    expect(events.map(({ type }) => type)).not.toContain('announcement-withdrawn');
  });

  test('a percentage with a decimal is crossed at its own millisecond', () => {
    expect([1.1, 8.8, 16.6].map((percent) => neededMs(percent, hour))).toEqual([39_600, 316_800, 597_600]);
  });
});

test('sla-features §3.9, stale percentage: at the instant of a warning just so much is counted', () => {
  const [[, atMs] = []] = crossed([fourHours], [90]);
  expect(atMs).toBe(monday('12:36'));
  expect(read([fourHours], monday('12:36')).countedMs).toBe(3.6 * hour);
});

test('sla-features §3.10, late start: an import is breached at its own instants, each threshold once, one mail at most', () => {
  const { state, events } = openedBy('P1', mondayNine, { admittedMs: winter('2026-12-07T09:00') });
  const told = toldOf(events);
  expect(told).toHaveLength(8);
  expect(new Set(told.map((text) => text.split(' ', 2).join(' '))).size).toBe(8);
  expect(told.at(-1)).toBe('resolution breach 2026-11-23T12:00:00.000Z');
  const notices = events.flatMap((event, index) => noticesFor(event, state, index));
  const sent = notices.filter((notice) => notice.clock === 'resolution' && whyNotSend(notice, state) === undefined);
  expect(new Set(sent.map(({ threshold }) => threshold))).toEqual(new Set(['breach']));
});

test('sla-features §3.11, repair destroys evidence: what was known before a correction can still be read', () => {
  const wait = { by: 'n2', recordedMs: tuesday('09:00'), evidence: 'mail of Monday' };
  const facts: ClockFact[] = [
    fourHours,
    { ...pause(monday('10:00')), ...wait },
    { ...resume(monday('12:00')), ...wait },
    stop(monday('14:00')),
  ];
  expect(read(knownAt(facts, monday('18:00')), tuesday('12:00'))).toMatchObject({ verdict: 'breached' });
  expect(read(knownAt(facts, tuesday('10:00')), tuesday('12:00'))).toMatchObject({
    verdict: 'met',
    countedMs: 3 * hour,
  });
});

test('sla-features §3.13, closing destroys the evidence: verdict and deadline outlive closing and recomputation', () => {
  const { state } = give(
    openedBy('P1', mondayNine).state,
    command(acknowledge, mondayNine),
    command(qualify('P1'), mondayNine),
    command(resolve, monday('14:00')),
    command(confirm, monday('15:00')),
  );
  const recomputed = ticketStateSchema.parse(JSON.parse(JSON.stringify(state)));
  for (const [kept, asOf] of [
    [state, monday('15:00')],
    [recomputed, winter('2027-11-23T09:00')],
  ] as const)
    expect(ticketAnswer(kept, asOf, 1)).toMatchObject({
      status: 'closed',
      clocks: [{ verdict: 'met' }, { verdict: 'breached', dueAt: '2026-11-23T12:00:00.000Z', lateMs: hour }],
    });
  expect(nextInstantMs(state)).toBeUndefined();
});

test('sla-features §3.14, hours kept as UTC: nine in the morning is nine on both sides of a clock change', () => {
  const friday = start(Date.parse('2026-10-23T15:00+02:00'), 4 * hour);
  expect(read([friday], Date.parse('2026-10-23T15:00+02:00')).dueMs).toBe(winter('2026-10-26T11:00'));
});

test('sla-features §3.16, maintenance: planned downtime is deducted in support time if the contract says so', () => {
  const downtime: ClockFact = { kind: 'exclude', atMs: monday('16:00'), untilMs: tuesday('10:00'), name: 'Upgrade' };
  const facts = [start(monday('15:00'), 4 * hour), downtime];
  expect(read(facts, monday('15:00')).dueMs).toBe(tuesday('11:00'));
  expect(read(facts, monday('15:00'), { deductPlannedDowntime: true }).dueMs).toBe(tuesday('13:00'));
});

test('sla-features §3.16, versioned calendars: changed hours count from their date and leave the past alone', () => {
  const office = changedFrom(timetables.office, compiled({ mon: nine, tue: [['08:00', '12:00']] }), tuesday('00:00'));
  const facts = [start(monday('13:00'), 6 * hour)];
  expect(read(facts, monday('17:00'), { office })).toMatchObject({ countedMs: 4 * hour, dueMs: tuesday('10:00') });
  const past = [fourHours, stop(monday('12:00'))];
  expect(read(past, tuesday('12:00'), { office })).toEqual(read(past, tuesday('12:00')));
});
