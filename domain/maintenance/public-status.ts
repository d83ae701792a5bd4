import { z } from 'zod';

import { codeSchema } from '../registers/registers';
import { instantSchema, toInstant } from '../time/instant';
import { isEnded, type MaintenanceAnswer } from './answer';
import { bilingualSchema, kindSchema } from './opening';
import { publicReason } from './public-reason';

/**
 * What anybody may know of an environment, so that whoever finds it closed is told that it is not available, why, and until when
 * (annex §10): nothing of the client, and nobody's name.
 */
export const publicStatusSchema = z
  .strictObject({
    /** The environment's public name. */
    name: codeSchema,
    /** When this was so. */
    asOf: instantSchema,
    available: z.boolean(),
    /** Why it is not available; null while it is. */
    closed: z
      .strictObject({
        kind: kindSchema,
        why: bilingualSchema,
        since: instantSchema,
        /** When it is expected back; null once that has passed, as nobody knows then. */
        until: instantSchema.nullable(),
      })
      .nullable(),
    /** The next announced maintenance. */
    next: z
      .strictObject({
        kind: kindSchema,
        startsAt: instantSchema,
        endsAt: instantSchema,
        expectedDowntimeMinutes: z.int(),
        why: bilingualSchema,
      })
      .nullable(),
    /** When it was last back after a maintenance that lasted longer than nothing; null if that is not known. */
    backSince: instantSchema.nullable(),
  })
  .meta({ id: 'PublicStatus' });
export type PublicStatus = z.infer<typeof publicStatusSchema>;

/** The status at an instant, epoch ms, from the maintenances of the environment in the order of their windows. */
export function publicStatus(name: string, maintenances: readonly MaintenanceAnswer[], nowMs: number): PublicStatus {
  const asOf = toInstant(nowMs);
  const closing = maintenances.filter(
    ({ status, downtime }) => status === 'in-progress' && openSince(downtime) !== null,
  );
  const [first] = closing;
  const next = maintenances.find((one) => !isEnded(one) && one.status !== 'in-progress' && one.window.endsAt > asOf);
  const ends = closing.map(({ window, overranAt }) =>
    overranAt === null && window.endsAt > asOf ? window.endsAt : null,
  );
  const back = maintenances.flatMap(({ status, endedAt, downtime }) =>
    status === 'operational' && endedAt !== null && downtime.length > 0 ? [endedAt] : [],
  );
  return {
    name,
    asOf,
    available: closing.length === 0,
    closed: first
      ? {
          kind: first.kind,
          why: publicReason(first),
          since: closing.map(({ downtime }) => openSince(downtime) ?? asOf).reduce(earlier),
          until: ends.includes(null) ? null : ends.reduce((one, other) => ((one ?? '') > (other ?? '') ? one : other)),
        }
      : null,
    next: next
      ? {
          kind: next.kind,
          startsAt: next.window.startsAt,
          endsAt: next.window.endsAt,
          expectedDowntimeMinutes: next.expectedDowntimeMinutes,
          why: publicReason(next),
        }
      : null,
    backSince:
      closing.length > 0 || back.length === 0 ? null : back.reduce((one, other) => (one > other ? one : other)),
  };
}

const earlier = (one: string, other: string): string => (one < other ? one : other);

/** Since when a service has been closed without a break, if it still is: what overran is one closing with what was planned. */
function openSince(downtime: MaintenanceAnswer['downtime']): string | null {
  let since: string | null = null;
  for (const { from, until } of [...downtime].reverse()) {
    if (since === null ? until !== null : until !== since) break;
    since = from;
  }
  return since;
}
