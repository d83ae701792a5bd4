import { z } from 'zod';
import { anomalyReferenceSchema, publishedResolutionSchema } from '../anomaly/anomaly';
import { refusal, type Refusal } from '../refusal';
import { text } from '../text';
import type { TicketEvent } from './events';
import { whyNotResolve } from './quotation';
import { everybody, happened, rule, support, type Told } from './rule';
import { rulesOf } from './rules';
import type { Status, TicketState } from './schema';

/** A resolution that the client has not agreed to yet; the anomaly that it comes from, if it comes from one. */
export const proposedResolutionSchema = publishedResolutionSchema
  .extend({ anomaly: anomalyReferenceSchema.nullable() })
  .meta({ id: 'ProposedResolution' });
export type ProposedResolution = z.infer<typeof proposedResolutionSchema>;

/** As for `resolve`: the solicitation has been analysed. */
const resolvable: readonly Status[] = ['qualified', 'in-progress', 'waiting-client'];

/** Additional work is no more resolved by an agreement than by support before its quotation was accepted (annex glossary). */
function whyNotYet(state: TicketState): { refusal: Refusal } | undefined {
  return rulesOf(state) >= 4 ? whyNotResolve(state) : undefined;
}

/** The event of a proposal. */
export function proposed(told: Told, proposal: ProposedResolution): readonly TicketEvent[] {
  return happened(told, 'resolution-proposed', proposal).events;
}

/**
 * A resolution is proposed, and is one when the client agrees (annex "Résolution"). Until then nothing is resolved and the
 * resolution time runs: the annex deducts waits for information, and counts up to "Résolu" (GTR).
 */
export const proposedResolutionRules = {
  'propose-resolution': rule({
    data: proposedResolutionSchema.extend({ anomaly: anomalyReferenceSchema.nullable().default(null) }),
    roles: support,
    in: resolvable,
    decide(state, data, told) {
      const early = whyNotYet(state);
      if (early) return early;
      if (data.kind === 'fix' && data.anomaly !== null && data.version === undefined)
        return refusal('fix-without-version');
      if (data.anomaly !== null && data.anomaly !== state.anomaly) return refusal('not-tied');
      const { kind, answer, version, anomaly } = state.proposedResolution ?? {};
      const again =
        kind === data.kind && answer === data.answer && version === data.version && anomaly === data.anomaly;
      // The same once more tells the client nothing, so that a proposal to many can be repeated.
      return again ? { events: [] } : { events: proposed(told, data) };
    },
  }),
  /** The resolution time stops at the agreement. Support records one that was given otherwise, and by whom. */
  'accept-resolution': rule({
    data: z.strictObject({ agreement: text(1000).optional() }),
    roles: everybody,
    in: resolvable,
    decide(state, { agreement }, told) {
      const { proposedResolution } = state;
      if (!proposedResolution) return refusal('nothing-proposed');
      const early = whyNotYet(state);
      if (early) return early;
      if (told.by.role !== 'client' && agreement === undefined) return refusal('agreement-missing');
      const { anomaly, ...resolution } = proposedResolution;
      const accepted = happened(told, 'resolution-accepted', { kind: resolution.kind, anomaly, agreement });
      return { events: [...accepted.events, ...happened(told, 'resolved', resolution).events] };
    },
  }),
  'decline-resolution': rule({
    data: z.strictObject({ reason: text(20_000) }),
    roles: everybody,
    in: resolvable,
    decide({ proposedResolution }, { reason }, told) {
      if (!proposedResolution) return refusal('nothing-proposed');
      const { kind, anomaly } = proposedResolution;
      return happened(told, 'resolution-declined', { kind, anomaly, reason });
    },
  }),
} as const;
