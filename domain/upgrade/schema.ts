import { bilingualSchema, installedSchema } from '../maintenance/opening';
import { unplannedCauseSchema } from '../maintenance/cause';
import { windowSchema } from '../maintenance/window';
import { z } from 'zod';
import { codeSchema, versionSchema } from '../registers/registers';
import { actorSchema } from '../ticket/actor';
import { referenceSchema } from '../ticket/reference';
import { instantSchema } from '../time/instant';
import { upgradeCalendarSchema } from './calendar';
import { owedSchema } from './owed';
import { waiverSchema } from './waiver';

/** What is delivered, and why (annex "Version", "Mise à Jour", "Correctif", §10). */
export const deliverySchema = z.strictObject({
  product: codeSchema,
  version: versionSchema,
  kind: z.enum(['version', 'update', 'fix']),
  reasons: z.array(z.string()),
  documentation: z.strictObject({ fr: z.string(), en: z.string() }),
});

/** An update that nobody can put off but the client: security, or an incident P1 (annex §10). */
export const unplannedSchema = z.strictObject({
  cause: unplannedCauseSchema,
  why: bilingualSchema,
  startsAt: instantSchema,
  minutes: z.number().int().positive().max(10_080),
  /**
   * So long it is announced before it begins, for the client to refuse it or put it off. Those that an older program published have
   * none: they begin at once, and go on by the rules of then.
   */
  noticeMinutes: z.number().int().min(0).max(1440).optional(),
});

export const upgradeOpeningSchema = z.strictObject({
  /**
   * The newest rules when it was started; those of an older program have none, and go on as they began. From 2 on one that is superseded
   * waits for a corrected register, and a test environment is taken before it is installed in, and written into the register afterwards. From 3
   * on what is announced covers every environment that needs the version, in a window that is long enough for it, and a pause before a
   * notice was taken gives no test time back.
   */
  rules: z.union([z.literal(2), z.literal(3)]).optional(),
  client: codeSchema,
  ...deliverySchema.shape,
  unplanned: unplannedSchema.nullable(),
  startedAt: instantSchema,
});
export type UpgradeOpening = z.infer<typeof upgradeOpeningSchema>;

/** An incident that the client reported, or that the provider opened after a failed promotion: a real ticket. */
export const reportedIncidentSchema = z.strictObject({
  /** Null while the ticket of a failed promotion is being opened. */
  ticket: referenceSchema.nullable(),
  origin: z.enum(['client', 'provider']),
  reportedAt: instantSchema,
  by: actorSchema,
  open: z.boolean(),
  /** Why it no longer stands in the way. */
  released: z.enum(['resolved', 'closed', 'rejected', 'withdrawn', 'not-an-incident', 'merged', 'untied']).nullable(),
  releasedAt: instantSchema.nullable(),
  /** The number of the ticket's last event that is known here: what is older is no news. */
  sequence: z.number().int(),
});
export type ReportedIncident = z.infer<typeof reportedIncidentSchema>;

/** The maintenance that promotes, from when it is wanted until it has ended or was dropped. */
export const promotionMaintenanceSchema = z.strictObject({
  number: z.number().int().positive(),
  /** Null until it was accepted. */
  reference: z.string().nullable(),
  kind: z.enum(['planned', 'unplanned']),
  window: windowSchema,
  /** In which environments; announced by an older program it does not say. */
  environments: z.array(z.string()).optional(),
});

export const upgradeStatusSchema = z.enum([
  'preparing',
  'test-failed',
  'unreachable',
  'testing',
  'blocked',
  'paused',
  'waiting',
  'planned',
  'promoting',
  'promoted',
  'refused',
  'stopped',
  'superseded',
]);
export type UpgradeStatus = z.infer<typeof upgradeStatusSchema>;

/** The truth of one client's part in a rollout: plain JSON, carried as it is when a run continues as new. */
export const upgradeStateSchema = z.strictObject({
  version: z.literal(1),
  opening: upgradeOpeningSchema,
  calendar: upgradeCalendarSchema.nullable(),
  test: z.strictObject({
    state: z.enum(['under-way', 'waiting', 'done', 'failed', 'by-hand', 'none']),
    attempt: z.number().int(),
    /** Of one that waits: for which version, or which maintenance. */
    detail: z.string(),
    /** When one that waits looks again whether the environment is free, epoch milliseconds. */
    againAtMs: z.number().optional(),
    /** That it waits for a maintenance; else when the month of the version ends that it waits for, if that is known. */
    isWork: z.literal(true).optional(),
    untilMs: z.number().nullable().optional(),
  }),
  /** The first notice: the month is counted from it. `acceptedAt`: when a mail server took it, or a person told the client. */
  notified: z.strictObject({ at: instantSchema, acceptedAt: instantSchema.nullable() }).nullable(),
  /** The end of the test window without what was given back; null before the notice, or without a test window. */
  testEndsMs: z.number().nullable(),
  givenBackMs: z.number(),
  /** Since when no test time is counted. */
  suspendedSinceMs: z.number().nullable(),
  testEndedAt: instantSchema.nullable(),
  accepted: z.strictObject({ at: instantSchema, by: actorSchema, agreement: z.string().nullable() }).nullable(),
  incidents: z.array(reportedIncidentSchema),
  pause: z.strictObject({ at: instantSchema, reason: z.string() }).nullable(),
  /** The number of the rollout's last message that is known here. */
  rolloutSequence: z.number().int(),
  postponedUntilMs: z.number().nullable(),
  refused: z.boolean(),
  waivers: z.array(waiverSchema),
  maintenance: promotionMaintenanceSchema.nullable(),
  maintenances: z.number().int(),
  /** Windows that begin no later than this are out of the question: refused, or over. */
  windowsAfterMs: z.number(),
  promotion: z
    .strictObject({
      maintenance: z.string(),
      begunAt: instantSchema,
      /** What each environment ran by then: what a roll-back goes back to. */
      installed: installedSchema.optional(),
      /**
       * Whether the maintenance was told once more to go on, with the service closed: until then it can be stopped. One that does not ask
       * again says nothing.
       */
      confirmed: z.boolean().optional(),
    })
    .nullable(),
  /** The maintenance that was last told not to begin. */
  withheld: z.string().nullable(),
  promotedAt: instantSchema.nullable(),
  stopped: z.strictObject({ at: instantSchema, reason: z.string() }).nullable(),
  /**
   * That production runs by now what does not need the version; upgrades of an older program do not say. `untilMs`: until then a
   * corrected register brings it back; without it, it is over for good.
   */
  superseded: z.strictObject({ at: instantSchema, installed: z.string(), untilMs: z.number().optional() }).optional(),
  owed: z.array(owedSchema),
  changedAtMs: z.number(),
});
export type UpgradeState = z.infer<typeof upgradeStateSchema>;
