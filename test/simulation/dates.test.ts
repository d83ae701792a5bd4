import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { builtProgram } from '../../local/project-root';
import { answerDates } from '../../simulation/rollout-dates';
import { dayMs, slowFirstMonday, slowMonthAfter, SlowWall, zones } from '../domain/maintenance/wall-oracle';

interface Case {
  readonly kind: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expect: unknown;
}

const hourMs = 3_600_000;
const file = path.join(__dirname, '..', '..', '..', 'shared', 'data', 'rollout-cases.jsonl');
const given: Case[] = existsSync(file)
  ? readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Case)
      .filter(({ kind }) => kind === 'first-monday' || kind === 'plus-month')
  : [];
const answersOf = (cases: readonly Case[]) =>
  cases.map(({ kind, input }, index) => answerDates(JSON.stringify({ kind, input }), index + 1));
const expected = (cases: readonly Case[]) => cases.map(({ expect: result }) => ({ result }));

(existsSync(file) ? test : test.skip)('all cases that were given are answered as they say', () => {
  expect(given.length).toBeGreaterThan(60);
  expect(answersOf(given)).toEqual(expected(given));
});

/** A sequence that looks like chance and is always the same. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const written = (atMs: number): string => new Date(atMs).toISOString().replace('.000Z', 'Z');
const date = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const clock = (minutes: number): string => new Date(minutes * 60_000).toISOString().slice(11, 16);
const local = (ms: number): string => new Date(ms).toISOString().slice(0, 16);

/** Cases like those that were given, with what the slow way says of them. */
function seeded(seed: number): Case[] {
  const next = chance(seed);
  const tz = zones[next(zones.length)] ?? 'UTC';
  const wall = new SlowWall(tz);
  const year = 2020 + next(80);
  const month = 1 + next(12);
  const minutes = next(22 * 60);
  const monday = slowFirstMonday(year, month);
  const [startMs, endMs] = [minutes, minutes + 90].map((at) => wall.instantOf(monday + at * 60_000));
  if (startMs === undefined || endMs === undefined) return [];
  const day = Date.UTC(year, month - 1, 1 + next(31));
  const months = 1 + next(14);
  const noticedMs = day + next(24 * 60) * 60_000;
  const shown = wall.shownAt(noticedMs);
  const monthLater = (zoneShown: number): number =>
    slowMonthAfter(Math.floor(zoneShown / dayMs) * dayMs, months) + (((zoneShown % dayMs) + dayMs) % dayMs);
  const nominal = monthLater(noticedMs);
  const inUtc = monthLater(noticedMs);
  const inZone = wall.instantOf(monthLater(shown));
  const [calendarMs, windowMs] = [
    wall.instantOf(day - 7 * dayMs + minutes * 60_000),
    wall.instantOf(day + minutes * 60_000),
  ];
  return [
    {
      kind: 'first-monday',
      input: { case: 'occurrence', year, month, tz, start: clock(minutes), end: clock(minutes + 90) },
      expect: expect.objectContaining({
        localDate: date(monday),
        startUtc: written(startMs),
        endUtc: written(endMs),
        durationMinutes: (endMs - startMs) / 60_000,
      }),
    },
    {
      kind: 'first-monday',
      input: { case: 'notice-across-switch', windowStartLocal: local(day + minutes * 60_000), tz },
      expect: {
        sevenCalendarDaysBefore: written(calendarMs),
        elapsed168hBefore: written(windowMs - 168 * hourMs),
        differ: calendarMs !== windowMs - 168 * hourMs,
      },
    },
    {
      kind: 'plus-month',
      input: { case: 'clamp', start: date(day), months },
      expect: date(slowMonthAfter(day, months)),
    },
    {
      kind: 'plus-month',
      input: { case: 'zone-of-the-clock', notifiedAt: written(noticedMs), months, tz },
      expect: { [`in${tz.replace(/[/_]/g, '')}`]: written(inZone), inUtc: written(inUtc), differ: inZone !== inUtc },
    },
    {
      kind: 'plus-month',
      input: { case: 'gap-or-fold', startLocal: local(wall.shownAt(wall.instantOf(noticedMs))), tz, months },
      expect: expect.objectContaining({ nominalLocal: local(nominal), utc: written(wall.instantOf(nominal)) }),
    },
  ];
}

test('150 seeds of cases like them are answered as the slow way says', () => {
  const cases = Array.from({ length: 150 }, (_, seed) => seeded(seed + 1)).flat();
  expect(answersOf(cases)).toEqual(expected(cases));
});

test('6 of the 60 first Mondays of 2024 to 2028 are French public holidays', () => {
  const found = Array.from({ length: 60 }, (_, index) => {
    const input = {
      case: 'occurrence',
      year: 2024 + Math.floor(index / 12),
      month: 1 + (index % 12),
      tz: 'Europe/Paris',
    };
    const [answer] = answersOf([
      { kind: 'first-monday', input: { ...input, start: '20:00', end: '22:00' }, expect: null },
    ]);
    return answer && 'result' in answer
      ? (answer.result as { frenchPublicHoliday: string | null }).frenchPublicHoliday
      : '';
  });
  expect(found.filter((name) => name !== null)).toEqual([
    ...['New Year', 'Easter Monday', 'Easter Monday', 'All Saints', 'Labour Day', 'Whit Monday'],
  ]);
});

test('the command answers a line for a line, and tells what it cannot answer', () => {
  const lines = [
    { kind: 'plus-month', input: { case: 'clamp', start: '2025-01-31', months: 1 } },
    { kind: 'availability', input: {} },
    { kind: 'plus-month', input: { case: 'clamp', start: '2025-02-30', months: 1 } },
    { kind: 'plus-month', input: { case: 'clamp', start: '2025-01-31', months: 1, overflow: 'reject' } },
    {
      kind: 'first-monday',
      input: { case: 'occurrence', year: 2024, month: 1, tz: 'Mars/Base', start: '20:00', end: '22:00' },
    },
    { kind: 'plus-month', input: { case: 'end-of-day-next-working-day', notifiedOn: '0000-01-01' } },
  ];
  const { stdout, status } = spawnSync(process.execPath, [builtProgram('simulation/dates'), '-'], {
    encoding: 'utf8',
    input: `${[...lines.map((line) => JSON.stringify(line)), 'no JSON'].join('\n')}\n`,
    env: { ...process.env, TZ: 'Asia/Tokyo' },
  });
  expect(status).toBe(0);
  const error = (line: number, text: string) => ({ line, error: expect.stringContaining(text) as string });
  expect(
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([
    { result: '2025-02-28' },
    error(2, 'line 2: kind'),
    error(3, 'input.start'),
    error(4, 'RangeError'),
    error(5, 'input.tz'),
    error(6, 'input.notifiedOn'),
    error(7, 'not JSON'),
  ]);
  const unusable = spawnSync(process.execPath, [builtProgram('simulation/dates')], { encoding: 'utf8' });
  expect(unusable).toMatchObject({ status: 2, stderr: expect.stringContaining('one FILE') as string });
});
