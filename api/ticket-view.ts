import { isAfterBreach, type Threshold } from '../domain/clock/thresholds';
import type { Actor, TicketAnswer, TicketOpening, TicketState } from '../domain/ticket/schema';
import { toEpochMs } from '../domain/time/instant';
import type { StoredEvent } from '../store/events';
import { scopeOf } from './authorization';
import type { Asking } from './company';

/** What an admission is decided by, and whoever may not read invoices need not know: that one is overdue is its reason. */
const billingFacts = ['invoice', 'dueOn'];

/** The events that a client does not get to know of at all. */
export const hiddenFromClients = [
  ...['noted', 'assigned', 'linked', 'unlinked', 'merge-told', 'untied-from-anomaly'],
  ...['escalation-reached', 'escalation-acknowledged', 'attached-internally', 'message-withdrawn'],
];

/**
 * Whether an event is one that a caller gets to know of: what was told of the provider's own steps is not heard of once it is withdrawn,
 * nor is a message before it can't be withdrawn any more (`nowMs`, epoch milliseconds), or once it was.
 */
export function seesEvent(
  { scope }: Pick<Asking, 'scope'>,
  { type, data }: Pick<StoredEvent, 'type' | 'data'>,
  { withdrawn = [] }: Pick<TicketAnswer, 'withdrawn'>,
  nowMs: number,
): boolean {
  if (scope === 'all') return true;
  if (hiddenFromClients.includes(type)) return false;
  const { withdrawable } = data as { readonly withdrawable?: { readonly number: number; readonly until: string } };
  if (withdrawable) return toEpochMs(withdrawable.until) <= nowMs && !withdrawn.includes(withdrawable.number);
  const { threshold } = data as { readonly threshold?: Threshold };
  return type !== 'announcement-withdrawn' || threshold === undefined || !isAfterBreach(threshold);
}

/** What of an event tells only the provider's people something: what they did among themselves, and their addresses. */
const keptFromClients = [
  'admission-decided',
  'notice-sent',
  'notice-dropped',
  'timetables-extended',
  'escalated',
  'returned',
  'duplicate-taken',
];

/** The links that a client sees: to tickets of its own, and to the upgrade that caused the incident. */
function linksSeenByClient({ client, links = [] }: TicketAnswer): NonNullable<TicketAnswer['links']> {
  return links.filter((link) => link.kind === 'caused-by-upgrade' || link.client === client);
}

/** A ticket as a caller may see it. */
export function ticketSeenBy(asking: Asking, ticket: TicketAnswer): TicketAnswer {
  const seen =
    asking.scope === 'all'
      ? ticket
      : {
          ...ticket,
          handOver: null,
          assignee: null,
          escalations: [],
          withdrawable: [],
          withdrawn: [],
          links: linksSeenByClient(ticket),
          ...(ticket.imported ? { imported: importedSeenByClient(ticket.imported) } : {}),
          ...proposalSeenByClient(ticket),
          quotation: ticket.quotation ? peopleSeenBy(asking, ticket.quotation) : null,
        };
  const { admission } = ticket;
  return admission === null ? seen : { ...seen, admission: admissionSeenBy(asking, admission) };
}

/** The same in a list, without the documents that levels hand over: 30 kB of a ticket, which are read with it alone. */
export function ticketInList(asking: Asking, ticket: TicketAnswer): TicketAnswer {
  return Object.fromEntries(
    Object.entries(ticketSeenBy(asking, ticket)).filter(([field]) => field !== 'handOver'),
  ) as TicketAnswer;
}

type Seen = Pick<StoredEvent, 'type'> & { readonly by: Actor; readonly data: Readonly<Record<string, unknown>> };

/** Who did what, as a caller may see it: a client gets to know the provider's people by their role alone. */
export function eventSeenBy(asking: Asking, { type, by, data }: Seen): Pick<Seen, 'by' | 'data'> {
  if (asking.scope === 'all') return { by, data: withAdmission(asking, data) };
  if (keptFromClients.includes(type)) return { by: actorSeenByClient(by), data: {} };
  return { by: actorSeenByClient(by), data: dataSeenByClient(asking, type, data) };
}

function dataSeenByClient(asking: Asking, type: string, data: Seen['data']): Seen['data'] {
  if (type === 'opened') return openingSeenByClient(data);
  if (type === 'tied-to-anomaly') return { anomaly: data['anomaly'] };
  // Terms and timetables are what all is worked out from, with the addresses of the provider's people.
  if (type === 'terms-amended') return { from: data['from'], to: data['to'], reason: data['reason'] };
  // It may name who changed the register.
  if (type === 'admission-reconsidered') return withAdmission(asking, { ...data, reason: null });
  return peopleSeenBy(asking, data);
}

/** Who proposes another priority, by the role alone if it is one of the provider's people. */
function proposalSeenByClient({ proposal }: TicketAnswer): Pick<TicketAnswer, 'proposal'> {
  return proposal ? { proposal: { ...proposal, by: actorSeenByClient(proposal.by) } } : {};
}

type Admission = NonNullable<TicketAnswer['admission']>;

export function admissionSeenBy({ caller }: Asking, admission: Admission): Admission {
  if (scopeOf(caller, 'invoices.read') !== undefined) return admission;
  const facts = Object.entries(admission.facts).filter(([name]) => !billingFacts.includes(name));
  return { ...admission, facts: Object.fromEntries(facts) };
}

function withAdmission(asking: Asking, data: Seen['data']): Seen['data'] {
  const { admission } = data as { readonly admission?: Admission };
  return admission ? { ...data, admission: admissionSeenBy(asking, admission) } : data;
}

/** Fields that say who of both sides did something to a quotation. */
const people = ['quotedBy', 'decidedBy', 'acceptedBy'];

/** Something with such fields as a caller may see it: a client gets to know the provider's people by their role alone. */
export function peopleSeenBy<Shown extends object>({ scope }: Asking, shown: Shown): Shown {
  if (scope === 'all') return shown;
  const seen = Object.entries(shown).map(([name, value]: [string, unknown]) => [
    name,
    people.includes(name) && value ? actorSeenByClient(value as Actor) : value,
  ]);
  return Object.fromEntries(seen) as Shown;
}

export function actorSeenByClient(by: Actor): Actor {
  return by.role === 'client' || by.role === 'cadran' ? by : { id: by.role, role: by.role };
}

/** A state as its explanation may tell a caller: who entered something late is one of support, and a client knows those by their role. */
export function stateSeenBy({ scope }: Pick<Asking, 'scope'>, state: TicketState): TicketState {
  if (scope === 'all') return state;
  return { ...state, moves: state.moves.map((move) => (move.by === undefined ? move : { ...move, by: 'support' })) };
}

/** Which part of which import brought a ticket is the provider's own affair. */
function importedSeenByClient({ source, reference }: NonNullable<TicketAnswer['imported']>) {
  return { source, reference };
}

function openingSeenByClient(data: Seen['data']): Seen['data'] {
  const { opening } = data as { readonly opening: TicketOpening };
  const { requester, imported } = opening;
  const seen = { ...opening, ...(imported ? { imported: importedSeenByClient(imported) } : {}) };
  if (requester.role === 'client') return { ...data, opening: seen };
  return { ...data, opening: { ...seen, requester: { ...requester, ...actorSeenByClient(requester), email: null } } };
}
