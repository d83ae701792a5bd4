import { z } from 'zod';
import { text } from '../text';
import { happened, open, rule, support } from './rule';

/** What people write on a ticket besides commands that move it (annex §4, "interactions"). */
export const conversationRules = {
  /** For the provider alone: a client never sees it. */
  note: rule({
    data: z.strictObject({ note: text(20_000) }),
    roles: support,
    in: open,
    decide: (_state, data, told) => happened(told, 'noted', data),
  }),
} as const;
