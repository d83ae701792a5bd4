import { plannedUpgrades } from '../../../domain/maintenance/forecast';
import { earliestWindow } from '../../../domain/maintenance/window';
import { firstMonday } from '../../../domain/maintenance/window-rules';
import { windowsBetween } from '../../../domain/maintenance/windows';
import { toInstant } from '../../../domain/time/instant';

const plan = { zone: 'Europe/Paris', rules: [firstMonday], onHoliday: 'keep', holidays: null, freezes: [] } as const;
const { windows } = windowsBetween(plan, Date.UTC(2027, 0), Date.UTC(2028, 0));
const startOf = (window: { startMs: number } | null | undefined) => window && toInstant(window.startMs);

test('a planned version: told on its date, a month to test, then the next window', () => {
  const month = { months: 1, end: 'instant', holidays: null } as const;
  const planned = [
    { version: 'late', plannedFor: '2027-12-20' },
    { version: '2', plannedFor: '2027-01-31' },
    { version: '1', plannedFor: '2027-01-04' },
    { version: 'some day', plannedFor: null },
  ];
  const nowMs = Date.UTC(2027, 0, 10);
  const found = plannedUpgrades({ versions: ['1'], planned }, { zone: 'Europe/Paris', month, windows, nowMs });
  expect(
    found.map(({ version, firstNoticeMs, testWindowEndsMs, window }) => [
      ...[version, toInstant(firstNoticeMs), toInstant(testWindowEndsMs)],
      startOf(window),
    ]),
  ).toEqual([
    ['2', '2027-01-30T23:00:00.000Z', '2027-02-27T23:00:00.000Z', '2027-03-01T19:00:00.000Z'],
    ['late', '2027-12-19T23:00:00.000Z', '2028-01-19T23:00:00.000Z', null],
  ]);
});

test('the earliest window has its notice in time, to the last instant, and room for the work', () => {
  const [first, second] = windows;
  const noticeMs = first?.noticeByMs ?? NaN;
  expect(earliestWindow(windows, { fromMs: 0, noticeMs })).toBe(first);
  expect(earliestWindow(windows, { fromMs: 0, noticeMs: noticeMs + 1 })).toBe(second);
  expect(earliestWindow(windows, { fromMs: (first?.startMs ?? NaN) + 1, noticeMs: 0 })).toBe(second);
  expect(earliestWindow(windows, { fromMs: 0, noticeMs: 0, minutes: 120 })).toBe(first);
  expect(earliestWindow(windows, { fromMs: 0, noticeMs: 0, minutes: 121 })).toBeUndefined();
});
