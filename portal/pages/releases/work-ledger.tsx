import { Instant } from '../../components/instant';
import { Rows } from '../../components/rows';
import { useWords } from '../../shell/preferences';
import { releaseEventWords } from '../../wording/releases-events';
import { rolloutWords } from '../../wording/releases';
import { workWords } from '../../wording/releases-work';
import type { Maintenance } from './matrix';

/** Who is to be told what, by when, and what became of it (patterns 11.5). */
export function WorkLedger({ work: { ledger, zone } }: { readonly work: Maintenance }) {
  const words = useWords(workWords);
  const rollout = useWords(rolloutWords);
  const named = useWords(releaseEventWords);
  return (
    <section>
      <h2>{words.ledger}</h2>
      {ledger.length === 0 ? (
        <p className="quiet">{rollout.noNotices}</p>
      ) : (
        <Rows caption={words.ledger} columns={[rollout.template, rollout.recipient, words.due, rollout.fate]}>
          {ledger.map(({ of, template, recipient, dueAt, state, at, detail, alarmed }) => (
            <tr key={`${of} ${template} ${recipient}`}>
              <th scope="row">{named.templates[template]}</th>
              <td data-label={rollout.recipient}>{recipient}</td>
              <td data-label={words.due}>
                <Instant at={dueAt} zone={zone} style={{ year: false, weekday: false, zoneName: false }} />
              </td>
              <td data-label={rollout.fate} title={detail}>
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
