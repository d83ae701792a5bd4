import { z } from 'zod';
import { refusal } from '../refusal';
import { versionSchema } from '../registers/registers';
import { text } from '../text';
import { toInstant } from '../time/instant';
import { reopenableUntilMs } from './delays';
import { whyNotResolve } from './quotation';
import { agreementByOther, everybody, happened, rule, support } from './rule';
import { rulesOf } from './rules';

/** The cause is gone (a fix), or it can be lived with (a workaround), with the answer to the client (annex "Résolution"). */
export const resolutionSchema = z.strictObject({
  kind: z.enum(['fix', 'workaround']),
  answer: z.string(),
  /** The version that delivers a fix. */
  version: versionSchema.optional(),
});

/** Resolving, and what the client says of it (annex §4). */
export const resolutionRules = {
  resolve: rule({
    data: resolutionSchema.extend({ answer: text(20_000) }),
    roles: support,
    in: ['qualified', 'in-progress', 'waiting-client'],
    decide: (state, data, told) => whyNotResolve(state) ?? happened(told, 'resolved', data),
  }),
  reopen: rule({
    data: z.strictObject({ reason: text(20_000) }),
    roles: everybody,
    in: ['resolved'],
    decide(state, data, told) {
      const untilMs = reopenableUntilMs(state);
      if (untilMs !== undefined && told.atMs > untilMs)
        return refusal('reopen-too-late', { until: toInstant(untilMs) });
      return happened(told, 'reopened', data);
    },
  }),
  confirm: rule({
    data: z.strictObject({ agreement: agreementByOther }),
    roles: everybody,
    in: ['resolved'],
    decide(state, { agreement }, told) {
      if (told.by.role !== 'client' && agreement === undefined && rulesOf(state) >= 6)
        return refusal('agreement-missing');
      return happened(told, 'closed', { reason: 'confirmed', ...(agreement === undefined ? {} : { agreement }) });
    },
  }),
} as const;
