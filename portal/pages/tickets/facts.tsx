import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useClientNames } from '../../client-names';
import { Instant } from '../../components/instant';
import { useLanguage, useWords } from '../../shell/preferences';
import { formatDuration } from '../../time/duration';
import { formatInstant } from '../../time/format';
import { readersZone } from '../../time/zones';
import { clockWords } from '../../wording/clocks';
import { fieldWords } from '../../wording/ticket-fields';
import { terms } from '../../wording/terms';
import { ticketWords } from '../../wording/ticket';
import { filled, said, type Language } from '../../wording/wording';
import type { Ticket } from './ticket-state';

type Fact = readonly [term: string, value: ReactNode];

/** What was reported, and all that is known of the ticket. */
export function Facts({ ticket }: { readonly ticket: Ticket }) {
  const words = useWords(ticketWords);
  const facts = useFacts(ticket);
  return (
    <section className="card">
      <h2>{words['ticket.description']}</h2>
      <p className="typed">{ticket.description}</p>
      <dl className="facts">
        {facts.map(([term, value], index) => (
          <div key={index}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function useFacts(ticket: Ticket): readonly Fact[] {
  const language = useLanguage();
  const words = ticketWords[language];
  const named = terms[language];
  const fields = fieldWords[language];
  const nameOf = useClientNames();
  const { zone, category, caller, followUpOf, assignee, closedAt, reopenableUntil } = ticket;
  const instant = (at: string): ReactNode => <Instant at={at} zone={zone} />;
  return [
    [words['ticket.opened'], instant(ticket.openedAt)],
    ...(closedAt ? [[words['ticket.closed'], instant(closedAt)] as const] : []),
    [words['ticket.environment'], `${nameOf(ticket.client)} · ${ticket.environment}`],
    ...(category ? [[words['ticket.category'], named[`category.${category}`]] as const] : []),
    [words['ticket.level'], ticket.level],
    [words['ticket.channel'], said(named, `channel.${ticket.channel}`)],
    ...(caller ? [[words['ticket.caller'], [caller.name, caller.phone].filter(Boolean).join(', ')] as const] : []),
    ...(followUpOf ? [[words['ticket.followUpOf'], <TicketLink key="of" reference={followUpOf} />] as const] : []),
    ...(assignee?.person ? [[fields.person, assignee.person] as const] : []),
    ...(assignee?.team ? [[fields.team, assignee.team] as const] : []),
    ...(reopenableUntil ? [[words['ticket.reopenableUntil'], instant(reopenableUntil)] as const] : []),
    ...(ticket.anomaly ? [[words['ticket.anomaly'], ticket.anomaly] as const] : []),
    ...waivers(ticket, language),
    ...links(ticket, language),
    ...waits(ticket, language),
    ...(ticket.escalations ?? []).map((one) => [words['ticket.escalation'], escalation(one, zone, language)] as const),
  ];
}

/** What the client had signed away there when the ticket was opened (annex §10). */
function waivers({ admission, zone }: Ticket, language: Language): readonly Fact[] {
  const words = ticketWords[language];
  return (admission?.waivers ?? []).map(({ kind, of, signedBy, at }) => [
    words[`ticket.waiver.${kind}`],
    filled(words['ticket.waiver.by'], { of, by: signedBy, at: formatInstant(at, zone ?? readersZone(), language) }),
  ]);
}

/** What a ticket is tied to, as terms and where they lead. */
function links({ links: own = [], duplicates = [] }: Ticket, language: Language): readonly Fact[] {
  const named = terms[language];
  const rows = [
    ...own.map(({ kind, to }) => [named[`link.${kind}`], to] as const),
    ...duplicates.map((reference) => [named['link.duplicate'], reference] as const),
  ];
  return rows.map(([term, to]) => [term, to.startsWith('T-') ? <TicketLink reference={to} /> : to]);
}

function TicketLink({ reference }: { readonly reference: string }) {
  return (
    <Link to="/tickets/$reference" params={{ reference }}>
      {reference}
    </Link>
  );
}

/** How long the client was waited for, and apart from it the time held although it had replied. */
function waits({ waits: all = [], zone }: Ticket, language: Language): readonly Fact[] {
  const words = ticketWords[language];
  const at = (instant: string): string => formatInstant(instant, zone ?? readersZone(), language);
  return all.map(({ number, from, to, deductedMs, heldThoughRepliedMs }) => [
    filled(words['ticket.wait'], { number }),
    [
      filled(words[to === null ? 'ticket.waitSince' : 'ticket.waited'], {
        ...{ from: at(from), to: to === null ? '' : at(to), time: formatDuration(deductedMs, language) },
      }),
      ...(heldThoughRepliedMs > 0
        ? [filled(words['ticket.heldThoughReplied'], { time: formatDuration(heldThoughRepliedMs, language) })]
        : []),
    ].join(' – '),
  ]);
}

/** Where the chain of a clock stands; for the provider's people alone. */
function escalation(
  { clock, next, acknowledged }: NonNullable<Ticket['escalations']>[number],
  zone: string | null,
  language: Language,
): string {
  const words = ticketWords[language];
  const at = (instant: string): string => formatInstant(instant, zone ?? readersZone(), language);
  const named = { clock: clockWords[language].names[clock].plain };
  if (acknowledged)
    return filled(words['ticket.escalation.taken'], { ...named, by: acknowledged.by, at: at(acknowledged.at) });
  if (next) return filled(words['ticket.escalation.next'], { ...named, at: at(next.at) });
  return filled(words['ticket.escalation.last'], named);
}
