import { useLanguage, useWords } from '../../../shell/preferences';
import { useMe } from '../../../shell/session';
import { ticketWords } from '../../../wording/ticket';
import type { Ticket } from '../ticket-state';
import { CommandForm, commandLabel } from './command-form';
import { offered, type CommandName } from './offers';

/** What is wanted of the reader just now stands open; all else is opened by whoever wants it. */
const wanted: readonly CommandName[] = [
  ...(['accept-resolution', 'answer', 'confirm', 'acknowledge', 'accept-quotation'] as const),
];

/** All that a person can do with a ticket now, each with its form. */
export function Commands({ ticket, done }: { readonly ticket: Ticket; readonly done: (answered: Ticket) => void }) {
  const words = useWords(ticketWords);
  const language = useLanguage();
  const names = offered(ticket, useMe());
  if (names.length === 0) return null;
  return (
    <section aria-labelledby="actions-title" className="actions no-print">
      <h2 id="actions-title">{words['ticket.actions']}</h2>
      {names.map((name) => (
        <details key={name} className="card action" open={wanted.includes(name)} data-action={name}>
          <summary>{commandLabel(name, ticket, language)}</summary>
          <CommandForm name={name} ticket={ticket} done={done} />
        </details>
      ))}
    </section>
  );
}
