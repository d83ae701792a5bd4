import type { z } from 'zod';
import { supportHoursSchema } from '../../../domain/calendar/support-hours';
import { contractSchema } from '../../../domain/contract/contract';
import { sampleContract } from '../../sample-contract';

/** 2 May 2026 is a Saturday. */
interface Rule {
  readonly date: string;
  readonly until?: string;
  readonly openings: readonly string[];
}
type Days = Readonly<Record<string, readonly string[]>>;

const night = '22:00-06:00';
const early = '05:59-12:00';
const later = '06:00-12:00';
const office: Days = { tue: ['08:30-18:30'] };

function hoursOf(week: Days, rules: readonly Rule[]): object {
  const split = (openings: readonly string[]) => openings.map((opening) => opening.split('-'));
  return {
    zone: 'Europe/Paris',
    week: Object.fromEntries(Object.entries(week).map(([day, openings]) => [day, split(openings)])),
    specialDays: rules.map((rule) => ({ ...rule, name: 'Astreinte', openings: split(rule.openings) })),
  };
}

function refusals(schema: z.ZodType, value: unknown): string[] {
  const issues = schema.safeParse(value).error?.issues ?? [];
  return issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

function overlap(index: number, on: string, until = '06:00'): string {
  return `specialDays.${index}.openings: openings overlap on ${on}: one of the day before lasts until ${until}`;
}

test.each<[string, Days, Rule[], string[]]>([
  [
    'the special day before',
    office,
    [
      { date: '2026-05-03', openings: [early] },
      { date: '2026-05-02', openings: [night] },
    ],
    [overlap(0, '2026-05-03')],
  ],
  [
    'themselves, repeated until another day',
    office,
    [{ date: '2026-05-02', until: '2026-05-08', openings: [night, early] }],
    [overlap(0, '2026-05-03')],
  ],
  [
    "the week's night shift of the evening before",
    { fri: [night] },
    [{ date: '2026-05-02', openings: [early] }],
    [overlap(0, '2026-05-02')],
  ],
  [
    "the week's openings of the day after",
    { mon: [early] },
    [{ date: '2026-05-01', until: '2026-05-03', openings: [night] }],
    [overlap(0, '2026-05-04')],
  ],
  [
    'both days around them',
    { thu: ['12:00-08:30'], sat: [early] },
    [{ date: '2026-05-01', openings: ['08:00-12:00', '20:00-07:15'] }],
    [overlap(0, '2026-05-01', '08:30'), overlap(0, '2026-05-02', '07:15')],
  ],
  [
    'both days around them, by a minute, over the end of a year',
    { wed: ['12:00-00:01'], fri: ['00:00-12:00'] },
    [{ date: '2026-12-31', openings: ['00:00-00:01', '12:00-00:01'] }],
    [overlap(0, '2026-12-31', '00:01'), overlap(0, '2027-01-01', '00:01')],
  ],
])('special openings that meet those of %s are refused, in a contract too', (_, week, rules, expected) => {
  expect(refusals(supportHoursSchema, hoursOf(week, rules))).toEqual(expected);
  const contract = sampleContract();
  const named = { ...contract, hours: { ...contract.hours, night: hoursOf(week, rules) } };
  expect(refusals(contractSchema, named)).toEqual(expected.map((one) => `hours.night.${one}`));
});

test.each<[string, Days, Rule[]]>([
  [
    'that touch the night shifts around them',
    { thu: [night], sat: [later] },
    [{ date: '2026-05-01', openings: [later, night] }],
  ],
  [
    'that touch themselves, day after day',
    office,
    [{ date: '2026-05-02', until: '2026-05-05', openings: ['12:00-11:00'] }],
  ],
  ['closed, after a night shift', { fri: [night], sun: [early] }, [{ date: '2026-05-02', openings: [] }]],
  [
    "in the place of the week's night shift",
    { sat: [night] },
    [{ date: '2026-05-02', until: '2026-05-03', openings: [early] }],
  ],
  [
    'before a day closed in the place of an opening',
    { sun: [early] },
    [
      { date: '2026-05-02', openings: [night] },
      { date: '2026-05-03', openings: [] },
    ],
  ],
  ['that end at midnight', { sun: ['00:00-24:00'] }, [{ date: '2026-05-02', openings: ['00:00-24:00'] }]],
])('special days %s are accepted', (_, week, rules) => {
  expect(refusals(supportHoursSchema, hoursOf(week, rules))).toEqual([]);
});

test('faults of dates and times are told, and nothing is compared with them', () => {
  const faulty = [
    { date: '2026-02-30', openings: [night] },
    { date: 'never', until: 'ever', openings: ['25:00-26:00'] },
  ];
  const told = refusals(supportHoursSchema, hoursOf(office, faulty)).join('\n');
  expect(told).toContain('specialDays.0.date: Invalid ISO date');
  expect(told).not.toContain('overlap');
});

test('as many special days as a contract may have are looked through at once', () => {
  const rules = Array.from({ length: 5000 }, (_, day) => ({
    date: new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
    openings: ['08:00-07:59'],
  }));
  expect(refusals(supportHoursSchema, hoursOf(office, rules))).toEqual([]);
}, 5000);
