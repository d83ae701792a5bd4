import { useLanguage } from '../../../shell/preferences';
import { formatDate } from '../../../time/format';
import { quotationDecisionWords } from '../../../wording/quotation-decision';
import type { Ticket } from '../ticket-state';
import type { CommandName } from './offers';

/** What is read before a decision on a quotation, above what is ticked and sent (patterns 6.10); nothing for other commands. */
export function Consequences({ name, ticket: { quotation } }: { readonly name: CommandName; readonly ticket: Ticket }) {
  const language = useLanguage();
  const { lead, refusing } = quotationDecisionWords[language];
  if (!quotation || (name !== 'accept-quotation' && name !== 'refuse-quotation')) return null;
  return (
    <>
      <p>{lead(formatDate(quotation.validUntil, language))}</p>
      {name === 'refuse-quotation' && (
        <ul>
          {refusing.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </>
  );
}
