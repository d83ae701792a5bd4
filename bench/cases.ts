import { compileTimetable } from '../domain/calendar/compile';
import { supportHoursOf } from '../domain/calendar/extension';
import type { Holidays } from '../domain/calendar/holidays';
import { supportHoursSchema } from '../domain/calendar/support-hours';
import type { Timetable } from '../domain/calendar/timetable';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** The year from which starts are drawn, and how far the timetable goes on past it; epoch milliseconds. */
export const yearMs = { fromMs: Date.UTC(2026, 0, 1), toMs: Date.UTC(2027, 0, 1) };
export const spanMs = { fromMs: yearMs.fromMs - 2 * dayMs, toMs: yearMs.toMs + 60 * dayMs };

/** Office hours with a break at noon, Monday to Friday, wall time of the zone. */
export const zone = 'Europe/Paris';
export const openings = [
  ['08:30', '12:00'],
  ['13:30', '18:30'],
] as const;

/**
 * The public holidays of France that a case can meet, by hand: what the peers are given, and what Cadran's own table of
 * holidays is checked against.
 */
export const closedDates = [
  ...['2026-01-01', '2026-04-06', '2026-05-01', '2026-05-08', '2026-05-14', '2026-05-25', '2026-07-14', '2026-08-15'],
  ...['2026-11-01', '2026-11-11', '2026-12-25', '2027-01-01'],
] as const;

const opened = openings.map(([opens, closes]): [string, string] => [opens, closes]);
const week = { mon: opened, tue: opened, wed: opened, thu: opened, fri: opened };
const wholeDay: [string, string][] = [['00:00', '24:00']];
const wholeWeek = {
  mon: wholeDay,
  tue: wholeDay,
  wed: wholeDay,
  thu: wholeDay,
  fri: wholeDay,
  sat: wholeDay,
  sun: wholeDay,
};
const named = {
  office: supportHoursSchema.parse({ zone, week, holidays: { country: 'FR' } }),
  always: supportHoursSchema.parse({ zone, week: wholeWeek }),
};

export const officeHours = supportHoursOf(named, 'office');
const alwaysHours = supportHoursOf(named, 'always');

export const holidays: Holidays = new Map(
  closedDates.map((date) => {
    const names = { fr: `Férié ${date}`, en: `Holiday ${date}` };
    return [date, { names, source: 'FR', fromMinute: 0, toMinute: 24 * 60 }];
  }),
);

/** Office hours compiled for `[fromMs, toMs)`, epoch milliseconds, the holidays being at hand. */
export function compileOffice(fromMs: number, toMs: number): Timetable {
  return compileTimetable(officeHours, holidays, { fromMs, toMs, zoneData: process.versions.tz ?? 'unknown' });
}

/** The hours of the bench's tickets, compiled for the whole span. */
export function compileAll(): { office: Timetable; always: Timetable } {
  const span = { ...spanMs, zoneData: process.versions.tz ?? 'unknown' };
  return {
    office: compileOffice(spanMs.fromMs, spanMs.toMs),
    always: compileTimetable(alwaysHours, new Map(), span),
  };
}

/** When will so much support time have passed since the start? Epoch milliseconds and minutes. */
export interface Case {
  readonly startMs: number;
  readonly minutes: number;
}

/**
 * The same cases on every machine, by a seed: starts at any minute of the year, nights, weekends and holidays too, and 30 minutes
 * to 100 hours of support. Whole minutes, since some peers count nothing smaller.
 */
export function drawCases(count: number, seed: number): Case[] {
  const chance = mulberry32(seed);
  const minutesOfYear = (yearMs.toMs - yearMs.fromMs) / minuteMs;
  return Array.from({ length: count }, () => ({
    startMs: yearMs.fromMs + Math.floor(chance() * minutesOfYear) * minuteMs,
    minutes: 30 + Math.floor(chance() * (100 * 60 - 30 + 1)),
  }));
}

/** Chance in `[0, 1)` from a seed, the same on every machine (Mulberry32). */
export function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
