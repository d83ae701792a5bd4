import { compileContract } from '../../../domain/calendar/compile';
import { supportHoursSchema } from '../../../domain/calendar/support-hours';
import { explain, type Segment } from '../../../domain/clock/explanation';
import type { ClockFact } from '../../../domain/clock/facts';
import { clockLife } from '../../../domain/clock/life';
import type { ClockPolicies } from '../../../domain/clock/policies';
import { readClock, type Reading } from '../../../domain/clock/reading';

const hourMs = 3_600_000;
const office = [['09:00', '17:00']];
const hours = {
  office: supportHoursSchema.parse({
    zone: 'Europe/Paris',
    week: { mon: office, tue: office, wed: office, thu: office, fri: office },
    holidays: { country: 'FR' },
    specialDays: [{ date: '2026-05-07', name: 'Inventaire', openings: [['13:00', '15:00']] }],
  }),
  always: supportHoursSchema.parse({
    zone: 'Europe/Paris',
    week: Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
    ),
  }),
};
const timetables = compileContract({ hours }, Date.parse('2026-04-27T00:00Z'), Date.parse('2026-06-01T00:00Z'));
const carried: ClockPolicies = { onRetarget: 'carry-elapsed', onReopen: 'continue', deductPlannedDowntime: true };

/** An instant of May 2026 on the wall in Paris, which is two hours ahead of UTC. */
const may = (day: number, time = '00:00'): number =>
  Date.parse(`2026-05-${String(day).padStart(2, '0')}T${time}+02:00`);
const start = (atMs: number, targetHours: number): ClockFact => ({
  kind: 'start',
  atMs,
  targetMs: targetHours * hourMs,
  hours: 'office',
});

/** What is told of each piece: until when, why, and the hours counted and deducted. */
type Line = readonly [until: number, reason: Segment['reason'], counted: number, deducted: number];

function told(
  facts: ClockFact[],
  asOfMs: number,
  policies = carried,
): { reading: Reading | undefined; segments: Segment[] } {
  const segments = explain(clockLife(facts, timetables, policies), timetables, asOfMs);
  const reading = readClock(facts, timetables, policies, asOfMs);
  expect(segments.reduce((sum, { countedMs }) => sum + countedMs, 0)).toBe(reading?.countedMs);
  return { reading, segments };
}

const lines = (segments: Segment[]): Line[] =>
  segments.map(({ toMs, reason, countedMs, deductedMs }) => [toMs, reason, countedMs / hourMs, deductedMs / hourMs]);

test('from Thursday over a public holiday and a weekend to Monday, each with its name and source', () => {
  const { reading, segments } = told([start(may(7, '14:00'), 3)], may(11, '11:00'));
  expect(lines(segments)).toEqual([
    [may(7, '15:00'), 'support-hours', 1, 0],
    [may(8), 'special-day', 0, 0],
    [may(9), 'holiday', 0, 0],
    [may(11, '09:00'), 'outside-hours', 0, 0],
    [may(11, '11:00'), 'support-hours', 2, 0],
  ]);
  expect(segments[1]).toMatchObject({
    names: { fr: 'Inventaire', en: 'Inventaire' },
    source: 'contract',
    clause: '§5',
  });
  expect(segments[2]).toMatchObject({ source: 'FR', clause: '§5', counted: false, hours: 'office', entered: null });
  expect(segments[2]?.names).toEqual({ fr: 'Fête de la Victoire 1945', en: 'Victory Day' });
  expect(reading).toMatchObject({ dueMs: may(11, '11:00'), remainingMs: 0, breached: false });
});

test('from Friday to Monday, less a wait that is deducted in support time alone', () => {
  const facts: ClockFact[] = [
    start(may(22, '15:00'), 4),
    { kind: 'pause', atMs: may(22, '16:00'), reason: 'waiting-client' },
    { kind: 'resume', atMs: may(26, '10:00') },
  ];
  // Whit Monday lies within the wait: nothing of it is deducted, it would not have counted.
  const { reading, segments } = told(facts, may(26, '14:00'));
  expect(lines(segments)).toEqual([
    [may(22, '16:00'), 'support-hours', 1, 0],
    [may(26, '10:00'), 'paused', 0, 2],
    [may(26, '14:00'), 'support-hours', 4, 0],
  ]);
  expect(segments[1]).toMatchObject({
    names: { fr: 'waiting-client', en: 'waiting-client' },
    clause: 'GTR',
    entered: null,
  });
  expect(reading).toMatchObject({
    dueMs: may(26, '13:00'),
    breached: true,
    lateness: { supportMs: hourMs, elapsedMs: hourMs },
  });
});

test('waits that overlap are told one after the other and deducted once', () => {
  const facts: ClockFact[] = [
    start(may(19, '09:00'), 4),
    { kind: 'pause', atMs: may(19, '10:00'), wait: 'a', reason: 'waiting-client' },
    { kind: 'pause', atMs: may(19, '11:00'), wait: 'b', reason: 'site-closed' },
    { kind: 'resume', atMs: may(19, '12:00'), wait: 'a' },
    { kind: 'resume', atMs: may(19, '14:00'), wait: 'b' },
  ];
  const { segments } = told(facts, may(19, '15:00'));
  expect(lines(segments)).toEqual([
    [may(19, '10:00'), 'support-hours', 1, 0],
    [may(19, '12:00'), 'paused', 0, 2],
    [may(19, '14:00'), 'paused', 0, 2],
    [may(19, '15:00'), 'support-hours', 1, 0],
  ]);
  expect(segments.map(({ names }) => names?.en ?? '')).toEqual(['', 'waiting-client', 'site-closed', '']);
});

test('planned downtime is told by name where the contract deducts it, and not at all elsewhere', () => {
  const facts: ClockFact[] = [
    start(may(19, '09:00'), 4),
    { kind: 'exclude', atMs: may(19, '16:00'), untilMs: may(20, '10:00'), name: 'Montée 12.4' },
  ];
  const { segments } = told(facts, may(20, '11:00'));
  expect(lines(segments)).toEqual([
    [may(19, '16:00'), 'support-hours', 7, 0],
    [may(20, '10:00'), 'planned-downtime', 0, 2],
    [may(20, '11:00'), 'support-hours', 1, 0],
  ]);
  expect(segments[1]).toMatchObject({ names: { fr: 'Montée 12.4', en: 'Montée 12.4' }, clause: 'Arrêt Planifié' });
  const plain = told(facts, may(20, '11:00'), { ...carried, deductPlannedDowntime: false });
  expect(lines(plain.segments).map(([, reason]) => reason)).toEqual([
    'support-hours',
    'outside-hours',
    'support-hours',
  ]);
});

test('what was entered late names its author, the instant of the entry and the evidence', () => {
  const facts: ClockFact[] = [
    start(may(19, '09:00'), 4),
    {
      kind: 'pause',
      atMs: may(19, '10:00'),
      reason: 'waiting-client',
      by: 'N. Petit',
      recordedMs: may(19, '16:00'),
      evidence: 'call 4711',
    },
    { kind: 'resume', atMs: may(19, '11:00'), recordedMs: may(19, '11:00') },
    { kind: 'stop', atMs: may(19, '12:00'), recordedMs: may(19, '15:00') },
    { kind: 'reopen', atMs: may(19, '14:00') },
  ];
  const entered = told(facts, may(19, '15:00')).segments.map((segment) => segment.entered);
  expect(entered).toEqual([
    null,
    { by: 'N. Petit', recordedMs: may(19, '16:00'), evidence: 'call 4711' },
    null,
    { by: null, recordedMs: may(19, '15:00'), evidence: null },
    null,
  ]);
});

test('time that runs names the late entry that let it run, where it begins to', () => {
  const entry = (by: string, recordedMs: number): { by: string; recordedMs: number; evidence: string } => ({
    by,
    recordedMs,
    evidence: `call of ${by}`,
  });
  const [opened, replied, again] = [
    entry('A', may(19, '16:30')),
    entry('B', may(20, '12:00')),
    entry('C', may(22, '12:00')),
  ];
  const facts: ClockFact[] = [
    { ...start(may(19, '16:00'), 4), ...opened },
    { kind: 'pause', atMs: may(20, '10:00'), reason: 'waiting-client' },
    { kind: 'resume', atMs: may(20, '11:00'), ...replied },
    { kind: 'stop', atMs: may(20, '12:00') },
    // Reopened in the night: what the entry stands at is the time before the opening.
    { kind: 'reopen', atMs: may(20, '20:00'), ...again },
  ];
  const { segments } = told(facts, may(21, '10:00'));
  expect(segments.map(({ fromMs, reason, entered }) => [fromMs, reason, entered])).toEqual([
    [may(19, '16:00'), 'support-hours', opened],
    [may(19, '17:00'), 'outside-hours', null],
    [may(20, '09:00'), 'support-hours', null],
    [may(20, '10:00'), 'paused', null],
    [may(20, '11:00'), 'support-hours', replied],
    [may(20, '12:00'), 'stopped', null],
    [may(20, '20:00'), 'outside-hours', again],
    [may(21, '09:00'), 'support-hours', null],
  ]);
  const restarted = told(facts, may(21, '10:00'), { ...carried, onReopen: 'restart' });
  expect(restarted.segments.map(({ reason, entered }) => [reason, entered])).toEqual([
    ['dropped', null],
    ['outside-hours', again],
    ['support-hours', null],
  ]);
});

test('time that runs on after planned downtime names again the late entry that it stands on', () => {
  const late = { by: 'A', recordedMs: may(19, '16:30'), evidence: 'a call' };
  const facts: ClockFact[] = [
    { ...start(may(19, '09:00'), 4), ...late },
    { kind: 'exclude', atMs: may(19, '10:00'), untilMs: may(19, '11:00'), name: 'Montée 12.4' },
  ];
  expect(told(facts, may(19, '12:00')).segments.map(({ entered }) => entered)).toEqual([late, null, late]);
});

/** Critical from Saturday noon on; an hour of Friday was counted before. */
const raised: ClockFact[] = [
  start(may(22, '16:00'), 8),
  { kind: 'pause', atMs: may(22, '18:00'), reason: 'waiting-client' },
  { kind: 'resume', atMs: may(22, '20:00') },
  { kind: 'retarget', atMs: may(23, '12:00'), targetMs: 24 * hourMs, hours: 'always' },
];

test('time counted before a change of priority stays told in the hours in which it was counted', () => {
  const { segments } = told(raised, may(23, '14:00'));
  expect(lines(segments)).toEqual([
    [may(22, '17:00'), 'support-hours', 1, 0],
    [may(22, '18:00'), 'outside-hours', 0, 0],
    [may(22, '20:00'), 'paused', 0, 0],
    [may(23, '12:00'), 'outside-hours', 0, 0],
    [may(23, '14:00'), 'support-hours', 2, 0],
  ]);
  expect(segments.map((segment) => segment.hours)).toEqual(['office', 'office', 'office', 'office', 'always']);
});

test('a recount tells all the time since the creation in the new hours, from the instant of the recount on', () => {
  const policies: ClockPolicies = { ...carried, onRetarget: 'recount-from-creation' };
  const upToChange: Line[] = [
    [may(22, '18:00'), 'support-hours', 2, 0],
    [may(22, '20:00'), 'paused', 0, 2],
    [may(23, '12:00'), 'support-hours', 16, 0],
  ];
  expect(lines(told(raised, may(23, '12:00'), policies).segments)).toEqual(upToChange);
  // The change stays to be seen: what was counted again before it is a segment of its own.
  const after: Line = [may(23, '14:00'), 'support-hours', 2, 0];
  expect(lines(told(raised, may(23, '14:00'), policies).segments)).toEqual([...upToChange, after]);
});

test('a restart tells the time before it as dropped, with the support time that it takes out', () => {
  const { segments } = told(raised, may(23, '14:00'), { ...carried, onRetarget: 'restart' });
  expect(lines(segments)).toEqual([
    [may(23, '12:00'), 'dropped', 0, 1],
    [may(23, '14:00'), 'support-hours', 2, 0],
  ]);
  expect(segments[0]).toMatchObject({ clause: '§7', counted: false });
});

const reopened: ClockFact[] = [
  start(may(19, '09:00'), 4),
  { kind: 'stop', atMs: may(19, '12:00') },
  { kind: 'reopen', atMs: may(20, '10:00') },
];

test('a stopped clock is told up to its stop, what came after it once it is reopened', () => {
  expect(lines(told(reopened, may(19, '16:00')).segments)).toEqual([[may(19, '12:00'), 'support-hours', 3, 0]]);
  expect(lines(told(reopened, may(20, '12:00')).segments)).toEqual([
    [may(19, '12:00'), 'support-hours', 3, 0],
    [may(20, '10:00'), 'stopped', 0, 0],
    [may(20, '12:00'), 'support-hours', 2, 0],
  ]);
});

test('a clock reopened anew tells all that came before as dropped', () => {
  const { reading, segments } = told(reopened, may(20, '12:00'), { ...carried, onReopen: 'restart' });
  expect(lines(segments)).toEqual([
    [may(20, '10:00'), 'dropped', 0, 3],
    [may(20, '12:00'), 'support-hours', 2, 0],
  ]);
  expect(reading).toMatchObject({ dueMs: may(20, '14:00'), breached: false });
});

test('a recount at the instant of the stop is told as the verdict counted it, one after the stop is not', () => {
  const policies: ClockPolicies = { ...carried, onRetarget: 'recount-from-creation' };
  const facts = (retargeted: number, stopped: number): ClockFact[] => [
    start(may(22, '16:00'), 1),
    { kind: 'retarget', atMs: may(22, '20:00'), sequence: retargeted, targetMs: 2 * hourMs, hours: 'always' },
    { kind: 'stop', atMs: may(22, '20:00'), sequence: stopped },
  ];
  const before = told(facts(1, 2), may(23), policies);
  expect(before.reading).toMatchObject({ verdict: 'breached', countedMs: 4 * hourMs });
  expect(lines(before.segments)).toEqual([[may(22, '20:00'), 'support-hours', 4, 0]]);
  const after = told(facts(2, 1), may(23), policies);
  expect(after.reading).toMatchObject({ verdict: 'met', countedMs: hourMs });
  expect(lines(after.segments)).toEqual([
    [may(22, '17:00'), 'support-hours', 1, 0],
    [may(22, '20:00'), 'outside-hours', 0, 0],
  ]);
});

test('nothing is told of a clock at its start', () => {
  expect(explain(clockLife(raised, timetables, carried), timetables, may(22, '16:00'))).toEqual([]);
});
