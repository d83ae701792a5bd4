import { z } from 'zod';
import { instantSchema } from '../time/instant';
import { actorSchema } from '../ticket/actor';
import { referenceSchema } from '../ticket/reference';
import { deliverySchema, unplannedSchema, type UpgradeStatus } from '../upgrade/schema';

/** How fast a version reaches its clients: so many of them, or such a share, every so many hours. */
export const wavesSchema = z
  .strictObject({
    clients: z.number().int().min(1).max(100_000).optional(),
    share: z.number().int().min(1).max(100).optional().describe('Of all clients, in percent, rounded up.'),
    everyHours: z.number().int().min(1).max(8760),
  })
  .refine(({ clients, share }) => (clients === undefined) !== (share === undefined), 'either `clients` or `share`')
  .meta({ id: 'Waves' });
export type Waves = z.infer<typeof wavesSchema>;

export const rolloutOpeningSchema = z.strictObject({
  /**
   * The newest rules when it was published; those of an older program have none, and go on as they began. From 2 on it stays for upgrades
   * that are superseded, and that a corrected register may bring back.
   */
  rules: z.literal(2).optional(),
  ...deliverySchema.shape,
  /** What shows that nothing got worse (annex §10, "non-régression"). */
  nonRegression: z.string(),
  unplanned: unplannedSchema.nullable(),
  /** Of an unplanned one, the critical incident that it corrects: one client's ticket, so that its upgrades do not tell it. */
  corrects: referenceSchema.optional(),
  /** All at once where there are none. */
  waves: wavesSchema.nullable(),
  startedAt: instantSchema,
  by: actorSchema,
});
export type RolloutOpening = z.infer<typeof rolloutOpeningSchema>;

export const rolloutStatusSchema = z.enum(['starting', 'running', 'paused', 'stopped', 'done']);
export type RolloutStatus = z.infer<typeof rolloutStatusSchema>;

/**
 * The truth of a rollout: plain JSON, and small for thousands of clients. How each upgrade stands is a letter in a text and the
 * number of its last report, in the order of the clients.
 */
export const rolloutStateSchema = z.strictObject({
  version: z.literal(1),
  opening: rolloutOpeningSchema,
  /** Null until the register has told them. */
  clients: z.array(z.string()).nullable(),
  letters: z.string(),
  reports: z.array(z.number().int()),
  /** So many of the clients have an upgrade, the first of them. */
  started: z.number().int(),
  /** So many are to have one by now. */
  wanted: z.number().int(),
  /** When the next wave is due, epoch milliseconds; null: none is. */
  nextWaveMs: z.number().nullable(),
  pause: z.strictObject({ at: instantSchema, reason: z.string() }).nullable(),
  stopped: z.strictObject({ at: instantSchema, reason: z.string() }).nullable(),
  /** What is being told to all upgrades: those up to `told` of the clients know. */
  telling: z
    .strictObject({
      number: z.number().int(),
      kind: z.enum(['pause', 'resume', 'stop']),
      reason: z.string(),
      at: instantSchema,
      told: z.number().int(),
    })
    .array(),
  /** When an upgrade was last said to be superseded, epoch milliseconds; an older program does not say. */
  supersededAtMs: z.number().optional(),
  /** That none of its upgrades can come back any more. */
  closed: z.literal(true).optional(),
  /** The number of the last message. */
  messages: z.number().int(),
  changedAtMs: z.number(),
});
export type RolloutState = z.infer<typeof rolloutStateSchema>;

/** A letter for each status of an upgrade, and one for none yet. */
export const letterOf = {
  preparing: 'p',
  'test-failed': 'f',
  unreachable: 'u',
  testing: 't',
  blocked: 'b',
  paused: 'z',
  waiting: 'w',
  planned: 'l',
  promoting: 'o',
  promoted: 'd',
  refused: 'r',
  stopped: 's',
  superseded: 'n',
} as const satisfies Record<UpgradeStatus, string>;
export const noUpgrade = '-';
