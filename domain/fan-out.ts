import { z } from 'zod';
import { refusalSchema, type Refusal } from './refusal';
import { instantSchema } from './time/instant';

/** Of so many refused commands the reasons are kept; all of them are counted. */
const reasonsKept = 500;

/** How far one command to many tickets has come. */
export const fanOutProgressSchema = z
  .strictObject({
    id: z.string(),
    kind: z.string(),
    startedAt: instantSchema,
    total: z.number().int(),
    /** Those that have answered, whatever they answered: applied, over and refused. */
    done: z.number().int(),
    applied: z.number().int(),
    /** Those whose life was over before the command came. */
    over: z.number().int(),
    refusedCount: z.number().int(),
    /** The first of the refused ones, with the reason of each. */
    refused: z.array(z.strictObject({ reference: z.string(), refusal: refusalSchema })),
    /** Those that could not answer yet; they are asked again. */
    waiting: z.number().int(),
  })
  .meta({ id: 'FanOutProgress' });
export type FanOutProgress = z.infer<typeof fanOutProgressSchema>;

/** What became of a command to one ticket; one that could not answer is asked again. */
export type FanOutOutcome =
  | { readonly reference: string; readonly outcome: 'applied' | 'waiting' }
  | { readonly reference: string; readonly outcome: 'refused'; readonly refusal: Refusal };

/** A fan-out that has just begun. */
export function fanOutBegun({
  id,
  kind,
  startedAt,
  references,
}: Pick<FanOutProgress, 'id' | 'kind' | 'startedAt'> & { readonly references: readonly string[] }): FanOutProgress {
  const total = references.length;
  return { id, kind, startedAt, total, done: 0, applied: 0, over: 0, refusedCount: 0, refused: [], waiting: 0 };
}

/** Whether a ticket refused a command because its life was over, which is no fault of the command. */
export function isOver({ code, params }: Refusal): boolean {
  const { status } = params;
  return (
    ['merged', 'ticket-closed'].includes(code) ||
    (code === 'wrong-status' && ['closed', 'rejected'].includes(String(status)))
  );
}

/** The progress once so many have answered more; `waiting` are those that could not, of all. */
export function fanOutAfter(
  progress: FanOutProgress,
  outcomes: readonly FanOutOutcome[],
  waiting: number,
): FanOutProgress {
  const refusals = outcomes.flatMap((one) => (one.outcome === 'refused' ? [one] : []));
  const refused = refusals.filter(({ refusal }) => !isOver(refusal));
  const applied = outcomes.filter(({ outcome }) => outcome === 'applied').length;
  const reasons = refused.map(({ reference, refusal }) => ({ reference, refusal: { ...refusal } }));
  return {
    ...progress,
    done: progress.done + applied + refusals.length,
    applied: progress.applied + applied,
    over: progress.over + refusals.length - refused.length,
    refusedCount: progress.refusedCount + refused.length,
    refused: [...progress.refused, ...reasons].slice(0, reasonsKept),
    waiting,
  };
}
