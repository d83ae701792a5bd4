import { z } from 'zod';
import { codeSchema, versionSchema } from '../registers/registers';
import { text } from '../text';
import { reproductionSchema } from '../ticket/levels';
import { instantSchema, type Instant } from '../time/instant';

export const anomalyReferenceSchema = z
  .string()
  .regex(/^A-[0-9A-HJKMNP-TV-Z]{10}$/, 'a reference such as A-7K3QX9ABCD');

/**
 * How an anomaly ceases to trouble: a fix with the version that delivers it, or a workaround (annex "Résolution", "Correctif").
 * The answer is written for clients: every client whose incident is tied to the anomaly reads it.
 */
export const publishedResolutionSchema = z.strictObject({
  kind: z.enum(['fix', 'workaround']),
  answer: text(20_000),
  version: versionSchema.optional(),
});
export type PublishedResolution = z.infer<typeof publishedResolutionSchema>;

/** What the provider's people write of an anomaly; no client reads any of it. */
export const anomalyDescriptionSchema = z
  .strictObject({
    title: text(200),
    reproduction: reproductionSchema.nullable(),
    /** What is known of the cause. */
    analysis: text(20_000).nullable(),
  })
  .meta({ id: 'AnomalyDescription' });

const entryOfHistory = z.strictObject({
  at: instantSchema,
  /** The person or machine, as their token names them. */
  by: z.string(),
  what: z.enum(['recorded', 'described', 'worked-around', 'fixed']),
  /** The fields that changed, and what was published. */
  fields: z.array(z.string()),
  published: publishedResolutionSchema.nullable(),
});

/** The cause of one or more incidents (annex "Anomalie"), in a register: it has no timer and is told nothing by itself. */
export const anomalySchema = z
  .strictObject({
    reference: anomalyReferenceSchema,
    product: codeSchema,
    ...anomalyDescriptionSchema.shape,
    state: z.enum(['open', 'worked-around', 'fixed']),
    workaround: z.string().nullable(),
    fix: z.strictObject({ version: versionSchema, answer: z.string() }).nullable(),
    /** How often a resolution was published: each time it is proposed to all that are tied. */
    publications: z.number().int(),
    history: z.array(entryOfHistory),
  })
  .meta({ id: 'Anomaly' });
export type Anomaly = z.infer<typeof anomalySchema>;
type Description = z.infer<typeof anomalyDescriptionSchema>;

/** Who does it and when. */
interface Told {
  readonly by: string;
  readonly at: Instant;
}

/** An anomaly as it is recorded first. */
export function recordedAnomaly(reference: string, product: string, description: Description, told: Told): Anomaly {
  return {
    ...{ reference, product, ...description, state: 'open', workaround: null, fix: null, publications: 0 },
    history: [{ ...told, what: 'recorded', fields: [], published: null }],
  };
}

/** The same with another description. */
export function describedAnomaly(anomaly: Anomaly, description: Description, told: Told): Anomaly {
  const fields = Object.keys(description).filter(
    (name) =>
      JSON.stringify(anomaly[name as keyof Description]) !== JSON.stringify(description[name as keyof Description]),
  );
  return {
    ...anomaly,
    ...description,
    history: [...anomaly.history, { ...told, what: 'described', fields, published: null }],
  };
}

/** The same once a resolution is published. What is fixed stays so: a later workaround is for those who wait for the version. */
export function publishedAnomaly(anomaly: Anomaly, published: PublishedResolution, told: Told): Anomaly {
  const { kind, answer, version } = published;
  const isFix = kind === 'fix' && version !== undefined;
  return {
    ...anomaly,
    ...(isFix ? { fix: { version, answer } } : { workaround: answer }),
    state: isFix || anomaly.fix ? 'fixed' : 'worked-around',
    publications: anomaly.publications + 1,
    history: [
      ...anomaly.history,
      {
        ...told,
        what: isFix ? 'fixed' : 'worked-around',
        fields: [isFix ? 'fix' : 'workaround'],
        published,
      },
    ],
  };
}

/** What an incident is offered: the fix where there is one, else the workaround. */
export function resolutionOf({ fix, workaround }: Pick<Anomaly, 'fix' | 'workaround'>): PublishedResolution | null {
  if (fix) return { kind: 'fix', ...fix };
  return workaround === null ? null : { kind: 'workaround', answer: workaround };
}

/** What a client whose incident is tied to the anomaly may know of it. */
export const knownAnomalySchema = z
  .strictObject({
    reference: anomalyReferenceSchema,
    state: anomalySchema.shape.state,
    workaround: z.string().nullable(),
    fix: anomalySchema.shape.fix,
  })
  .meta({ id: 'KnownAnomaly' });

/** {@link knownAnomalySchema} of an anomaly. */
export function knownOf({ reference, state, workaround, fix }: Anomaly): z.infer<typeof knownAnomalySchema> {
  return { reference, state, workaround, fix };
}
