import type { LocalDate } from '../time/zone';
import { openings, type DayRule, type Timetable } from './timetable';
import { dateOf, WallClock } from './wall-clock';

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A local date on which two timetables do not count alike; all instants and durations in milliseconds. */
export interface ChangedDay {
  readonly date: LocalDate;
  /** The openings of the date, cut at its midnights, before and after the change. */
  readonly before: readonly Span[];
  readonly after: readonly Span[];
  /** Support time gained (or, below 0, lost) by those openings. */
  readonly gainedMs: number;
  /** What decides the date now, where it is not the week alone. */
  readonly rule: DayRule | undefined;
}

/**
 * The days on which a newer timetable differs from an older one, in order, within the span that both cover: what is shown
 * before a changed calendar or zone rule is applied to open tickets (annex §5). Dates are those of the zone given.
 */
export function changedDays(older: Timetable, newer: Timetable, zone: string): ChangedDay[] {
  const span = { fromMs: Math.max(older.fromMs, newer.fromMs), toMs: Math.min(older.toMs, newer.toMs) };
  const was = byDate(older, span, zone);
  const is = byDate(newer, span, zone);
  const dates = [...new Set([...was.keys(), ...is.keys()])].sort();
  return dates.flatMap((date): ChangedDay[] => {
    const before = was.get(date) ?? [];
    const after = is.get(date) ?? [];
    if (same(before, after)) return [];
    const rule = newer.days.find((day) => day.date === date);
    return [{ date, before, after, gainedMs: lengthMs(after) - lengthMs(before), rule }];
  });
}

/**
 * Openings by their dates, each from its midnight to the next: one that lasts over midnights is cut there, so that 24/7 is told by
 * days too.
 */
function byDate(timetable: Timetable, span: Span, zone: string): Map<LocalDate, Span[]> {
  const wall = new WallClock(zone);
  const dates = new Map<LocalDate, Span[]>();
  for (const opening of openings(timetable)) {
    const toMs = Math.min(opening.toMs, span.toMs);
    for (let fromMs = Math.max(opening.fromMs, span.fromMs); fromMs < toMs;) {
      const shown = wall.dayAt(fromMs);
      // Where clocks go back over midnight, the wall shows again a date that has ended.
      const day = wall.instantOf(shown + 1, 0) > fromMs ? shown : shown + 1;
      const untilMs = Math.min(toMs, wall.instantOf(day + 1, 0));
      const date = dateOf(day);
      dates.set(date, [...(dates.get(date) ?? []), { fromMs, toMs: untilMs }]);
      fromMs = untilMs;
    }
  }
  return dates;
}

function same(a: readonly Span[], b: readonly Span[]): boolean {
  return a.length === b.length && a.every(({ fromMs, toMs }, i) => fromMs === b[i]?.fromMs && toMs === b[i].toMs);
}

function lengthMs(spans: readonly Span[]): number {
  return spans.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
}
