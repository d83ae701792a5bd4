import type { Actor, TicketAnswer } from '../domain/ticket/schema';
import type { StoredEvent } from '../store/tickets';
import { scopeOf } from './authorization';
import type { Asking } from './company';

/** What an admission is decided by, and whoever may not read invoices need not know: that one is overdue is its reason. */
const billingFacts = ['invoice', 'dueOn'];

/** The events that a client does not get to know of at all. */
export const hiddenFromClients = ['noted', 'assigned', 'attached-internally'];

/** What of an event tells only the provider's people something: what they did among themselves, and their addresses. */
const keptFromClients = [
  'admission-decided',
  'notice-sent',
  'notice-dropped',
  'timetables-extended',
  'escalated',
  'returned',
];

/** A ticket as a caller may see it. */
export function ticketSeenBy(asking: Asking, ticket: TicketAnswer): TicketAnswer {
  const seen =
    asking.scope === 'all' ? ticket : { ...ticket, handOver: null, assignee: null, ...proposalSeenByClient(ticket) };
  const { admission } = ticket;
  return admission === null ? seen : { ...seen, admission: admissionSeenBy(asking, admission) };
}

type Seen = Pick<StoredEvent, 'type'> & { readonly by: Actor; readonly data: Readonly<Record<string, unknown>> };

/** Who did what, as a caller may see it: a client gets to know the provider's people by their role alone. */
export function eventSeenBy(asking: Asking, { type, by, data }: Seen): Pick<Seen, 'by' | 'data'> {
  if (asking.scope === 'all') return { by, data: withAdmission(asking, data) };
  if (keptFromClients.includes(type)) return { by: actorSeenByClient(by), data: {} };
  return { by: actorSeenByClient(by), data: type === 'opened' ? openingSeenByClient(data) : data };
}

/** Who proposes another priority, by the role alone if it is one of the provider's people. */
function proposalSeenByClient({ proposal }: TicketAnswer): Pick<TicketAnswer, 'proposal'> {
  return proposal ? { proposal: { ...proposal, by: actorSeenByClient(proposal.by) } } : {};
}

type Admission = NonNullable<TicketAnswer['admission']>;

function admissionSeenBy({ caller }: Asking, admission: Admission): Admission {
  if (scopeOf(caller, 'invoices.read') !== undefined) return admission;
  const facts = Object.entries(admission.facts).filter(([name]) => !billingFacts.includes(name));
  return { ...admission, facts: Object.fromEntries(facts) };
}

function withAdmission(asking: Asking, data: Seen['data']): Seen['data'] {
  const { admission } = data as { readonly admission?: Admission };
  return admission ? { ...data, admission: admissionSeenBy(asking, admission) } : data;
}

export function actorSeenByClient(by: Actor): Actor {
  return by.role === 'client' || by.role === 'cadran' ? by : { id: by.role, role: by.role };
}

function openingSeenByClient(data: Seen['data']): Seen['data'] {
  const { opening } = data as { readonly opening: { readonly requester: Actor & { readonly email: string | null } } };
  const { requester } = opening;
  if (requester.role === 'client') return data;
  return {
    ...data,
    opening: { ...opening, requester: { ...requester, ...actorSeenByClient(requester), email: null } },
  };
}
