import { z } from 'zod';
import { actorSchema } from '../ticket/actor';
import { instantSchema } from '../time/instant';
import { courseSchema } from './course';
import { downtimeSchema } from './downtime';
import { deliverySchema } from './ledger';
import { bilingualSchema, installedSchema, maintenanceOpeningSchema, spanSchema } from './opening';
import { outcomeSchema } from './promotion';
import { maintenanceWaiverSchema } from './waiver';

export const maintenanceStatusSchema = z.enum([
  'scheduled',
  /** The upgrade is asked whether its promotion may begin; of work by people, the registers whether a freeze holds. */
  'asking',
  'in-progress',
  'operational',
  'cancelled',
  'withdrawn',
  'refused',
]);
export type MaintenanceStatus = z.infer<typeof maintenanceStatusSchema>;

/** Why an announced maintenance was not begun. */
export const withdrawalSchema = z.enum(['notice-late', 'would-overrun', 'upgrade', 'frozen']);

export const moveSchema = z.strictObject({
  from: spanSchema,
  to: spanSchema,
  at: instantSchema,
  by: actorSchema,
  reason: bilingualSchema,
});

/** Where a maintenance has come to: all that its rules look at, plain JSON. */
export const maintenanceStateSchema = z.strictObject({
  /**
   * Under which rules it was begun: a stricter one changes nothing that was decided. From 2 on planned work of people asks at its
   * beginning whether a freeze holds. From 3 on a promotion asks its upgrade once more when the service is closed.
   */
  rules: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  opening: maintenanceOpeningSchema,
  /** How many events have made it so: the number of the last one. */
  events: z.int(),
  /** When the last of them happened that is more than the fate of a notice. */
  changedAt: instantSchema,
  status: maintenanceStatusSchema,
  window: spanSchema,
  /** How often it was moved, and once more when it was called off: the SEQUENCE of its invitation. */
  revision: z.int(),
  moves: z.array(moveSchema),
  /** Whether the reminder of this revision was due. */
  reminded: z.boolean(),
  /** That the first notice of this revision reached nobody in time. */
  noticeMissed: z.boolean(),
  ledger: z.array(deliverySchema),
  course: courseSchema,
  startedAt: instantSchema.nullable(),
  /** What each environment ran when it began; states of an older program do not say. */
  installed: installedSchema.optional(),
  overranAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
  /** Why it was called off, or what hinders that it ends. */
  reason: bilingualSchema.nullable(),
  downtime: z.array(downtimeSchema),
  /** What the upgrade is told, and whether it knows; null while nothing is decided. */
  outcome: z
    .strictObject({ outcome: outcomeSchema, at: instantSchema, detail: z.string(), told: z.boolean() })
    .nullable(),
  /** By whose word it works, where no health check says so. */
  evidence: z.string().nullable(),
  waivers: z.array(maintenanceWaiverSchema),
});
export type MaintenanceState = z.infer<typeof maintenanceStateSchema>;
