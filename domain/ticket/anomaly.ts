import { z } from 'zod';
import { anomalyReferenceSchema } from '../anomaly/anomaly';
import { refusal } from '../refusal';
import { text } from '../text';
import { proposed, wasDeclined } from './proposed-resolution';
import { isIncident } from './qualification';
import { happened, open, rule, support, workedOn } from './rule';
import { rulesOf } from './rules';

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
