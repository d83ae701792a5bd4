import { z } from 'zod';
import { instantSchema, toInstant } from '../time/instant';
import { upgradeStatusSchema } from '../upgrade/schema';
import { rolloutOpeningSchema, rolloutStatusSchema, type RolloutOpening, type RolloutState } from './schema';
import { countsOf, statusOf } from './standing';

/** A rollout as its answer shows it, with how far it has come over all clients. */
export const rolloutAnswerSchema = z
  .strictObject({
    ...rolloutOpeningSchema.omit({ rules: true }).shape,
    status: rolloutStatusSchema,
    paused: z.strictObject({ at: instantSchema, reason: z.string() }).nullable(),
    stopped: z.strictObject({ at: instantSchema, reason: z.string() }).nullable(),
    progress: z.strictObject({
      /** All clients that run the product; null until the register has told them. */
      clients: z.number().int().nullable(),
      /** Those whose upgrade has begun. */
      started: z.number().int(),
      byStatus: z.record(upgradeStatusSchema, z.number().int()),
    }),
    nextWaveAt: instantSchema.nullable(),
    asOf: instantSchema,
    sequence: z.number().int(),
  })
  .meta({ id: 'Rollout' });
export type RolloutAnswer = z.infer<typeof rolloutAnswerSchema>;

/** Under which rules it goes is nobody's business but its own. */
const withoutRules = ({ rules: _rules, ...published }: RolloutOpening): Omit<RolloutOpening, 'rules'> => published;

/** The answer at an instant, epoch milliseconds, after so many events. */
export function rolloutAnswer(state: RolloutState, nowMs: number, sequence: number): RolloutAnswer {
  const { opening, clients, started, nextWaveMs, pause, stopped } = state;
  return {
    ...withoutRules(opening),
    status: statusOf(state),
    ...{ paused: pause, stopped },
    progress: { clients: clients?.length ?? null, started, byStatus: countsOf(state) },
    nextWaveAt: nextWaveMs === null ? null : toInstant(nextWaveMs),
    asOf: toInstant(nowMs),
    sequence,
  };
}
