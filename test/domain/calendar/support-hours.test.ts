import type { z } from 'zod';
import { extensionSchema, openingMinutes, supportHoursSchema } from '../../../domain/calendar/support-hours';
import { contractSchema } from '../../../domain/contract/contract';
import { sampleContract } from '../../sample-contract';

/** What is refused, as `path: message`; nothing when the value is accepted. */
function refusals(schema: z.ZodType, value: unknown): string[] {
  const issues = schema.safeParse(value).error?.issues ?? [];
  return issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const week = { mon: [['08:30', '18:30']] };
const valid = { zone: 'Europe/Paris', week };
const noOpening = 'week: a week without any opening: no clock would ever run';
const noZone = 'zone: an IANA time zone such as Europe/Paris';

describe('a week', () => {
  test.each<[string, Record<string, string[][]>]>([
    ['a lunch break', { mon: ['08:30-12:00', '13:00-18:30'].map(split) }],
    ['openings that touch', { mon: ['08:30-12:00', '12:00-18:30'].map(split) }],
    ['openings in any order', { mon: ['13:00-18:30', '08:30-12:00'].map(split) }],
    ['night shifts that touch the days', { sun: [split('18:00-06:00')], mon: [split('06:00-18:00')] }],
    ['days of 24 hours', { sun: [split('00:00-24:00')], mon: [split('00:00-24:00')] }],
    ['a shift that ends at the next midnight', { sun: [split('18:00-00:00')], mon: [split('00:00-06:00')] }],
    ['a day written as closed', { mon: [split('08:30-18:30')], tue: [] }],
  ])('of %s is accepted', (_, days) => {
    expect(refusals(supportHoursSchema, { ...valid, week: days })).toEqual([]);
  });

  test.each<[string, Record<string, string[]>, string[]]>([
    ['no days', {}, [noOpening]],
    ['closed days alone', { mon: [], tue: [] }, [noOpening]],
    ['openings that overlap', { mon: ['08:00-12:00', '11:59-18:00'] }, ['week.mon: openings overlap on mon']],
    ['an opening within another', { mon: ['08:00-18:00', '09:00-10:00'] }, ['week.mon: openings overlap on mon']],
    ['the same opening twice', { mon: ['08:00-18:00', '08:00-18:00'] }, ['week.mon: openings overlap on mon']],
    [
      'a night shift that reaches into an opening',
      { mon: ['22:00-06:01'], tue: ['06:00-12:00'] },
      ['week.tue: openings overlap on tue'],
    ],
    [
      "Sunday's night shift that reaches into Monday",
      { sun: ['22:00-06:01'], mon: ['06:00-12:00'] },
      ['week.mon: openings overlap on mon'],
    ],
    [
      'a long shift and each opening within it',
      { mon: ['10:00-09:00', '11:00-12:00'], tue: ['08:00-09:00'] },
      ['week.mon: openings overlap on mon', 'week.tue: openings overlap on tue'],
    ],
    [
      'an opening of no length',
      { mon: ['08:00-08:00'] },
      ['week.mon.0: an opening that lasts no time: for a whole day write 00:00 to 24:00'],
    ],
    ['an opening at 24:00', { mon: ['24:00-08:00'] }, ['week.mon.0.0: a wall time such as 08:30']],
    ['a closing past 24:00', { mon: ['08:00-24:01'] }, ['week.mon.0.1: a wall time such as 18:30, or 24:00']],
    ['hours of one digit', { mon: ['8:00-12:00'] }, ['week.mon.0.0: a wall time such as 08:30']],
    [
      'a day of another name',
      { mon: ['08:00-09:00'], monday: ['08:00-09:00'] },
      ['week: openings by day: mon, tue, wed, thu, fri, sat, sun'],
    ],
  ])('of %s is refused, in hours, in an extension and in a contract', (_, days, expected) => {
    const wrong = Object.fromEntries(Object.entries(days).map(([day, openings]) => [day, openings.map(split)]));
    expect(refusals(supportHoursSchema, { ...valid, week: wrong })).toEqual(expected);
    expect(refusals(extensionSchema, { extends: 'office', week: wrong })).toEqual(expected);
    const contract = sampleContract();
    const hours = { ...contract.hours, night: { ...valid, week: wrong } };
    expect(refusals(contractSchema, { ...contract, hours })).toEqual(expected.map((one) => `hours.night.${one}`));
  });

  test('tells minutes from the midnight on which an opening begins', () => {
    expect(openingMinutes(['08:30', '24:00'])).toEqual({ from: 510, to: 1440 });
    expect(openingMinutes(['22:00', '06:00'])).toEqual({ from: 1320, to: 1800 });
    expect(openingMinutes(['00:00', '00:01'])).toEqual({ from: 0, to: 1 });
  });
});

describe('support hours', () => {
  test.each([
    ['an unknown zone', { zone: 'Mars/Base' }, [noZone]],
    ['an offset as zone', { zone: '+02:00' }, [noZone]],
    ['an offset after a name', { zone: 'UTC+2' }, [noZone]],
    ['no zone', { zone: '' }, [noZone]],
    ['a country that is no code', { holidays: { country: 'fr' } }, ['holidays.country: a country code such as FR']],
    ['a field of another name', { holiday: [] }, [': Unrecognized key: "holiday"']],
  ])('with %s are refused', (_, other, expected) => {
    expect(refusals(supportHoursSchema, { ...valid, ...other })).toEqual(expected);
  });

  test.each([
    ['a date that is none', [{ date: '2027-02-29' }], ['0.date: Invalid ISO date']],
    [
      'an end before the beginning',
      [{ date: '2026-05-02', until: '2026-05-01' }],
      ['0.until: ends before it starts: 2026-05-01 is before 2026-05-02'],
    ],
    [
      'more than a year and a day',
      [{ date: '2026-05-02', until: '2027-05-04' }],
      ['0.until: one rule for more than a year: change the week'],
    ],
    [
      'two rules for a date',
      [{ date: '2026-05-03' }, { date: '2026-05-03' }],
      ['1.date: two rules for 2026-05-03: only one could hold'],
    ],
    [
      'rules within another, in any order',
      [{ date: '2026-05-10' }, { date: '2026-05-01', until: '2026-05-10' }, { date: '2026-05-03' }],
      [
        '2.date: two rules for 2026-05-03: only one could hold',
        '0.date: two rules for 2026-05-10: only one could hold',
      ],
    ],
    [
      'special hours that overlap, each of them',
      [{ date: '2026-05-02', openings: ['00:00-24:00', '10:00-11:00', '12:00-13:00'].map(split) }],
      ['0.openings.1: openings overlap on 2026-05-02', '0.openings.2: openings overlap on 2026-05-02'],
    ],
  ])('with special days of %s are refused', (_, days, expected) => {
    const specialDays = days.map((one) => ({ ...one, name: 'Fermeture' }));
    const paths = expected.map((one) => `specialDays.${one}`);
    expect(refusals(supportHoursSchema, { ...valid, specialDays })).toEqual(paths);
  });

  test('with special days that follow each other, for a year, are accepted', () => {
    const specialDays = [
      { date: '2027-05-04', name: 'Pont' },
      { date: '2026-05-02', until: '2027-05-03', name: 'Travaux', openings: [['09:00', '12:00']] },
    ];
    expect(refusals(supportHoursSchema, { ...valid, specialDays })).toEqual([]);
  });

  test('an extension has no zone of its own and says yes or no to closed days', () => {
    expect(refusals(extensionSchema, { extends: 'office', week, zone: 'UTC' })).toEqual([': Unrecognized key: "zone"']);
    expect(refusals(extensionSchema, { extends: 'office', week, onClosedDays: 'maybe' })).toEqual([
      'onClosedDays: Invalid option: expected one of "open"|"closed"',
    ]);
  });
});

describe('a contract', () => {
  const contract = sampleContract();
  const target = { hours: 'office', intervention: 'PT1H', resolution: 'PT8H' };
  const withHours = (more: object) => ({ hours: { ...contract.hours, ...more } });

  test.each<[string, object, string[]]>([
    [
      'dates in the wrong order',
      { effectiveFrom: '2026-05-02', effectiveUntil: '2026-05-01' },
      ['effectiveUntil: ends before it starts: 2026-05-01 is before 2026-05-02'],
    ],
    ['an unknown zone', { zone: 'Mars/Base' }, [noZone]],
    [
      'a target in hours that it does not name',
      { targets: { ...contract.targets, P2: { ...target, hours: 'night' } } },
      ['targets.P2.hours: no hours are named night: this target could never be counted'],
    ],
    [
      'a target of no time',
      { targets: { ...contract.targets, P2: { ...target, resolution: 'PT0S' } } },
      ['targets.P2.resolution: a target of no time is missed before anyone could act'],
    ],
    [
      'an extension of nothing',
      withHours({ more: { extends: 'night', week } }),
      ['hours.more.extends: no hours are named night'],
    ],
    [
      // What every object answers to is no name of hours.
      'an extension of what no contract names',
      withHours({ more: { extends: 'constructor', week } }),
      ['hours.more.extends: no hours are named constructor'],
    ],
    [
      'an extension of itself',
      withHours({ more: { extends: 'more', week } }),
      ['hours.more.extends: the hours more extend themselves'],
    ],
    [
      'extensions of each other',
      withHours({ one: { extends: 'two', week }, two: { extends: 'one', week } }),
      ['hours.one.extends: the hours one extend themselves', 'hours.two.extends: the hours two extend themselves'],
    ],
    [
      'a step that nobody would get',
      { escalation: [{ at: 50, tell: ['support', 'manager'] }], contacts: { ...contract.contacts, manager: [] } },
      ['escalation.0.tell: nobody is named in contacts.manager: this step would tell nobody'],
    ],
    [
      'a step further before the deadline than any target is long',
      {
        escalation: [
          { at: '-PT99H', tell: ['support'] },
          { at: '-PT100H', tell: ['support'] },
        ],
      },
      ['escalation.1.at: no target is longer than -PT100H: this step would never be taken'],
    ],
    [
      'a step given twice',
      {
        escalation: [
          { at: 50, tell: ['support'] },
          { at: 50, tell: ['manager'] },
        ],
      },
      ['escalation.1.at: the step at 50 stands twice: name all who are told in one'],
    ],
  ])('with %s is refused', (_, other, expected) => {
    expect(refusals(contractSchema, { ...contract, ...other })).toEqual(expected);
  });

  test('may extend an extension, and end on the day on which it begins', () => {
    const chain = withHours({ one: { extends: 'two', week }, two: { extends: 'office', week } });
    const oneDay = { effectiveFrom: '2026-05-02', effectiveUntil: '2026-05-02' };
    expect(refusals(contractSchema, { ...contract, ...chain, ...oneDay })).toEqual([]);
  });
});

function split(opening: string): string[] {
  return opening.split('-');
}
