import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useLanguage, useWords } from '../../shell/preferences';
import { useRefreshed } from '../../refreshing';
import { formatDate, formatMoney } from '../../time/format';
import { terms } from '../../wording/terms';
import { ticketWords } from '../../wording/ticket';
import { filled, said } from '../../wording/wording';
import { admissionSentence } from './sentence';
import type { Ticket } from './ticket-state';

/** What is to be read before all else: questions, proposals, resolutions, and what was decided about the ticket. */
export function Boxes({ ticket }: { readonly ticket: Ticket }) {
  const language = useLanguage();
  const words = ticketWords[language];
  const named = useWords(terms);
  const { admission, proposedResolution: proposed, rejection, proposal, question, resolution } = ticket;
  return (
    <>
      {admission && admission.decision !== 'admitted' && (
        <p className="box" data-kind="note">
          {admissionSentence(admission, language)}
        </p>
      )}
      {ticket.merged && (
        <p className="box" data-kind="note">
          {words['ticket.merged']}{' '}
          <Link to="/tickets/$reference" params={{ reference: ticket.merged.into }}>
            {ticket.merged.into}
          </Link>
        </p>
      )}
      {proposed && (
        <Box
          kind="question"
          title={[
            words[`ticket.proposed.${proposed.kind}`],
            ...(proposed.version === undefined
              ? []
              : [filled(words['ticket.inVersion'], { version: proposed.version })]),
          ].join(' – ')}
        >
          {proposed.answer}
        </Box>
      )}
      {rejection && (
        <Box
          kind="question"
          title={filled(words['ticket.rejection'], {
            scope: named[`scope.${rejection.outOfScope}`],
            clause: rejection.clause,
          })}
        >
          {rejection.advice}
        </Box>
      )}
      {proposal && (
        <Box
          kind="question"
          title={filled(words['ticket.proposal'], {
            priority: proposal.priority,
            by: said(named, `by.${proposal.by.role}`),
          })}
        >
          {proposal.impact}
        </Box>
      )}
      {ticket.quotation && <QuotationBox quotation={ticket.quotation} />}
      {question !== null && (
        <Box kind="question" title={words['ticket.question']}>
          {question}
        </Box>
      )}
      {resolution && (
        <Box kind="resolution" title={words[`ticket.resolution.${resolution.kind}`]}>
          {resolution.answer}
        </Box>
      )}
      {ticket.anomaly && <AnomalyBox reference={ticket.reference} />}
    </>
  );
}

/** Something that somebody wrote, under a title. */
function Box({
  title,
  kind,
  children,
}: {
  readonly title: string;
  readonly kind: 'question' | 'resolution';
  readonly children: ReactNode;
}) {
  return (
    <section className="box" data-kind={kind}>
      <h2>{title}</h2>
      <p className="typed">{children}</p>
    </section>
  );
}

/** What is to be paid for what, and until when one can decide. */
function QuotationBox({ quotation }: { readonly quotation: NonNullable<Ticket['quotation']> }) {
  const words = useWords(ticketWords);
  const named = useWords(terms);
  const language = useLanguage();
  const { number, amount, currency, description, validUntil, state, reason } = quotation;
  return (
    <section className="box" data-kind={state === 'open' ? 'question' : 'resolution'}>
      <h2>{filled(words['ticket.quotation'], { number, amount: formatMoney(amount, currency, language) })}</h2>
      <p>{filled(named[`quotation.${state}`], { day: formatDate(validUntil, language) })}</p>
      <p className="typed">{description}</p>
      {reason !== null && <blockquote className="typed">{reason}</blockquote>}
    </section>
  );
}

/** The known cause of an incident, as its client may see it. */
function AnomalyBox({ reference }: { readonly reference: string }) {
  const words = useWords(ticketWords);
  const named = useWords(terms);
  const { data: known } = useRefreshed('readAnomalyOfTicket', { params: { reference } });
  if (!known) return null;
  const { state, workaround, fix } = known;
  return (
    <section className="box" data-kind="resolution">
      <h2>{words['ticket.anomaly']}</h2>
      <p>{named[`anomaly.${state}`]}</p>
      {workaround && (
        <>
          <h3>{words['ticket.resolution.workaround']}</h3>
          <p className="typed">{workaround}</p>
        </>
      )}
      {fix && (
        <>
          <h3>{filled(words['ticket.fixIn'], { version: fix.version })}</h3>
          <p className="typed">{fix.answer}</p>
        </>
      )}
    </section>
  );
}
