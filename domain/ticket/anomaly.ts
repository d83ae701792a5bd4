import { z } from 'zod';
import { anomalyReferenceSchema } from '../anomaly/anomaly';
import { refusal } from '../refusal';
import { text } from '../text';
import { proposed, wasDeclined } from './proposed-resolution';
import { isIncident } from './qualification';
import type { TicketEvent } from './events';
import { noHandOver } from './levels';
import { happened, open, rule, support, workedOn } from './rule';
import { rulesOf } from './rules';
import type { TicketState } from './schema';

/** Incidents whose cause is an anomaly (annex "Anomalie"). */
export const anomalyRules = {
  /** Its reproduction serves for the hand-over to N3 (annex §8), and what is published of it is proposed at once. */
  'tie-to-anomaly': rule({
    data: z.strictObject({ anomaly: anomalyReferenceSchema }),
    roles: support,
    in: workedOn,
    decide(state, { anomaly: reference }, told) {
      const { category, anomaly: tied } = state;
      const { anomaly, product } = told.facts;
      if (!isIncident(category))
        return refusal('incidents-only', { command: 'tie-to-anomaly', category: category ?? '' });
      if (typeof tied === 'string') return refusal('tied-already', { anomaly: tied });
      if (anomaly?.reference !== reference) return refusal('anomaly-unknown', { anomaly: reference });
      if (typeof product === 'string' && product !== anomaly.product)
        return refusal('anomaly-of-other-product', { anomaly: reference, product: anomaly.product, own: product });
      const reproduction = state.handOver?.reproduction ?? anomaly.reproduction;
      const { events } = happened(told, 'tied-to-anomaly', { anomaly: reference, reproduction });
      if (!anomaly.resolution) return { events };
      const proposal = { ...anomaly.resolution, anomaly: reference };
      if (rulesOf(state) >= 5 && wasDeclined(state, proposal)) return { events };
      return { events: [...events, ...proposed(state, told, proposal)] };
    },
  }),
  'untie-from-anomaly': rule({
    data: z.strictObject({ reason: text(5000) }),
    roles: support,
    in: open,
    decide({ anomaly }, { reason }, told) {
      if (typeof anomaly !== 'string') return refusal('not-tied');
      return happened(told, 'untied-from-anomaly', { anomaly, reason });
    },
  }),
} as const;

/**
 * What an event makes of the tie, given the ticket after it: a request has no anomaly for its cause, so that a ticket which becomes
 * one is untied, and what was proposed of the anomaly falls away (annex "Anomalie").
 */
export function untyingAfter(state: TicketState, { at, by, data }: TicketEvent): TicketEvent[] {
  const { anomaly, category } = state;
  if (typeof anomaly !== 'string' || category === null || isIncident(category) || rulesOf(state) < 5) return [];
  const reason = 'reason' in data ? (data.reason ?? null) : null;
  return [{ type: 'untied-from-anomaly', at, by, data: { anomaly, reason, cause: 'category-changed' } }];
}

type Tying = Extract<TicketEvent, { type: 'tied-to-anomaly' | 'untied-from-anomaly' | 'escalated' | 'returned' }>;

/**
 * What an event makes of the reproduction that a ticket has for its own (annex §8). One that it took over from an anomaly goes with
 * the tie; N3 keeps what it was handed up with, until the ticket is given back. Tickets of older rules keep it.
 */
export function reproductionAfter(state: TicketState, event: Tying): Partial<TicketState> {
  const { handOver = noHandOver, reproductionOf = null } = state;
  const without = { handOver: { ...handOver, reproduction: null }, reproductionOf: null };
  switch (event.type) {
    case 'tied-to-anomaly': {
      const { anomaly, reproduction } = event.data;
      const taken = handOver.reproduction === null && reproduction !== null && rulesOf(state) >= 5;
      return { handOver: { ...handOver, reproduction }, ...(taken ? { reproductionOf: anomaly } : {}) };
    }
    case 'untied-from-anomaly':
      return reproductionOf === event.data.anomaly && state.level !== 'N3' ? without : {};
    case 'returned':
      return reproductionOf !== null && reproductionOf !== state.anomaly ? without : {};
    case 'escalated': {
      const written = event.data.handOver;
      const own = JSON.stringify(written.reproduction) !== JSON.stringify(handOver.reproduction);
      return { handOver: written, ...(own && reproductionOf !== null ? { reproductionOf: null } : {}) };
    }
  }
}
