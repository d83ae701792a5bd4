import fc from 'fast-check';
import { compileContract } from '../../../domain/calendar/compile';
import { supportHoursSchema } from '../../../domain/calendar/support-hours';
import { WallClock } from '../../../domain/calendar/wall-clock';
import { explain } from '../../../domain/clock/explanation';
import type { ClockFact } from '../../../domain/clock/facts';
import { clockLife } from '../../../domain/clock/life';
import { readClock } from '../../../domain/clock/reading';
import { holds } from '../seeds';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Zones with the instants around which their clocks change, or the date line or the night is crossed. */
const zones: readonly (readonly [string, string])[] = [
  ['Europe/Paris', '2026-03-29'],
  ['Europe/Paris', '2026-10-25'],
  ['Africa/Casablanca', '2026-02-15'],
  ['Africa/Casablanca', '2026-03-22'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Pacific/Apia', '2011-12-30'],
  ['Asia/Kathmandu', '2026-05-01'],
  ['America/St_Johns', '2026-03-08'],
  ['America/St_Johns', '2026-11-01'],
  ['Europe/London', '2026-10-25'],
  ['Europe/Dublin', '2026-03-29'],
  ['Atlantic/Azores', '2026-03-29'],
  ['America/New_York', '2026-11-01'],
  ['America/Los_Angeles', '2026-03-08'],
  ['America/Santiago', '2026-09-06'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['Africa/Cairo', '2026-04-24'],
  ['Asia/Tehran', '2022-03-22'],
  ['Asia/Gaza', '2025-04-12'],
  ['Asia/Kolkata', '2026-01-26'],
  ['Asia/Tokyo', '2026-05-03'],
  ['Australia/Adelaide', '2026-10-04'],
  ['Pacific/Auckland', '2026-04-05'],
  ['Pacific/Chatham', '2026-09-27'],
];

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the wall shows at an instant, as if it were UTC. */
function wallMs(zone: string, atMs: number): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' });
  formats.set(zone, format);
  return Date.parse(`${format.format(atMs).replace(' ', 'T')}Z`) + (atMs % 1000);
}

/** The first instant at which the wall shows that; if it never does, so much later as clocks went forward. */
function instantMs(zone: string, wall: number): number {
  const offsets = [wall - dayMs, wall + dayMs].map((atMs) => wallMs(zone, atMs) - atMs);
  const found = offsets.map((offset) => wall - offset).filter((atMs) => wallMs(zone, atMs) === wall);
  return found.length > 0 ? Math.min(...found) : wall - (offsets[0] ?? 0);
}

const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Week = Partial<Record<(typeof names)[number], [string, string][]>>;
const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

function openingsOf(zone: string, week: Week, closed: readonly string[], { fromMs, toMs }: Span): Span[] {
  const found: Span[] = [];
  for (let day = Math.floor(fromMs / dayMs) - 3; day <= Math.ceil(toMs / dayMs) + 2; day += 1) {
    const noon = day * dayMs + dayMs / 2;
    const date = new Date(noon).toISOString().slice(0, 10);
    const exists = Math.floor(wallMs(zone, instantMs(zone, noon)) / dayMs) === day;
    const openings = week[names[(new Date(noon).getUTCDay() + 6) % 7] ?? 'mon'] ?? [];
    if (!exists || closed.includes(date)) continue;
    for (const [opens, closes] of openings) {
      const [from, to] = [minutes(opens), minutes(closes)];
      const [begins, ends] = [from, to > from ? to : to + 24 * 60].map((at) =>
        instantMs(zone, day * dayMs + at * minuteMs),
      );
      if (begins === undefined || ends === undefined) continue;
      if (ends > fromMs && begins < toMs) found.push({ fromMs: Math.max(begins, fromMs), toMs: Math.min(ends, toMs) });
    }
  }
  return found.filter((span) => span.toMs > span.fromMs);
}

/** What of the spans lies outside all the others. */
function less(spans: readonly Span[], others: readonly Span[]): Span[] {
  return others.reduce<Span[]>(
    (left, other) =>
      left.flatMap(({ fromMs, toMs }) =>
        [
          { fromMs, toMs: Math.min(toMs, other.fromMs) },
          { fromMs: Math.max(fromMs, other.toMs), toMs },
        ].filter((part) => part.toMs > part.fromMs),
      ),
    [...spans],
  );
}

const total = (spans: readonly Span[]): number => spans.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
const upTo = (spans: readonly Span[], atMs: number): Span[] => less(spans, [{ fromMs: atMs, toMs: Infinity }]);

const weeks = fc.constantFrom<Week>(
  Object.fromEntries(names.slice(0, 5).map((name) => [name, [['08:30', '18:30']]])),
  Object.fromEntries(names.map((name) => [name, [['00:00', '24:00']]])),
  Object.fromEntries(
    names.slice(0, 6).map((name) => [
      name,
      [
        ['00:30', '02:15'],
        ['02:45', '12:00'],
        ['14:00', '17:00'],
      ],
    ]),
  ),
  {
    fri: [['22:00', '06:00']],
    sat: [['20:00', '01:15']],
    sun: [
      ['01:30', '03:15'],
      ['23:00', '00:00'],
    ],
  },
);
const at = fc.integer({ min: -4 * dayMs, max: 6 * dayMs });
const contracts = fc.record({
  zone: fc.constantFrom(...zones),
  week: weeks,
  closed: fc.array(fc.integer({ min: -2, max: 3 }), { maxLength: 1 }),
  start: fc.integer({ min: -5 * dayMs, max: 0 }),
  waits: fc.array(fc.tuple(at, fc.integer({ min: 1, max: 2 * dayMs })), { maxLength: 4 }),
  stop: fc.option(at),
  targetMs: fc.integer({ min: 1, max: 60 * 3_600_000 }),
  asOf: fc.array(at, { minLength: 3, maxLength: 3 }),
});

test('in twenty zones a clock counts the openings less the waits, whatever the clocks on the wall do', () => {
  const property = fc.property(
    contracts,
    ({ zone: [zone, around], week, closed, start, waits, stop, targetMs, asOf }) => {
      const midMs = Date.parse(around);
      const span = { fromMs: midMs - 6 * dayMs, toMs: midMs + 20 * dayMs };
      const startMs = midMs + start;
      const dates = closed.map((day) => new Date(midMs + day * dayMs).toISOString().slice(0, 10));
      const specialDays = dates.map((date) => ({ date, name: 'closed' }));
      const hours = supportHoursSchema.parse({ zone, week, specialDays });
      const timetables = compileContract({ hours: { office: hours } }, span.fromMs, span.toMs);
      const held = waits.map(([from, lengthMs]) => ({ fromMs: midMs + from, toMs: midMs + from + lengthMs }));
      const facts = held.flatMap(({ fromMs, toMs }, index): ClockFact[] => [
        { kind: 'resume', atMs: toMs, wait: `${index}` },
        { kind: 'pause', atMs: fromMs, wait: `${index}`, reason: 'client' },
      ]);
      facts.push({ kind: 'start', atMs: startMs, targetMs, hours: 'office' });
      const stopMs = stop === null ? Infinity : midMs + stop;
      if (stop !== null) facts.push({ kind: 'stop', atMs: stopMs });
      const stopped = stopMs >= startMs ? stopMs : Infinity;
      const openings = openingsOf(zone, week, dates, span);
      const begun = less(openings, [{ fromMs: -Infinity, toMs: startMs }]);
      const policies = { onRetarget: 'carry-elapsed', onReopen: 'continue', deductPlannedDowntime: false } as const;
      for (const instant of asOf) {
        const asOfMs = midMs + instant;
        // A wait that has not ended yet holds for all that is known then.
        const known = held.filter(({ fromMs }) => fromMs <= asOfMs && fromMs < stopped);
        const lasting = known.map(({ fromMs, toMs }) => ({ fromMs, toMs: toMs <= asOfMs ? toMs : Infinity }));
        const counted = less(begun, lasting);
        const endMs = Math.min(asOfMs, stopped);
        const reading = readClock(facts, timetables, policies, asOfMs);
        if (asOfMs < startMs) {
          expect(reading).toBeUndefined();
          continue;
        }
        const countedMs = total(upTo(counted, endMs));
        expect(reading).toMatchObject({ countedMs, remainingMs: targetMs - countedMs, breached: countedMs > targetMs });
        const last = counted.find((each) => total(upTo(counted, each.toMs)) >= targetMs);
        const dueMs = last && last.toMs - (total(upTo(counted, last.toMs)) - targetMs);
        const stoppedBefore = asOfMs >= stopped && dueMs !== undefined && dueMs > stopped;
        expect(reading?.dueMs).toBe(stoppedBefore ? undefined : dueMs);
        const segments = explain(clockLife(facts, timetables, policies), timetables, asOfMs);
        expect(segments.reduce((sum, each) => sum + each.countedMs, 0)).toBe(countedMs);
        expect(segments.reduce((sum, each) => sum + each.toMs - each.fromMs, 0)).toBe(endMs - startMs);
        const deductedMs = total(upTo(begun, endMs)) - countedMs;
        expect(segments.reduce((sum, each) => sum + each.deductedMs, 0)).toBe(deductedMs);
      }
    },
  );
  holds(property, { numRuns: 600 });
});

test('an instant read off the wall is found again, the first of two that look alike', () => {
  const property = fc.property(
    fc.constantFrom(...zones),
    fc.integer({ min: -3000, max: 6000 }),
    ([zone, around], offset) => {
      const atMs = Date.parse(around) + offset * minuteMs;
      const wall = new WallClock(zone);
      const shown = wallMs(zone, atMs);
      const day = wall.dayAt(atMs);
      expect(day).toBe(Math.floor(shown / dayMs));
      const found = wall.instantOf(day, (shown - day * dayMs) / minuteMs);
      expect(wallMs(zone, found)).toBe(shown);
      expect(found).toBe(instantMs(zone, shown));
      expect(found).toBeLessThanOrEqual(atMs);
    },
  );
  holds(property, { numRuns: 1500 });
});
