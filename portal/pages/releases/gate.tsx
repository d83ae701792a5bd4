import { Link } from '@tanstack/react-router';
import { useFormContext, useWatch } from 'react-hook-form';
import { call, type AnswerOf } from '../../api/call';
import { ToneBadge } from '../../components/tone-badge';
import { RadioField, TextField } from '../../forms/fields';
import { useRefreshed, useTaken } from '../../refreshing';
import { useLanguage, useWords } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { formatNumber } from '../../time/format';
import { rolloutWords } from '../../wording/releases';
import { CommandPanel } from './command-panel';

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

function Publish({ version: known }: { readonly version: Version }) {
  const language = useLanguage();
  const words = rolloutWords[language];
  const taken = useTaken();
  const { product, version } = known;
  const environments = useRefreshed('listEnvironments', { query: { product, limit: '200' } });
  const production = environments.data?.items.filter(({ kind }) => kind === 'production').length ?? 0;
  const count = `${formatNumber(production, language)}${environments.data?.next ? '+' : ''}`;
  return (
    <CommandPanel
      name={`rollout.${product}.${version}.publish`}
      label={words.publish}
      lead={<p>{words.publishLead(`${product} ${version}`, count)}</p>}
      defaults={{ waves: 'all', share: '20', everyHours: '48' }}
      send={({ waves, share, everyHours }) =>
        call('publishRollout', {
          body: {
            ...{ product, version },
            waves: waves === 'share' ? { share: Number(share), everyHours: Number(everyHours) } : null,
          },
        })
      }
      done={(answer) => taken('readRollout', { params: { product, version } }, answer)}
    >
      <RadioField
        name="waves"
        label={words.waves}
        choices={[
          { value: 'all', label: words.wavesAll },
          { value: 'share', label: words.wavesShare },
        ]}
      />
      <WaveFields />
    </CommandPanel>
  );
}

function WaveFields() {
  const words = useWords(rolloutWords);
  const { control } = useFormContext<Record<string, string>>();
  if (useWatch({ control, name: 'waves' }) !== 'share') return null;
  return (
    <>
      <TextField name="share" label={words.share} type="number" />
      <TextField name="everyHours" label={words.everyHours} type="number" />
    </>
  );
}
