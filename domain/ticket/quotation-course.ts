import { toEpochMs } from '../time/instant';
import { cadran } from './actor';
import type { TicketEvent } from './events';
import { openQuotation, quotationsOf, type KeptQuotation, type Quotation } from './quotation';
import type { TicketState } from './schema';

/** When the open quotation is to be told expired, epoch milliseconds: past its end, as a decision of that instant comes first. */
export function expiryDueMs(state: TicketState): number | undefined {
  const open = openQuotation(state);
  return open && toEpochMs(open.expiresAt) + 1;
}

/** The expiry that has come to pass before an instant (epoch milliseconds), at its own instant however late this is. */
export function expiriesBefore(state: TicketState, untilMs: number): TicketEvent[] {
  const open = openQuotation(state);
  if (!open || toEpochMs(open.expiresAt) >= untilMs) return [];
  return [{ type: 'quotation-expired', at: open.expiresAt, by: cadran, data: { number: open.number } }];
}

/**
 * What an event makes of quotations, given the ticket after it: one that waits is withdrawn when the ticket is no additional
 * request any more, or over; those accepted are to be billed once the request is resolved and closed.
 */
export function quotationsAfter(state: TicketState, { at, by }: TicketEvent): TicketEvent[] {
  const { status, category, resolution } = state;
  const over = status === 'closed' || status === 'rejected';
  const open = openQuotation(state);
  if (open && (over || category !== 'additional-request')) {
    const data = { number: open.number, cause: over ? 'ticket-ended' : 'category-changed', reason: null } as const;
    return [{ type: 'quotation-withdrawn', at, by, data }];
  }
  if (status !== 'closed' || resolution === null || category !== 'additional-request') return [];
  return quotationsOf(state).flatMap(({ number, amount, currency, description, ...one }): TicketEvent[] => {
    const { decidedAt: acceptedAt, decidedBy: acceptedBy, quotedAt, quotedBy, agreement } = one;
    if (one.state !== 'accepted' || one.billedAt !== null || acceptedAt === null || acceptedBy === null) return [];
    const of = { number, amount, currency, description };
    return [
      { type: 'quotation-billed', at, by, data: { ...of, quotedAt, quotedBy, acceptedAt, acceptedBy, agreement } },
    ];
  });
}

type QuotationEvent = Extract<TicketEvent, { type: 'quoted' | `quotation-${string}` }>;

/** What an event of a quotation changes of the ticket; the wait for the client's decision makes it wait for the client. */
export function quotationChange(state: TicketState, event: QuotationEvent): Partial<TicketState> {
  const { at, by } = event;
  if (event.type === 'quoted') {
    const { number, amount, currency, description, validUntil, expiresAt } = event.data;
    const undecided = { decidedAt: null, decidedBy: null, reason: null, agreement: null, billedAt: null };
    const offer = { number, amount, currency, description, validUntil, expiresAt };
    const quoted = { ...offer, state: 'open', quotedAt: at, quotedBy: by, ...undecided } as const;
    return { status: 'waiting-client', quotations: [...quotationsOf(state), quoted] };
  }
  const changed = (change: Partial<KeptQuotation>): KeptQuotation[] =>
    quotationsOf(state).map((one) => (one.number === event.data.number ? { ...one, ...change } : one));
  if (event.type === 'quotation-billed') return { quotations: changed({ billedAt: at }) };
  const decided = { decidedAt: at, decidedBy: by };
  const become: Record<typeof event.type, Partial<KeptQuotation>> = {
    'quotation-accepted': { ...decided, state: 'accepted' },
    'quotation-refused': { ...decided, state: 'refused' },
    'quotation-withdrawn': { ...decided, state: 'withdrawn' },
    'quotation-expired': { ...decided, state: 'expired', beforeExpiryMs: state.changedAtMs },
  };
  const { reason = null, agreement = null } = { ...event.data } as Partial<Quotation>;
  const quotations = changed({ ...become[event.type], reason, agreement });
  const accepted = quotations.some((one) => one.state === 'accepted');
  const waited = state.status === 'waiting-client' || event.type === 'quotation-accepted';
  return { quotations, ...(waited ? { status: accepted ? 'in-progress' : 'qualified' } : {}) };
}
