import { z } from 'zod';
import { anomalyReferenceSchema, publishedResolutionSchema } from '../anomaly/anomaly';
import { refusal, type Refusal } from '../refusal';
import { text } from '../text';
import type { TicketEvent } from './events';
import { whyNotResolve } from './quotation';
import { agreementByOther, everybody, happened, rule, support, type Told } from './rule';
import { rulesOf } from './rules';
import type { Status, TicketState } from './schema';

const number = z.number().int().positive();

/** A resolution that the client has not agreed to yet; the anomaly that it comes from, if it comes from one. */
export const proposedResolutionSchema = publishedResolutionSchema
  .extend({
    anomaly: anomalyReferenceSchema.nullable(),
    /** Which of the ticket's proposals it is, from 1; those of an older Cadran have none. */
    number: number.optional(),
  })
  .meta({ id: 'ProposedResolution' });
export type ProposedResolution = z.infer<typeof proposedResolutionSchema>;
type Proposable = Omit<ProposedResolution, 'number'>;

/** Which one was read: another may have taken its place meanwhile. */
const whichOne = { number: number.max(999_999).optional().describe('The number of the proposal that was read.') };

/** As for `resolve`: the solicitation has been analysed. */
const resolvable: readonly Status[] = ['qualified', 'in-progress', 'waiting-client'];

/** Additional work is no more resolved by an agreement than by support before its quotation was accepted (annex glossary). */
function whyNotYet(state: TicketState): { refusal: Refusal } | undefined {
  return rulesOf(state) >= 4 ? whyNotResolve(state) : undefined;
}

/** The event of a proposal. */
export function proposed({ proposals = 0 }: TicketState, told: Told, proposal: Proposable): readonly TicketEvent[] {
  return happened(told, 'resolution-proposed', { ...proposal, number: proposals + 1 }).events;
}

type Named = Partial<Proposable> | null | undefined;

const same = (a: Named, b: Named): boolean =>
  a?.kind === b?.kind && a?.answer === b?.answer && a?.version === b?.version && a?.anomaly === b?.anomaly;

/** Whether the client has declined this very resolution of an anomaly: it is not asked about it again, however often it is published. */
export function wasDeclined({ declinedResolutions = [] }: TicketState, proposal: Proposable): boolean {
  return declinedResolutions.some((declined) => same(declined, proposal));
}

/** So many of the last declined ones are kept: their texts are long. */
const keptDeclined = 10;

/** What of a declined proposal is kept; one that support made for this ticket alone is its own affair. */
export function declinedAfter({ proposedResolution: proposal, declinedResolutions = [] }: TicketState) {
  if (!proposal || proposal.anomaly === null) return {};
  return { declinedResolutions: [...declinedResolutions, proposal].slice(-keptDeclined) };
}

/** The proposal that a decision is about: the one that waits, and no other than was read. */
function undecided(
  { proposedResolution }: TicketState,
  read: number | undefined,
): ProposedResolution | { refusal: Refusal } {
  if (!proposedResolution) return refusal('nothing-proposed');
  const open = proposedResolution.number ?? 0;
  return read === undefined || read === open
    ? proposedResolution
    : refusal('resolution-replaced', { number: read, open });
}

/**
 * A resolution is proposed, and is one when the client agrees (annex "Résolution"). Until then nothing is resolved and the
 * resolution time runs: the annex deducts waits for information, and counts up to "Résolu" (GTR).
 */
export const proposedResolutionRules = {
  'propose-resolution': rule({
    data: publishedResolutionSchema.extend({ anomaly: anomalyReferenceSchema.nullable().default(null) }),
    roles: support,
    in: resolvable,
    decide(state, data, told) {
      const early = whyNotYet(state);
      if (early) return early;
      if (data.kind === 'fix' && data.anomaly !== null && data.version === undefined)
        return refusal('fix-without-version');
      if (data.anomaly !== null && data.anomaly !== state.anomaly) return refusal('not-tied');
      // The same once more tells the client nothing, so that a proposal to many can be repeated.
      if (same(state.proposedResolution, data)) return { events: [] };
      if (rulesOf(state) >= 5 && wasDeclined(state, data)) return refusal('resolution-declined-before');
      return { events: proposed(state, told, data) };
    },
  }),
  /** The resolution time stops at the agreement. Support records one that was given otherwise, and by whom. */
  'accept-resolution': rule({
    data: z.strictObject({ ...whichOne, agreement: agreementByOther }),
    roles: everybody,
    in: resolvable,
    decide(state, { number: read, agreement }, told) {
      const proposal = undecided(state, read);
      if ('refusal' in proposal) return proposal;
      const early = whyNotYet(state);
      if (early) return early;
      if (told.by.role !== 'client' && agreement === undefined) return refusal('agreement-missing');
      const { anomaly, number, ...resolution } = proposal;
      const accepted = happened(told, 'resolution-accepted', { kind: resolution.kind, anomaly, number, agreement });
      return { events: [...accepted.events, ...happened(told, 'resolved', resolution).events] };
    },
  }),
  /** What support enters of it stands as the client's own word, so it says how that came. */
  'decline-resolution': rule({
    data: z.strictObject({
      ...whichOne,
      reason: text(20_000),
      agreement: text(1000).optional().describe('By support: who of the client declined it, and how.'),
    }),
    roles: everybody,
    in: resolvable,
    decide(state, { number: read, reason, agreement }, told) {
      const proposal = undecided(state, read);
      if ('refusal' in proposal) return proposal;
      if (told.by.role !== 'client' && agreement === undefined && rulesOf(state) >= 9)
        return refusal('agreement-missing');
      const { kind, anomaly, number } = proposal;
      const how = agreement === undefined ? {} : { agreement };
      return happened(told, 'resolution-declined', { kind, anomaly, number, reason, ...how });
    },
  }),
} as const;
