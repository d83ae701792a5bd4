import { z } from 'zod';
import type { TicketAnswer } from '../ticket/schema';
import type { UpgradeEvent } from './events';
import type { Owed } from './owed';
import type { ReportedIncident, UpgradeState } from './schema';

/** A ticket as it stands, told by what publishes it, or looked up: the later number wins. */
export const toldTicketSchema = z.strictObject({
  ticket: z.string(),
  sequence: z.number().int(),
  status: z.string(),
  category: z.string().nullable(),
  mergedInto: z.string().nullable(),
  /** Whether it says of itself that the upgrade caused it. */
  tied: z.boolean(),
  /** Asked of the ticket's own workflow: what its publishing told may be of a task that was cut off, and never was. */
  asked: z.boolean(),
});
export type ToldTicket = z.infer<typeof toldTicketSchema>;

/** How a ticket stands towards an upgrade, from its answer. */
export function toldTicket(
  { reference, sequence, status, category, merged, links = [] }: TicketAnswer,
  { product, version }: { readonly product: string; readonly version: string },
  asked: boolean,
): ToldTicket {
  const tied = links.some(({ kind, to }) => kind === 'caused-by-upgrade' && to === `${product}@${version}`);
  return { ticket: reference, sequence, status, category, mergedInto: merged?.into ?? null, tied, asked };
}

/** Why a ticket does not stand in the way of a promotion; `undefined`: it does (annex §10, "Incident rapporté par le Client"). */
export function whyReleased(told: ToldTicket): NonNullable<ReportedIncident['released']> | undefined {
  if (told.mergedInto !== null) return 'merged';
  if (told.status === 'resolved' || told.status === 'closed' || told.status === 'rejected') return told.status;
  // What nobody has qualified yet is what the client says that it is.
  if (told.category === 'client-request' || told.category === 'additional-request') return 'not-an-incident';
  return told.tied ? undefined : 'untied';
}

type IncidentEvent = Extract<UpgradeEvent, { type: `incident-${string}` | 'promotion-failed' }>;

/** The incidents after an event, and the ties that are owed for them. */
export function incidentsAfter(state: UpgradeState, event: IncidentEvent): UpgradeState {
  const { at, by } = event;
  const { incidents } = state;
  switch (event.type) {
    case 'incident-reported': {
      const { ticket, origin, sequence } = event.data;
      const begun = { ticket, origin, reportedAt: at, by, open: true, released: null, releasedAt: null, sequence };
      const others = incidents.filter((one) => !(origin === 'provider' && one.ticket === null));
      const owed = state.owed.filter(({ kind }) => !(origin === 'provider' && kind === 'open-incident'));
      return { ...state, incidents: [...others, begun], owed: [...owed, ...tie(ticket)] };
    }
    case 'incident-reopened': {
      const { ticket, sequence } = event.data;
      const open = { open: true, released: null, releasedAt: null, sequence };
      // Asked again, and tied again if need be: news that came in between may be newer than these.
      const others = state.owed.filter(({ id }) => id !== `tie-${ticket}`);
      return { ...state, incidents: changed(incidents, ticket, open), owed: [...others, ...tie(ticket)] };
    }
    case 'incident-released': {
      const { ticket, why, sequence } = event.data;
      return {
        ...state,
        incidents: changed(incidents, ticket, { open: false, released: why, releasedAt: at, sequence }),
      };
    }
    case 'promotion-failed': {
      const owedTicket: ReportedIncident = {
        ...{ ticket: null, origin: 'provider', reportedAt: at, by, open: true },
        ...{ released: null, releasedAt: null, sequence: 0 },
      };
      return { ...state, incidents: [...incidents, owedTicket] };
    }
  }
}

/** A ticket that was reported here is tied to the upgrade, so that whatever becomes of it is told here. */
function tie(ticket: string | null): Owed[] {
  return ticket === null ? [] : [{ kind: 'tie-ticket', id: `tie-${ticket}`, ticket }];
}

function changed(
  incidents: readonly ReportedIncident[],
  ticket: string,
  change: Partial<ReportedIncident>,
): ReportedIncident[] {
  return incidents.map((one) => (one.ticket === ticket ? { ...one, ...change } : one));
}
