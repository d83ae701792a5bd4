import { Instant } from '../../components/instant';
import { Rows } from '../../components/rows';
import { useWords } from '../../shell/preferences';
import { releaseEventWords } from '../../wording/releases-events';
import { clientUpgradeWords } from '../../wording/client-upgrade';
import { workWords } from '../../wording/releases-work';
import type { Maintenance } from './matrix';

/** Who is to be told what, by when, and what became of it (patterns 11.5). */
export function WorkLedger({ work: { ledger, zone } }: { readonly work: Maintenance }) {
  const words = useWords(workWords);
  const told = useWords(clientUpgradeWords);
  const named = useWords(releaseEventWords);
  return (
    <section>
      <h2>{words.ledger}</h2>
      {ledger.length === 0 ? (
        <p className="quiet">{told.noNotices}</p>
      ) : (
        <Rows caption={words.ledger} columns={[told.template, told.recipient, words.due, told.fate]}>
          {ledger.map(({ of, template, recipient, dueAt, state, at, detail, alarmed }) => (
            <tr key={`${of} ${template} ${recipient}`}>
              <th scope="row">{named.templates[template]}</th>
              <td data-label={told.recipient}>{recipient}</td>
              <td data-label={words.due}>
                <Instant at={dueAt} zone={zone} style={{ year: false, weekday: false, zoneName: false }} />
              </td>
              <td data-label={told.fate} title={detail}>
                {named.fates[state]}{' '}
                {at !== null && (
                  <Instant at={at} zone={zone} style={{ year: false, weekday: false, zoneName: false }} />
                )}
                {alarmed && ` – ${words.alarmed}`}
              </td>
            </tr>
          ))}
        </Rows>
      )}
    </section>
  );
}
