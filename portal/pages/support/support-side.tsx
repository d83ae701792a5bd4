import './support.css';
import { Link } from '@tanstack/react-router';
import { Answered } from '../../components/states';
import { useRefreshed } from '../../refreshing';
import { useWords } from '../../shell/preferences';
import { stateWords } from '../../wording/states';
import { supportWords } from '../../wording/support';
import { fieldWords } from '../../wording/ticket-fields';
import { SimilarSide } from './similar-side';
import { rememberedFilters } from './take-next';
import { ticketStateOf, type Ticket } from '../tickets/ticket-state';

const SHOWN = 6;

/** What the page of a ticket shows to the provider's people besides: what the levels handed over, and the client's other tickets. */
export function SupportSide({ ticket }: { readonly ticket: Ticket }) {
  return (
    <>
      <HandOver ticket={ticket} />
      <SimilarSide ticket={ticket} />
      <OtherTickets ticket={ticket} />
    </>
  );
}

/** Back to the queue as it was looked at. */
export function BackToQueue() {
  const words = useWords(supportWords);
  return (
    <Link to="/queue" search={rememberedFilters()}>
      ← {words.title}
    </Link>
  );
}

function HandOver({ ticket: { handOver } }: { readonly ticket: Ticket }) {
  const words = useWords(supportWords);
  const fields = useWords(fieldWords);
  const { reformulation = null, reproduction = null } = handOver ?? {};
  if (reformulation === null && reproduction === null) return null;
  const parts: readonly (readonly [string, string])[] = [
    ...(reformulation === null ? [] : [[fields.reformulation, reformulation] as const]),
    ...(reproduction === null
      ? []
      : (['steps', 'expected', 'observed', 'environment'] as const).map(
          (name) => [fields[name], reproduction[name]] as const,
        )),
  ];
  return (
    <section className="card" id="hand-over">
      <h2>{words.handOver}</h2>
      {parts.map(([title, text]) => (
        <div key={title}>
          <h3>{title}</h3>
          <p className="typed">{text}</p>
        </div>
      ))}
    </section>
  );
}

function OtherTickets({ ticket: { client, reference } }: { readonly ticket: Ticket }) {
  const words = useWords(supportWords);
  const states = useWords(stateWords);
  const found = useRefreshed('listTickets', { query: { client, limit: SHOWN + 1 } }, { once: true });
  return (
    <section className="card" id="earlier">
      <h2>{words.earlier}</h2>
      <Answered of={found} lines={2}>
        {({ items }) => {
          const others = items.filter((one) => one.reference !== reference).slice(0, SHOWN);
          if (others.length === 0) return <p className="quiet">{words.noEarlier}</p>;
          return (
            <>
              <ul className="plain">
                {others.map((one) => (
                  <li key={one.reference}>
                    <Link to="/tickets/$reference" params={{ reference: one.reference }}>
                      {one.title}
                    </Link>{' '}
                    <span className="quiet small">
                      {one.reference} · {one.priority} · {states.ticket[ticketStateOf(one)]}
                    </span>
                  </li>
                ))}
              </ul>
              <Link to="/tickets" search={{ client }}>
                {words.allOfClient}
              </Link>
            </>
          );
        }}
      </Answered>
    </section>
  );
}
