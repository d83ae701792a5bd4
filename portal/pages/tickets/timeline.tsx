import { Instant } from '../../components/instant';
import { useLanguage, useWords } from '../../shell/preferences';
import { formWords } from '../../wording/forms';
import { supportWords } from '../../wording/support';
import { ticketWords } from '../../wording/ticket';
import { terms } from '../../wording/terms';
import { eventSentence, isTold, quotedOf, type TicketEvent } from './event-words';
import type { Ticket } from './ticket-state';

/** What happened to a ticket, latest first. */
export function Timeline({ events, ticket }: { readonly events: readonly TicketEvent[]; readonly ticket: Ticket }) {
  const words = useWords(ticketWords);
  const told = events.filter(isTold).toSorted((a, b) => b.sequence - a.sequence);
  return (
    <section aria-labelledby="timeline-title">
      <h2 id="timeline-title">{words['ticket.timeline']}</h2>
      <ol className="timeline" reversed>
        {told.map((event) => (
          <Entry key={event.sequence} event={event} ticket={ticket} />
        ))}
      </ol>
    </section>
  );
}

function Entry({ event, ticket: { zone, withdrawn = [] } }: { readonly event: TicketEvent; readonly ticket: Ticket }) {
  const { withdrawnMark } = useWords(supportWords);
  const language = useLanguage();
  const named = useWords(terms);
  const { internal } = useWords(formWords);
  const { type, at, by, data } = event;
  const quoted = quotedOf(event);
  const role = named[`by.${by.role}` as keyof typeof named];
  // Clients know the provider's people by their role alone.
  const who = ['cadran', by.id].includes(by.role) ? role : `${by.id} (${role})`;
  const channel = data['channel'];
  const minor = type.startsWith('notice-') || type === 'announcement-withdrawn';
  const { number } = (data['withdrawable'] ?? {}) as { readonly number?: number };
  const isWithdrawn = number !== undefined && withdrawn.includes(number);
  const secret = type === 'noted' || type === 'attached-internally';
  return (
    <li className={minor ? 'minor' : undefined} data-internal={secret || undefined}>
      <p>
        <strong>{eventSentence(event, zone, language)}</strong>
        {secret && <span className="internal">{internal}</span>}
        {isWithdrawn && <span className="quiet"> ({withdrawnMark})</span>}
      </p>
      {quoted !== undefined && <blockquote className="typed">{quoted}</blockquote>}
      <p className="quiet small">
        <Instant at={at} zone={zone} /> · {who}
        {typeof channel === 'string' && ` · ${named[`channel.${channel}` as keyof typeof named]}`}
      </p>
    </li>
  );
}
