import fc from 'fast-check';
import { compileTimetable } from '../../../domain/calendar/compile';
import { weekdays, type Opening, type Week } from '../../../domain/calendar/support-hours';
import { MinuteOracle } from './minute-oracle';
import { offsetAt } from './minute-walls';

const minute = 60_000;
const day = 1440 * minute;

/** Zones whose clocks change in every way that is known: by half hours, at midnight, for Ramadan, over the date line. */
export const zones = [
  'UTC',
  ...['Europe/Paris', 'Europe/London', 'Europe/Dublin', 'Atlantic/Azores', 'Antarctica/Troll'],
  ...['Africa/Casablanca', 'Africa/Cairo', 'Asia/Gaza', 'Asia/Beirut', 'Asia/Tehran', 'Asia/Kolkata', 'Asia/Kathmandu'],
  ...['America/New_York', 'America/St_Johns', 'America/Havana', 'America/Nuuk'],
  ...['America/Sao_Paulo', 'America/Asuncion'],
  ...['Australia/Adelaide', 'Australia/Lord_Howe'],
  ...['Pacific/Apia', 'Pacific/Chatham', 'Pacific/Kiritimati', 'Pacific/Kwajalein'],
];

/** Minutes at which a zone's clocks changed, some before 2012 (dates left out, changes at 00:01) and some of today. */
function clockChanges(zone: string): number[] {
  const changes: number[] = [];
  for (const [from, to] of [
    [Date.UTC(1993, 6), Date.UTC(1995, 1)],
    [Date.UTC(2009, 0), Date.UTC(2012, 0)],
    [Date.UTC(2023, 0), Date.UTC(2028, 0)],
  ] as const)
    for (let at = from; at < to; at += day) {
      if (offsetAt(zone, at / minute) === offsetAt(zone, (at + day) / minute)) continue;
      const before = offsetAt(zone, at / minute);
      let change = at / minute;
      while (offsetAt(zone, change) === before) change += 1;
      changes.push(change * minute);
    }
  return changes;
}

const usual = ['2024-02-29T12:00Z', '2027-02-28T22:00Z', '2025-12-31T23:00Z', '2026-07-01T00:00Z'].map(Date.parse);

/** Wall times at which clocks change somewhere, ordinary ones, and any. */
const times = fc.oneof(
  fc.constantFrom('00:00', '00:01', '01:00', '01:30', '02:00', '02:15', '02:30', '02:45', '03:00', '23:00', '23:30'),
  fc.constantFrom('08:30', '12:00', '13:00', '18:30', '22:00', '06:00'),
  fc.nat(1439).map((at) => [at / 60, at % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':')),
);
/** An opening of any length up to a day; a closing at or before it is on the next date. */
const opening = fc
  .tuple(times, fc.oneof({ arbitrary: times, weight: 4 }, { arbitrary: fc.constant('24:00'), weight: 1 }))
  .filter(([opens, closes]) => opens !== closes)
  .map(([opens, closes]): Opening => [opens, closes]);
const weekOf = (days: readonly (readonly Opening[])[]): Week =>
  Object.fromEntries(weekdays.map((name, index) => [name, [...(days[index] ?? [])]]));
/** Any week: openings may touch, overlap and last over midnight; a few shapes are common enough to be named. */
const week = fc.oneof(
  fc.array(fc.array(opening, { maxLength: 3 }), { minLength: 7, maxLength: 7 }).map(weekOf),
  fc.tuple(fc.nat(6), opening).map(([at, one]) => weekOf(weekdays.map((_, index) => (index === at ? [one] : [])))),
  fc
    .constantFrom<Opening[]>(
      [['00:00', '24:00']],
      [['22:00', '06:00']],
      [
        ['08:30', '12:00'],
        ['13:00', '18:30'],
      ],
    )
    .map((same) => weekOf(weekdays.map(() => same))),
);
/** The minutes that a holiday closes: mostly the whole day. */
const closures = fc.constantFrom([0, 1440], [0, 1440], [720, 1440], [0, 720], [600, 900]);

/** Moments of a zone: those at which its clocks change, and ordinary ones. */
export const momentsIn = (zone: string): number[] => [...clockChanges(zone), ...usual];

const dates = fc.integer({ min: -4, max: 5 });
/** Support hours whose special days and holidays lie so many days from a moment. */
export const rules = fc.record({
  weeks: fc.array(fc.record({ week, onClosedDays: fc.constantFrom('open', 'closed') }), {
    minLength: 1,
    maxLength: 2,
  }),
  special: fc.uniqueArray(fc.record({ date: dates, openings: fc.array(opening, { maxLength: 2 }) }), {
    selector: ({ date }) => date,
    maxLength: 2,
  }),
  holidays: fc.uniqueArray(fc.tuple(dates, closures), { selector: ([date]) => date, maxLength: 3 }),
});
export type Rules = typeof rules extends fc.Arbitrary<infer T> ? T : never;

/** The domain's timetable and the oracle of support hours around a moment, each for any span. */
export function calendarOf(zone: string, moment: number, { weeks, special, holidays }: Rules) {
  const dateAt = (days: number): string => new Date(moment + days * day).toISOString().slice(0, 10);
  const specialDays = special.map(({ date, openings }) => ({ date: dateAt(date), name: 'rule', openings }));
  const closed = holidays.map(
    ([date, [fromMinute = 0, toMinute = 0]]) => [dateAt(date), { fromMinute, toMinute }] as const,
  );
  const names = { fr: 'férié', en: 'holiday' };
  return {
    compiled: (fromMs: number, toMs: number) =>
      compileTimetable(
        { zone, holidays: null, specialDays, weeks },
        new Map(closed.map(([date, minutes]) => [date, { ...minutes, names, source: 'XX' }])),
        { fromMs, toMs, zoneData: 'test' },
      ),
    oracle: (fromMs: number, toMs: number) =>
      new MinuteOracle(
        {
          zone,
          weeks: weeks.map((one) => ({ ...one, week: { ...one.week } })),
          special: new Map(specialDays.map(({ date, openings }) => [date, openings])),
          holidays: new Map(closed),
        },
        fromMs,
        toMs,
      ),
  };
}

/** A span around a moment, the hours in it, and instants and amounts to ask about. */
export function caseIn(zone: string) {
  return fc.record({
    zone: fc.constant(zone),
    moment: fc.constantFrom(...momentsIn(zone)),
    before: fc.integer({ min: 1, max: 4 * 1440 }),
    after: fc.integer({ min: 1, max: 5 * 1440 }),
    rules,
    /** Parts of the span. */
    parts: fc.array(fc.double({ min: 0, max: 1, noNaN: true, noDefaultInfinity: true }), {
      minLength: 4,
      maxLength: 4,
    }),
    amount: fc.integer({ min: 0, max: 4 * day }),
  });
}
export type Case = ReturnType<typeof caseIn> extends fc.Arbitrary<infer T> ? T : never;

/** The domain's timetable of a case for any span, the oracle of the case's own span, and the instants to ask about. */
export function prepared({ zone, moment, before, after, rules: held, parts }: Case) {
  const fromMs = moment - before * minute;
  const toMs = moment + after * minute;
  const { compiled, oracle: oracleOf } = calendarOf(zone, moment, held);
  const oracle = oracleOf(fromMs, toMs);
  // Besides any millisecond: openings, closings, the change itself, and what lies beside them.
  const edges = oracle.openings().flatMap((run) => [run.fromMs, run.toMs]);
  const [first = 0, second = 0] = parts.map((part) => edges[Math.floor(part * (edges.length - 1))] ?? moment);
  const instants = [
    ...parts.map((part) => Math.floor(fromMs + part * (toMs - fromMs))),
    ...[fromMs, toMs, moment, moment - 1, first, first + 1, first - 1, second],
  ].filter((at) => at >= fromMs && at <= toMs);
  return {
    fromMs,
    toMs,
    compiled,
    timetable: compiled(fromMs, toMs),
    oracle,
    instants: instants.sort((a, b) => a - b),
  };
}
