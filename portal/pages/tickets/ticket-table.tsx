import { Link } from '@tanstack/react-router';
import { ClockFigure } from '../../components/countdown';
import { Instant } from '../../components/instant';
import { ToneBadge } from '../../components/tone-badge';
import { useWords } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { stateWords } from '../../wording/states';
import { listWords } from '../../wording/ticket-list';
import { lookOf, ticketStateOf, type Ticket } from './ticket-state';

/** Tickets in rows, and in cards where the page is narrow: who must act, and by when. */
export function TicketTable({ tickets, caption }: { readonly tickets: readonly Ticket[]; readonly caption: string }) {
  const words = useWords(listWords);
  const { role } = useMe();
  const withClient = role !== 'client';
  return (
    <table className="rows">
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.ticket}</th>
          {withClient && <th scope="col">{words.client}</th>}
          <th scope="col">{words.priority}</th>
          <th scope="col">{words.state}</th>
          <th scope="col">{words.due}</th>
        </tr>
      </thead>
      <tbody>
        {tickets.map((ticket) => (
          <Row key={ticket.reference} ticket={ticket} withClient={withClient} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ ticket, withClient }: { readonly ticket: Ticket; readonly withClient: boolean }) {
  const words = useWords(listWords);
  const states = useWords(stateWords);
  const { role } = useMe();
  const look = lookOf(ticket, role);
  const still = ticket.status === 'waiting-client';
  const { reference, title, client, priority, nextDeadline, zone } = ticket;
  const next = nextClock(ticket);
  return (
    <tr>
      <th scope="row">
        <Link to="/tickets/$reference" params={{ reference }} className="row-link">
          {title}
        </Link>
        <span className="quiet small row-reference">{reference}</span>
      </th>
      {withClient && <td data-label={words.client}>{client}</td>}
      <td data-label={words.priority}>{priority}</td>
      <td data-label={words.state}>
        <ToneBadge shape={look.shape} tone={look.tone} dashed={still}>
          {(role === 'client' ? states.turn : states.ticket)[ticketStateOf(ticket)]}
        </ToneBadge>
      </td>
      <td data-label={words.due}>
        {next && <ClockFigure clock={next} />}{' '}
        {nextDeadline === null ? (
          !next && <span className="quiet">{words.noDue}</span>
        ) : (
          <Instant at={nextDeadline} zone={zone} style={{ year: false }} />
        )}
      </td>
    </tr>
  );
}

/** The clock of a ticket that matters now: the first that is not decided. */
function nextClock({ clocks, status }: Ticket): Ticket['clocks'][number] | undefined {
  if (status === 'closed' || status === 'rejected') return undefined;
  const open = clocks.filter(({ verdict, state }) => verdict === null && state !== 'stopped');
  return open.toSorted((a, b) => dueOf(a) - dueOf(b))[0];
}

function dueOf({ dueAt }: Ticket['clocks'][number]): number {
  return dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(dueAt);
}
