import { z } from 'zod';
import { text } from '../text';
import { everybody, happened, rule, support } from './rule';

/** Asking the client pauses the resolution time, the client's answer lets it go on (annex GTR). */
export const waitingRules = {
  ask: rule({
    data: z.strictObject({ question: text(20_000) }),
    roles: support,
    in: ['acknowledged', 'qualified', 'in-progress'],
    decide: (_state, data, told) => happened(told, 'client-asked', data),
  }),
  answer: rule({
    data: z.strictObject({ answer: text(20_000) }),
    roles: everybody,
    in: ['waiting-client'],
    decide: (_state, data, told) => happened(told, 'client-answered', data),
  }),
} as const;
