import { z } from 'zod';
import { anomalyReferenceSchema, publishedResolutionSchema } from '../anomaly/anomaly';
import { prioritySchema } from '../contract/contract';
import { reproductionSchema } from './levels';
import { clockNameSchema } from './schema';
import { referenceSchema } from './reference';

/** Another ticket, as it stands when one is linked to it or merged into it. */
const otherTicketSchema = z.strictObject({
  reference: referenceSchema,
  client: z.string(),
  openedAt: z.string(),
  status: z.string(),
  priority: prioritySchema,
  /** How its admission was decided; null while it is not. */
  admission: z.string().nullable(),
  mergedInto: referenceSchema.nullable(),
  /** Each of its clocks that was not met: what is left of its time (milliseconds of support); an older Cadran does not ask. */
  clocks: z.array(z.strictObject({ clock: clockNameSchema, leftMs: z.number(), breached: z.boolean() })).optional(),
  /** Its parent, the parent of that, and so on. */
  ancestors: z.array(z.string()),
});

const anomalyFactsSchema = z.strictObject({
  reference: anomalyReferenceSchema,
  product: z.string(),
  reproduction: reproductionSchema.nullable(),
  /** What is published of it, to be proposed to whoever is tied later. */
  resolution: publishedResolutionSchema.nullable(),
});

/**
 * What a command needs to know of other things than its ticket, looked up by the edge that gives it: rules are pure, and a replay
 * decides by the same facts. Null: there is no such thing.
 */
export const factsSchema = z.strictObject({
  ticket: otherTicketSchema.nullable().optional(),
  anomaly: anomalyFactsSchema.nullable().optional(),
  /** The product of the ticket's own environment. */
  product: z.string().nullable().optional(),
  /** Whether the version that is named is one of that product. */
  versionKnown: z.boolean().optional(),
});
export type Facts = z.infer<typeof factsSchema>;
