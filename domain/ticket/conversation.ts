import { z } from 'zod';
import { refusal } from '../refusal';
import { text } from '../text';
import { toEpochMs, toInstant } from '../time/instant';
import { everybody, happened, open, rule, support, type Told } from './rule';
import type { TicketState } from './schema';

/** For so long a message of support can be withdrawn; no mail tells of it before (ms). */
export const withdrawableForMs = 10_000;

/** With which number, and until when, a message can be withdrawn. */
function withdrawal({ withdrawable }: TicketState, { nowMs }: Told) {
  const number = (withdrawable?.at(-1)?.number ?? 0) + 1;
  return { withdrawable: { number, until: toInstant(nowMs + withdrawableForMs) } };
}

/** Of a message that came by mail. */
export const byMail = z.literal('e-mail').describe('How it came, if it came by mail.');

/** What people write on a ticket besides commands that move it (annex §4, "interactions"). */
export const conversationRules = {
  /** Seen by both sides. What a client writes while its answer is awaited is that answer, whatever the channel (annex GTR). */
  message: rule({
    data: z.strictObject({
      message: text(20_000),
      channel: byMail.optional(),
      withdrawable: z
        .literal(true)
        .optional()
        .describe('By support: for ten seconds it can be withdrawn, and neither mailed nor shown to the client.'),
    }),
    roles: everybody,
    in: open,
    decide(state, { message, withdrawable, ...channel }, told) {
      const byClient = told.by.role === 'client';
      if (byClient && state.status === 'waiting-client' && state.question !== null)
        return happened(told, 'client-answered', { answer: message, ...channel });
      const held = withdrawable && !byClient ? withdrawal(state, told) : {};
      return happened(told, 'message-written', { message, ...channel, ...held });
    },
  }),
  /** By its author alone: nobody else knows of it yet. */
  'withdraw-message': rule({
    data: z.strictObject({ number: z.number().int().min(1).max(1_000_000) }),
    roles: support,
    in: open,
    decide({ withdrawable = [], withdrawn = [] }, { number }, told) {
      const message = withdrawable.find((one) => one.number === number);
      const mayBe = message?.by === told.by.id && told.nowMs < toEpochMs(message.until) && !withdrawn.includes(number);
      return mayBe ? happened(told, 'message-withdrawn', { number }) : refusal('not-withdrawable');
    },
  }),
  /** For the provider alone: a client never sees it. */
  note: rule({
    data: z.strictObject({ note: text(20_000) }),
    roles: support,
    in: open,
    decide: (_state, data, told) => happened(told, 'noted', data),
  }),
} as const;
