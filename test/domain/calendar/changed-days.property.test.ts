import fc from 'fast-check';
import { changedDays } from '../../../domain/calendar/difference';
import { holds } from '../seeds';
import type { MinuteOracle } from './minute-oracle';
import { minuteMs } from './minute-walls';
import { calendarOf, momentsIn, rules, zones } from './timetable-cases';

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The open minutes of each date, joined to spans. */
function opensByDate(oracle: MinuteOracle, { fromMs, toMs }: Span): Map<string, Span[]> {
  const dates = new Map<string, Span[]>();
  for (let atMs = fromMs; atMs < toMs; atMs += minuteMs) {
    if (!oracle.isOpenAt(atMs)) continue;
    const date = oracle.dateAt(atMs);
    const spans = dates.get(date) ?? [];
    const last = spans.at(-1);
    if (last?.toMs === atMs) spans[spans.length - 1] = { fromMs: last.fromMs, toMs: atMs + minuteMs };
    else spans.push({ fromMs: atMs, toMs: atMs + minuteMs });
    dates.set(date, spans);
  }
  return dates;
}

const lengthMs = (spans: readonly Span[]): number => spans.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);

/** How far a span reaches, minutes before and after the moment; it may also begin in the hour that is told again then. */
const spanned = {
  before: fc.oneof(fc.constantFrom(0, -15, -29, -59), fc.integer({ min: 1, max: 4 * 1440 })),
  after: fc.integer({ min: 60, max: 4 * 1440 }),
};
const changeIn = (zone: string) =>
  fc.record({
    moment: fc.constantFrom(...momentsIn(zone)),
    older: fc.record({ ...spanned, rules }),
    newer: fc.record({ ...spanned, rules }),
    /** Mostly a change leaves the week as it was. */
    week: fc.constantFrom('kept', 'kept', 'changed'),
  });

test.each(zones.map((zone, place) => [zone, place] as const))(
  'in %s the days that a change touches are those of which a walk from minute to minute finds other minutes open',
  (zone, place) => {
    const property = fc.property(changeIn(zone), ({ moment, older, newer, week }) => {
      const [was, is] = [
        older,
        { ...newer, rules: week === 'kept' ? { ...newer.rules, weeks: older.rules.weeks } : newer.rules },
      ].map(({ before, after, rules: held }) => {
        const span = { fromMs: moment - before * minuteMs, toMs: moment + after * minuteMs };
        const { compiled, oracle } = calendarOf(zone, moment, held);
        return { span, timetable: compiled(span.fromMs, span.toMs), oracle: oracle(span.fromMs, span.toMs) };
      });
      if (!was || !is) return;
      const common = { fromMs: Math.max(was.span.fromMs, is.span.fromMs), toMs: Math.min(was.span.toMs, is.span.toMs) };
      const [opened, opens] = [opensByDate(was.oracle, common), opensByDate(is.oracle, common)];
      const expected = [...new Set([...opened.keys(), ...opens.keys()])].sort().flatMap((date) => {
        const [before, after] = [opened.get(date) ?? [], opens.get(date) ?? []];
        if (JSON.stringify(before) === JSON.stringify(after)) return [];
        return [{ date, before, after, gainedMs: lengthMs(after) - lengthMs(before) }];
      });
      const told = changedDays(was.timetable, is.timetable, zone);
      expect(told.map(({ date, before, after, gainedMs }) => ({ date, before, after, gainedMs }))).toEqual(expected);
    });
    holds(property, { numRuns: 12, place });
  },
);
