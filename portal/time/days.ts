import { wallOfInstant } from './wall-clock';

/** A day of the calendar, `2026-12-07`: the same in every zone. */
export type Day = string;

const DAY_MS = 24 * 3_600_000;

/** The day that the wall clock of a zone shows at an instant. */
export function dayOf(instant: string, zone: string): Day {
  return wallOfInstant(instant, zone).slice(0, 10);
}

export function daysAfter(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The Monday of its week. */
export function mondayOf(day: Day): Day {
  return daysAfter(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** The weeks from Monday to Sunday that a month (`2026-12`) lies in, with the days of its neighbours that fill them. */
export function weeksOfMonth(month: string): readonly (readonly Day[])[] {
  const first = mondayOf(`${month}-01`);
  const weeks = [0, 1, 2, 3, 4, 5].map((week) => [0, 1, 2, 3, 4, 5, 6].map((day) => daysAfter(first, week * 7 + day)));
  return weeks.filter((week) => week.some((day) => day.startsWith(month)));
}

/** The month before or after one (`2026-12`). */
export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}
