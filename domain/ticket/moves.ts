import { z } from 'zod';
import { prioritySchema, type Priority } from '../contract/priority';

/** The instant of a move (epoch milliseconds) and, if it was entered later, by whom, when, and on what evidence. */
const moveAt = {
  atMs: z.number(),
  /** Of a question: which wait it begins, in the order in which they were entered; tickets of older rules have none. */
  wait: z.number().optional(),
  by: z.string().optional(),
  recordedMs: z.number().optional(),
  evidence: z.string().optional(),
  /** When the client was told of a question whose beginning was corrected since; delays count from there. */
  toldMs: z.number().optional(),
  /** Until when it let a clock be held in fact, if what ended a wait was found out later. */
  releasedMs: z.number().optional(),
};

const clockMoveKinds = [
  ...(['acknowledged', 'asked', 'answered', 'quoted', 'quotation-ended', 'resolved', 'reopened'] as const),
  ...(['amended', 'ended', 'merged'] as const),
] as const;

/** A fact that moves a clock, in the order in which the facts hold. */
export const clockMoveSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('opened'), ...moveAt, priority: prioritySchema }),
  z.strictObject({ kind: z.literal('priority'), ...moveAt, priority: prioritySchema }),
  z.strictObject({
    kind: z.enum(clockMoveKinds),
    ...moveAt,
  }),
]);
export type ClockMove = z.infer<typeof clockMoveSchema>;

/** The priority that holds at an instant (epoch milliseconds): at the very instant of a change the new one. */
export function priorityAt(moves: readonly ClockMove[], atMs: number): Priority | undefined {
  const given = moves.findLast((move) => 'priority' in move && move.atMs <= atMs);
  return given && 'priority' in given ? given.priority : undefined;
}
