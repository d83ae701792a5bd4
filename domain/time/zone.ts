import { z } from 'zod';

/** A named time zone. Offsets such as `+02:00` are refused: they know no summer time. */
export const zoneSchema = z
  .string()
  .max(64)
  .refine(isZone, 'an IANA time zone such as Europe/Paris')
  .meta({ id: 'Zone', description: 'IANA time zone' });

function isZone(zone: string): boolean {
  try {
    dateWriterOf(zone);
    return !/^[+-]/.test(zone);
  } catch {
    return false;
  }
}

/** Making one takes a tenth of a millisecond, and every entry of a register that is read names a zone. */
const dateWriters = new Map<string, Intl.DateTimeFormat>();
/** More than there are zones: names that callers make up, in capitals and small letters, do not pile up. */
const writersAtMost = 1000;

/** What writes the dates on the wall of a zone. @throws a RangeError where there is no such zone */
function dateWriterOf(zone: string): Intl.DateTimeFormat {
  const known = dateWriters.get(zone);
  if (known) return known;
  // Swedish writes dates so.
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
  if (dateWriters.size >= writersAtMost) dateWriters.clear();
  dateWriters.set(zone, made);
  return made;
}

/** A date of the calendar, without time or zone (`2026-11-23`). */
export const dateSchema = z.iso.date();
export type LocalDate = z.infer<typeof dateSchema>;

/** The date on the wall in a zone at an instant (epoch milliseconds). Not for workflows: it reads the machine's zone data. */
export function localDate(atMs: number, zone: string): LocalDate {
  return dateWriterOf(zone).format(atMs);
}

/** The date so many days of the calendar before another. */
export function daysBefore(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(date) - days * 24 * 3600 * 1000).toISOString().slice(0, 10);
}
