import { timetableOf } from '../../../domain/calendar/timetable';
import type { ClockFact } from '../../../domain/clock/facts';
import { clockLife } from '../../../domain/clock/life';
import type { ClockPolicies } from '../../../domain/clock/policies';
import { crossings, neededMs, thresholdSchema, type Threshold } from '../../../domain/clock/thresholds';
import { oracleNeeded } from './clock-oracle';

const hourMs = 3_600_000;
const span = { fromMs: 0, toMs: 1000 * hourMs, zoneData: 'test' };
// Open the first ten hours of every twenty.
const openings = Array.from({ length: 50 }, (_, index) => index * 20 * hourMs).map((fromMs) => ({
  fromMs,
  toMs: fromMs + 10 * hourMs,
}));
const timetables = { office: timetableOf(openings, span), always: timetableOf([span], span) };
const carried: ClockPolicies = { onRetarget: 'carry-elapsed', onReopen: 'continue', deductPlannedDowntime: true };

const start = (targetMs: number, hours = 'always'): ClockFact => ({ kind: 'start', atMs: 0, targetMs, hours });
const retarget = (atMs: number, targetMs: number): ClockFact => ({ kind: 'retarget', atMs, targetMs, hours: 'always' });
const pause = (atMs: number): ClockFact => ({ kind: 'pause', atMs, reason: 'client' });
const resume = (atMs: number): ClockFact => ({ kind: 'resume', atMs });
const stop = (atMs: number): ClockFact => ({ kind: 'stop', atMs });
const reopen = (atMs: number): ClockFact => ({ kind: 'reopen', atMs });

/** Each crossing as its threshold, its instant and the target that it is of. */
function crossed(
  facts: ClockFact[],
  thresholds: Threshold[],
  policies = carried,
): (readonly [Threshold, number, number])[] {
  const life = clockLife(facts, timetables, policies);
  return crossings(life, timetables, thresholds).map(({ threshold, atMs, deadline }) => [threshold, atMs, deadline]);
}

/** Each breach as its instant, the instant at which it is certain, and the target exceeded. */
function breaches(facts: ClockFact[], policies = carried): (readonly [number, number, number])[] {
  const life = clockLife(facts, timetables, policies);
  return crossings(life, timetables, ['breach']).map(({ atMs, certainMs, targetMs }) => [atMs, certainMs, targetMs]);
}

test('a per cent that is no whole number of milliseconds is crossed at the next one', () => {
  expect(crossed([start(1001)], [50, 33.3])).toEqual([
    [33.3, 334, 0],
    [50, 501, 0],
  ]);
  expect(crossed([start(3)], [1, 34, 100])).toEqual([
    [1, 1, 0],
    [34, 2, 0],
    [100, 3, 0],
  ]);
});

test('a per cent that is a whole number of milliseconds is crossed at that one, whatever binary fractions make of it', () => {
  expect(neededMs(1.1, 3_000_000)).toBe(33_000);
  for (let thousandths = 7; thousandths <= 100_000; thousandths += 331)
    for (const targetMs of [1, 999, 3_000_000, 14_400_000, 35_999_640_000])
      expect([thousandths, targetMs, neededMs(thousandths / 1000, targetMs)]).toEqual([
        thousandths,
        targetMs,
        oracleNeeded(thousandths / 1000, targetMs),
      ]);
});

test('so long before the deadline is support time: half an hour of it may begin the evening before', () => {
  expect(crossed([start(10.25 * hourMs, 'office')], ['-PT30M', 'breach'])).toEqual([
    ['-PT30M', 9.75 * hourMs, 0],
    ['breach', 20.25 * hourMs, 0],
  ]);
});

test('what is used up at closing is crossed at closing, and exceeded from the next opening on', () => {
  expect(crossed([start(10 * hourMs, 'office')], [100, '-PT0S', 'breach'])).toEqual([
    [100, 10 * hourMs, 0],
    ['-PT0S', 10 * hourMs, 0],
    ['breach', 20 * hourMs, 0],
  ]);
});

test('a threshold at the start of a target or before it is none', () => {
  expect(crossed([start(30 * 60_000)], ['-PT30M', '-PT31M'])).toEqual([]);
  expect(crossed([start(30 * 60_000 + 1)], ['-PT30M'])).toEqual([['-PT30M', 1, 0]]);
});

test('each threshold is crossed once for each target, at the change of target what is used up already', () => {
  expect(crossed([start(100), retarget(60, 200), retarget(160, 170)], [50, 75])).toEqual([
    [50, 50, 0],
    [50, 100, 1],
    [75, 150, 1],
    [50, 160, 2],
    [75, 160, 2],
  ]);
});

test('a reopening that goes on tells nothing again, one that starts anew tells all of it again', () => {
  const facts: ClockFact[] = [start(100), { kind: 'stop', atMs: 80 }, { kind: 'reopen', atMs: 200 }];
  expect(crossed(facts, [50, 'breach'])).toEqual([
    [50, 50, 0],
    ['breach', 220, 0],
  ]);
  expect(crossed(facts, [50, 'breach'], { ...carried, onReopen: 'restart' })).toEqual([
    [50, 50, 0],
    [50, 250, 1],
    ['breach', 300, 1],
  ]);
});

test('a breach is told once for as long as it lasts, across a new target too', () => {
  expect(crossed([start(100), retarget(150, 120)], ['breach'])).toEqual([['breach', 100, 0]]);
  expect(crossed([start(100), retarget(150, 120), retarget(160, 110)], ['breach'])).toEqual([['breach', 100, 0]]);
});

test('a breach that a longer target ends is told again when that one is exceeded', () => {
  expect(crossed([start(100), retarget(150, 300)], ['breach'])).toEqual([
    ['breach', 100, 0],
    ['breach', 300, 1],
  ]);
});

test('a breach that ends during a wait is another one when it comes back', () => {
  const held: ClockFact[] = [
    start(100),
    { kind: 'pause', atMs: 150, reason: 'client' },
    retarget(160, 300),
    retarget(170, 120),
    { kind: 'resume', atMs: 200 },
  ];
  expect(crossed(held, ['breach'])).toEqual([
    ['breach', 100, 0],
    ['breach', 200, 2],
  ]);
});

test('a breach that a new target brings about during a wait is told when the clock runs again', () => {
  const held: ClockFact[] = [
    start(100),
    { kind: 'pause', atMs: 50, reason: 'client' },
    retarget(60, 40),
    { kind: 'resume', atMs: 90 },
  ];
  expect(crossed(held, ['breach', 100])).toEqual([
    ['breach', 90, 1],
    [100, 90, 1],
  ]);
});

test('a breach is at its deadline and certain a millisecond later, a warning at once', () => {
  const life = clockLife([start(100)], timetables, carried);
  expect(crossings(life, timetables, [100, '-PT0S', 'breach'])).toEqual([
    { threshold: 100, deadline: 0, atMs: 100, certainMs: 100, targetMs: 100 },
    { threshold: '-PT0S', deadline: 0, atMs: 100, certainMs: 100, targetMs: 100 },
    { threshold: 'breach', deadline: 0, atMs: 100, certainMs: 101, targetMs: 100 },
  ]);
});

test.each([
  ['stop', stop],
  ['pause', pause],
  ['longer target', (atMs: number): ClockFact => retarget(atMs, 5000)],
  ['exclusion', (atMs: number): ClockFact => ({ kind: 'exclude', atMs, untilMs: 1000 * hourMs, name: 'A' })],
])('a %s at the deadline leaves no breach, one a millisecond later leaves a breach at the deadline', (_, fact) => {
  const of = (atMs: number): number[] =>
    breaches([start(100), fact(atMs)]).flatMap(([at, , targetMs]) => (targetMs === 100 ? [at] : []));
  expect(of(99)).toEqual([]);
  expect(of(100)).toEqual([]);
  expect(of(101)).toEqual([100]);
  expect(of(102)).toEqual([100]);
});

test('a deadline at closing is breached at the next opening, by a clock that still runs then', () => {
  // Due at ten hours, at which it closes; it opens again at twenty.
  const due = start(10 * hourMs, 'office');
  const opensMs = 20 * hourMs;
  expect(breaches([due])).toEqual([[opensMs, opensMs + 1, 10 * hourMs]]);
  expect(breaches([due, stop(10 * hourMs + 1)])).toEqual([]);
  expect(breaches([due, stop(opensMs)])).toEqual([]);
  expect(breaches([due, stop(opensMs + 1)])).toEqual([[opensMs, opensMs + 1, 10 * hourMs]]);
  expect(breaches([due, pause(opensMs)])).toEqual([]);
  expect(breaches([due, pause(opensMs + 1)])).toEqual([[opensMs, opensMs + 1, 10 * hourMs]]);
});

test('a wait at the deadline puts the breach off to the millisecond after which the clock runs and counts', () => {
  expect(breaches([start(100), pause(100), resume(300)])).toEqual([[300, 301, 100]]);
  expect(breaches([start(100), pause(100), resume(300), stop(300)])).toEqual([]);
  const office = [start(10 * hourMs, 'office'), pause(10 * hourMs), resume(15 * hourMs)];
  expect(breaches(office)).toEqual([[20 * hourMs, 20 * hourMs + 1, 10 * hourMs]]);
});

test('a target given at the deadline of another is exceeded at once if it is shorter, and certain at once', () => {
  expect(breaches([start(100), retarget(100, 99)])).toEqual([[100, 100, 99]]);
  expect(breaches([start(100), retarget(100, 100)])).toEqual([[100, 101, 100]]);
});

describe('a target exceeded while the clock was held', () => {
  const lowered: ClockFact[] = [start(200), pause(150), retarget(160, 100)];
  const told = [170, 170, 100];

  test('is told of the stop that ends the wait', () => {
    expect(breaches(lowered)).toEqual([]);
    expect(breaches([...lowered, stop(170)])).toEqual([told]);
    const downtime: ClockFact = { kind: 'exclude', atMs: 150, untilMs: 400, name: 'A' };
    expect(breaches([start(200), downtime, retarget(160, 100), stop(170)])).toEqual([told]);
  });

  test('is told of the stop that comes at the instant of the target', () => {
    expect(breaches([start(200), retarget(150, 100), stop(150)])).toEqual([[150, 150, 100]]);
    expect(breaches([start(200), pause(140), retarget(150, 100), stop(150)])).toEqual([[150, 150, 100]]);
    const inOrder = [start(200), retarget(150, 100), stop(150), retarget(150, 50)];
    const recorded = inOrder.map((fact, sequence): ClockFact => ({ ...fact, sequence }));
    expect(breaches(recorded)).toEqual([[150, 150, 100]]);
  });

  test('is none of a stop that was recorded before the target', () => {
    const recorded = [start(200), stop(150), retarget(150, 100)].map((fact, sequence) => ({ ...fact, sequence }));
    expect(breaches(recorded)).toEqual([]);
    expect(breaches([start(200), stop(150), retarget(160, 100)])).toEqual([]);
    expect(breaches([start(200), stop(150), retarget(160, 100), reopen(170)])).toEqual([told]);
  });

  test('is not told again when the clock is reopened or stopped again', () => {
    expect(breaches([...lowered, stop(170), reopen(180)])).toEqual([told]);
    expect(breaches([...lowered, stop(170), reopen(180), stop(190)])).toEqual([told]);
    expect(breaches([...lowered, stop(170), retarget(175, 90), reopen(180)])).toEqual([told]);
    // Told with the resumption already.
    expect(breaches([...lowered, resume(165), stop(170)])).toEqual([[165, 165, 100]]);
  });

  test('is not told of a stop when the breach goes on from before, and is when it had ended', () => {
    const late = [start(100), pause(150)];
    expect(breaches([...late, stop(170)])).toEqual([[100, 101, 100]]);
    expect(breaches([...late, retarget(160, 120), stop(170)])).toEqual([[100, 101, 100]]);
    expect(breaches([...late, retarget(155, 300), retarget(160, 100), stop(170)])).toEqual([[100, 101, 100], told]);
  });

  test('is told anew after a reopening that drops the time counted', () => {
    const facts = [...lowered, stop(170), reopen(200)];
    expect(breaches(facts, { ...carried, onReopen: 'restart' })).toEqual([told, [300, 301, 100]]);
  });
});

test('thresholds of one instant keep the order in which they are given', () => {
  expect(crossed([start(100)], [100, '-PT0S', 99.5]).map(([threshold]) => threshold)).toEqual([100, '-PT0S', 99.5]);
});

test('nothing is crossed beyond the end of the timetable', () => {
  expect(crossed([start(2000 * hourMs)], [50, 51, 'breach'])).toEqual([[50, 1000 * hourMs, 0]]);
});

test.each([1, 0.5, 33.333, 100, 'breach', '-PT30M', '-PT1H30M', '-PT0.5S', '-PT0S'])(
  '%p is a threshold',
  (threshold) => {
    expect(thresholdSchema.parse(threshold)).toBe(threshold);
  },
);

test.each([
  ...[
    0,
    -1,
    100.001,
    NaN,
    Infinity,
    '50',
    '50 %',
    'PT30M',
    '-30M',
    '--PT30M',
    '-PT',
    '-P1D',
    '-PT30',
    '-pt30m',
    ' -PT30M',
  ],
  ...['-', '', 'Breach', 'breached', null, undefined, {}, [], true],
])('%p is no threshold', (threshold) => {
  expect(thresholdSchema.safeParse(threshold).success).toBe(false);
});
