import { z } from 'zod';
import { attachmentSchema, type Attachment } from '../attachment/attachment';
import { refusal } from '../refusal';
import { toEpochMs } from '../time/instant';
import { everybody, happened, open, rule, type Answer, type Told } from './rule';
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
      if (internal || withMessage) return attached;
      if (told.by.role !== 'client') return toldOf(state, attachment, told);
      const name = `[${attachment.name}]`;
      // What was asked for has come: one fact, whatever the channel (annex, GTR).
      if (isAsked(state))
        return { events: [...attached.events, ...happened(told, 'client-answered', { answer: name }).events] };
      // What the client has to say of a resolution.
      if (state.status === 'resolved' && rulesOf(state) >= 8)
        return { events: [...attached.events, ...happened(told, 'message-written', { message: name }).events] };
      return toldOf(state, attachment, told);
    },
  }),
} as const;

/** Files that one person adds within this time (ms) are told of once, and those that come with the opening by its own mail. */
const sameAddingMs = 2 * 60_000;

/** A file that nothing else tells the other side of. */
function toldOf(state: TicketState, attachment: Attachment, told: Told): Answer {
  const { requester, openedAt } = state.opening;
  const before = [
    ...(requester.id === told.by.id ? [openedAt] : []),
    ...(state.attachments ?? []).flatMap(({ by, at, internal }) => (by.id === told.by.id && !internal ? [at] : [])),
  ];
  const known = before.some((at) => Math.abs(told.atMs - toEpochMs(at)) < sameAddingMs);
  const silent = rulesOf(state) < 9 || known;
  return happened(told, 'attached', silent ? attachment : { ...attachment, told: true });
}

function isAsked(state: TicketState): boolean {
  return state.status === 'waiting-client' && state.question !== null && rulesOf(state) >= 7;
}
