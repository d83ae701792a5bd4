import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useClientNames } from '../../client-names';
import { ClockFigure } from '../../components/countdown';
import { Instant } from '../../components/instant';
import { ToneBadge } from '../../components/tone-badge';
import { rememberRow } from '../../keys/last-list';
import { useLanguage, useWords } from '../../shell/preferences';
import { formatInstant } from '../../time/format';
import { readersZone } from '../../time/zones';
import { stateWords } from '../../wording/states';
import { supportWords } from '../../wording/support';
import { listWords } from '../../wording/ticket-list';
import { useCurrent } from '../tickets/current';
import { openClockOf } from '../tickets/open-clock';
import { lookOf, ticketStateOf, type Ticket } from '../tickets/ticket-state';
import { PresentOnRow, usePresentAt } from './presence';
import type { Selection } from './selection';

/** The queue in rows, two densities of them, and in cards where the page is narrow. */
export function QueueTable({
  tickets,
  selection,
  dense,
}: {
  readonly tickets: readonly Ticket[];
  readonly selection: Selection;
  readonly dense: boolean;
}) {
  const words = useWords(supportWords);
  const lists = useWords(listWords);
  const { chosen, set } = selection;
  const presentAt = usePresentAt();
  const nameOf = useClientNames();
  const all = tickets.length > 0 && tickets.every(({ reference }) => chosen.has(reference));
  return (
    <table className="rows queue" data-dense={dense || undefined}>
      <caption className="unseen">{words.title}</caption>
      <thead>
        <tr>
          <th scope="col" className="tick">
            <Checkbox
              aria-label={words.selectAll}
              checked={all}
              onChange={() => set(all ? [] : tickets.map(({ reference }) => reference))}
            />
          </th>
          <th scope="col">{lists.ticket}</th>
          <th scope="col">{lists.client}</th>
          <th scope="col">{lists.priority}</th>
          <th scope="col">{lists.state}</th>
          <th scope="col">{lists.due}</th>
          <th scope="col">{words.holder}</th>
        </tr>
      </thead>
      <tbody>
        {tickets.map((ticket) => (
          <Row
            key={ticket.reference}
            listed={ticket}
            client={nameOf(ticket.client)}
            selection={selection}
            present={presentAt(ticket.reference)}
          />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  listed,
  client,
  selection,
  present,
}: {
  readonly listed: Ticket;
  /** Its name. */
  readonly client: string;
  readonly selection: Selection;
  readonly present: ReturnType<ReturnType<typeof usePresentAt>>;
}) {
  const words = useWords(supportWords);
  const lists = useWords(listWords);
  const states = useWords(stateWords);
  const ticket = useCurrent(listed);
  const look = lookOf(ticket, 'support');
  const { reference, title, priority, level, assignee, escalations = [] } = ticket;
  const escalated = escalations.some(({ reached }) => reached.some(({ acknowledged }) => !acknowledged));
  return (
    <tr data-row={reference} data-selected={selection.chosen.has(reference)}>
      <td className="tick">
        <Checkbox
          aria-label={words.select(reference)}
          checked={selection.chosen.has(reference)}
          onClick={(event) => selection.toggle(reference, event.shiftKey)}
          onChange={() => undefined}
        />
      </td>
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
      <td data-label={lists.client}>{client}</td>
      <td data-label={lists.priority}>
        {priority} · {level}
      </td>
      <td data-label={lists.state}>
        <ToneBadge shape={look.shape} tone={look.tone} dashed={ticket.status === 'waiting-client'}>
          {states.ticket[ticketStateOf(ticket)]}
        </ToneBadge>
        {escalated && (
          <span className="small escalation">
            <ToneBadge shape="triangle" tone="soon">
              {words.escalation}
            </ToneBadge>
          </span>
        )}
      </td>
      <td data-label={lists.due}>
        <Due ticket={ticket} />
      </td>
      <td data-label={words.holder}>
        {assignee?.person ?? assignee?.team ?? <span className="quiet">{words.nobody}</span>}
        <PresentOnRow present={present} />
      </td>
    </tr>
  );
}

/** The next deadline with its word; of one that is held, since when or until when. */
function Due({ ticket }: { readonly ticket: Ticket }) {
  const words = useWords(supportWords);
  const lists = useWords(listWords);
  const language = useLanguage();
  const { status, nextDeadline, zone, waits = [] } = ticket;
  const at = (instant: string): string => formatInstant(instant, zone ?? readersZone(), language, { year: false });
  const clock = openClockOf(ticket);
  const since = waits.findLast(({ to }) => to === null)?.from;
  if (!clock) return <span className="quiet">{lists.noDue}</span>;
  return (
    <>
      <ClockFigure clock={clock} />{' '}
      <span className="due-at">
        {status === 'waiting-client' ? (
          since !== undefined && words.heldSince(at(since))
        ) : nextDeadline !== null ? (
          <Instant at={nextDeadline} zone={zone} style={{ year: false }} />
        ) : (
          clock.changesAt !== null && words.resumes(at(clock.changesAt))
        )}
      </span>
    </>
  );
}
