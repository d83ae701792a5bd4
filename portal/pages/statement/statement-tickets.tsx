import { Link } from '@tanstack/react-router';
import type { ClockName } from '../../../domain/ticket/schema';
import { Instant } from '../../components/instant';
import { Rows } from '../../components/rows';
import { ToneBadge } from '../../components/tone-badge';
import { useLanguage } from '../../shell/preferences';
import { standingAt } from '../../time/countdown';
import { formatDuration, formatHours } from '../../time/duration';
import { formatInstant } from '../../time/format';
import { clockLooks, stateWords } from '../../wording/states';
import { statementWords } from '../../wording/statement';
import { terms } from '../../wording/terms';
import { admissionSentence } from '../tickets/sentence';
import { ticketStateOf, type Ticket } from '../tickets/ticket-state';
import { clockOf, dueOf } from './figures';

interface Shown {
  readonly madeMs: number;
  /** Of the client; a ticket of a contract in another zone names that. */
  readonly zone: string;
}

/** Each ticket of the statement with both its clocks: due, reached, met or missed. */
export function StatementTickets({ tickets, ...shown }: { readonly tickets: readonly Ticket[] } & Shown) {
  const words = statementWords[useLanguage()];
  const { ticket, priority, opened, clocks, held } = words;
  return (
    <section>
      <h3>{words.tickets}</h3>
      <Rows caption={words.tickets} columns={[ticket, priority, opened, clocks.intervention, clocks.resolution, held]}>
        {tickets.map((one) => (
          <Row key={one.reference} ticket={one} {...shown} />
        ))}
      </Rows>
    </section>
  );
}

function Row({ ticket, madeMs, zone: usual }: { readonly ticket: Ticket } & Shown) {
  const language = useLanguage();
  const words = statementWords[language];
  const { reference, title, environment, category, priority, openedAt, admission } = ticket;
  const zone = ticket.zone ?? usual;
  const style = { weekday: false, year: false, zoneName: zone !== usual };
  const state = stateWords[language].ticket[ticketStateOf(ticket)];
  const kind = category === null ? [] : [terms[language][`category.${category}`]];
  const heldMs = clockOf(ticket, 'resolution')?.heldMs;
  return (
    <tr data-row={reference}>
      <th scope="row">
        <Link to="/tickets/$reference" params={{ reference }} className="row-link">
          {title}
        </Link>
        <span className="quiet small row-reference">{[reference, environment, ...kind, state].join(' · ')}</span>
      </th>
      <td data-label={words.priority}>{priority}</td>
      <td data-label={words.opened}>
        <Instant at={openedAt} zone={zone} style={style} />
      </td>
      {ticket.clocks.length === 0 ? (
        <td colSpan={3} data-label={words.withoutCommitment}>
          {admission && admissionSentence(admission, language)}
        </td>
      ) : (
        <>
          {(['intervention', 'resolution'] as const).map((name) => (
            <td key={name} data-label={words.clocks[name]} data-clock={name}>
              <Reached
                ticket={ticket}
                name={name}
                madeMs={madeMs}
                at={(at) => formatInstant(at, zone, language, style)}
              />
            </td>
          ))}
          <td data-label={words.held}>{heldMs === undefined ? words.notKnown : formatDuration(heldMs, language)}</td>
        </>
      )}
    </tr>
  );
}

/** Where one clock ended, or stands: its verdict, what it counted of its target, when it was due and when it was reached. */
function Reached({
  ticket,
  name,
  madeMs,
  at,
}: {
  readonly ticket: Ticket;
  readonly name: ClockName;
  readonly madeMs: number;
  readonly at: (instant: string) => string;
}) {
  const language = useLanguage();
  const words = statementWords[language];
  const clock = clockOf(ticket, name);
  if (!clock) return null;
  const { shape, countedMs, leftMs } = standingAt(clock, madeMs);
  const look = clockLooks[shape];
  const { state, verdict, stoppedAt = null, targetMs } = clock;
  const dueAt = dueOf(clock);
  // What ended late without a resolution is missed all the same.
  const isReached = verdict !== null && (name === 'intervention' || ticket.resolution !== null);
  const lines = [
    words.usedOf(formatDuration(countedMs, language), formatHours(targetMs, language)),
    ...(leftMs < 0
      ? [words.lateBy(formatDuration(verdict === null ? leftMs : (clock.lateMs ?? leftMs), language))]
      : []),
    dueAt === null ? words.noDue : words.due(at(dueAt)),
    state !== 'stopped'
      ? words.notReached[name]
      : stoppedAt === null
        ? undefined
        : isReached
          ? words.reached[name](at(stoppedAt))
          : words.ended(at(stoppedAt)),
  ];
  return (
    <>
      <ToneBadge shape={look.shape} tone={look.tone}>
        {stateWords[language].clock[shape]}
      </ToneBadge>
      {lines.map(
        (line) =>
          line !== undefined && (
            <span key={line} className="statement-line small">
              {line}
            </span>
          ),
      )}
    </>
  );
}
