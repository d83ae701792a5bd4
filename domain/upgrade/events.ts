import { installedSchema } from '../maintenance/opening';
import { windowSchema } from '../maintenance/window';
import { z } from 'zod';
import { event, noticeEvents } from '../event';
import { referenceSchema } from '../ticket/reference';
import { instantSchema } from '../time/instant';
import { supportStandingSchema, upgradeCalendarSchema } from './calendar';
import { owedSchema } from './owed';
import { reportedIncidentSchema, upgradeOpeningSchema } from './schema';
import { waiverSchema } from './waiver';

const outcome = z.string();

/** Why an announced maintenance is given up before it began. */
export const droppedBecauseSchema = z.enum([
  'incident',
  'paused',
  'refused',
  'postponed',
  'stopped',
  'earlier-window',
  'test-time',
  'withheld',
  'not-started',
  'superseded',
  'other-environments',
  'more-environments',
]);

/** Why a maintenance that asked was told not to begin: one word for each rule (promotion.ts). */
export const withheldBecauseSchema = z.enum([
  'incident-open',
  'paused',
  'frozen',
  'refused',
  'postponed',
  'stopped',
  'test-not-over',
  'other-maintenance',
  'over',
  'superseded',
  'other-environments',
  'more-environments',
]);

/** What happened to an upgrade. */
export const upgradeEventSchema = z.discriminatedUnion('type', [
  event('started', { opening: upgradeOpeningSchema }),
  event('calendar-asked', { firstNoticeMs: z.number().nullable() }),
  event('calendar-loaded', { calendar: upgradeCalendarSchema }),
  event('test-asked', { environment: z.string() }),
  event('test-skipped', { why: z.enum(['no-environment', 'no-test-window']) }),
  event('test-deployed', { environment: z.string(), detail: z.string() }),
  event('test-failed', { environment: z.string(), detail: z.string() }),
  /** `by`: the version that is tested there, or the maintenance that is at work; `againAtMs`: when it is looked again. */
  event('test-waiting', {
    environment: z.string(),
    by: z.string(),
    isWork: z.literal(true).optional(),
    againAtMs: z.number(),
    /** The end of the other's month as things stand; an older program does not say. */
    untilMs: z.number().nullable().optional(),
  }),
  event('test-by-hand', { environment: z.string(), detail: z.string() }),
  event('notified', { testEndsAt: instantSchema.nullable(), support: supportStandingSchema }),
  event('notice-recorded', { how: z.string() }),
  event('test-window-moved', { testEndsAt: instantSchema }),
  event('test-window-ended', {}),
  event('accepted', { agreement: z.string().nullable() }),
  event('incident-reported', reportedIncidentSchema.pick({ ticket: true, origin: true, sequence: true }).shape),
  event('incident-reopened', { ticket: referenceSchema, sequence: z.number().int() }),
  event('incident-released', {
    ticket: referenceSchema,
    why: reportedIncidentSchema.shape.released.unwrap(),
    sequence: z.number().int(),
  }),
  event('paused', { reason: z.string(), number: z.number().int() }),
  event('resumed', { number: z.number().int() }),
  event('stopped', { reason: z.string(), number: z.number().int() }),
  event('refused', { waiver: waiverSchema }),
  event('postponed', { waiver: waiverSchema, untilMs: z.number() }),
  event('maintenance-wanted', {
    number: z.number().int(),
    window: windowSchema,
    environments: z.array(z.string()).optional(),
  }),
  event('maintenance-announced', { number: z.number().int(), reference: z.string() }),
  event('maintenance-refused', { number: z.number().int(), refusal: z.string(), earliestMs: z.number().nullable() }),
  event('maintenance-dropped', { reference: z.string().nullable(), why: droppedBecauseSchema }),
  /** `untilMs`: until then it may be needed again; events of an older program are final. */
  event('superseded', { installed: z.string(), untilMs: z.number().optional() }),
  event('needed-again', {}),
  event('superseded-for-good', {}),
  /** `asksAgain`: the maintenance does, before it installs. */
  event('promotion-begun', {
    maintenance: z.string(),
    installed: installedSchema.optional(),
    asksAgain: z.literal(true).optional(),
  }),
  event('promotion-confirmed', { maintenance: z.string(), installed: installedSchema.optional() }),
  event('promotion-withheld', { maintenance: z.string(), why: withheldBecauseSchema }),
  event('promotion-failed', { maintenance: z.string(), outcome, detail: z.string() }),
  event('promotion-not-started', { maintenance: z.string(), detail: z.string() }),
  event('promoted', { maintenance: z.string() }),
  event('owed-done', { owed: owedSchema, detail: z.string() }),
  ...noticeEvents(z.string()),
]);
export type UpgradeEvent = z.infer<typeof upgradeEventSchema>;
export type UpgradeEventType = UpgradeEvent['type'];
export type WithheldBecause = z.infer<typeof withheldBecauseSchema>;
export type DroppedBecause = z.infer<typeof droppedBecauseSchema>;
