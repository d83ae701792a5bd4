import { LinkButton } from '../../../components/link-button';
import { useRefreshed } from '../../../refreshing';
import { usePageTitle } from '../../../shell/page-title';
import { useSupportPhone } from '../../../shell/portal-settings';
import { useLanguage, useWords } from '../../../shell/preferences';
import { formatInstant } from '../../../time/format';
import { newWords } from '../../../wording/new-ticket';
import { leftOver } from './sending';

/** The ticket is open: its reference, what happens next and when, and who to call (patterns 6.11). */
export function DonePage({ reference }: { readonly reference: string }) {
  const words = useWords(newWords);
  const language = useLanguage();
  const phone = useSupportPhone();
  const { data: ticket } = useRefreshed('readTicket', { params: { reference } });
  usePageTitle(words.doneTitle(reference));
  const due = ticket?.clocks.find(({ clock }) => clock === 'intervention')?.dueAt;
  const left = leftOver.get(reference) ?? [];
  return (
    <div className="column">
      <h1>{words.doneTitle(reference)}</h1>
      <p className="sentence">
        {due && ticket.zone
          ? words.doneNext(formatInstant(due, ticket.zone, language, { long: true, year: false }))
          : words.doneNextPlain}
      </p>
      {phone !== undefined && <p>{words.doneCall(phone)}</p>}
      {left.length > 0 && (
        <div className="summary" role="alert">
          <p>{words.doneFiles}</p>
          <ul>
            {left.map((file) => (
              <li key={file}>{file}</li>
            ))}
          </ul>
        </div>
      )}
      <LinkButton to="/tickets/$reference" params={{ reference }}>
        {words.toTicket}
      </LinkButton>
    </div>
  );
}
