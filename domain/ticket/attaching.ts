import { z } from 'zod';
import { attachmentSchema } from '../attachment/attachment';
import { refusal } from '../refusal';
import { everybody, happened, open, rule } from './rule';
import { rulesOf } from './rules';
import type { TicketState } from './schema';

/** Files that people add to a ticket (annex §3); their bytes are in the store before the command is given. */
export const attachingRules = {
  attach: rule({
    data: attachmentSchema.extend({
      internal: z.boolean(),
      /** As many as a ticket may have, this one included: a setting of whoever gives the command. */
      mostOfTicket: z.number().int(),
      /** A message comes with it, which says what it is. */
      withMessage: z.boolean().optional(),
    }),
    roles: everybody,
    in: open,
    decide: (state, { internal, mostOfTicket, withMessage = false, ...attachment }, told) => {
      if (internal && told.by.role === 'client')
        return refusal('not-allowed', { command: 'internal', role: told.by.role });
      if ((state.attachments ?? []).length >= mostOfTicket) return refusal('attachments-full', { most: mostOfTicket });
      const attached = happened(told, internal ? 'attached-internally' : 'attached', attachment);
      if (internal || withMessage || told.by.role !== 'client') return attached;
      const name = `[${attachment.name}]`;
      // What was asked for has come: one fact, whatever the channel (annex, GTR).
      if (isAsked(state))
        return { events: [...attached.events, ...happened(told, 'client-answered', { answer: name }).events] };
      // What the client has to say of a resolution.
      if (state.status === 'resolved' && rulesOf(state) >= 8)
        return { events: [...attached.events, ...happened(told, 'message-written', { message: name }).events] };
      return attached;
    },
  }),
} as const;

function isAsked(state: TicketState): boolean {
  return state.status === 'waiting-client' && state.question !== null && rulesOf(state) >= 7;
}
