import { useState } from 'react';
import { openForm } from '../../../keys/acting';
import { useWords, useLanguage } from '../../../shell/preferences';
import { useMe } from '../../../shell/session';
import { formWords } from '../../../wording/forms';
import { supportWords } from '../../../wording/support';
import { ticketWords } from '../../../wording/ticket';
import type { Ticket } from '../ticket-state';
import { CommandForm, commandLabel } from './command-form';
import { offered, type CommandName } from './offers';
import { Withdrawing } from './withdrawing';

/** What is wanted of the reader just now stands open; all else is opened by whoever wants it. */
const wanted: readonly CommandName[] = [
  ...(['accept-resolution', 'answer', 'confirm', 'acknowledge', 'accept-quotation'] as const),
];

/** What support does all day; the rest of its many commands stands folded behind one line. */
const daily: readonly CommandName[] = [
  ...(['acknowledge', 'acknowledge-escalation', 'message', 'note', 'qualify', 'ask'] as const),
  ...(['escalate', 'assign', 'resolve', 'accept-priority', 'decline-priority'] as const),
];

/** What they ask for depends on the level and the category: a form of the level before would send what is past. */
const ASKED_ANEW: readonly CommandName[] = ['escalate', 'return', 'qualify'];

/** All that a person can do with a ticket now, each with its form. */
export function Commands({ ticket, done }: { readonly ticket: Ticket; readonly done: (answered: Ticket) => void }) {
  const words = useWords(ticketWords);
  const support = useWords(supportWords);
  const me = useMe();
  const [withdrawals, setWithdrawals] = useState(0);
  const names = offered(ticket, me);
  if (names.length === 0) return null;
  const first = me.role === 'client' ? names : daily.filter((name) => names.includes(name));
  const rest = names.filter((name) => !first.includes(name));
  const drawn = (those: readonly CommandName[]) =>
    those.map((name) => (
      <Action key={name === 'message' ? `${name} ${withdrawals}` : name} name={name} ticket={ticket} done={done} />
    ));
  // The form is drawn anew, with the text that has come back.
  const taken = (answered: Ticket): void => {
    done(answered);
    setWithdrawals((before) => before + 1);
    setTimeout(() => openForm(['message']), 0);
  };
  return (
    <section aria-labelledby="actions-title" className="actions no-print">
      <h2 id="actions-title" tabIndex={-1}>
        {words['ticket.actions']}
      </h2>
      <Withdrawing ticket={ticket} taken={taken} />
      {drawn(first)}
      {rest.length > 0 && (
        <details className="more-actions">
          <summary>{support.moreActions}</summary>
          {drawn(rest)}
        </details>
      )}
    </section>
  );
}

function Action({
  name,
  ticket,
  done,
}: {
  readonly name: CommandName;
  readonly ticket: Ticket;
  readonly done: (answered: Ticket) => void;
}) {
  const language = useLanguage();
  const { internal } = useWords(formWords);
  const { reply } = useWords(supportWords);
  const { role } = useMe();
  return (
    <details className="card action" open={wanted.includes(name)} data-action={name}>
      <summary>
        {name === 'message' && role !== 'client' ? reply : commandLabel(name, ticket, language)}
        {name === 'note' && <span className="internal">{internal}</span>}
      </summary>
      <CommandForm
        key={ASKED_ANEW.includes(name) ? `${ticket.level} ${ticket.category}` : undefined}
        name={name}
        ticket={ticket}
        done={(answered) => {
          done(answered);
          if (role !== 'client') closeForm(name);
        }}
      />
    </details>
  );
}

/** For those who work by keys, a form that is done folds, and the focus goes to where the next thing is chosen: keys count again, and who listens hears where. */
function closeForm(name: CommandName): void {
  const form = document.querySelector<HTMLDetailsElement>(`details[data-action="${name}"]`);
  if (form) form.open = false;
  document.getElementById('actions-title')?.focus();
}
