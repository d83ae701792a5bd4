import { plannedUpgrades, runningUpgrades } from '../../../domain/maintenance/forecast';
import { upgradeAnswer } from '../../../domain/upgrade/answer';
import { earliestWindow } from '../../../domain/maintenance/window';
import { firstMonday } from '../../../domain/maintenance/window-rules';
import { windowsBetween } from '../../../domain/maintenance/windows';
import { toInstant } from '../../../domain/time/instant';
import { claire, day, startMs as begunMs, ToldUpgrade } from '../upgrade/told-upgrade';

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

test('upgrades that go on are foreseen with their own dates, and with the support that their version will have', () => {
  const told = new ToldUpgrade().until(begunMs + day);
  const [done, refused] = [new ToldUpgrade({}, { version: '2026.4' }), new ToldUpgrade({}, { version: '2026.6' })];
  done.until(begunMs + day).by(claire, 'accept');
  done.until(begunMs + 20 * day);
  done.begin(done.state.maintenance?.reference ?? '');
  done.end(done.state.promotion?.maintenance ?? '', 'done');
  const newer = new ToldUpgrade({ superseded: '2026.6' });
  const upgrades = [refused, done, told, newer].map(({ state, nowMs }) => upgradeAnswer(state, nowMs, 1));
  expect([upgrades[1], upgrades[3]]).toMatchObject([{ status: 'promoted' }, { status: 'superseded' }]);
  const versions = ['2026.3', '2026.4', '2026.5', '2026.6'];
  const planned = ['2027-01-04', '2027-04-05'].map((plannedFor, index) => ({ version: `2027.${index}`, plannedFor }));
  const dates = upgrades[2]?.dates;
  expect(runningUpgrades(upgrades, { versions, planned })).toEqual([
    {
      ...{ version: '2026.5', status: 'testing', testWindowEnds: toInstant(begunMs + 30 * day) },
      ...{ planned: dates?.planned.at, latest: dates?.latest.at },
      supportThen: { versionsLeft: 2, lost: { on: '2027-04-05', by: '2027.1' } },
    },
    expect.objectContaining({ version: '2026.6', supportThen: { versionsLeft: 3, lost: null } }),
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
