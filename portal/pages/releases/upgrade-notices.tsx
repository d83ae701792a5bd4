import { Link } from '@tanstack/react-router';
import { Instant } from '../../components/instant';
import { Rows } from '../../components/rows';
import { useWords } from '../../shell/preferences';
import { clientUpgradeWords } from '../../wording/client-upgrade';
import { releaseEventWords } from '../../wording/releases-events';
import { said } from '../../wording/wording';

type UpgradeEvents = readonly {
  readonly sequence: number;
  readonly type: string;
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
}[];

/** The notices that have left or were kept back, with what the mail server said. */
export function UpgradeNotices({
  events,
  zone,
  maintenance,
}: {
  readonly events: UpgradeEvents;
  readonly zone: string | null;
  /** The reference of the maintenance that promotes it, which has a ledger of its own. */
  readonly maintenance: string | null;
}) {
  const words = useWords(clientUpgradeWords);
  const named = useWords(releaseEventWords);
  const notices = events.filter(({ type }) => type === 'notice-sent' || type === 'notice-dropped');
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return (
    <section>
      <h2>{words.notices}</h2>
      {notices.length === 0 ? (
        <p className="quiet">{words.noNotices}</p>
      ) : (
        <Rows caption={words.notices} columns={[words.template, words.recipient, words.fate, words.when]}>
          {notices.map(({ sequence, type, at, data }) => (
            <tr key={sequence}>
              <th scope="row">{said(named.templates, text(data['template']))}</th>
              <td data-label={words.recipient}>{text(data['recipient'])}</td>
              <td data-label={words.fate}>
                {said(named.fates, type === 'notice-dropped' ? 'dropped' : text(data['outcome']))}
              </td>
              <td data-label={words.when}>
                <Instant at={at} zone={zone} style={{ year: false, weekday: false }} />
              </td>
            </tr>
          ))}
        </Rows>
      )}
      {maintenance !== null && (
        <p>
          <Link to="/planned-work/$reference" params={{ reference: maintenance }}>
            {words.ledgerOf(maintenance)}
          </Link>
        </p>
      )}
    </section>
  );
}
