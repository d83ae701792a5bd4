import { z } from 'zod';
import { refusal, type Refusal } from '../refusal';
import { text } from '../text';
import { readClocks } from './clocks';
import { takesNoDuplicate } from './duplicates';
import type { Facts } from './facts';
import { isIncident } from './qualification';
import { whyNotEndUnbilled } from './quotation';
import { referenceSchema } from './reference';
import { happened, open, rule, support, type Told } from './rule';
import { rulesOf } from './rules';
import type { TicketState } from './schema';

/**
 * How a ticket stands to something else. It says so itself, and is found by it from the other side: nothing is written twice.
 * `to` is a ticket's reference; for an upgrade PRODUCT@VERSION; for an outage its reference.
 */
export const linkKindSchema = z.enum(['child-of', 'related-to', 'caused-by-upgrade', 'part-of-outage']);

const linkName = {
  kind: linkKindSchema,
  to: z.string().regex(/^[A-Za-z0-9][^\u0000-\u001F\u007F]{0,99}$/, 'a reference, or for an upgrade PRODUCT@VERSION'),
};
/** Whose ticket it leads to is kept, so that nobody learns of another company's; null for what is no ticket. */
export const linkSchema = z.strictObject({ ...linkName, client: z.string().nullable() }).meta({ id: 'Link' });
export type Link = z.infer<typeof linkSchema>;

/** The ticket that a duplicate was merged into, and why; the client reads both. */
export const mergedSchema = z.strictObject({ into: referenceSchema, reason: z.string() });

type Linked = Pick<Link, 'kind' | 'to'>;

const same = (a: Linked, b: Linked): boolean => a.kind === b.kind && a.to === b.to;

/** Whose the other end is, or why there is no such link: there is no such thing, it is the ticket itself, it would close a ring. */
function otherEnd(
  state: TicketState,
  { kind, to }: Linked,
  facts: Facts,
): { client: string | null } | { refusal: Refusal } {
  const { reference } = state.opening;
  const unknown = refusal('link-target-unknown', { kind, to });
  if (kind === 'caused-by-upgrade') {
    // A client may report what nobody has qualified yet (annex §10, "Incident rapporté par le Client").
    if (state.category !== null && !isIncident(state.category))
      return refusal('incidents-only', { command: kind, category: state.category });
    return facts.versionKnown === true ? { client: null } : unknown;
  }
  if (kind === 'part-of-outage') {
    const critical = state.category === 'provider-incident' && (state.priority === 'P1' || state.priority === 'P2');
    return critical ? { client: null } : refusal('outage-for-critical-incidents', { priority: state.priority });
  }
  if (to === reference) return refusal('link-to-itself', { reference });
  const { ticket } = facts;
  if (ticket?.reference !== to) return unknown;
  if (kind === 'child-of' && ticket.ancestors.includes(reference)) return refusal('link-in-ring', { to });
  return { client: ticket.client };
}

/** Why a ticket is no duplicate of another (annex §4, §7): nothing that the client is owed may be lost by it. */
function whyNotMerge(state: TicketState, into: string, { facts, atMs }: Told): Refusal | undefined {
  const { opening, priority, admission } = state;
  const { ticket } = facts;
  if (into === opening.reference) return refusal('link-to-itself', { reference: into }).refusal;
  if (ticket?.reference !== into) return refusal('link-target-unknown', { kind: 'merge-into', to: into }).refusal;
  if (ticket.client !== opening.client) return refusal('merge-other-company', { into }).refusal;
  if (ticket.mergedInto !== null) return refusal('merged', { command: 'merge-into', into: ticket.mergedInto }).refusal;
  if (takesNoDuplicate(ticket.status, rulesOf(state)))
    return refusal('merge-target-ended', { into, status: ticket.status }).refusal;
  // The order of opening never changes, so no two merges can ever lead into each other, however they meet.
  const later =
    ticket.openedAt > opening.openedAt || (ticket.openedAt === opening.openedAt && into > opening.reference);
  if (later) return refusal('merge-into-later', { into }).refusal;
  if (ticket.priority > priority)
    return refusal('merge-into-lower-priority', { into, priority, other: ticket.priority }).refusal;
  if (admission?.decision === 'admitted' && ticket.admission === 'without-sla')
    return refusal('merge-without-commitment', { into }).refusal;
  const given = rulesOf(state) >= 7 ? clockGivenTime(state, ticket.clocks ?? [], atMs) : undefined;
  return given === undefined ? undefined : refusal('merge-gives-time', { into, clock: given }).refusal;
}

/** The clock of which the other ticket has more left, as it had waited for the client: a breach would be merged away. */
function clockGivenTime(
  state: TicketState,
  others: NonNullable<NonNullable<Facts['ticket']>['clocks']>,
  atMs: number,
): string | undefined {
  const own = readClocks(state, atMs).filter(({ verdict }) => verdict !== 'met');
  return own.find(({ clock, targetMs, countedMs, breached }) => {
    const other = others.find((one) => one.clock === clock);
    if (!other) return false;
    return breached ? !other.breached : other.leftMs > targetMs - countedMs;
  })?.clock;
}

/** Tickets that belong together (annex §4, §9, §10). */
export const linkRules = {
  link: rule({
    data: z.strictObject(linkName),
    // Cadran itself, when it is reported against an upgrade.
    roles: [...support, 'cadran'],
    in: open,
    decide(state, data, told) {
      const links = state.links ?? [];
      if (links.some((one) => same(one, data))) return refusal('link-known', data);
      const parent = data.kind === 'child-of' ? links.find(({ kind }) => kind === 'child-of') : undefined;
      if (parent) return refusal('parent-known', { parent: parent.to });
      const end = otherEnd(state, data, told.facts);
      return 'refusal' in end ? end : happened(told, 'linked', { ...data, ...end });
    },
  }),
  unlink: rule({
    data: z.strictObject(linkName),
    roles: support,
    in: open,
    decide(state, data, told) {
      const link = state.links?.find((one) => same(one, data));
      return link ? happened(told, 'unlinked', link) : refusal('link-unknown', data);
    },
  }),
  /** The duplicate ends; what follows, its verdict too, is that of the ticket which was opened first. */
  'merge-into': rule({
    data: z.strictObject({ reference: referenceSchema, reason: text(5000) }),
    roles: support,
    in: open.filter((status) => status !== 'resolved'),
    decide(state, { reference: into, reason }, told) {
      const wrong = whyNotMerge(state, into, told);
      if (wrong) return { refusal: wrong };
      const unbilled = whyNotEndUnbilled(state);
      if (unbilled) return unbilled;
      const merged = happened(told, 'merged', { into, reason }).events;
      return { events: [...merged, ...happened(told, 'closed', { reason: 'merged' }).events] };
    },
  }),
} as const;
