import { z } from 'zod';
import { text } from '../text';
import { whyNotEndUnbilled, whyNotGiveUp } from './quotation';
import { happened, rule, support, workedOn } from './rule';

/**
 * What support does not do: help with the use, training, setting up (annex §1); and what it does not do without the client's
 * acceptance of a quotation (annex glossary, "Demande Complémentaire").
 */
export const outOfScopeSchema = z.enum(['usage-help', 'training', 'parameterization', 'unaccepted-quotation']);

/** Why a ticket that was taken turned out to be none of support's, and what the client can do instead. */
export const scopeRejectionSchema = z.strictObject({
  outOfScope: outOfScopeSchema,
  clause: z.string(),
  advice: z.string(),
});

export const scopeRules = {
  reject: rule({
    data: z.strictObject({ outOfScope: outOfScopeSchema, advice: text(5000) }),
    roles: support,
    in: ['new', ...workedOn],
    decide(state, data, told) {
      if (data.outOfScope !== 'unaccepted-quotation')
        return whyNotEndUnbilled(state) ?? happened(told, 'rejected', { ...data, clause: '§1' });
      return whyNotGiveUp(state) ?? happened(told, 'rejected', { ...data, clause: 'Demande Complémentaire' });
    },
  }),
} as const;
