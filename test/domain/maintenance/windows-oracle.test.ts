import { firstMonday } from '../../../domain/maintenance/window-rules';
import { windowsBetween } from '../../../domain/maintenance/windows';
import { dayMs, slowFirstMonday, SlowWall, zones } from './wall-oracle';

const hourMs = 3_600_000;
const years = Array.from({ length: 2099 - 2024 + 1 }, (_, index) => 2024 + index);

test.each(zones)('first Mondays and their notices, 2024 to 2099, in %s', (zone) => {
  const wall = new SlowWall(zone);
  const plan = { zone, rules: [firstMonday], onHoliday: 'keep', holidays: null, freezes: [] } as const;
  const { windows, skipped } = windowsBetween(
    plan,
    wall.instantOf(Date.UTC(2024, 0)),
    wall.instantOf(Date.UTC(2100, 0)),
  );
  const expected = years.flatMap((year) =>
    Array.from({ length: 12 }, (_, month) => {
      const date = slowFirstMonday(year, month + 1);
      const startMs = wall.instantOf(date + 20 * hourMs);
      return {
        startMs,
        endMs: wall.instantOf(date + 22 * hourMs),
        localDate: new Date(date).toISOString().slice(0, 10),
        rule: 'first Monday',
        noticeByMs: Math.min(wall.instantOf(date - 7 * dayMs + 20 * hourMs), startMs - 168 * hourMs),
        remindMs: startMs - 24 * hourMs,
      };
    }),
  );
  expect(skipped).toEqual([]);
  expect(windows).toEqual(expected);
});

test('asked in pieces, the calendar is the same', () => {
  const rules = [
    { ...firstMonday, name: 'late', opening: ['23:00', '04:00'] as [string, string] },
    { ...firstMonday, name: 'last', nth: 'last' as const, weekday: 'sun' as const },
  ];
  const plan = {
    zone: 'Europe/Paris',
    rules,
    onHoliday: 'next-working-day',
    holidays: { country: 'FR' },
    freezes: [],
  } as const;
  const [from, to] = [Date.UTC(2024, 0), Date.UTC(2030, 0)];
  const pieces: number[] = [];
  for (let at = from; at < to; at += 17 * dayMs)
    pieces.push(...windowsBetween(plan, at, Math.min(at + 17 * dayMs, to)).windows.map(({ startMs }) => startMs));
  expect(pieces).toEqual(windowsBetween(plan, from, to).windows.map(({ startMs }) => startMs));
});
