import { z } from 'zod';

/** How a promotion ended, as its upgrade is told. `failed`: neither the new version nor the one before works. */
export const outcomeSchema = z.enum(['done', 'rolled-back', 'failed', 'not-started']);
export type PromotionOutcome = z.infer<typeof outcomeSchema>;

/** What the upgrade is told by a Signal, once, when a promotion has ended. */
export const promotionEndedSchema = z.strictObject({
  /** The maintenance's reference. */
  maintenance: z.string(),
  outcome: outcomeSchema,
  at: z.string(),
  detail: z.string(),
});
export type PromotionEnded = z.infer<typeof promotionEndedSchema>;
