import { timetableOf } from '../../../domain/calendar/timetable';
import { explain } from '../../../domain/clock/explanation';
import { compareFacts, knownAt, type ClockFact } from '../../../domain/clock/facts';
import { clockLife } from '../../../domain/clock/life';
import type { ClockPolicies } from '../../../domain/clock/policies';
import { readClock, type Reading } from '../../../domain/clock/reading';
import { crossings } from '../../../domain/clock/thresholds';

const span = { fromMs: 0, toMs: 1000, zoneData: 'test' };
const timetables = { always: timetableOf([{ fromMs: 0, toMs: 1000 }], span) };
const carried: ClockPolicies = { onRetarget: 'carry-elapsed', onReopen: 'continue', deductPlannedDowntime: true };

const at = (atMs: number, sequence?: number): { atMs: number; sequence?: number } =>
  sequence === undefined ? { atMs } : { atMs, sequence };
const start = (atMs: number, targetMs: number): ClockFact => ({ kind: 'start', atMs, targetMs, hours: 'always' });
const retarget = (atMs: number, targetMs: number, sequence?: number): ClockFact => ({
  kind: 'retarget',
  ...at(atMs, sequence),
  targetMs,
  hours: 'always',
});
const pause = (atMs: number, sequence?: number): ClockFact => ({
  kind: 'pause',
  ...at(atMs, sequence),
  reason: 'client',
});
const resume = (atMs: number, sequence?: number): ClockFact => ({ kind: 'resume', ...at(atMs, sequence) });
const stop = (atMs: number, sequence?: number): ClockFact => ({ kind: 'stop', ...at(atMs, sequence) });
const reopen = (atMs: number, sequence?: number): ClockFact => ({ kind: 'reopen', ...at(atMs, sequence) });

const read = (facts: ClockFact[], asOfMs: number, policies = carried): Reading | undefined =>
  readClock(facts, timetables, policies, asOfMs);

/** The documented order of facts of one instant whose order of recording is not known. */
const documented: readonly ClockFact[] = [
  start(500, 100),
  reopen(500),
  resume(500),
  retarget(500, 100),
  { kind: 'exclude', atMs: 500, untilMs: 600, name: 'A' },
  pause(500),
  stop(500),
];
const pairs = documented.flatMap((first, index) =>
  documented.slice(index + 1).map((second) => [first.kind, second.kind, first, second] as const),
);

test.each(pairs)('%s comes before %s of the same instant when nobody recorded their order', (_, __, first, second) => {
  expect(compareFacts(first, second)).toBeLessThan(0);
  expect(compareFacts(second, first)).toBeGreaterThan(0);
});

test.each(pairs)('%s comes after %s of the same instant when it was recorded so', (_, __, first, second) => {
  const [later, earlier] = [
    { ...first, sequence: 2 },
    { ...second, sequence: 1 },
  ];
  expect(compareFacts(later, earlier)).toBeGreaterThan(0);
  expect(compareFacts(earlier, later)).toBeLessThan(0);
});

test('the instant comes before the order of recording, which an import may give the other way round', () => {
  expect(compareFacts(stop(499, 9), pause(500, 1))).toBeLessThan(0);
  expect([...documented].reverse().sort(compareFacts)).toEqual(documented);
});

test('a stop exactly at the deadline is met, a millisecond later it is not', () => {
  expect(read([start(0, 100), stop(100)], 500)).toMatchObject({ verdict: 'met', countedMs: 100, dueMs: 100 });
  expect(read([start(0, 100), stop(100)], 500)?.lateness).toBeUndefined();
  expect(read([start(0, 100), stop(101)], 500)).toMatchObject({
    verdict: 'breached',
    lateness: { supportMs: 1, elapsedMs: 1 },
  });
});

test('a wait that begins at the deadline holds the clock with nothing left and nothing exceeded', () => {
  const facts = [start(0, 100), pause(100)];
  expect(read(facts, 400)).toMatchObject({ state: 'paused', remainingMs: 0, breached: false, dueMs: 100 });
  expect(read([...facts, resume(400)], 401)).toMatchObject({ breached: true, dueMs: 100 });
});

test('a threshold reached at the instant of a fact comes after it: a pause puts it off to the resumption', () => {
  const facts = [start(0, 100), pause(75), resume(300)];
  const life = clockLife(facts, timetables, carried);
  expect(crossings(life, timetables, [75, 'breach']).map(({ atMs }) => atMs)).toEqual([300, 325]);
});

test('a threshold reached at the instant of a stop is never told', () => {
  const life = clockLife([start(0, 100), stop(75)], timetables, carried);
  expect(crossings(life, timetables, [75])).toEqual([]);
});

test('a threshold reached at the instant of a new target is that of the new one', () => {
  const life = clockLife([start(0, 100), retarget(50, 200)], timetables, carried);
  expect(crossings(life, timetables, [50])).toEqual([
    { threshold: 50, deadline: 1, atMs: 100, certainMs: 100, targetMs: 200 },
  ]);
});

test('a new target and a stop of one instant: the target in force at the stop decides', () => {
  const longer = (first: number, second: number): ClockFact[] => [
    start(0, 100),
    retarget(150, 200, first),
    stop(150, second),
  ];
  expect(read(longer(1, 2), 150)).toMatchObject({ verdict: 'met', targetMs: 200, countedMs: 150 });
  expect(read(longer(2, 1), 150)).toMatchObject({ verdict: 'breached', targetMs: 100, dueMs: 100 });
  const shorter = [start(0, 200), retarget(150, 100), stop(150)];
  expect(read(shorter, 400)).toMatchObject({
    verdict: 'breached',
    targetMs: 100,
    dueMs: 150,
    lateness: { supportMs: 50, elapsedMs: 0 },
  });
});

test('a restart and a stop of one instant: the time counted is dropped only by a restart before the stop', () => {
  const policies: ClockPolicies = { ...carried, onRetarget: 'restart' };
  expect(read([start(0, 100), retarget(150, 50, 1), stop(150, 2)], 400, policies)).toMatchObject({
    verdict: 'met',
    countedMs: 0,
  });
  expect(read([start(0, 100), retarget(150, 50, 2), stop(150, 1)], 400, policies)).toMatchObject({
    verdict: 'breached',
    countedMs: 150,
  });
});

test('a wait that ends and another that begins at one instant are one wait', () => {
  const facts = [start(0, 100), pause(10), resume(20), pause(20), resume(30)];
  expect(read(facts, 40)).toMatchObject({ state: 'running', countedMs: 20 });
});

test('a wait recorded to begin and end at one instant deducts nothing', () => {
  expect(read([start(0, 100), pause(10, 1), resume(10, 2)], 40)).toMatchObject({ state: 'running', countedMs: 40 });
});

test('a stop and a reopening of one instant: in the order of recording the clock runs on, unrecorded it is stopped', () => {
  expect(read([start(0, 100), stop(10, 1), reopen(10, 2)], 40)).toMatchObject({ state: 'running', countedMs: 40 });
  expect(read([start(0, 100), stop(10), reopen(10)], 40)).toMatchObject({ state: 'stopped', countedMs: 10 });
});

test('a wait begun at the instant of a reopening holds, one recorded before it ends with it', () => {
  const facts = [start(0, 100), stop(10), reopen(20, 1)];
  expect(read([...facts, pause(20, 2)], 40)).toMatchObject({ state: 'paused', countedMs: 10 });
  expect(read([...facts, pause(20, 0)], 40)).toMatchObject({ state: 'running', countedMs: 30 });
});

test('a stop recorded before the start of the same instant changes nothing', () => {
  expect(read([{ ...start(0, 100), sequence: 2 }, stop(0, 1)], 40)).toMatchObject({ state: 'running', countedMs: 40 });
  expect(read([start(0, 100), stop(0)], 40)).toMatchObject({ state: 'stopped', countedMs: 0, verdict: 'met' });
});

test('a recount and a reopening that starts anew, at one instant: what was before is dropped for good', () => {
  const policies: ClockPolicies = { ...carried, onRetarget: 'recount-from-creation', onReopen: 'restart' };
  for (const [retargeted, reopened] of [
    [1, 2],
    [2, 1],
  ]) {
    const facts = [start(0, 100), stop(50), retarget(60, 200, retargeted), reopen(60, reopened), retarget(90, 300)];
    expect(read(facts, 80, policies)).toMatchObject({ state: 'running', countedMs: 20 });
    expect(read(facts, 100, policies)).toMatchObject({ countedMs: 40, targetMs: 300 });
    const segments = explain(clockLife(facts, timetables, policies), timetables, 100);
    expect(segments.map(({ reason, toMs, countedMs }) => [reason, toMs, countedMs])).toEqual([
      ['dropped', 60, 0],
      ['support-hours', 90, 30],
      ['support-hours', 100, 10],
    ]);
  }
});

test('a target that holds for no longer than the stop is due at it, whatever the target is changed to after', () => {
  const facts = [start(0, 100), retarget(50, 30, 1), stop(50, 2), retarget(50, 200, 3)];
  expect(read(facts, 80)).toMatchObject({ verdict: 'breached', targetMs: 30, dueMs: 50 });
  expect(read(facts, 80)?.lateness).toEqual({ supportMs: 20, elapsedMs: 0 });
  const usedUp = [start(0, 100), retarget(50, 50, 1), stop(50, 2), retarget(50, 200, 3)];
  expect(read(usedUp, 80)).toMatchObject({ verdict: 'met', targetMs: 50, dueMs: 50, remainingMs: 0 });
});

test('a target that is used up when it is given during a wait is due then', () => {
  const facts = [start(0, 100), pause(50), retarget(60, 30)];
  expect(read(facts, 80)).toMatchObject({ state: 'paused', breached: true, dueMs: 60, dueIfResumedMs: 60 });
  expect(read(facts, 80)?.lateness).toEqual({ supportMs: 20, elapsedMs: 20 });
});

test('two facts of one kind, instant and place in the order stand as they are given', () => {
  const [short, long] = [retarget(50, 80), retarget(50, 200)];
  expect(compareFacts(short, long)).toBe(0);
  expect(read([start(0, 100), short, long], 60)).toMatchObject({ targetMs: 200 });
  expect(read([start(0, 100), long, short], 60)).toMatchObject({ targetMs: 80 });
  // Also where the facts around them are out of order.
  expect(read([short, long, start(0, 100)], 60)).toMatchObject({ targetMs: 200 });
  expect(read([long, short, start(0, 100)], 60)).toMatchObject({ targetMs: 80 });
});

test('an exclusion is known from the beginning unless it says when it was entered, other facts from their instant on', () => {
  const planned: ClockFact = { kind: 'exclude', atMs: 500, untilMs: 600, name: 'A' };
  const entered: ClockFact = { ...planned, recordedMs: 300 };
  expect(knownAt([planned, entered, pause(200)], 0)).toEqual([planned]);
  expect(knownAt([planned, entered, pause(200)], 299)).toEqual([planned, pause(200)]);
  expect(knownAt([planned, entered, pause(200)], 300)).toEqual([planned, entered, pause(200)]);
});

test('exclusions that overlap hold the clock from the first beginning to the last end, named by the first that lasts', () => {
  const exclude = (atMs: number, untilMs: number, name: string): ClockFact => ({
    kind: 'exclude',
    atMs,
    untilMs,
    name,
  });
  const facts = [start(0, 100), exclude(10, 40, 'A'), exclude(20, 60, 'B')];
  expect(read(facts, 5)).toMatchObject({ running: true, changesMs: 10, dueMs: 150 });
  expect(read(facts, 15)).toMatchObject({ state: 'excluded', running: false, changesMs: 60 });
  const segments = explain(clockLife(facts, timetables, carried), timetables, 70);
  expect(segments.map(({ toMs, names }) => [toMs, names?.en ?? ''])).toEqual([
    [10, ''],
    [40, 'A'],
    [60, 'B'],
    [70, ''],
  ]);
});
