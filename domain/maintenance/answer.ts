import { z } from 'zod';
import { instantSchema, toInstant } from '../time/instant';
import { phaseSchema } from './course';
import { downtimeSchema } from './downtime';
import { deliverySchema, firstToldAt, properNotice } from './ledger';
import { bilingualSchema, maintenanceOpeningSchema, type Span } from './opening';
import { outcomeSchema } from './promotion';
import { maintenanceStatusSchema, type MaintenanceState, type MaintenanceStatus } from './schema';
import { maintenanceWaiverSchema } from './waiver';

const windowAnswerSchema = z.strictObject({
  startsAt: instantSchema,
  endsAt: instantSchema,
  /** The latest instant for the first notice, and that of the reminder (annex §10). */
  noticeBy: instantSchema,
  remindAt: instantSchema,
  rule: z.string(),
});

/** A maintenance as it is told to whoever may read it. */
export const maintenanceAnswerSchema = z
  .strictObject({
    ...maintenanceOpeningSchema.pick({
      reference: true,
      client: true,
      kind: true,
      environments: true,
      expectedDowntimeMinutes: true,
      cause: true,
      why: true,
      work: true,
      openedAt: true,
      zone: true,
    }).shape,
    status: maintenanceStatusSchema,
    /** What is being done, while it is in progress. */
    phase: phaseSchema,
    window: windowAnswerSchema,
    revision: z.int(),
    /** When somebody of the client had the first notice: of a planned one in time, and only then do its minutes count as planned. */
    announcedAt: instantSchema.nullable(),
    moves: z.array(
      z.strictObject({ from: windowAnswerSchema, to: windowAnswerSchema, at: instantSchema, reason: bilingualSchema }),
    ),
    reason: bilingualSchema.nullable(),
    startedAt: instantSchema.nullable(),
    overranAt: instantSchema.nullable(),
    endedAt: instantSchema.nullable(),
    changedAt: instantSchema,
    downtime: z.array(downtimeSchema),
    outcome: z.strictObject({ outcome: outcomeSchema, at: instantSchema, detail: z.string() }).nullable(),
    evidence: z.string().nullable(),
    waivers: z.array(maintenanceWaiverSchema.omit({ by: true })),
    /** Who was told what, and when it arrived. */
    ledger: z.array(deliverySchema),
    /** The number of the last event that this answer knows of. */
    sequence: z.int(),
  })
  .meta({ id: 'Maintenance' });
export type MaintenanceAnswer = z.infer<typeof maintenanceAnswerSchema>;

const ended: readonly MaintenanceStatus[] = ['operational', 'cancelled', 'withdrawn', 'refused'];

/** Whether nothing more is done or told of it, but for notices under way. */
export function isEnded({ status }: Pick<MaintenanceState, 'status'>): boolean {
  return ended.includes(status);
}

export function maintenanceAnswer(state: MaintenanceState, sequence: number): MaintenanceAnswer {
  const {
    opening,
    status,
    course,
    window,
    revision,
    moves,
    reason,
    startedAt,
    overranAt,
    endedAt,
    changedAt,
    downtime,
  } = state;
  const { outcome, evidence, waivers, ledger } = state;
  const { reference, client, kind, environments, expectedDowntimeMinutes, why, work, openedAt, zone } = opening;
  const { cause } = opening;
  return {
    ...{ reference, client, kind, environments, expectedDowntimeMinutes, why, work, openedAt, zone },
    ...(cause ? { cause } : {}),
    ...{ status, phase: course.phase, window: windowAnswer(window), revision },
    announcedAt: kind === 'planned' ? (properNotice(ledger, revision)?.at ?? null) : firstToldAt(ledger, revision),
    moves: moves.map(({ from, to, at, reason: because }) => ({
      ...{ from: windowAnswer(from), to: windowAnswer(to), at, reason: because },
    })),
    ...{ reason, startedAt, overranAt, endedAt, changedAt, downtime },
    outcome: outcome && { outcome: outcome.outcome, at: outcome.at, detail: outcome.detail },
    evidence,
    waivers: waivers.map(({ by: _by, ...waiver }) => waiver),
    ledger,
    sequence,
  };
}

function windowAnswer({ startMs, endMs, noticeByMs, remindMs, rule }: Span): z.infer<typeof windowAnswerSchema> {
  const [startsAt, endsAt] = [toInstant(startMs), toInstant(endMs)];
  return { startsAt, endsAt, noticeBy: toInstant(noticeByMs), remindAt: toInstant(remindMs), rule };
}
