import { z } from 'zod';
import { text } from '../text';
import { happened, open, rule, support } from './rule';

/** Eligibility is decided again when its facts have changed: an invoice was paid, a version installed (annex §2). */
export const reconsiderationRules = {
  /**
   * A ticket without SLA may be admitted; its clocks count from then on, or from creation where the contract says so. A ticket that is
   * admitted stays so whatever became unpaid since, and one without SLA is not rejected any more: what was decided stays.
   */
  reconsider: rule({
    data: z.strictObject({ reason: text(2000).optional() }),
    // Cadran itself, when a fact of the registers has changed.
    roles: [...support, 'cadran'],
    in: open,
    loads: 'admission',
    decide({ admission: kept, terms }, { reason = null }, told) {
      const admission = told.loaded?.admission;
      if (!admission || kept?.decision !== 'without-sla' || admission.decision === 'rejected') return { events: [] };
      if (admission.decision === kept.decision && admission.reason === kept.reason) return { events: [] };
      const counts = terms?.lateAdmission ?? 'from-decision';
      return happened(told, 'admission-reconsidered', { admission, counts, reason });
    },
  }),
} as const;
