import { Alert, Button, Checkbox } from '@mantine/core';
import { useRef, useState, type SyntheticEvent } from 'react';
import type { AnswerOf } from '../../api/call';
import { Instant } from '../../components/instant';
import { useRefreshed } from '../../refreshing';
import { announce } from '../../shell/live-region';
import { useLanguage, useWords } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { commandWords } from '../../wording/ticket-commands';
import { formWords } from '../../wording/forms';
import { terms } from '../../wording/terms';
import { ticketWords } from '../../wording/ticket';
import { filled, said } from '../../wording/wording';
import { faultOf, save, sent, size } from './files';
import type { Ticket } from './ticket-state';

type Listed = AnswerOf<'listTicketAttachments'>;
type Listing = Listed['items'][number];

/** The files of a ticket, and what adds one. */
export function Attachments({ ticket, added }: { readonly ticket: Ticket; readonly added: () => void }) {
  const words = useWords(ticketWords);
  const { reference, status } = ticket;
  const { role } = useMe();
  const { data: listed, refetch } = useRefreshed('listTicketAttachments', { params: { reference } });
  const mayAdd = role !== 'release-manager' && role !== 'monitor' && status !== 'closed' && status !== 'rejected';
  return (
    <section className="card" aria-labelledby="files-title">
      <h2 id="files-title">{words['files.title']}</h2>
      {listed && <Files reference={reference} items={listed.items} zone={ticket.zone} />}
      {listed && mayAdd && (
        <Chooser
          reference={reference}
          limits={listed.limits}
          added={() => {
            void refetch();
            added();
          }}
        />
      )}
    </section>
  );
}

function Files({
  reference,
  items,
  zone,
}: {
  readonly reference: string;
  readonly items: readonly Listing[];
  readonly zone: string | null;
}) {
  const words = useWords(ticketWords);
  const named = useWords(terms);
  const language = useLanguage();
  const [problem, setProblem] = useState('');
  const fetched = (file: Listing): void => {
    setProblem('');
    save(reference, file).catch((error: unknown) => setProblem(faultOf(error, language)));
  };
  if (items.length === 0) return <p className="quiet">{words['files.none']}</p>;
  return (
    <>
      {problem !== '' && <Alert color="red">{problem}</Alert>}
      <ul className="files">
        {items.map((file) => (
          <li key={file.id}>
            <Button variant="subtle" size="compact-md" onClick={() => fetched(file)}>
              {file.name}
            </Button>
            {file.internal && <span className="internal">{words['files.internal']}</span>}
            <span className="quiet small">
              {size(file.size, language)} · {said(named, `by.${file.by.role}`)} · <Instant at={file.at} zone={zone} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Chooser({
  reference,
  limits,
  added,
}: {
  readonly reference: string;
  readonly limits: Listed['limits'];
  readonly added: () => void;
}) {
  const words = useWords(ticketWords);
  const { sending } = useWords(formWords);
  const { done } = useWords(commandWords);
  const language = useLanguage();
  const { role } = useMe();
  const input = useRef<HTMLInputElement>(null);
  const [internal, setInternal] = useState(false);
  const [progress, setProgress] = useState<string>();
  const [faults, setFaults] = useState<readonly string[]>([]);

  const sendAll = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const chosen = [...(input.current?.files ?? [])];
    if (chosen.length === 0 || progress !== undefined) return;
    const wrong: string[] = [];
    for (const [index, file] of chosen.entries()) {
      setProgress(filled(words['files.sending'], { number: index + 1, all: chosen.length, name: file.name }));
      const fault = await sent(reference, file, { internal, mostBytes: limits.mostBytes, language });
      if (fault !== undefined) wrong.push(`${file.name} : ${fault}`);
    }
    setProgress(undefined);
    setFaults(wrong);
    // What was refused stays chosen, so that it can be sent again.
    if (wrong.length === 0 && input.current) input.current.value = '';
    if (wrong.length < chosen.length) {
      announce(done);
      added();
    }
  };

  return (
    <form className="no-print" onSubmit={(event) => void sendAll(event)}>
      <label htmlFor="files-input">{words['files.choose']}</label>
      <p className="quiet small" id="files-help">
        {filled(words['files.help'], {
          size: size(limits.mostBytes, language),
          most: limits.mostOfTicket,
          endings: limits.endings.join(', '),
        })}
      </p>
      <input
        type="file"
        id="files-input"
        multiple
        ref={input}
        accept={limits.endings.map((ending) => `.${ending}`).join(',')}
        aria-describedby="files-help"
      />
      {role !== 'client' && (
        <Checkbox
          mt="xs"
          label={words['files.internalHelp']}
          checked={internal}
          onChange={({ target }) => setInternal(target.checked)}
        />
      )}
      {faults.length > 0 && (
        <Alert role="alert" color="red" mt="xs">
          <ul>
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </Alert>
      )}
      <p role="status">{progress}</p>
      <Button type="submit" loading={progress !== undefined} aria-label={progress === undefined ? undefined : sending}>
        {words['files.add']}
      </Button>
    </form>
  );
}
