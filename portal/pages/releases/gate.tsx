import { Link } from '@tanstack/react-router';
import type { AnswerOf } from '../../api/call';
import { ToneBadge } from '../../components/tone-badge';
import { useWords } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { rolloutWords } from '../../wording/rollouts';
import { Publish } from './publish';

type Version = AnswerOf<'readVersion'>;

/** What the publication of a version asks for (annex §10), what of it is missing, and the publication itself. */
export function Gate({ version: known, isListed }: { readonly version: Version; readonly isListed: boolean }) {
  const words = useWords(rolloutWords);
  const me = useMe();
  const { product, version, documentation, nonRegression } = known;
  const wanted = [
    { label: words.listed, isThere: isListed, address: null },
    { label: words.documentationFr, isThere: documentation.fr !== null, address: documentation.fr },
    { label: words.documentationEn, isThere: documentation.en !== null, address: documentation.en },
    { label: words.nonRegression, isThere: nonRegression !== null, address: nonRegression?.report ?? null },
  ];
  const isReady = wanted.every(({ isThere }) => isThere);
  const mayWrite = me.role !== 'support';
  return (
    <>
      <section className="card">
        <h2>{words.gate}</h2>
        <p>{words.gateHint}</p>
        <ul className="gate">
          {wanted.map(({ label, isThere, address }) => (
            <li key={label}>
              <ToneBadge shape={isThere ? 'tick' : 'octagon'} tone={isThere ? 'plain' : 'soon'}>
                {label}
                {words.colon}
                {isThere ? words.present : words.missing}
              </ToneBadge>{' '}
              {address !== null && (
                <a href={address} rel="noreferrer">
                  {address}
                </a>
              )}
            </li>
          ))}
        </ul>
        {mayWrite && (
          <p>
            <Link
              to="/registers/$register/$place"
              params={{ register: 'versions', place: `${encodeURIComponent(product)}/${encodeURIComponent(version)}` }}
            >
              {words.complete}
            </Link>
          </p>
        )}
      </section>
      {mayWrite && isReady && <Publish version={known} />}
    </>
  );
}
