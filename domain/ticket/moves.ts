import { z } from 'zod';
import { prioritySchema } from '../contract/contract';

/** The instant of a move (epoch milliseconds) and, if it was entered later, by whom, when, and on what evidence. */
const moveAt = {
  atMs: z.number(),
  by: z.string().optional(),
  recordedMs: z.number().optional(),
  evidence: z.string().optional(),
  /** Until when it let a clock be held in fact, if what ended a wait was found out later. */
  releasedMs: z.number().optional(),
};

/** A fact that moves a clock, in the order in which the facts hold. */
export const clockMoveSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('opened'), ...moveAt, priority: prioritySchema }),
  z.strictObject({ kind: z.literal('priority'), ...moveAt, priority: prioritySchema }),
  z.strictObject({
    kind: z.enum(['acknowledged', 'asked', 'answered', 'quoted', 'quotation-ended', 'resolved', 'reopened', 'ended']),
    ...moveAt,
  }),
]);
export type ClockMove = z.infer<typeof clockMoveSchema>;
