import { z } from 'zod';

export const durationPattern = /^PT(?=\d)(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,7})(?:\.(\d{1,3}))?S)?$/;

/**
 * A time of support, in hours, minutes and seconds (`PT4H`, `PT1H30M`, `PT2.5S`). Days are refused: whether a day of
 * support is 24 hours or a working day is what peers dispute with their clients, so a contract says hours.
 */
export const durationSchema = z
  .string()
  // What looks at a whole contract reckons with its durations: it must not get one that is none.
  .regex(durationPattern, { error: 'a duration in hours, minutes and seconds, such as PT4H or PT1H30M', abort: true })
  .meta({ id: 'Duration', description: 'ISO 8601 duration in hours, minutes and seconds' });

export type Duration = z.infer<typeof durationSchema>;

/** Milliseconds of a {@link durationSchema} text; throws a RangeError for any other text. */
export function durationMs(duration: Duration): number {
  const match = durationPattern.exec(duration);
  if (!match) throw new RangeError(`not a duration in hours, minutes and seconds: ${duration}`);
  const [, hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'));
}
