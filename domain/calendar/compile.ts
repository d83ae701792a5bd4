import { Temporal } from 'temporal-polyfill';
import { openingMinutes, weekdays, type SupportHours } from './support-hours';
import { timetableOf, type Timetable } from './timetable';

/** Names of the public holidays by local date (`2026-05-01`). */
export type Holidays = ReadonlyMap<string, string>;

/**
 * Support hours compiled into instants for the span `[fromMs, toMs)` (epoch milliseconds), outside of any workflow (annex §5).
 * Each opening belongs to the local date on which it begins. A wall time that does not exist moves forward by the gap; one
 * that exists twice is its first occurrence. `holidays` are those of the contract's country and region.
 */
export function compileTimetable(
  hours: SupportHours,
  holidays: Holidays,
  span: { fromMs: number; toMs: number; zoneData: string },
): Timetable {
  const closed = new Set([...holidays.keys(), ...hours.closed.map(({ date }) => date)]);
  const spans: { fromMs: number; toMs: number }[] = [];
  const last = dateOf(span.toMs, hours.zone);
  // An opening of the date before may reach into the span (a night shift).
  let date = dateOf(span.fromMs, hours.zone).subtract({ days: 2 });
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    const weekday = weekdays[date.dayOfWeek - 1];
    if (!weekday || closed.has(date.toString())) continue;
    for (const opening of hours.week[weekday] ?? []) {
      const { from, to } = openingMinutes(opening);
      const fromMs = epochMs(date, from, hours.zone);
      const toMs = epochMs(date, to, hours.zone);
      if (toMs > span.fromMs && fromMs < span.toMs) spans.push({ fromMs, toMs });
    }
  }
  return timetableOf(spans, span);
}

/** The version of the zone data in force in this process, kept in each timetable that it compiles. */
export function zoneDataVersion(): string {
  return process.versions.tz ?? 'unknown';
}

function dateOf(epochMilliseconds: number, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toZonedDateTimeISO(zone).toPlainDate();
}

function epochMs(date: Temporal.PlainDate, minutes: number, zone: string): number {
  const days = Math.floor(minutes / 1440);
  const time = Temporal.PlainTime.from({ hour: Math.floor((minutes % 1440) / 60), minute: minutes % 60 });
  return date.add({ days }).toPlainDateTime(time).toZonedDateTime(zone, { disambiguation: 'compatible' })
    .epochMilliseconds;
}
