import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api/call';
import { ProblemBox } from '../../components/states';
import { announce } from '../../shell/live-region';
import { useLanguage, useWords } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { newWords } from '../../wording/new-ticket';
import { ticketWords } from '../../wording/ticket';
import type { Ticket } from './ticket-state';

/**
 * A ticket that was refused as its client had not the benefit of the support (annex §2) is over. Once that is put right it is
 * submitted again as it was, and decided on what the registers say then; submitted twice it is one.
 */
export function SubmitAgain({ ticket }: { readonly ticket: Ticket }) {
  const words = useWords(ticketWords);
  const language = useLanguage();
  const { role } = useMe();
  const navigate = useNavigate();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const { reference: followUpOf, client, environment, title, description, priority, status, admission } = ticket;
  const mayOpen = role === 'client' || role === 'support' || role === 'admin';
  if (status !== 'rejected' || admission?.decision !== 'rejected' || !mayOpen) return null;
  const submit = async (): Promise<void> => {
    setSending(true);
    setProblem(undefined);
    try {
      const { reference } = await call('openTicket', {
        headers: { 'idempotency-key': `again-${followUpOf}` },
        body: {
          ...{ environment, title, description, priority, channel: 'portal', followUpOf },
          ...(role === 'client' ? {} : { client }),
        },
      });
      announce(newWords[language].doneTitle(reference));
      await navigate({ to: '/tickets/$reference', params: { reference } });
    } catch (error) {
      setProblem(error);
    } finally {
      setSending(false);
    }
  };
  return (
    <section className="card panel no-print">
      <p>{words['ticket.againHelp']}</p>
      {problem !== undefined && <ProblemBox error={problem} />}
      <Button loading={sending} onClick={() => void submit()}>
        {words['ticket.again']}
      </Button>
    </section>
  );
}
