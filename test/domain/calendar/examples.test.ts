import { compileHours, zoneDataVersion } from '../../../domain/calendar/compile';
import { supportHoursOf, type NamedHours } from '../../../domain/calendar/extension';
import { supportHoursSchema, type Opening } from '../../../domain/calendar/support-hours';
import {
  countedBetween,
  instantAfter,
  openings,
  openingState,
  timetableSchema,
  type Timetable,
} from '../../../domain/calendar/timetable';

const hour = 3600 * 1000;
const ms = Date.parse;
const utc = (atMs: number | undefined): string | undefined =>
  atMs === undefined ? undefined : new Date(atMs).toISOString().slice(0, 16);

const everyDay = (...day: Opening[]) => ({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day });
const weekdays = (...day: Opening[]) => ({ mon: day, tue: day, wed: day, thu: day, fri: day });

function compiled(hours: object, from: string, to: string): Timetable {
  const named: NamedHours = { hours: supportHoursSchema.parse(hours) };
  return compileHours(supportHoursOf(named, 'hours'), ms(from), ms(to));
}

/** Openings of a timetable as `from/to` in UTC. */
const told = (timetable: Timetable): string[] =>
  openings(timetable).map(({ fromMs, toMs }) => `${utc(fromMs) ?? ''}/${utc(toMs) ?? ''}`);

test.each<[string, string, Record<string, Opening[]>, string, string, string[]]>([
  [
    'Paris, spring: an opening at 02:30 begins at 03:30, which is the same instant as 02:30 of the winter',
    'Europe/Paris',
    { sun: [['02:30', '04:00']] },
    '2026-03-28T12:00Z',
    '2026-03-29T12:00Z',
    ['2026-03-29T01:30/2026-03-29T02:00'],
  ],
  [
    'Paris, spring: an opening within the hour left out is as long as ever, an hour later',
    'Europe/Paris',
    { sun: [['02:15', '02:45']] },
    '2026-03-28T12:00Z',
    '2026-03-29T12:00Z',
    ['2026-03-29T01:15/2026-03-29T01:45'],
  ],
  [
    'Paris, spring: an opening moved behind its own closing is none',
    'Europe/Paris',
    { sun: [['02:45', '03:30']] },
    '2026-03-28T12:00Z',
    '2026-03-29T12:00Z',
    [],
  ],
  [
    'Paris, autumn: 02:00 to 03:00 lasts two hours, from the first 02:00 to the only 03:00',
    'Europe/Paris',
    { sun: [['02:00', '03:00']] },
    '2026-10-24T12:00Z',
    '2026-10-25T12:00Z',
    ['2026-10-25T00:00/2026-10-25T02:00'],
  ],
  [
    'Paris, autumn: an opening within the hour told twice is open the first time',
    'Europe/Paris',
    { sun: [['02:30', '02:45']] },
    '2026-10-24T12:00Z',
    '2026-10-25T12:00Z',
    ['2026-10-25T00:30/2026-10-25T00:45'],
  ],
  [
    'Lord Howe: the day on which clocks go back has half an hour more',
    'Australia/Lord_Howe',
    { sun: [['00:00', '24:00']] },
    '2026-04-03T00:00Z',
    '2026-04-07T00:00Z',
    ['2026-04-04T13:00/2026-04-05T13:30'],
  ],
  [
    'Lord Howe: the day on which clocks go forward has half an hour less',
    'Australia/Lord_Howe',
    { sun: [['00:00', '24:00']] },
    '2026-10-02T00:00Z',
    '2026-10-06T00:00Z',
    ['2026-10-03T13:30/2026-10-04T13:00'],
  ],
  [
    'Azores: clocks go forward at midnight, and the day before stays where it was',
    'Atlantic/Azores',
    everyDay(['22:00', '23:00']),
    '2025-03-29T12:00Z',
    '2025-03-31T12:00Z',
    ['2025-03-29T23:00/2025-03-30T00:00', '2025-03-30T22:00/2025-03-30T23:00'],
  ],
  [
    'Apia: Friday 30 December 2011 never was, Saturday follows on Thursday',
    'Pacific/Apia',
    everyDay(['09:00', '17:00']),
    '2011-12-29T12:00Z',
    '2012-01-01T12:00Z',
    [
      '2011-12-29T19:00/2011-12-30T03:00', // Thursday 29, ten hours behind UTC
      '2011-12-30T19:00/2011-12-31T03:00', // Saturday 31, fourteen hours ahead
      '2011-12-31T19:00/2012-01-01T03:00',
    ],
  ],
  [
    'Apia: a night shift of the Thursday goes on into the Saturday, also where the span begins on Saturday',
    'Pacific/Apia',
    { thu: [['22:00', '06:00']] },
    '2011-12-30T12:00Z',
    '2012-01-01T12:00Z',
    ['2011-12-30T12:00/2011-12-30T16:00'],
  ],
  [
    "St John's: clocks go back a minute after midnight, and the span ends when Saturday is told again",
    'America/St_Johns',
    { sun: [['00:00', '01:00']] },
    '2010-11-07T00:00Z',
    '2010-11-07T03:00Z',
    ['2010-11-07T02:30/2010-11-07T03:00'],
  ],
  [
    'Casablanca: the clock goes back for Ramadan and forward after it',
    'Africa/Casablanca',
    { fri: [['09:00', '17:00']], mon: [['09:00', '17:00']] },
    '2026-02-13T00:00Z',
    '2026-02-17T00:00Z',
    ['2026-02-13T08:00/2026-02-13T16:00', '2026-02-16T09:00/2026-02-16T17:00'],
  ],
  [
    'Casablanca: the end of Ramadan',
    'Africa/Casablanca',
    { fri: [['09:00', '17:00']], mon: [['09:00', '17:00']] },
    '2026-03-20T00:00Z',
    '2026-03-24T00:00Z',
    ['2026-03-20T09:00/2026-03-20T17:00', '2026-03-23T08:00/2026-03-23T16:00'],
  ],
  [
    'Kathmandu is five hours and three quarters ahead',
    'Asia/Kathmandu',
    { sun: [['10:00', '18:00']] },
    '2026-11-21T00:00Z',
    '2026-11-23T00:00Z',
    ['2026-11-22T04:15/2026-11-22T12:15'],
  ],
  [
    'Paris: a night shift loses an hour in spring',
    'Europe/Paris',
    { sat: [['22:00', '06:00']] },
    '2026-03-28T00:00Z',
    '2026-03-30T00:00Z',
    ['2026-03-28T21:00/2026-03-29T04:00'],
  ],
  [
    'Paris: a night shift gains an hour in autumn',
    'Europe/Paris',
    { sat: [['22:00', '06:00']] },
    '2026-10-24T00:00Z',
    '2026-10-26T00:00Z',
    ['2026-10-24T20:00/2026-10-25T05:00'],
  ],
  [
    'Paris: a night shift of Sunday goes on into Monday, also where the span begins on Monday',
    'Europe/Paris',
    { sun: [['22:00', '06:00']] },
    '2026-11-23T00:00Z',
    '2026-11-29T23:00Z',
    ['2026-11-23T00:00/2026-11-23T05:00', '2026-11-29T21:00/2026-11-29T23:00'],
  ],
])('%s', (_, zone, week, from, to, expected) => {
  expect(told(compiled({ zone, week }, from, to))).toEqual(expected);
});

test.each([
  [
    'Auckland: New Year is closed though it is still December in UTC where the span ends',
    { zone: 'Pacific/Auckland', holidays: { country: 'NZ' } },
    '2026-12-30T12:00Z',
    '2026-12-31T20:00Z',
    ['2026-12-30T12:00/2026-12-31T11:00'],
  ],
  [
    "Caracas: New Year's Eve is closed though it is January already in UTC where the span begins",
    { zone: 'America/Caracas', holidays: { country: 'VE' } },
    '2027-01-01T00:00Z',
    '2027-01-03T00:00Z',
    ['2027-01-02T04:00/2027-01-03T00:00'],
  ],
])('at all hours but on holidays in %s', (_, hours, from, to, expected) => {
  expect(told(compiled({ ...hours, week: everyDay(['00:00', '24:00']) }, from, to))).toEqual(expected);
});

const office = { zone: 'Europe/Paris', week: weekdays(['08:30', '18:30']), holidays: { country: 'FR' } };

test.each([
  // Monday 28 February 2028, 16:00: two and a half hours, ten on the 29th, half an hour on 1 March.
  ['a leap day is worked', '2028-02-28T15:00Z', 13, '2028-03-01T08:00'],
  // Sunday 28 February 2027 is followed by Monday 1 March.
  ['a year without one has none', '2027-02-26T17:00Z', 1, '2027-03-01T08:00'],
  // Thursday 31 December, 17:30: an hour, New Year and the weekend off, an hour on Monday 4 January.
  ["the year's end", '2026-12-31T16:30Z', 2, '2027-01-04T08:30'],
  ['from the very opening to the closing', '2026-11-23T07:30Z', 10, '2026-11-23T17:30'],
  ['from the very closing nothing counts until the next opening', '2026-11-20T17:30Z', 1, '2026-11-23T08:30'],
  ['no time at all is due at once, open or not', '2026-11-21T12:00Z', 0, '2026-11-21T12:00'],
])('office hours in Paris: %s', (_, start, hours, due) => {
  const timetable = compiled(office, '2026-11-01T00:00Z', '2028-04-01T00:00Z');
  const atMs = instantAfter(timetable, ms(start), hours * hour);
  expect(utc(atMs)).toBe(due);
  expect(countedBetween(timetable, ms(start), atMs ?? 0)).toBe(hours * hour);
});

test('an opening is open from its first millisecond to the last before its closing', () => {
  const timetable = compiled(office, '2026-11-16T00:00Z', '2026-12-01T00:00Z');
  const state = (at: number): [boolean, string | undefined] => {
    const { open, changesMs } = openingState(timetable, at);
    return [open, utc(changesMs)];
  };
  const [opens, closes] = [ms('2026-11-20T07:30Z'), ms('2026-11-20T17:30Z')];
  expect(state(opens - 1)).toEqual([false, '2026-11-20T07:30']);
  expect(state(opens)).toEqual([true, '2026-11-20T17:30']);
  expect(state(closes - 1)).toEqual([true, '2026-11-20T17:30']);
  expect(state(closes)).toEqual([false, '2026-11-23T07:30']);
  expect(state(ms('2026-11-30T17:30Z'))).toEqual([false, undefined]);
});

test('openings within bounds are cut at them, and none is left of what only touches them', () => {
  const timetable = compiled(office, '2026-11-16T00:00Z', '2026-12-01T00:00Z');
  const [opens, closes] = [ms('2026-11-20T07:30Z'), ms('2026-11-20T17:30Z')];
  expect(openings(timetable, opens + 1, closes - 1)).toEqual([{ fromMs: opens + 1, toMs: closes - 1 }]);
  expect(openings(timetable, closes, ms('2026-11-23T07:30Z'))).toEqual([]);
});

test('at all hours is one opening, and elapsed time, over both changes of the year', () => {
  const hours = { zone: 'Europe/Paris', week: everyDay(['00:00', '24:00']) };
  const timetable = compiled(hours, '2026-01-01T00:00Z', '2027-01-01T00:00Z');
  expect(told(timetable)).toEqual(['2026-01-01T00:00/2027-01-01T00:00']);
  for (const start of ['2026-03-29T00:00Z', '2026-10-25T00:00Z'])
    expect(instantAfter(timetable, ms(start), 4 * hour)).toBe(ms(start) + 4 * hour);
});

test('what lies past the end of the timetable is not guessed', () => {
  const timetable = compiled(office, '2026-11-23T00:00Z', '2026-11-24T00:00Z');
  expect(utc(instantAfter(timetable, ms('2026-11-23T07:30Z'), 10 * hour))).toBe('2026-11-23T17:30');
  expect(instantAfter(timetable, ms('2026-11-23T07:30Z'), 10 * hour + 1)).toBeUndefined();
});

test('a timetable is JSON, a year of office hours under 12 kB of it, and names its zone data', () => {
  const timetable = compiled(office, '2026-01-01T00:00Z', '2027-01-01T00:00Z');
  const json = JSON.stringify(timetable);
  expect(timetableSchema.parse(JSON.parse(json))).toEqual(timetable);
  expect(json.length).toBeLessThan(12_000);
  expect(timetable.zoneData).toBe(zoneDataVersion());
  expect(timetable.zoneData).toMatch(/^\d{4}[a-z]$/);
});
