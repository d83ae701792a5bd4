import { z } from 'zod';

/**
 * An instant as it is written everywhere that people or other programs look (commands, events, state, API): ISO 8601, UTC,
 * to the millisecond (`2026-11-23T08:30:00.000Z`). Two of them compare as strings in the order of time.
 */
export const instantSchema = z
  .union(
    [z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })],
    'an ISO 8601 instant with its offset, such as 2026-11-23T09:30:00+01:00',
  )
  .refine((text) => Number.isFinite(Date.parse(text)), 'not a date of the calendar')
  .transform((text) => toInstant(Date.parse(text)))
  .refine((instant) => /^\d{4}-/.test(instant), 'an instant of the years 0000 to 9999 in UTC')
  .pipe(z.string())
  .meta({
    id: 'Instant',
    type: 'string',
    format: 'date-time',
    description: 'ISO 8601 instant; answers have it in UTC, to the millisecond',
  });

export type Instant = string;

/** The instant that many milliseconds after 1970-01-01T00:00Z. */
export function toInstant(epochMs: number): Instant {
  return new Date(epochMs).toISOString();
}

/** Milliseconds from 1970-01-01T00:00Z to the instant: what the clocks calculate with. */
export function toEpochMs(instant: Instant): number {
  return Date.parse(instant);
}
