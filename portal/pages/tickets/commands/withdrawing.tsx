import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { call } from '../../../api/call';
import { ProblemBox } from '../../../components/states';
import { keepDraft } from '../../../drafts/drafts';
import { announce } from '../../../shell/live-region';
import { useWords } from '../../../shell/preferences';
import { useMe } from '../../../shell/session';
import { serverNow } from '../../../time/server-clock';
import { supportWords } from '../../../wording/support';
import type { Ticket } from '../ticket-state';

/** What was sent to the client last: it goes back into its box if it is withdrawn. */
let sent: { readonly reference: string; readonly message: string } | undefined;

export function rememberSent(reference: string, message: string): void {
  sent = { reference, message };
}

/** For as long as the last reply can be withdrawn: who has sent it too early takes it back (patterns 8.2). */
export function Withdrawing({
  ticket,
  taken,
}: {
  readonly ticket: Ticket;
  /** Gets the ticket once the reply is withdrawn, and its text back in its draft. */
  readonly taken: (answered: Ticket) => void;
}) {
  const words = useWords(supportWords);
  const { id } = useMe();
  const [problem, setProblem] = useState<unknown>();
  const { reference, withdrawn = [] } = ticket;
  const last = ticket.withdrawable?.at(-1);
  const open = useOpenUntil(last?.until);
  if (problem !== undefined) return <ProblemBox error={problem} />;
  if (!last || !open || last.by !== id || withdrawn.includes(last.number) || sent?.reference !== reference) return null;
  const { message } = sent;
  const withdraw = async (): Promise<void> => {
    try {
      const request = { params: { reference }, body: { number: last.number } };
      const answered = await call('withdrawMessage', request);
      keepDraft(`${reference}.message`, { message });
      announce(words.withdrawn);
      taken(answered);
    } catch (error) {
      setProblem(error);
    }
  };
  return (
    <p className="card panel withdrawing">
      {words.held} <Button onClick={() => void withdraw()}>{words.withdraw}</Button>
    </p>
  );
}

/** Whether an instant is to come; drawn anew when it has come. */
function useOpenUntil(instant: string | undefined): boolean {
  const untilMs = instant === undefined ? 0 : Date.parse(instant);
  const [over, setOver] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setOver(untilMs), Math.max(0, untilMs - serverNow()));
    return () => clearTimeout(timer);
  }, [untilMs]);
  return untilMs > over && untilMs > serverNow();
}
