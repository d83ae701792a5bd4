import { timetableOf } from '../../../domain/calendar/timetable';
import type { ClockFact } from '../../../domain/clock/facts';
import type { ClockPolicies } from '../../../domain/clock/policies';
import { readClock } from '../../../domain/clock/reading';

const span = { fromMs: 0, toMs: 1000, zoneData: 'test' };
const timetables = { always: timetableOf([{ fromMs: 0, toMs: 1000 }], span) };
const policies: ClockPolicies = { onRetarget: 'carry-elapsed', onReopen: 'continue', deductPlannedDowntime: true };
const start: ClockFact = { kind: 'start', atMs: 0, targetMs: 2000, hours: 'always' };

test.each([
  ['before the end', 999, 999],
  ['at the end', 1000, undefined],
  ['past the end', 1100, undefined],
])('planned downtime that begins %s of the timetable: what runs is said to change at %p', (_, atMs, changesMs) => {
  const facts: ClockFact[] = [start, { kind: 'exclude', atMs, untilMs: atMs + 500, name: 'A' }];
  expect(readClock(facts, timetables, policies, 500)).toMatchObject({ running: true, changesMs });
});

test('past the end of the timetable nothing runs, and nothing is said of what comes', () => {
  const facts: ClockFact[] = [start, { kind: 'exclude', atMs: 1300, untilMs: 1400, name: 'A' }];
  for (const asOfMs of [1000, 1200, 1350])
    expect(readClock(facts, timetables, policies, asOfMs)).toMatchObject({
      running: false,
      countedMs: 1000,
      changesMs: undefined,
      dueMs: undefined,
    });
});
