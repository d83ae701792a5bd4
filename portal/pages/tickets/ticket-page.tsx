import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Band } from '../../band/band';
import { Countdown } from '../../components/countdown';
import { Answered } from '../../components/states';
import { ToneBadge } from '../../components/tone-badge';
import { useRefreshed, useTaken } from '../../refreshing';
import { announce, announceNow } from '../../shell/live-region';
import { usePageTitle } from '../../shell/page-title';
import { useLanguage, useWords } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { ClockListener } from '../../time/clock-changes';
import { useServerNow } from '../../time/ticker';
import { clockWords } from '../../wording/clocks';
import { stateWords } from '../../wording/states';
import { terms } from '../../wording/terms';
import { ticketWords } from '../../wording/ticket';
import { filled } from '../../wording/wording';
import { OthersHere, Presence } from '../support/presence';
import { BackToQueue, SupportSide } from '../support/support-side';
import { SubmitAgain } from './again';
import { Attachments } from './attachments';
import { Boxes } from './boxes';
import { Commands } from './commands/commands';
import { Facts } from './facts';
import { standingSentence } from './sentence';
import { TicketTimeline } from './ticket-timeline';
import { lookOf, ticketStateOf, type Ticket } from './ticket-state';

const route = getRouteApi('/tickets/$reference');

/** One ticket: where it stands, its clocks, what can be done, and what happened. */
export function TicketPage() {
  const { reference } = route.useParams();
  const ticket = useRefreshed('readTicket', { params: { reference } });
  usePageTitle(ticket.data?.title ?? reference);
  return (
    <>
      {ticket.data === undefined && ticket.error && <h1>{reference}</h1>}
      <Answered of={ticket} lines={6}>
        {(found) => (
          <Presence key={found.reference} reference={found.reference}>
            <TicketBody ticket={found} refetch={() => void ticket.refetch()} />
          </Presence>
        )}
      </Answered>
    </>
  );
}

function TicketBody({ ticket, refetch }: { readonly ticket: Ticket; readonly refetch: () => void }) {
  const words = useWords(ticketWords);
  const clocks = useWords(clockWords);
  const taken = useTaken();
  const { role } = useMe();
  const { reference, zone } = ticket;
  useChangesTold(ticket);
  useClocksTold(ticket);
  return (
    <article>
      <p className="no-print">
        {role === 'support' ? <BackToQueue /> : <Link to="/tickets">← {words['ticket.back']}</Link>}
      </p>
      <Head ticket={ticket} />
      <Boxes ticket={ticket} />
      <SubmitAgain ticket={ticket} />
      {ticket.clocks.length > 0 && (
        <section aria-labelledby="clocks-title">
          <h2 id="clocks-title">{clocks.title}</h2>
          <div className="clocks">
            {ticket.clocks.map((clock) => (
              <Countdown key={clock.clock} clock={clock} zone={zone ?? 'UTC'} outdated={refetch} />
            ))}
          </div>
          <Band reference={reference} sequence={ticket.sequence} />
        </section>
      )}
      <div className="sides">
        <div className="side">
          <Commands ticket={ticket} done={(answered) => taken('readTicket', { params: { reference } }, answered)} />
          <TicketTimeline ticket={ticket} />
        </div>
        <div className="side">
          <Facts ticket={ticket} />
          {role !== 'client' && <SupportSide ticket={ticket} />}
          <Attachments ticket={ticket} added={refetch} />
        </div>
      </div>
    </article>
  );
}

function Head({ ticket }: { readonly ticket: Ticket }) {
  const named = useWords(terms);
  const states = useWords(stateWords);
  const language = useLanguage();
  const { role } = useMe();
  const { shape, tone } = lookOf(ticket, role);
  return (
    <header className="ticket-head">
      <p className="quiet">{ticket.reference}</p>
      <h1>{ticket.title}</h1>
      <p className="badges">
        <ToneBadge shape={shape} tone={tone} dashed={ticket.status === 'waiting-client'}>
          {(role === 'client' ? states.turn : states.ticket)[ticketStateOf(ticket)]}
        </ToneBadge>
        <span>{named[`priority.${ticket.priority}`]}</span>
      </p>
      <p className="sentence" id="sentence">
        {standingSentence(ticket, role, language)}
      </p>
      <OthersHere />
    </header>
  );
}

/** Tells who listens that the ticket has changed its state; not what it was to begin with. */
function useChangesTold(ticket: Ticket): void {
  const words = useWords(ticketWords);
  const states = useWords(stateWords);
  const state = ticketStateOf(ticket);
  const before = useRef(state);
  useEffect(() => {
    if (before.current !== state)
      announce(filled(words['ticket.changed'], { reference: ticket.reference, status: states.ticket[state] }));
    before.current = state;
  }, [state, states, ticket.reference, words]);
}

/** Tells who listens what has become of the clocks: a breach at once, the rest in its turn. */
function useClocksTold({ clocks }: Ticket): void {
  const words = useWords(clockWords);
  const nowMs = useServerNow();
  const [listener] = useState(() => new ClockListener<Ticket['clocks'][number]['clock']>());
  useEffect(() => {
    for (const { clock, change } of listener.changes(clocks, nowMs)) {
      const text = words.changes[change](words.names[clock].plain);
      if (change === 'late') announceNow(text);
      else announce(text);
    }
  }, [clocks, nowMs, listener, words]);
}
