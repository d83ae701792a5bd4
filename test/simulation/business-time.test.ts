import fc from 'fast-check';
import { BusinessTime } from '../../simulation/business-time';

const dayMs = 24 * 3600 * 1000;
/** Another CADRAN_SEED tries other questions. */
const seed = Number(process.env['CADRAN_SEED'] ?? 1);
const start = '2026-11-20T15:00:00+01:00';
const startMs = Date.parse(start);
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const monday = { timezone: 'Europe/Paris', hours: { mon: [['09:00', '17:00']] }, start, op: 'add', minutes: 240 };
/** 24 openings of half an hour on each day: 720 open minutes. */
const halves = {
  timezone: 'UTC',
  hours: Object.fromEntries(weekdays.map((day) => [day, Array.from({ length: 24 }, (_, hour) => halfAnHour(hour))])),
};

function halfAnHour(hour: number): [string, string] {
  const two = String(hour).padStart(2, '0');
  return [`${two}:00`, `${two}:30`];
}

function ask(question: object): { result: string | number } | { error: string; line: number } {
  return new BusinessTime().answer(JSON.stringify(question), 7);
}

const error = (why: string) => ({ error: expect.stringContaining(why) as string, line: 7 });

describe('an answer far away', () => {
  test.each([
    ['a pause of thousands of years after the answer', [['2026-11-23T14:00:00Z', '9999-12-31T00:00:00Z']]],
    ['a pause of thousands of years before the start', [['0001-01-01T00:00:00Z', start]]],
    ['a pause that lasts no time', [['2026-11-23T09:00:00Z', '2026-11-23T09:00:00Z']]],
    [
      'pauses within one another',
      [
        ['2026-11-23T14:00:00Z', '9999-12-31T00:00:00Z'],
        ['2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z'],
      ],
    ],
  ])(
    'is not looked for because of %s',
    (_, pauses) => {
      expect(ask({ ...monday, pauses })).toEqual({ result: '2026-11-23T12:00:00+00:00' });
    },
    5000,
  );

  test('behind a pause of years is found without counting them', () => {
    const pauses = [
      ['2026-11-23T10:00:00Z', '2090-01-01T00:00:00Z'],
      ['2089-12-31T00:00:00Z', '2110-10-13T00:00:00Z'],
    ];
    expect(ask({ ...monday, pauses })).toEqual({ result: '2110-10-13T09:00:00+00:00' });
  }, 5000);

  test.each([
    ['behind a pause to the year 9999', { ...monday, pauses: [[start, '9999-12-31T00:00:00Z']] }],
    ['by a pause that begins later', { ...monday, pauses: [['2026-11-23T09:00:00Z', '9999-12-31T00:00:00Z']] }],
    ['by the amount', { ...monday, minutes: 60 * 24 * 36_600 }],
    ['by the amount and the hours', { ...monday, minutes: 8 * 60 * 53 * 100 }],
    ['by an amount without measure', { ...monday, minutes: 1e308 }],
    ['by an amount in many openings', { ...halves, start, op: 'add', minutes: 720 * 36_600 }],
    ['by its end', { ...monday, op: 'between', end: '2126-11-21T15:00:00Z' }],
    ['by an end in the year 9999', { ...monday, op: 'between', end: '9999-12-31T00:00:00Z' }],
  ])('%s is refused with the limit', (_, question) => {
    expect(ask(question)).toEqual(error('more than 100 years after start'));
  });

  test('is exact over the whole limit, however many openings there are', () => {
    const from = '2026-01-01T00:00:00Z';
    const end = '2125-12-01T00:00:00Z';
    const days = (Date.parse(end) - Date.parse(from)) / dayMs;
    expect(ask({ ...halves, op: 'between', start: from, end })).toEqual({ result: days * 720 });
    expect(ask({ ...halves, op: 'add', start: from, minutes: days * 720 })).toEqual({
      result: '2125-11-30T23:30:00+00:00',
    });
  });

  test('past the last year that four figures write is refused', () => {
    const late = { ...monday, start: '9999-12-20T00:00:00Z' };
    expect(ask({ ...late, minutes: 60 })).toEqual({ result: '9999-12-20T09:00:00+00:00' });
    expect(ask({ ...late, minutes: 60_000 })).toEqual(error('outside the years 0000 to 9999'));
  });
});

/** Minutes of openings on the wall, whole days from the start, and pauses near it and far away. */
const questions = fc.record({
  opening: fc.constantFrom([['09:00', '17:00']], [['22:00', '06:00']], [['00:00', '24:00']], [['09:00', '09:01']]),
  days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }),
  zone: fc.constantFrom('UTC', 'Europe/Paris', 'Pacific/Apia', 'Australia/Lord_Howe', 'America/New_York'),
  minutes: fc.oneof(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 60_000 })),
  pauses: fc.array(fc.tuple(fc.integer({ min: -400, max: 4000 }), fc.nat(900)), { maxLength: 6 }),
});

test('an amount added is the amount between, and no minute earlier', () => {
  fc.assert(
    fc.property(questions, ({ opening, days, zone, minutes, pauses }) => {
      const asked = {
        timezone: zone,
        start,
        hours: Object.fromEntries(days.map((day) => [day, opening])),
        pauses: pauses.map(([from, length]) => [at(from), at(from + length)]),
      };
      const businessTime = new BusinessTime();
      const answer = (question: object) => businessTime.answer(JSON.stringify({ ...asked, ...question }), 1);
      const due = answer({ op: 'add', minutes });
      if ('error' in due) {
        expect(due.error).toContain('100 years');
        return;
      }
      const dueMs = Date.parse(String(due.result));
      expect(answer({ op: 'between', end: due.result })).toEqual({ result: minutes });
      expect(answer({ op: 'between', end: new Date(dueMs - 60_000).toISOString() })).toEqual({ result: minutes - 1 });
      // The answer is that of a calendar asked for the first time.
      expect(ask({ ...asked, op: 'add', minutes })).toEqual(due);
    }),
    { seed, numRuns: 100 },
  );
});

/** The instant so many halves of a day after the start. */
function at(halfDays: number): string {
  return new Date(startMs + (halfDays * dayMs) / 2).toISOString();
}

describe('a question is checked whole', () => {
  const noTime = { ...monday, minutes: 0 };
  const backwards = { ...monday, op: 'between', end: '2026-11-01T00:00:00Z' };

  test.each([
    ['zone', { timezone: 'Europe/Nowhere' }, 'timezone: an IANA time zone'],
    ['week', { hours: {} }, 'hours: a week without any opening'],
    ['opening', { hours: { mon: [['9', '17']] } }, 'hours.mon.0.0: a wall time'],
    ['holiday', { holidays: ['2026-02-30'] }, 'holidays.0: '],
  ])('with an unusable %s, even where nothing is to be counted', (_, change, why) => {
    expect(ask({ ...noTime, ...change })).toEqual(error(why));
    expect(ask({ ...backwards, ...change })).toEqual(error(why));
  });

  test('and answered where nothing is to be counted', () => {
    expect(ask(noTime)).toEqual({ result: '2026-11-20T14:00:00+00:00' });
    expect(ask(backwards)).toEqual({ result: 0 });
  });

  test('with ten thousand holidays', () => {
    const days = (count: number) => Array.from({ length: count }, (_, day) => at(2 * day).slice(0, 10));
    expect(ask({ ...monday, holidays: days(10_000) })).toEqual({ result: '2054-04-13T11:00:00+00:00' });
    expect(ask({ ...monday, holidays: days(100_001) })).toEqual(error('holidays: '));
  });

  test('with a short error, however long the line', () => {
    const faults = ask({ ...monday, holidays: Array.from({ length: 1000 }, () => 'never') });
    expect(faults).toEqual(error('holidays.0: '));
    expect(faults).toEqual(error('and 995 more'));
    const long = ask({ ...monday, hours: { ['🕰'.repeat(100_000)]: [] } });
    for (const one of [faults, long]) expect('error' in one && one.error.length).toBeLessThanOrEqual(500);
  });

  const nested = '['.repeat(100_000) + ']'.repeat(100_000);
  const rest = JSON.stringify({ ...monday, hours: undefined }).slice(1);
  test.each([
    ['a list', nested],
    ['hours', `{"hours":${nested},${rest}`],
    ['openings', `{"hours":{"mon":${nested}},${rest}`],
    ['holidays', `{"hours":{"mon":[["09:00","17:00"]]},"holidays":${nested},${rest}`],
    ['what is not closed', nested.slice(1)],
  ])('with %s nested a hundred thousand times', (_, line) => {
    const answer = new BusinessTime().answer(line, 7);
    expect(answer).toEqual(error('line 7: '));
    expect('error' in answer && answer.error).not.toMatch(/stack/);
  });
});
