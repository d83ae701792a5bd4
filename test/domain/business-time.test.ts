import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compileTimetable } from '../../domain/calendar/compile';
import { supportHoursOf } from '../../domain/calendar/extension';
import { supportHoursSchema } from '../../domain/calendar/support-hours';
import { countedBetween, instantAfter, timetableOf, openings } from '../../domain/calendar/timetable';

interface Case {
  source: string;
  timezone: string;
  hours: Record<string, string[][]>;
  holidays?: string[];
  pauses?: string[][];
  op: 'add' | 'between';
  start: string;
  end?: string;
  minutes?: number;
  expect: string | number;
}

const file = path.join(__dirname, '..', '..', '..', 'shared', 'data', 'business-time-cases.jsonl');
const peers = existsSync(file)
  ? readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Case)
  : [];
if (peers.length === 0) process.stderr.write("skipped: the peers' cases of business time are not here\n");

const day = 24 * 3600 * 1000;
const weekdays = {
  mon: [['09:00', '17:00']],
  tue: [['09:00', '17:00']],
  wed: [['09:00', '17:00']],
  thu: [['09:00', '17:00']],
  fri: [['09:00', '17:00']],
};
const paris = { timezone: 'Europe/Paris', hours: weekdays } as const;
const own: Case[] = [
  {
    ...paris,
    source: 'a pause over a weekend is deducted in support time',
    op: 'add',
    start: '2026-11-20T14:00:00Z',
    minutes: 240,
    pauses: [['2026-11-20T15:00:00Z', '2026-11-23T09:00:00Z']],
    expect: '2026-11-23T12:00:00Z',
  },
  {
    ...paris,
    source: 'an amount that ends at closing gives the closing instant',
    op: 'add',
    start: '2026-11-20T15:00:00Z',
    minutes: 60,
    expect: '2026-11-20T16:00:00Z',
  },
  {
    ...paris,
    source: 'a holiday is closed',
    op: 'add',
    start: '2026-05-01T10:00:00Z',
    minutes: 60,
    holidays: ['2026-05-01'],
    expect: '2026-05-04T08:00:00Z',
  },
  {
    source: 'the night on which clocks go back has an hour more',
    timezone: 'Europe/Paris',
    hours: { sun: [['00:00', '24:00']] },
    op: 'between',
    start: '2026-10-24T22:00:00Z',
    end: '2026-10-25T23:00:00Z',
    expect: 1500,
  },
  {
    source: 'the night on which clocks go forward has an hour less',
    timezone: 'Europe/Paris',
    hours: { sun: [['00:00', '24:00']] },
    op: 'between',
    start: '2026-03-28T23:00:00Z',
    end: '2026-03-29T22:00:00Z',
    expect: 1380,
  },
  {
    source: 'a night shift goes on past midnight',
    timezone: 'Europe/Paris',
    hours: { fri: [['22:00', '06:00']] },
    op: 'between',
    start: '2026-11-20T20:00:00Z',
    end: '2026-11-21T10:00:00Z',
    expect: 480,
  },
];

test.each([...own, ...peers].map((one, index) => [`${index} ${one.source}`, one] as const))('%s', (_, one) => {
  const hours = supportHoursSchema.parse({
    zone: one.timezone,
    week: one.hours,
    specialDays: (one.holidays ?? []).map((date) => ({ date, name: 'holiday' })),
  });
  const startMs = Date.parse(one.start);
  const span = { fromMs: startMs - 2 * day, toMs: startMs + 800 * day, zoneData: 'test' };
  const whole = compileTimetable(supportHoursOf({ office: hours }, 'office'), new Map(), span);
  const spans = openings(whole).flatMap((opening) => without(opening, one.pauses ?? []));
  const timetable = timetableOf(spans, span);
  if (one.op === 'add') {
    const atMs = instantAfter(timetable, startMs, (one.minutes ?? 0) * 60_000);
    expect(new Date(atMs ?? NaN).toISOString()).toBe(new Date(one.expect).toISOString());
  } else
    expect(countedBetween(timetable, startMs, Date.parse(one.end ?? '')) / 60_000).toBeCloseTo(Number(one.expect), 5);
});

/** An opening less the pauses, which are half-open. */
function without(opening: { fromMs: number; toMs: number }, pauses: string[][]): { fromMs: number; toMs: number }[] {
  return pauses.reduce(
    (parts, [from = '', to = '']) =>
      parts.flatMap(({ fromMs, toMs }) =>
        [
          { fromMs, toMs: Math.min(toMs, Date.parse(from)) },
          { fromMs: Math.max(fromMs, Date.parse(to)), toMs },
        ].filter((part) => part.toMs > part.fromMs),
      ),
    [opening],
  );
}
