import { z } from 'zod';
import { text } from '../text';
import { happened, rule, support, workedOn } from './rule';

/** What support does not do: help with the use, training, setting up (annex §1). */
export const outOfScopeSchema = z.enum(['usage-help', 'training', 'parameterization']);

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
    decide: (_state, data, told) => happened(told, 'rejected', { ...data, clause: '§1' }),
  }),
} as const;
