import { noticesBefore, windowsBetween, type WindowPlan } from '../../../domain/maintenance/windows';
import { firstMonday, type WindowRule } from '../../../domain/maintenance/window-rules';
import { toInstant } from '../../../domain/time/instant';

const at = (text: string): number => Date.parse(text);
const plan: WindowPlan = { zone: 'Europe/Paris', rules: [firstMonday], onHoliday: 'keep', holidays: null, freezes: [] };
const french = { country: 'FR' };
const year = (of: number): [number, number] => [Date.UTC(of, 0), Date.UTC(of + 1, 0)];
const agreed = (date: string, opening: [string, string], name = 'agreed'): WindowRule => ({
  kind: 'agreed',
  name,
  date,
  opening,
});
const starts = (windows: readonly { startMs: number }[]): string[] => windows.map(({ startMs }) => toInstant(startMs));

test('the first Monday of each month, 20:00 to 22:00 by the wall (annex §10)', () => {
  const { windows } = windowsBetween(plan, ...year(2024));
  expect(windows.map(({ localDate }) => localDate)).toEqual([
    ...['2024-01-01', '2024-02-05', '2024-03-04', '2024-04-01', '2024-05-06', '2024-06-03'],
    ...['2024-07-01', '2024-08-05', '2024-09-02', '2024-10-07', '2024-11-04', '2024-12-02'],
  ]);
  expect(starts(windows).slice(2, 4)).toEqual(['2024-03-04T19:00:00.000Z', '2024-04-01T18:00:00.000Z']);
});

test('once a quarter, and the last of a weekday', () => {
  const quarterly: WindowRule = { ...firstMonday, kind: 'quarterly', monthOfQuarter: 1 };
  const last: WindowRule = { ...firstMonday, name: 'last', nth: 'last', weekday: 'fri' };
  expect(starts(windowsBetween({ ...plan, rules: [quarterly] }, ...year(2025)).windows)).toEqual([
    '2025-01-06T19:00:00.000Z',
    '2025-04-07T18:00:00.000Z',
    '2025-07-07T18:00:00.000Z',
    '2025-10-06T18:00:00.000Z',
  ]);
  const dates = windowsBetween({ ...plan, rules: [last] }, ...year(2026)).windows.map(({ localDate }) => localDate);
  expect(dates.slice(0, 4)).toEqual(['2026-01-30', '2026-02-27', '2026-03-27', '2026-04-24']);
});

test.each([
  ['across the clock change of spring: 7 days are 167 hours', '2024-04-01T18:00Z', '2024-03-25T18:00Z'],
  ['across that of autumn: 7 days are 169 hours', '2027-11-01T19:00Z', '2027-10-25T18:00Z'],
  ['without a change both are the same', '2024-07-01T18:00Z', '2024-06-24T18:00Z'],
])('the first notice %s, and the stricter of both holds', (_, startsAt, noticeBy) => {
  const startMs = at(startsAt);
  expect(noticesBefore(startMs, 'Europe/Paris')).toEqual({
    noticeByMs: at(noticeBy),
    remindMs: startMs - 24 * 3_600_000,
  });
});

test('a contract says what becomes of a window on a public holiday', () => {
  const on = (onHoliday: WindowPlan['onHoliday']) =>
    windowsBetween({ ...plan, holidays: french, onHoliday }, at('2026-04-01T00:00Z'), at('2026-05-01T00:00Z'));
  expect(on('keep').windows.map(({ localDate }) => localDate)).toEqual(['2026-04-06']);
  expect(on('next-working-day').windows.map(({ localDate }) => localDate)).toEqual(['2026-04-07']);
  expect(on('skip')).toMatchObject({
    windows: [],
    skipped: [{ localDate: '2026-04-06', why: 'holiday', because: { fr: 'Lundi de Pâques', en: 'Easter Monday' } }],
  });
});

test('a freeze wins over a window that it touches, and not over one that it meets', () => {
  const reason = { fr: 'inventaire', en: 'stocktaking' };
  const frozen = (from: string, until: string) =>
    windowsBetween({ ...plan, freezes: [{ fromMs: at(from), toMs: at(until), reason }] }, ...year(2024));
  expect(frozen('2024-07-01T19:59Z', '2024-07-02T00:00Z').skipped).toMatchObject([
    { localDate: '2024-07-01', why: 'freeze', because: reason },
  ]);
  expect(frozen('2024-07-01T20:00Z', '2024-08-05T18:00Z').skipped).toEqual([]);
});

test('of two windows that overlap the rule that stands first has its own', () => {
  const rules = [
    firstMonday,
    agreed('2024-07-01', ['21:00', '01:00']),
    agreed('2024-07-02', ['00:30', '02:00'], 'late'),
  ];
  const { windows, skipped } = windowsBetween({ ...plan, rules }, at('2024-07-01T00:00Z'), at('2024-08-01T00:00Z'));
  expect(windows.map(({ rule }) => rule)).toEqual(['first Monday']);
  expect(skipped).toMatchObject([
    { rule: 'agreed', why: 'overlap', because: { en: 'first Monday' } },
    { rule: 'late', why: 'overlap', because: { en: 'agreed' } },
  ]);
});

describe('clock changes and midnight', () => {
  const one = (date: string, opening: [string, string], zone = 'Europe/Paris') => {
    const span = [at(`${date}T00:00Z`) - 86_400_000, at(`${date}T00:00Z`) + 2 * 86_400_000] as const;
    const found = windowsBetween({ ...plan, zone, rules: [agreed(date, opening)] }, ...span);
    const [window] = [...found.windows, ...found.skipped];
    return { ...found, from: toInstant(window?.startMs ?? NaN), to: toInstant(window?.endMs ?? NaN) };
  };
  test.each([
    ['an end at midnight', '2024-07-01', ['22:00', '24:00'], '2024-07-01T20:00', '2024-07-01T22:00'],
    [
      'over midnight, it is of the date on which it begins',
      '2024-07-01',
      ['23:00', '02:00'],
      '2024-07-01T21:00',
      '2024-07-02T00:00',
    ],
    ['a night of 23 hours: an hour less', '2024-03-30', ['23:00', '05:00'], '2024-03-30T22:00', '2024-03-31T03:00'],
    ['a night of 25 hours: an hour more', '2024-10-26', ['23:00', '05:00'], '2024-10-26T21:00', '2024-10-27T04:00'],
    [
      'a beginning that does not exist moves forward by the gap',
      '2024-03-31',
      ['02:30', '04:00'],
      '2024-03-31T01:30',
      '2024-03-31T02:00',
    ],
    [
      'a beginning that exists twice is its first occurrence',
      '2024-10-27',
      ['02:30', '03:00'],
      '2024-10-27T00:30',
      '2024-10-27T02:00',
    ],
    [
      'an end that exists twice is its first occurrence',
      '2024-10-27',
      ['01:30', '02:30'],
      '2024-10-26T23:30',
      '2024-10-27T00:30',
    ],
  ] as const)('%s', (_, date, [opens, closes], from, to) => {
    expect(one(date, [opens, closes])).toMatchObject({ from: `${from}:00.000Z`, to: `${to}:00.000Z`, skipped: [] });
  });

  test('a window that the gap leaves no time is skipped, and one on a date that a zone leaves out', () => {
    expect(one('2024-03-31', ['02:00', '03:00'])).toMatchObject({ windows: [], skipped: [{ why: 'no-time' }] });
    expect(one('2011-12-30', ['20:00', '22:00'], 'Pacific/Apia')).toMatchObject({
      windows: [],
      skipped: [{ why: 'no-time' }],
    });
  });
});
