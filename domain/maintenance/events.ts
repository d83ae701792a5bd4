import { z } from 'zod';
import { event, noticeEvents } from '../event';
import { instantSchema } from '../time/instant';
import { stepKindSchema, stepOutcomeSchema } from './course';
import { maintenanceTemplateSchema } from './ledger';
import { bilingualSchema, installedSchema, maintenanceOpeningSchema, spanSchema } from './opening';
import { outcomeSchema } from './promotion';
import { withdrawalSchema } from './schema';
import { maintenanceWaiverSchema } from './waiver';

const notice = { of: z.int(), template: maintenanceTemplateSchema, recipient: z.string() };

/** What happened to a maintenance. */
export const maintenanceEventSchema = z.discriminatedUnion('type', [
  event('opened', { opening: maintenanceOpeningSchema }),
  event('moved', { from: spanSchema, to: spanSchema, reason: bilingualSchema }),
  event('postponed', { from: spanSchema, to: spanSchema, waiver: maintenanceWaiverSchema }),
  event('refused', { waiver: maintenanceWaiverSchema }),
  event('cancelled', { reason: bilingualSchema }),
  event('reminded', { startsAt: instantSchema }),
  event('notice-missed', { noticeBy: instantSchema }),
  event('contact-unreachable', {
    ...notice,
    why: z.enum(['refused', 'unanswered']),
    deadlineAt: instantSchema.nullable(),
  }),
  event('upgrade-asked', { upgrade: z.string() }),
  event('freeze-asked', {}),
  /** What the upgrade said once the service was closed; `installed`: what each environment runs by then. */
  event('upgrade-asked-again', { go: z.boolean(), detail: z.string(), installed: installedSchema.optional() }),
  /** `reason`: of a freeze. */
  event('withdrawn', { why: withdrawalSchema, detail: z.string(), reason: bilingualSchema.optional() }),
  /**
   * `notice`: the number of the event whose notice made it a planned one; null: its minutes count as unplanned. `installed`: what each
   * environment runs by then, where a version is promoted.
   */
  event('started', { notice: z.int().nullable(), installed: installedSchema.optional() }),
  event('step-done', {
    kind: stepKindSchema,
    environment: z.string(),
    name: z.string(),
    outcome: stepOutcomeSchema,
    detail: z.string(),
  }),
  /** Machines have come to an end: the provider's people must look. */
  event('people-wanted', { environment: z.string(), kind: stepKindSchema, detail: z.string() }),
  event('work-finished', { evidence: z.string().nullable(), outcome: z.enum(['done', 'rolled-back']) }),
  event('overran', { windowEnded: instantSchema }),
  event('promotion-decided', { outcome: outcomeSchema, detail: z.string() }),
  event('promotion-told', { outcome: z.enum(['told', 'ended']) }),
  event('operational', { evidence: z.string().nullable() }),
  ...noticeEvents(maintenanceTemplateSchema),
]);
export type MaintenanceEvent = z.infer<typeof maintenanceEventSchema>;
export type MaintenanceEventType = MaintenanceEvent['type'];
