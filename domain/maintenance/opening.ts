import { z } from 'zod';
import { contactSchema } from '../contract/escalation';
import { codeSchema, versionSchema } from '../registers/registers';
import { text } from '../text';
import { actorSchema } from '../ticket/actor';
import { instantSchema } from '../time/instant';
import { zoneSchema } from '../time/zone';
import { referenceSchema } from '../ticket/reference';
import { unplannedCauseSchema } from './cause';
import { maintenanceReferenceSchema } from './reference';

/** The same in both languages of the provider: mails and pages are in either. */
export const bilingualSchema = z.strictObject({ fr: text(500), en: text(500) }).meta({ id: 'Bilingual' });
export type Bilingual = z.infer<typeof bilingualSchema>;

/**
 * When it takes place, `[startMs, endMs)`, as plain numbers: all instants in epoch milliseconds. `noticeByMs` is the latest instant
 * for the first notice (annex §10: 7 calendar days, and 168 hours), `remindMs` that of the reminder. Of an unplanned one the end is
 * what is expected, and both notices are due at once.
 */
export const spanSchema = z.strictObject({
  startMs: z.int(),
  endMs: z.int(),
  noticeByMs: z.int(),
  remindMs: z.int(),
  /** The contract's rule that makes the window, or how it was agreed. */
  rule: z.string().max(200),
});
export type Span = z.infer<typeof spanSchema>;

/** The version that each environment runs, by the environment's code. */
export const installedSchema = z.record(codeSchema, versionSchema);
export type Installed = z.infer<typeof installedSchema>;

/** What is done: something by people, or the promotion of an upgrade, for which the upgrade is asked at the last moment. */
export const workSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('by-hand') }),
  z.strictObject({
    kind: z.literal('promotion'),
    /** The upgrade's workflow id without its `upgrade:`. */
    upgrade: z.string().min(1).max(200),
    product: codeSchema,
    version: versionSchema,
    /** What was installed when it was announced; a failure goes back to what is when it begins. */
    from: versionSchema,
  }),
]);
export type Work = z.infer<typeof workSchema>;

/** Planned ones are announced in time and leave availability out; unplanned ones correct security or a P1 (annex §10). */
export const kindSchema = z.enum(['planned', 'unplanned']);

/** All that a maintenance is told at its beginning. What registers and contract say was read before, outside the workflow. */
export const maintenanceOpeningSchema = z.strictObject({
  /** The newest rules when it was opened; an older program's openings have none (see the state). */
  rules: z.union([z.literal(2), z.literal(3)]).optional(),
  reference: maintenanceReferenceSchema,
  client: codeSchema,
  kind: kindSchema,
  /** Codes of the client's environments. */
  environments: z.array(codeSchema).min(1).max(20),
  window: spanSchema,
  /**
   * Of an unplanned one: so long after its first notice it begins at the earliest, minutes. Those that an older program opened have
   * none, and begin with their window.
   */
  noticeMinutes: z.int().min(0).max(1440).optional(),
  /** What each notice says, and what has to fit into the window. */
  expectedDowntimeMinutes: z.int().min(0).max(10_080),
  /** Of an unplanned one, what it corrects; openings of an older program do not say. */
  cause: z.strictObject({ kind: unplannedCauseSchema, ticket: referenceSchema.optional() }).optional(),
  why: bilingualSchema,
  work: workSchema,
  by: actorSchema,
  openedAt: instantSchema,
  /** The zone in which mails tell instants. */
  zone: zoneSchema,
  contractVersion: z.int(),
  contacts: z.strictObject({
    /** Who is announced everything. */
    client: z.array(contactSchema).max(50),
    /** Whom alarms tell. */
    provider: z.array(contactSchema).max(50),
  }),
  /** Whose mails it stands among, such as those of an upgrade; its own unless told. */
  thread: z.string().min(1).max(200).optional(),
});
export type MaintenanceOpening = z.infer<typeof maintenanceOpeningSchema>;

/** A window that is long enough for what is expected, in milliseconds. */
export function fits(window: Pick<Span, 'startMs' | 'endMs'>, minutes: number, fromMs = window.startMs): boolean {
  return window.endMs - fromMs >= minutes * 60_000;
}
