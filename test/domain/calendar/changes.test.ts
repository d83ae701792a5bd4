import { compileHours } from '../../../domain/calendar/compile';
import { changedDays } from '../../../domain/calendar/difference';
import { supportHoursOf } from '../../../domain/calendar/extension';
import { extensionSchema, supportHoursSchema } from '../../../domain/calendar/support-hours';
import {
  changedFrom,
  countedBetween,
  extended,
  instantAfter,
  openings,
  type Timetable,
} from '../../../domain/calendar/timetable';

const hour = 3600 * 1000;
const ms = Date.parse;
const allDay = [['00:00', '24:00']];
const always = { mon: allDay, tue: allDay, wed: allDay, thu: allDay, fri: allDay, sat: allDay, sun: allDay };
const day = [['08:30', '18:30']];
const paris = {
  zone: 'Europe/Paris',
  week: { mon: day, tue: day, wed: day, thu: day, fri: day },
  holidays: { country: 'FR' },
};

/** Office hours of Paris, with other rules where they are given, and an extension of them when there is one. */
function compiled(from: string, to: string, other: object = {}, extension?: object): Timetable {
  const office = supportHoursSchema.parse({ ...paris, ...other });
  const named = extension
    ? { office, used: extensionSchema.parse({ extends: 'office', ...extension }) }
    : { used: office };
  return compileHours(supportHoursOf(named, 'used'), ms(from), ms(to));
}

/** Openings as wall times of a Paris winter. */
const inWinter = (timetable: Timetable): string[] =>
  openings(timetable).map(({ fromMs, toMs }) =>
    [fromMs, toMs].map((at) => new Date(at + hour).toISOString().slice(5, 16)).join(' '),
  );

describe('special days and extensions, in the week of Wednesday 11 November 2026', () => {
  const span = ['2026-11-09T23:00Z', '2026-11-11T23:00Z'] as const;
  const tuesday = '11-10T08:30 11-10T18:30';
  const own = (openings: string[][], until?: string) => ({
    specialDays: [{ date: '2026-11-11', until, name: 'Permanence', openings }],
  });

  test.each<[string, object, object | undefined, string[]]>([
    ['a public holiday is closed', {}, undefined, [tuesday]],
    ['a special day makes it worked', own(day), undefined, [tuesday, '11-11T08:30 11-11T18:30']],
    ['or open at special hours', own([['09:00', '12:00']]), undefined, [tuesday, '11-11T09:00 11-11T12:00']],
    [
      'an extension is open besides, and closed with the office',
      {},
      { week: { tue: [['07:00', '08:30']], wed: [['07:00', '08:30']] } },
      ['11-10T07:00 11-10T18:30'],
    ],
    [
      'unless it is kept on closed days',
      {},
      { week: { tue: [['20:00', '21:00']], wed: [['07:00', '08:30']] }, onClosedDays: 'open' },
      [tuesday, '11-10T20:00 11-10T21:00', '11-11T07:00 11-11T08:30'],
    ],
    [
      'one that is kept adds to special hours too',
      own([['09:00', '12:00']]),
      { week: { wed: [['11:00', '13:00']] }, onClosedDays: 'open' },
      [tuesday, '11-11T09:00 11-11T13:00'],
    ],
    [
      'one that is not kept does not',
      own([['09:00', '12:00']]),
      { week: { wed: [['11:00', '13:00']] } },
      [tuesday, '11-11T09:00 11-11T12:00'],
    ],
    [
      'a night shift begun before a closed date goes on to its end',
      {},
      { week: { tue: [['22:00', '06:00']], wed: [['22:00', '06:00']] } },
      [tuesday, '11-10T22:00 11-11T06:00'],
    ],
  ])('%s', (_, other, extension, expected) => {
    expect(inWinter(compiled(...span, other, extension))).toEqual(expected);
  });

  test('a special day over several dates rules each of them, whatever the week says', () => {
    const timetable = compiled('2026-11-09T23:00Z', '2026-11-16T23:00Z', own([['10:00', '11:00']], '2026-11-15'));
    const dates = ['11', '12', '13', '14', '15'].map((date) => `11-${date}T10:00 11-${date}T11:00`);
    expect(inWinter(timetable)).toEqual([tuesday, ...dates, '11-16T08:30 11-16T18:30']);
  });

  test('each day with a rule of its own says whose it is, from midnight to midnight', () => {
    const bounds = { date: '2026-11-11', fromMs: ms('2026-11-10T23:00Z'), toMs: ms('2026-11-11T23:00Z') };
    expect(compiled(...span).days).toEqual([
      { ...bounds, source: 'FR', names: { fr: 'Armistice 1918', en: 'Armistice Day' } },
    ]);
    expect(compiled(...span, own([])).days).toEqual([
      { ...bounds, source: 'contract', names: { fr: 'Permanence', en: 'Permanence' } },
    ]);
  });

  test('a day that ends where the span begins, or begins where it ends, is none of its days', () => {
    expect(compiled('2026-11-11T23:00Z', '2026-11-12T23:00Z').days).toEqual([]);
    expect(compiled('2026-11-09T23:00Z', '2026-11-10T23:00Z').days).toEqual([]);
  });

  test('a holiday that the week leaves closed anyway is not told', () => {
    // 15 August 2026 is a Saturday.
    expect(compiled('2026-08-14T00:00Z', '2026-08-17T00:00Z').days).toEqual([]);
  });
});

describe('a timetable that goes on', () => {
  const first = compiled('2026-11-01T00:00Z', '2026-11-25T10:00Z');
  const later = compiled('2026-11-20T00:00Z', '2026-12-31T00:00Z', { week: always, holidays: null });

  test('keeps all that was decided, whatever the piece says of it', () => {
    const whole = extended(first, later);
    expect([whole.fromMs, whole.toMs]).toEqual([first.fromMs, later.toMs]);
    expect(openings(whole, first.fromMs, first.toMs)).toEqual(openings(first));
    for (let at = first.fromMs; at < first.toMs; at += 7 * hour + 1) {
      expect(countedBetween(whole, first.fromMs, at)).toBe(countedBetween(first, first.fromMs, at));
      const due = instantAfter(first, at, 9 * hour);
      if (due !== undefined) expect(instantAfter(whole, at, 9 * hour)).toBe(due);
    }
    expect(instantAfter(whole, first.toMs, 100 * hour)).toBe(first.toMs + 100 * hour);
  });

  test('is itself when the piece brings nothing later', () => {
    expect(extended(later, first)).toBe(later);
    expect(extended(first, first)).toBe(first);
  });

  test('takes no piece that leaves time between them', () => {
    const apart = compiled('2026-11-25T10:01Z', '2026-12-31T00:00Z');
    expect(() => extended(first, apart)).toThrow(
      new RangeError('a piece that begins after the end leaves a gap uncounted'),
    );
  });

  test('tells a day with a rule once, though the seam lies within it', () => {
    const seam = '2026-11-11T11:00Z';
    const whole = extended(compiled('2026-11-01T00:00Z', seam), compiled(seam, '2026-11-25T10:00Z'));
    expect(whole).toEqual(first);
  });
});

describe('a change that takes effect in the middle of a day', () => {
  const span = ['2026-12-20T23:00Z', '2026-12-27T23:00Z'] as const;
  const noon = ms('2026-12-24T11:00Z');
  const closed = (date: string) => ({ specialDays: [{ date, name: 'Inventaire' }] });

  test('leaves what lies before it and closes what lies after it', () => {
    const changed = changedFrom(compiled(...span), compiled(...span, closed('2026-12-24')), noon);
    expect(inWinter(changed).slice(2)).toEqual(['12-23T08:30 12-23T18:30', '12-24T08:30 12-24T12:00']);
  });

  test('is named from its instant on, and not before', () => {
    const changed = changedFrom(compiled(...span), compiled(...span, closed('2026-12-24')), noon);
    const rules = changed.days.map(({ names, fromMs, toMs }) => [names.fr, fromMs, toMs]);
    expect(rules).toEqual([
      ['Inventaire', noon, ms('2026-12-24T23:00Z')],
      ['Noël', ms('2026-12-24T23:00Z'), ms('2026-12-25T23:00Z')],
    ]);
  });

  test('ends the rule that it takes away', () => {
    const changed = changedFrom(compiled(...span, closed('2026-12-24')), compiled(...span), noon);
    expect(inWinter(changed).slice(2)).toEqual(['12-23T08:30 12-23T18:30', '12-24T12:00 12-24T18:30']);
    expect(changed.days[0]).toMatchObject({ date: '2026-12-24', fromMs: ms('2026-12-23T23:00Z'), toMs: noon });
  });

  test('at a midnight takes or leaves whole days: of a rule that it ends there or that has ended nothing is left', () => {
    const [begins, ends] = [ms('2026-12-23T23:00Z'), ms('2026-12-24T23:00Z')];
    const [plain, closing] = [compiled(...span), compiled(...span, closed('2026-12-24'))];
    const named = (timetable: Timetable): string[] => timetable.days.map(({ names }) => names.fr);
    expect(named(changedFrom(closing, plain, begins))).toEqual(['Noël']);
    expect(named(changedFrom(plain, closing, ends))).toEqual(['Noël']);
    expect(named(changedFrom(plain, closing, begins))).toEqual(['Inventaire', 'Noël']);
    expect(named(changedFrom(closing, plain, ends))).toEqual(['Inventaire', 'Noël']);
  });

  test('names the newer zone data and covers the newer span', () => {
    const newer = { ...compiled('2026-12-20T23:00Z', '2027-01-27T23:00Z'), zoneData: '2099a' };
    const older = compiled(...span);
    expect(changedFrom(older, newer, noon)).toMatchObject({
      zoneData: '2099a',
      fromMs: older.fromMs,
      toMs: newer.toMs,
    });
  });
});

describe('the days that a change touches', () => {
  const span = ['2025-12-31T23:00Z', '2026-12-31T23:00Z'] as const;
  const year = compiled(...span);

  test('are none when nothing changed, nor for hours at all hours in another zone', () => {
    expect(changedDays(year, compiled(...span), 'Europe/Paris')).toEqual([]);
    const everywhere = (zone: string) => compiled(...span, { zone, week: always, holidays: null });
    expect(changedDays(everywhere('Europe/Paris'), everywhere('Asia/Kathmandu'), 'Europe/Paris')).toEqual([]);
  });

  test('are the one day closed, with the time lost and the reason', () => {
    const closing = compiled(...span, { specialDays: [{ date: '2026-12-24', name: 'Inventaire' }] });
    const open = { fromMs: ms('2026-12-24T07:30Z'), toMs: ms('2026-12-24T17:30Z') };
    const [changed, ...others] = changedDays(year, closing, 'Europe/Paris');
    expect(changed).toMatchObject({ date: '2026-12-24', before: [open], after: [], gainedMs: -10 * hour });
    expect(changed?.rule).toMatchObject({ source: 'contract', names: { fr: 'Inventaire' } });
    expect(others).toEqual([]);
    expect(changedDays(closing, year, 'Europe/Paris')).toMatchObject([
      { date: '2026-12-24', before: [], after: [open], gainedMs: 10 * hour, rule: undefined },
    ]);
  });

  test('are the working days of summer when Paris keeps no summer time, an hour later by the old clock', () => {
    // Algiers: an hour ahead of UTC all the year.
    const noSummer = compiled(...span, { zone: 'Africa/Algiers' });
    const changed = changedDays(year, noSummer, 'Europe/Paris');
    const holidays = ['2026-04-06', '2026-05-01', '2026-05-08', '2026-05-14', '2026-05-25', '2026-07-14'];
    const summer = Array.from({ length: 210 }, (_, index) => new Date(Date.UTC(2026, 2, 29 + index)))
      .filter((date) => date.getUTCDay() % 6 !== 0)
      .map((date) => date.toISOString().slice(0, 10));
    expect(changed.map(({ date }) => date)).toEqual(summer.filter((date) => !holidays.includes(date)));
    for (const { before, after, gainedMs } of changed) {
      expect(gainedMs).toBe(0);
      expect(after.map(({ fromMs }) => fromMs)).toEqual(before.map(({ fromMs }) => fromMs + hour));
    }
  });

  test('lie within what both timetables cover', () => {
    const spring = compiled('2026-03-01T00:00Z', '2026-05-01T00:00Z', { zone: 'Africa/Algiers' });
    const dates = changedDays(year, spring, 'Europe/Paris').map(({ date }) => date);
    expect([dates[0], dates.at(-1)]).toEqual(['2026-03-30', '2026-04-30']);
  });

  test.each([
    ['2010-11-07', '2010-11-07T03:00Z', '2010-11-08T03:30Z'],
    ['2010-11-09', '2010-11-09T03:30Z', '2010-11-10T03:30Z'],
  ])('are %s alone, cut at its midnight, though the span begins in an hour that is told again', (date, from, to) => {
    // In St John's, until 2011, clocks went back from 00:01 on Sunday to 23:01 on Saturday: 03:00Z is the second 23:30.
    const sunday = { zone: 'America/St_Johns', week: always, holidays: null };
    const again = ['2010-11-07T03:00Z', '2010-11-11T03:30Z'] as const;
    const closing = { ...sunday, specialDays: [{ date, name: 'Inventaire' }] };
    const [older, newer] = [compiled(...again, sunday), compiled(...again, closing)];
    const changed = changedDays(older, newer, 'America/St_Johns');
    const before = [{ fromMs: ms(from), toMs: ms(to) }];
    expect(changed).toMatchObject([{ date, before, after: [], rule: { names: { en: 'Inventaire' } } }]);
  });

  test('are both dates of a night shift taken away, for a timetable keeps no shifts', () => {
    const shift = [['22:00', '06:00']];
    const night = compiled(...span, { week: { mon: shift, fri: shift }, holidays: null });
    const less = compiled(...span, {
      week: { mon: shift, fri: shift },
      holidays: null,
      specialDays: [{ date: '2026-11-20', name: 'Travaux' }],
    });
    const changed = changedDays(night, less, 'Europe/Paris').map(({ date, gainedMs }) => [date, gainedMs]);
    expect(changed).toEqual([
      ['2026-11-20', -2 * hour],
      ['2026-11-21', -6 * hour],
    ]);
  });
});
