import { z } from 'zod';
import { text } from '../text';
import { everybody, happened, open, rule, support } from './rule';

/** Of a message that came by mail. */
export const byMail = z.literal('e-mail').describe('How it came, if it came by mail.');

/** What people write on a ticket besides commands that move it (annex §4, "interactions"). */
export const conversationRules = {
  /** Seen by both sides. What a client writes while its answer is awaited is that answer, whatever the channel (annex GTR). */
  message: rule({
    data: z.strictObject({ message: text(20_000), channel: byMail.optional() }),
    roles: everybody,
    in: open,
    decide: ({ question, status }, { message, ...channel }, told) =>
      status === 'waiting-client' && question !== null && told.by.role === 'client'
        ? happened(told, 'client-answered', { answer: message, ...channel })
        : happened(told, 'message-written', { message, ...channel }),
  }),
  /** For the provider alone: a client never sees it. */
  note: rule({
    data: z.strictObject({ note: text(20_000) }),
    roles: support,
    in: open,
    decide: (_state, data, told) => happened(told, 'noted', data),
  }),
} as const;
