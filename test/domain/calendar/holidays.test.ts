import { publicHolidays, type Holidays } from '../../../domain/calendar/holidays';

/** Easter Sunday by the anonymous Gregorian computus (Meeus), as a UTC instant. */
function easter(year: number): number {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1);
}

/** The eleven of the Code du travail, article L3133-1. */
function frenchHolidays(year: number): string[] {
  const afterEaster = (days: number): string =>
    new Date(easter(year) + days * 24 * 3600 * 1000).toISOString().slice(0, 10);
  const fixed = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'].map(
    (date) => `${year}-${date}`,
  );
  return [...fixed, afterEaster(1), afterEaster(39), afterEaster(50)];
}

const datesOf = (holidays: Holidays, year: number): string[] =>
  [...holidays.keys()].filter((date) => date.startsWith(String(year))).sort();

const wholeDay = { fromMinute: 0, toMinute: 1440 };

test('Easter of the test itself falls where the almanac says', () => {
  const dates = [2000, 2008, 2026, 2027, 2038].map((year) => new Date(easter(year)).toISOString().slice(0, 10));
  expect(dates).toEqual(['2000-04-23', '2008-03-23', '2026-04-05', '2027-03-28', '2038-04-25']);
});

test('France has its eleven holidays on each year from 2000 to 2100, whole days all', () => {
  const holidays = publicHolidays({ country: 'FR' }, 2000, 2100);
  for (let year = 2000; year <= 2100; year += 1)
    // In 2008 Ascension falls on 1 May, and other years on 8 May: one date with two names.
    expect(datesOf(holidays, year)).toEqual([...new Set(frenchHolidays(year))].sort());
  for (const holiday of holidays.values()) expect(holiday).toMatchObject({ ...wholeDay, source: 'FR' });
});

test.each([
  [2026, ['01-01', '04-06', '05-01', '05-08', '05-14', '05-25', '07-14', '08-15', '11-01', '11-11', '12-25']],
  [2027, ['01-01', '03-29', '05-01', '05-06', '05-08', '05-17', '07-14', '08-15', '11-01', '11-11', '12-25']],
])('France in %i, date by date', (year, dates) => {
  const holidays = publicHolidays({ country: 'FR' }, year, year);
  expect(datesOf(holidays, year)).toEqual(dates.map((date) => `${year}-${date}`));
});

test('Moselle adds Good Friday and 26 December, and says that they are its own', () => {
  const national = datesOf(publicHolidays({ country: 'FR' }, 2026, 2026), 2026);
  const regional = publicHolidays({ country: 'FR', region: '57' }, 2026, 2026);
  expect(datesOf(regional, 2026).filter((date) => !national.includes(date))).toEqual(['2026-04-03', '2026-12-26']);
  expect(regional.get('2026-04-03')).toEqual({
    names: { fr: 'Vendredi saint', en: 'Good Friday' },
    source: 'FR-57',
    ...wholeDay,
  });
});

test('a holiday has its name in both languages', () => {
  const names = publicHolidays({ country: 'FR' }, 2026, 2026).get('2026-07-14')?.names;
  expect(names).toEqual({ fr: 'Fête Nationale de la France', en: 'Bastille Day' });
  expect(publicHolidays({ country: 'GB' }, 2026, 2026).get('2026-04-03')?.names).toEqual({
    fr: 'Vendredi saint',
    en: 'Good Friday',
  });
});

test('a holiday that begins in the day closes the rest of it', () => {
  const iceland = publicHolidays({ country: 'IS' }, 2026, 2026);
  expect(iceland.get('2026-12-24')).toMatchObject({ fromMinute: 13 * 60, toMinute: 1440 });
  expect(iceland.get('2026-12-25')).toMatchObject(wholeDay);
});

test.each([
  ['AU', 'SA', '2026-12-24', 19],
  // Good Friday of Kentucky, and Shrove Monday of Haiti: ten hours.
  ['US', 'KY', '2026-04-03', 14],
  ['HT', undefined, '2026-02-16', 14],
  // Guatemala and the Faroe Islands: half a day.
  ['GT', undefined, '2026-12-31', 12],
  ['FO', undefined, '2026-06-05', 12],
])(
  'a holiday of %s %s that begins in the day lasts to midnight, whatever its length',
  (country, region, date, hour) => {
    const closed = publicHolidays({ country, region }, 2026, 2026).get(date);
    expect(closed).toMatchObject({ fromMinute: hour * 60, toMinute: 1440 });
  },
);

test('a holiday that ends in the day leaves the rest of it open', () => {
  // Turkey's days of sacrifice: 114 hours, of which eighteen on the fifth day.
  const turkey = publicHolidays({ country: 'TR' }, 2024, 2024);
  expect(turkey.get('2024-06-19')).toMatchObject(wholeDay);
  expect(turkey.get('2024-06-20')).toMatchObject({ fromMinute: 0, toMinute: 18 * 60 });
});

test('a holiday of several days closes each of them', () => {
  // Russia's first days of January: told as one holiday of five days after 1 January.
  const russia = publicHolidays({ country: 'RU' }, 2026, 2026);
  for (const date of ['01', '02', '03', '04', '05', '06', '07', '08'])
    expect(russia.get(`2026-01-${date}`)).toMatchObject(wholeDay);
  expect(russia.has('2026-01-09')).toBe(false);
});

test('a holiday of a day or several is whole where the clocks change within it', () => {
  // Three days from 30 March 2025, on which Sarajevo's clocks go forward: 71 hours.
  const bosnia = publicHolidays({ country: 'BA' }, 2025, 2025);
  for (const date of ['2025-03-30', '2025-03-31', '2025-04-01']) expect(bosnia.get(date)).toMatchObject(wholeDay);
  expect(bosnia.has('2025-04-02')).toBe(false);
  // Austria's national holiday of 2025, on which its clocks go back: 25 hours.
  const austria = publicHolidays({ country: 'AT' }, 2025, 2025);
  expect(austria.get('2025-10-26')).toMatchObject(wholeDay);
  expect(austria.has('2025-10-27')).toBe(false);
});

test('a holiday that reaches over new year closes the first days of a span that begins there', () => {
  // Eswatini's Incwala: six days from 28 December.
  const eswatini = publicHolidays({ country: 'SZ' }, 2027, 2027);
  expect(eswatini.get('2027-01-02')).toMatchObject(wholeDay);
  expect(eswatini.has('2027-01-03')).toBe(false);
});

test('of two holidays on one date the one that closes more of it is told, of two whole days the first', () => {
  // Whit Monday, and Constitution Day from noon on.
  const faroe = publicHolidays({ country: 'FO' }, 2028, 2028).get('2028-06-05');
  expect(faroe).toMatchObject({ ...wholeDay, names: { en: 'Whit Monday' } });
  expect(publicHolidays({ country: 'FR' }, 2008, 2008).get('2008-05-01')?.names.fr).toBe('Fête du travail');
});

test('the dates are those of the years asked for, both included', () => {
  const years = [...publicHolidays({ country: 'SZ' }, 2026, 2027).keys()].map((date) => date.slice(0, 4));
  expect([...new Set(years)].sort()).toEqual(['2026', '2027']);
});

test('no source has no holidays', () => {
  expect(publicHolidays(null, 2026, 2027).size).toBe(0);
});

test.each([
  [{ country: 'XX' }, 'no public holidays are known for country XX'],
  [{ country: 'FR', region: 'ZZ' }, 'no public holidays are known for region ZZ of FR'],
  [{ country: 'UA', region: '57' }, 'no public holidays are known for region 57 of UA'],
  // What every object answers to is no region.
  [{ country: 'FR', region: 'toString' }, 'no public holidays are known for region toString of FR'],
])('%j is refused by name', (source, message) => {
  expect(() => publicHolidays(source, 2026, 2026)).toThrow(new RangeError(message));
});
