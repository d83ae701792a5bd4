import { z } from 'zod';
import { instantSchema, toInstant } from '../time/instant';
import { plannedWindow, threeDates, threeDatesSchema } from './dates';
import {
  deliverySchema,
  reportedIncidentSchema,
  unplannedSchema,
  upgradeStatusSchema,
  type UpgradeState,
} from './schema';
import { statusOf } from './standing';
import { testEndMs } from './test-time';
import { waiverSchema } from './waiver';

/** An upgrade as its answer shows it, and as the read model keeps it: all that a client's page shows. */
export const upgradeAnswerSchema = z
  .strictObject({
    client: z.string(),
    ...deliverySchema.shape,
    unplanned: unplannedSchema.nullable(),
    status: upgradeStatusSchema,
    startedAt: instantSchema,
    zone: z.string().nullable(),
    /** The version in production before. */
    installed: z.string().nullable(),
    environments: z.strictObject({ production: z.array(z.string()), test: z.string().nullable() }),
    test: z.strictObject({
      state: z.string(),
      attempt: z.number().int(),
      detail: z.string(),
      /** What it waits for before it is installed, and until when; views of an older program do not say. */
      waiting: z
        .strictObject({
          /** The version that the client tests there, or that is being installed; null: a maintenance is at work. */
          version: z.string().nullable(),
          maintenance: z.string().nullable(),
          /** The end of the other's month as things stand; null: nobody knows. */
          until: instantSchema.nullable(),
          againAt: instantSchema,
        })
        .optional(),
    }),
    testWindow: z
      .strictObject({
        notifiedAt: instantSchema,
        /** Null: no contact could be reached yet, so the month has not begun. */
        toldAt: instantSchema.nullable(),
        /** As things stand; null while it stands still. */
        endsAt: instantSchema.nullable(),
        endedAt: instantSchema.nullable(),
        givenBackMs: z.number().int(),
        standsStill: z.boolean(),
      })
      .nullable(),
    dates: threeDatesSchema,
    accepted: z.strictObject({ at: instantSchema, agreement: z.string().nullable() }).nullable(),
    incidents: z.array(reportedIncidentSchema.omit({ by: true, sequence: true })),
    paused: z.strictObject({ at: instantSchema, reason: z.string() }).nullable(),
    stopped: z.strictObject({ at: instantSchema, reason: z.string() }).nullable(),
    /** The version that production runs, where it does not need this one any more; views of an older program do not say. */
    superseded: z
      .strictObject({
        at: instantSchema,
        installed: z.string(),
        /** Until then a corrected register brings it back; without it, it is over for good. */
        correctableUntil: instantSchema.optional(),
      })
      .nullable()
      .optional(),
    postponedUntil: instantSchema.nullable(),
    waivers: z.array(waiverSchema.omit({ by: true })),
    maintenance: z
      .strictObject({ reference: z.string().nullable(), startsAt: instantSchema, endsAt: instantSchema })
      .nullable(),
    /** In which it is to be promoted as things stand, announced or not: the notices are due by these instants (annex §10). */
    window: z
      .strictObject({
        startsAt: instantSchema,
        endsAt: instantSchema,
        noticeBy: instantSchema,
        remindAt: instantSchema,
      })
      .nullable(),
    /** Under way: until it is installed it may be stopped still. Views of an older program do not say. */
    promotion: z.strictObject({ begunAt: instantSchema, stoppable: z.boolean() }).nullable().optional(),
    promotedAt: instantSchema.nullable(),
    asOf: instantSchema,
    sequence: z.number().int(),
  })
  .meta({ id: 'Upgrade' });
export type UpgradeAnswer = z.infer<typeof upgradeAnswerSchema>;

/** The answer at an instant, epoch milliseconds, after so many events. */
export function upgradeAnswer(state: UpgradeState, nowMs: number, sequence: number): UpgradeAnswer {
  const { opening, calendar, test, accepted, incidents, postponedUntilMs, waivers, maintenance } = state;
  const { client, product, version, kind, reasons, documentation, unplanned, startedAt } = opening;
  return {
    ...{ client, product, version, kind, reasons, documentation, unplanned, startedAt },
    status: statusOf(state),
    zone: calendar?.zone ?? null,
    installed: calendar?.support.installed ?? null,
    environments: { production: calendar?.production ?? [], test: calendar?.test ?? null },
    test: { state: test.state, attempt: test.attempt, detail: test.detail, ...waitingAnswer(test) },
    testWindow: testWindow(state),
    dates: threeDates(state, nowMs),
    accepted: accepted && { at: accepted.at, agreement: accepted.agreement },
    incidents: incidents.map(({ by: _by, sequence: _sequence, ...shown }) => shown),
    paused: state.pause,
    stopped: state.stopped,
    superseded: supersededAnswer(state),
    postponedUntil: postponedUntilMs === null ? null : toInstant(postponedUntilMs),
    waivers: waivers.map(({ by: _by, ...shown }) => shown),
    maintenance: maintenance && {
      reference: maintenance.reference,
      startsAt: toInstant(maintenance.window.startMs),
      endsAt: toInstant(maintenance.window.endMs),
    },
    window: windowAt(state, nowMs),
    promotion: state.promotion && { begunAt: state.promotion.begunAt, stoppable: state.promotion.confirmed === false },
    promotedAt: state.promotedAt,
    asOf: toInstant(nowMs),
    sequence,
  };
}

function waitingAnswer({ state, detail, isWork, againAtMs, untilMs = null }: UpgradeState['test']) {
  if (state !== 'waiting' || againAtMs === undefined) return {};
  const [version, maintenance] = isWork ? [null, detail] : [detail, null];
  const until = untilMs === null ? null : toInstant(untilMs);
  return { waiting: { version, maintenance, until, againAt: toInstant(againAtMs) } };
}

function supersededAnswer({ superseded }: UpgradeState): UpgradeAnswer['superseded'] {
  if (!superseded) return null;
  const { untilMs, ...shown } = superseded;
  return untilMs === undefined ? shown : { ...shown, correctableUntil: toInstant(untilMs) };
}

function windowAt(state: UpgradeState, nowMs: number): UpgradeAnswer['window'] {
  const window = plannedWindow(state, nowMs);
  if (!window) return null;
  const { startMs, endMs, noticeByMs, remindMs } = window;
  const [startsAt, endsAt] = [toInstant(startMs), toInstant(endMs)];
  return { startsAt, endsAt, noticeBy: toInstant(noticeByMs), remindAt: toInstant(remindMs) };
}

function testWindow(state: UpgradeState): UpgradeAnswer['testWindow'] {
  const { notified, testEndsMs, testEndedAt, givenBackMs, suspendedSinceMs } = state;
  if (!notified || testEndsMs === null) return null;
  const endMs = testEndMs(state);
  return {
    notifiedAt: notified.at,
    toldAt: notified.acceptedAt,
    endsAt: endMs === undefined ? null : toInstant(endMs),
    endedAt: testEndedAt,
    givenBackMs,
    standsStill: suspendedSinceMs !== null,
  };
}
