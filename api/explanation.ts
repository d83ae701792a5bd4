import { z } from 'zod';
import { segmentSchema } from '../domain/clock/explanation';
import { reasonInWords } from '../domain/clock/words';
import { languageSchema, type Language } from '../domain/languages';
import { clockAnswer } from '../domain/ticket/answer';
import { explainClocks } from '../domain/ticket/clocks';
import { clockAnswerSchema, referenceSchema, type TicketState } from '../domain/ticket/schema';
import { instantSchema, toInstant } from '../domain/time/instant';

/** A segment of a clock's life; `text` says why in the language of the answer. */
const segment = segmentSchema
  .omit({ fromMs: true, toMs: true, names: true })
  .extend({ from: instantSchema, to: instantSchema, text: z.string() });

/** Why a ticket's clocks stand where they stand: for each, ordered segments whose counted milliseconds add up to its own. */
export const explanationSchema = z
  .strictObject({
    reference: referenceSchema,
    asOf: instantSchema,
    zone: z.string(),
    contractVersion: z.number().int().nullable(),
    zoneData: z.array(z.string()),
    language: languageSchema,
    clocks: z.array(clockAnswerSchema.extend({ segments: z.array(segment) })),
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
    zoneData: [...new Set(Object.values(state.timetables).map(({ zoneData }) => zoneData))],
    language,
    clocks: explainClocks(state, asOfMs).map(({ reading, segments }) => ({
      ...clockAnswer(reading),
      segments: segments.map((one) => {
        const { counted, countedMs, deductedMs, reason, clause, hours, source, entered } = one;
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
          source,
          entered,
        };
      }),
    })),
  };
}
