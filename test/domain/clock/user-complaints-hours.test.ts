import { zoneDataVersion } from '../../../domain/calendar/compile';
import { changedDays } from '../../../domain/calendar/difference';
import { openings } from '../../../domain/calendar/timetable';
import { explain } from '../../../domain/clock/explanation';
import { clockLife } from '../../../domain/clock/life';
import {
  compiled,
  crossed,
  hour,
  minute,
  nine,
  policies,
  read,
  start,
  stop,
  summer,
  timetables,
  whole,
  winter,
  workdays,
} from './trap-fixtures';

// Complaints of sla-user-asks B that are not of the clock:
// B15 steps of the ladder by day of the week: not here, a step names people and no hours.
// B21 hours of an availability: not here.

describe('sla-user-asks B14: hours keep to the wall when clocks change', () => {
  test.each([
    ['back in autumn', summer('2026-10-23T15:00'), winter('2026-10-26T11:00')],
    ['forward in spring', winter('2026-03-27T15:00'), summer('2026-03-30T11:00')],
  ])('4 h from Friday 15:00, clocks go %s: due on Monday at 11:00', (_, startMs, dueMs) => {
    expect(read([start(startMs, 4 * hour)], startMs).dueMs).toBe(dueMs);
  });

  test('24 h of all hours over the night with an hour more end at 11:00 by the wall', () => {
    const saturday = summer('2026-10-24T12:00');
    expect(read([start(saturday, 24 * hour, 'always')], saturday).dueMs).toBe(winter('2026-10-25T11:00'));
  });
});

test("sla-user-asks B16: historical minutes use the offset of their own instant, and the zone data's version is kept", () => {
  const july = [start(summer('2026-07-03T16:30'), 60 * minute), stop(summer('2026-07-06T10:00'))];
  expect(read(july, winter('2026-11-23T09:00'))).toMatchObject({
    dueMs: summer('2026-07-06T09:30'),
    countedMs: 90 * minute,
  });
  expect(crossed(july)).toEqual([['breach', summer('2026-07-06T09:30')]]);
  expect(timetables.office.zoneData).toBe(zoneDataVersion());
});

describe('sla-user-asks B17: zones with changes of their own', () => {
  test.each([
    ['Casablanca, Ramadan begins', 'Africa/Casablanca', '2026-02-14', '2026-02-17', 25],
    ['Casablanca, Ramadan has ended', 'Africa/Casablanca', '2026-03-21', '2026-03-24', 23],
    ['Lord Howe, half an hour back', 'Australia/Lord_Howe', '2026-04-03', '2026-04-06', 24.5],
    ['Lord Howe, half an hour forward', 'Australia/Lord_Howe', '2026-10-02', '2026-10-05', 23.5],
  ])('the Sunday of the change in %s', (_, zone, from, to, hours) => {
    const [sunday] = openings(compiled({ sun: whole }, { zone }, from, to));
    expect(sunday && (sunday.toMs - sunday.fromMs) / hour).toBe(hours);
  });

  test('a time that the wall shows twice is its first occurrence (Lord Howe)', () => {
    const zone = 'Australia/Lord_Howe';
    const [opening] = openings(compiled({ sun: [['01:45', '03:00']] }, { zone }, '2026-04-03', '2026-04-06'));
    // 01:45 at +11, 03:00 at +10:30: 1 h 45.
    expect(opening).toEqual({ fromMs: Date.parse('2026-04-04T14:45Z'), toMs: Date.parse('2026-04-04T16:30Z') });
  });

  test.each([
    // Friday 2011-12-30 is left out, and Saturday 1993-08-21.
    ['Pacific/Apia', '2011-12-29T16:00-10:00', '2012-01-02T10:00+14:00', workdays],
    ['Pacific/Kwajalein', '1993-08-20T16:00-12:00', '1993-08-22T10:00+12:00', { ...workdays, sat: nine, sun: nine }],
  ])('a date that %s leaves out has no hours', (zone, from, due, week) => {
    const span = [from.slice(0, 10), new Date(Date.parse(from) + 14 * 24 * hour).toISOString().slice(0, 10)] as const;
    const office = compiled(week, { zone }, ...span);
    expect(read([start(Date.parse(from), 2 * hour)], Date.parse(from), { office }).dueMs).toBe(Date.parse(due));
  });
});

describe('sla-user-asks B18, B20: holidays, and why 24 hours took six days', () => {
  const office = compiled(workdays, { holidays: { country: 'FR' } });

  test('a holiday is closed', () => {
    const thursday = summer('2026-04-30T16:00');
    expect(read([start(thursday, 2 * hour)], thursday, { office }).dueMs).toBe(summer('2026-05-04T10:00'));
  });

  test('each segment and each skipped day is told, the holiday with its name and source', () => {
    const facts = [start(summer('2026-04-29T09:00'), 24 * hour)];
    const dueMs = summer('2026-05-04T17:00');
    expect(read(facts, dueMs, { office }).dueMs).toBe(dueMs);
    const segments = explain(clockLife(facts, { office }, policies), { office }, dueMs);
    expect(segments.map(({ reason, countedMs }) => `${reason} ${countedMs / hour}`)).toEqual([
      'support-hours 8',
      'outside-hours 0',
      'support-hours 8',
      'outside-hours 0',
      'holiday 0',
      'outside-hours 0',
      'support-hours 8',
    ]);
    expect(segments[4]).toMatchObject({
      fromMs: summer('2026-05-01T00:00'),
      toMs: summer('2026-05-02T00:00'),
      names: { fr: 'Fête du travail' },
      source: 'FR',
    });
    expect(segments.reduce((sum, { countedMs }) => sum + countedMs, 0)).toBe(24 * hour);
  });

  test("a region's own holidays are shown before they take effect", () => {
    const alsace = compiled(workdays, { holidays: { country: 'FR', region: '57' } }, '2026-01-01', '2027-01-01');
    // Good Friday; the day after Christmas is a Saturday in 2026.
    expect(changedDays(office, alsace, 'Europe/Paris')).toMatchObject([
      { date: '2026-04-03', gainedMs: -8 * hour, rule: { source: 'FR-57' } },
    ]);
  });
});
