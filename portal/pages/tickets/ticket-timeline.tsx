import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call';
import type { TicketEvent } from './event-words';
import type { Ticket } from './ticket-state';
import { Timeline } from './timeline';

/**
 * The timeline, read anew whenever the ticket has more events than were read. It shows no more than the ticket knows of: what is on
 * the page is what its reader is taken to have read (patterns 8.4).
 */
export function TicketTimeline({ ticket }: { readonly ticket: Ticket }) {
  const { reference, sequence } = ticket;
  const { data: events } = useQuery({
    queryKey: ['listTicketEvents', reference, sequence],
    queryFn: () => allEvents(reference),
    placeholderData: (before) => before,
  });
  return events ? <Timeline events={events.filter((event) => event.sequence <= sequence)} ticket={ticket} /> : null;
}

/** A long life comes in several pages. */
async function allEvents(reference: string): Promise<TicketEvent[]> {
  const all: TicketEvent[] = [];
  for (let after: number | null = 0; after !== null;) {
    const page: { items: TicketEvent[]; next: number | null } = await call('listTicketEvents', {
      params: { reference },
      query: { after: String(after) },
    });
    all.push(...page.items);
    after = page.next;
  }
  return all;
}
