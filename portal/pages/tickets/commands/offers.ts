import type { Status } from '../../../../domain/ticket/schema';
import type { Me, Role } from '../../../shell/session';
import type { commandWords } from '../../../wording/ticket-commands';
import type { Ticket } from '../ticket-state';

/** What can be done with a ticket, by the name of its text. */
export type CommandName = Exclude<keyof (typeof commandWords)['fr'], 'done' | 'none'>;

export interface Offer {
  /** The operation that does it. */
  readonly operation: string;
  readonly roles: readonly Role[];
  readonly statuses: readonly Status[];
  readonly when?: (ticket: Ticket, me: Me) => boolean;
}

const SUPPORT: readonly Role[] = ['support', 'admin'];
const EVERYBODY: readonly Role[] = ['client', ...SUPPORT];
const WORKED_ON: readonly Status[] = ['acknowledged', 'qualified', 'in-progress'];
const IN_HAND: readonly Status[] = [...WORKED_ON, 'waiting-client'];
const RESOLVABLE: readonly Status[] = ['qualified', 'in-progress', 'waiting-client'];
const OPEN: readonly Status[] = ['new', ...IN_HAND, 'resolved'];

const by =
  (roles: readonly Role[], statuses: readonly Status[]) =>
  (operation: string, when?: Offer['when']): Offer => ({ operation, roles, statuses, ...(when ? { when } : {}) });

const isAsked = ({ question }: Ticket): boolean => question !== null;
export const waitsForDecision = ({ quotation }: Ticket): boolean => quotation?.state === 'open';
const isProposed = ({ proposedResolution }: Ticket): boolean => Boolean(proposedResolution);
const isIncident = ({ category }: Ticket): boolean =>
  category === 'provider-incident' || category === 'client-incident';

/** Whether another priority is proposed by the reader's own side, or by the other one. */
const proposedBy =
  (side: 'own' | 'other') =>
  ({ proposal }: Ticket, me: Me): boolean =>
    Boolean(proposal) && ((proposal?.by.role === 'client') === (me.role === 'client') ? 'own' : 'other') === side;

/**
 * Who is offered what, and when; first of all what answers to what is asked or proposed. The API decides by itself: this only
 * spares people what it would refuse.
 */
export const offers: Readonly<Record<CommandName, Offer>> = {
  'accept-resolution': by(EVERYBODY, RESOLVABLE)('acceptResolution', isProposed),
  'decline-resolution': by(EVERYBODY, RESOLVABLE)('declineResolution', isProposed),
  'acknowledge-escalation': by(SUPPORT, ['new', ...IN_HAND])('acknowledgeEscalation', ({ escalations = [] }) =>
    escalations.some(({ reached }) => reached.some((one) => !one.acknowledged)),
  ),
  acknowledge: by(SUPPORT, ['new'])('acknowledgeTicket'),
  'accept-quotation': by(EVERYBODY, RESOLVABLE)('acceptQuotation', waitsForDecision),
  'refuse-quotation': by(EVERYBODY, RESOLVABLE)('refuseQuotation', waitsForDecision),
  answer: by(EVERYBODY, ['waiting-client'])('answerSupport', isAsked),
  confirm: by(EVERYBODY, ['resolved'])('confirmTicket'),
  reopen: by(EVERYBODY, ['resolved'])('reopenTicket'),
  qualify: by(SUPPORT, [...IN_HAND, 'resolved'])('qualifyTicket'),
  resolve: by(SUPPORT, RESOLVABLE)('resolveTicket', ({ category }) => category !== null),
  quote: by(SUPPORT, RESOLVABLE)(
    'quoteTicket',
    (ticket) => ticket.category === 'additional-request' && !isAsked(ticket),
  ),
  'withdraw-quotation': by(SUPPORT, RESOLVABLE)('withdrawQuotation', waitsForDecision),
  ask: by(SUPPORT, WORKED_ON)('askClient'),
  message: by(EVERYBODY, OPEN)('writeMessage'),
  note: by(SUPPORT, OPEN)('noteOnTicket'),
  escalate: by(SUPPORT, IN_HAND)('escalateTicket', ({ level }) => level !== 'N3'),
  return: by(SUPPORT, IN_HAND)('returnTicket', ({ level }) => level !== 'N1'),
  assign: by(SUPPORT, OPEN)('assignTicket'),
  'accept-priority': by(EVERYBODY, OPEN)('acceptPriority', proposedBy('other')),
  'decline-priority': by(EVERYBODY, OPEN)('declinePriority', proposedBy('other')),
  'withdraw-priority': by(EVERYBODY, OPEN)('withdrawPriority', proposedBy('own')),
  'propose-priority': by(EVERYBODY, OPEN)('proposePriority', ({ proposal }) => !proposal),
  'change-priority': by(SUPPORT, OPEN)('changeTicketPriority'),
  reject: by(SUPPORT, ['new', ...IN_HAND])('rejectTicket'),
  'propose-resolution': by(SUPPORT, RESOLVABLE)('proposeResolution'),
  'tie-to-anomaly': by(SUPPORT, IN_HAND)('tieToAnomaly', (ticket) => isIncident(ticket) && !ticket.anomaly),
  'untie-from-anomaly': by(SUPPORT, OPEN)('untieFromAnomaly', ({ anomaly }) => Boolean(anomaly)),
  link: by(SUPPORT, OPEN)('linkTicket'),
  unlink: by(SUPPORT, OPEN)('unlinkTicket', ({ links = [] }) => links.length > 0),
  'merge-into': by(SUPPORT, ['new', ...IN_HAND])('mergeTicket'),
  'correct-wait': by(SUPPORT, OPEN)('correctWait', ({ waits = [] }) => waits.length > 0),
  'record-wait': by(SUPPORT, OPEN)('recordWait'),
  reconsider: by(SUPPORT, OPEN)('reconsiderTicket', ({ admission }) => admission?.decision === 'without-sla'),
};

/** What somebody can do with a ticket now, in the order in which it is offered. */
export function offered(ticket: Ticket, me: Me): CommandName[] {
  return (Object.keys(offers) as CommandName[]).filter((name) => {
    const { roles, statuses, when } = offers[name];
    return roles.includes(me.role) && statuses.includes(ticket.status) && (when?.(ticket, me) ?? true);
  });
}
