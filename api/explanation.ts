import { z } from 'zod';
import { segmentSchema, type Segment } from '../domain/clock/explanation';
import { entrySchema } from '../domain/clock/facts';
import { targetChangeSchema, type TargetChange } from '../domain/clock/target-changes';
import { changeInWords, reasonInWords, stopInWords } from '../domain/clock/words';
import { languageSchema, type Language } from '../domain/languages';
import { clockAnswer } from '../domain/ticket/answer';
import { explainClocks, type ClockExplanation } from '../domain/ticket/clocks';
import { referenceSchema } from '../domain/ticket/reference';
import { clockAnswerSchema, type ClockName, type TicketState } from '../domain/ticket/schema';
import { instantSchema, toInstant } from '../domain/time/instant';
import { dateSchema } from '../domain/time/zone';

/** A segment of a clock's life; `text` says why in the language of the answer. */
const segment = segmentSchema
  .omit({ fromMs: true, toMs: true, names: true })
  .extend({ from: instantSchema, to: instantSchema, text: z.string() });

const dueAt = instantSchema.nullable();
const { from, to } = targetChangeSchema.shape;

/** A change of target, which stands on a change of priority (annex §7); `text` says what it made of the clock. */
const change = targetChangeSchema
  .omit({ atMs: true })
  .extend({
    at: instantSchema,
    from: from.omit({ dueMs: true }).extend({ dueAt }),
    to: to.omit({ dueMs: true }).extend({ dueAt }),
    text: z.string(),
  })
  .meta({ id: 'TargetChange' });

/** `reason`: why it ended where its aim was not reached: `merged` into another ticket, or `unresolved`. */
const stopSchema = z.strictObject({
  at: instantSchema,
  reason: z.enum(['merged', 'unresolved']).nullable(),
  text: z.string(),
  entered: entrySchema.nullable(),
});

/**
 * Why a ticket's clocks stand where they stand: for each, ordered segments whose counted milliseconds add up to its own, the
 * changes of its target, and its stop with who entered it if it was late.
 */
export const explanationSchema = z
  .strictObject({
    reference: referenceSchema,
    asOf: instantSchema,
    zone: z.string(),
    /** The version of the contract that governs the ticket (annex §6), and its dates of effect in the contract's zone. */
    contractVersion: z.number().int().nullable(),
    effectiveFrom: dateSchema.nullable(),
    effectiveUntil: dateSchema.nullable(),
    zoneData: z.array(z.string()),
    language: languageSchema,
    clocks: z.array(
      clockAnswerSchema.extend({
        segments: z.array(segment),
        changes: z.array(change),
        stopped: stopSchema.nullable(),
      }),
    ),
  })
  .meta({ id: 'Explanation' });
export type Explanation = z.infer<typeof explanationSchema>;

/** The explanation of a ticket at an instant (epoch milliseconds); without commitment it has no clocks. */
export function explanationOf(state: TicketState, asOfMs: number, language: Language): Explanation {
  const zone = state.terms?.zone ?? 'UTC';
  return {
    reference: state.opening.reference,
    asOf: toInstant(asOfMs),
    zone,
    contractVersion: state.terms?.contractVersion ?? null,
    effectiveFrom: state.terms?.effectiveFrom ?? null,
    effectiveUntil: state.terms?.effectiveUntil ?? null,
    zoneData: [...new Set(Object.values(state.timetables).map(({ zoneData }) => zoneData))],
    language,
    clocks: explainClocks(state, asOfMs).map(({ reading, segments, changes, stopped }) => ({
      ...clockAnswer(state, reading),
      segments: segments.map((one) => segmentAnswer(one, zone, language)),
      changes: changes.map((one) => changeAnswer(one, zone, language)),
      stopped: stopped && stopAnswer(stopped, reading.clock, language),
    })),
  };
}

type Stopped = NonNullable<ClockExplanation['stopped']>;

function stopAnswer(
  { atMs, reason, entered }: Stopped,
  clock: ClockName,
  language: Language,
): z.infer<typeof stopSchema> {
  const told = stopSchema.shape.reason.parse(reason ?? null);
  const text = stopInWords(told ?? (clock === 'intervention' ? 'acknowledged' : 'resolved'), language);
  return { at: toInstant(atMs), reason: told, text, entered };
}

function segmentAnswer(one: Segment, zone: string, language: Language): z.infer<typeof segment> {
  const { counted, countedMs, deductedMs, reason, clause, hours, targetMs, deadline, source, entered } = one;
  return {
    from: toInstant(one.fromMs),
    to: toInstant(one.toMs),
    counted,
    countedMs,
    deductedMs,
    reason,
    text: reasonInWords(one, zone, language),
    clause,
    hours,
    targetMs,
    deadline,
    source,
    entered,
  };
}

function changeAnswer(one: TargetChange, zone: string, language: Language): z.infer<typeof change> {
  const { atMs, from, to, ...told } = one;
  const standing = ({ dueMs, ...stood }: TargetChange['from']) => ({
    ...stood,
    dueAt: dueMs === null ? null : toInstant(dueMs),
  });
  const text = changeInWords(one, zone, language);
  return { at: toInstant(atMs), ...told, from: standing(from), to: standing(to), text };
}
