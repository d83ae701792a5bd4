import { Link } from '@tanstack/react-router';
import { useClientNames } from '../../client-names';
import { ClockFigure } from '../../components/countdown';
import { Instant } from '../../components/instant';
import { Rows } from '../../components/rows';
import { ToneBadge } from '../../components/tone-badge';
import { rememberRow } from '../../keys/last-list';
import { useRowAgain } from '../../keys/row-again';
import { useWords } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { stateWords } from '../../wording/states';
import { listWords } from '../../wording/ticket-list';
import { useCurrent } from './current';
import { openClockOf } from './open-clock';
import { lookOf, ticketStateOf, type Ticket } from './ticket-state';

/** Tickets in rows, and in cards where the page is narrow: who must act, and by when. */
export function TicketTable({ tickets, caption }: { readonly tickets: readonly Ticket[]; readonly caption: string }) {
  const words = useWords(listWords);
  const { role } = useMe();
  const withClient = role !== 'client';
  const nameOf = useClientNames();
  useRowAgain();
  const { ticket, client, priority, state, due } = words;
  const columns = [ticket, ...(withClient ? [client] : []), priority, state, due];
  return (
    <Rows caption={caption} columns={columns}>
      {tickets.map((ticket) => (
        <Row key={ticket.reference} listed={ticket} client={withClient ? nameOf(ticket.client) : undefined} />
      ))}
    </Rows>
  );
}

function Row({ listed, client }: { readonly listed: Ticket; readonly client: string | undefined }) {
  const ticket = useCurrent(listed);
  const words = useWords(listWords);
  const states = useWords(stateWords);
  const { role } = useMe();
  const look = lookOf(ticket, role);
  const still = ticket.status === 'waiting-client';
  const { reference, title, priority, status, nextDeadline, zone } = ticket;
  const next = status === 'closed' || status === 'rejected' ? undefined : openClockOf(ticket);
  return (
    <tr data-row={reference}>
      <th scope="row">
        <Link
          to="/tickets/$reference"
          params={{ reference }}
          className="row-link"
          onClick={() => rememberRow(reference)}
        >
          {title}
        </Link>
        <span className="quiet small row-reference">{reference}</span>
      </th>
      {client !== undefined && <td data-label={words.client}>{client}</td>}
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
