import { z } from 'zod';
import { instantSchema } from '../time/instant';

/**
 * A part of the time for which the service was closed, `[from, until)`; `until` null: it still is. Planned minutes leave
 * availability out (annex "Arrêt Planifié", §9), and name the notice that announced them; all others count against it.
 */
export const downtimeSchema = z.strictObject({
  from: instantSchema,
  until: instantSchema.nullable(),
  counts: z.enum(['planned', 'unplanned']),
  /** The number of the event whose notice announced it in time. */
  notice: z.int().nullable(),
});
export type Downtime = z.infer<typeof downtimeSchema>;

export function downtimeBegun(downtime: readonly Downtime[], from: string, notice: number | null): Downtime[] {
  return [...downtime, { from, until: null, counts: notice === null ? 'unplanned' : 'planned', notice }];
}

/** Ended at an instant; a part that would last no time is left out. */
export function downtimeEnded(downtime: readonly Downtime[], until: string): Downtime[] {
  return downtime
    .map((one) => (one.until === null ? { ...one, until } : one))
    .filter((one) => one.until === null || one.from < one.until);
}

/** From the end of its window on, what was planned counts as unplanned. */
export function downtimeOverran(downtime: readonly Downtime[], at: string): Downtime[] {
  return downtime.some(({ until, counts }) => until === null && counts === 'planned')
    ? downtimeBegun(downtimeEnded(downtime, at), at, null)
    : [...downtime];
}
