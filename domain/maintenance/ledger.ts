import { z } from 'zod';
import { languageSchema } from '../languages';
import { instantSchema } from '../time/instant';

export const maintenanceTemplateSchema = z.enum([
  'planned',
  'unplanned',
  'moved',
  'reminder',
  'started',
  'overrun',
  'operational',
  'cancelled',
  'withdrawn',
  'refused',
  'unreachable',
  'unhealthy',
]);
export type MaintenanceTemplate = z.infer<typeof maintenanceTemplateSchema>;

/** What became of one notice to one person (annex §10: who was told what, and when). */
export const deliverySchema = z.strictObject({
  /** The number of the event that it tells of. */
  of: z.int(),
  template: maintenanceTemplateSchema,
  recipient: z.string(),
  language: languageSchema,
  /** Which revision of the window it tells. */
  revision: z.int(),
  side: z.enum(['client', 'provider']),
  dueAt: instantSchema,
  /** By when it has to have arrived; null where nothing depends on an instant. */
  deadlineAt: instantSchema.nullable(),
  state: z.enum(['due', 'accepted', 'refused', 'dropped']),
  /** When it was accepted, refused or dropped. */
  at: instantSchema.nullable(),
  /** The mail server's words, or why it was dropped. */
  detail: z.string(),
  /** Whether an alarm was raised because it has not arrived. */
  alarmed: z.boolean(),
});
export type Delivery = z.infer<typeof deliverySchema>;

const hourMs = 3_600_000;

/**
 * When an alarm is raised over a notice that has not arrived, epoch milliseconds: at once for one that was refused, else an hour
 * after it was due, and halfway to its deadline where that is sooner. `undefined`: never.
 */
export function alarmMs({ state, alarmed, side, dueAt, deadlineAt, at }: Delivery): number | undefined {
  if (alarmed || side !== 'client' || state === 'accepted' || state === 'dropped') return undefined;
  if (state === 'refused') return Date.parse(at ?? dueAt);
  const dueMs = Date.parse(dueAt);
  const leftMs = deadlineAt === null ? Infinity : Math.max(0, Date.parse(deadlineAt) - dueMs);
  return dueMs + Math.min(hourMs, Math.floor(leftMs / 2));
}

/**
 * When somebody of the client was first told of a revision of an unplanned maintenance, which is announced at once and has no
 * deadline (annex §10); null: nobody was yet.
 */
export function firstToldAt(ledger: readonly Delivery[], revision: number): string | null {
  const told = ledger.find(
    (one) =>
      (one.template === 'unplanned' || one.template === 'moved') &&
      one.side === 'client' &&
      one.revision === revision &&
      one.state === 'accepted',
  );
  return told?.at ?? null;
}

/** The first notice of a revision that reached somebody of the client in time: what makes its minutes planned (annex §10). */
export function properNotice(ledger: readonly Delivery[], revision: number): Delivery | undefined {
  return ledger.find(
    (one) =>
      (one.template === 'planned' || one.template === 'moved') &&
      one.revision === revision &&
      one.state === 'accepted' &&
      one.at !== null &&
      one.deadlineAt !== null &&
      one.at <= one.deadlineAt,
  );
}
