import { z } from 'zod';
import { attachmentSchema } from '../attachment/attachment';
import { refusal } from '../refusal';
import { everybody, happened, open, rule } from './rule';

/** Files that people add to a ticket (annex §3); their bytes are in the store before the command is given. */
export const attachingRules = {
  attach: rule({
    data: attachmentSchema.extend({
      internal: z.boolean(),
      /** As many as a ticket may have, this one included: a setting of whoever gives the command. */
      mostOfTicket: z.number().int(),
    }),
    roles: everybody,
    in: open,
    decide: (state, { internal, mostOfTicket, ...attachment }, told) => {
      if (internal && told.by.role === 'client')
        return refusal('not-allowed', { command: 'internal', role: told.by.role });
      if ((state.attachments ?? []).length >= mostOfTicket) return refusal('attachments-full', { most: mostOfTicket });
      return happened(told, internal ? 'attached-internally' : 'attached', attachment);
    },
  }),
} as const;
