import { useFormContext, useWatch } from 'react-hook-form';
import { call, type AnswerOf } from '../../api/call';
import { RadioField, TextField } from '../../forms/fields';
import { WallField } from '../../forms/wall-field';
import { useRefreshed, useTaken } from '../../refreshing';
import { useLanguage, useWords } from '../../shell/preferences';
import { formatNumber } from '../../time/format';
import { readersZone } from '../../time/zones';
import { rolloutWords } from '../../wording/rollouts';
import { publishWords } from '../../wording/releases-publish';
import { BilingualFields } from './bilingual-fields';
import { causeDefaults, CauseFields } from './cause-fields';
import { CommandPanel } from './command-panel';
import { mayBeUnplanned, previewed, publicationOf } from './publication';

type Version = AnswerOf<'readVersion'>;

const defaults = {
  ...{ when: 'planned', waves: 'all', share: '20', everyHours: '48' },
  ...causeDefaults,
  ...{ fr: '', en: '', startsAt: '', minutes: '30' },
};

/** The publication of a version: at once to all, in waves, or unplanned with its cause, its reason and its hour. */
export function Publish({ version: known }: { readonly version: Version }) {
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
      defaults={defaults}
      send={(typed) => call('publishRollout', { body: { product, version, ...publicationOf(typed, readersZone()) } })}
      previews={(typed) => previewed({ product, version }, typed, readersZone())}
      done={(answer) => taken('readRollout', { params: { product, version } }, answer)}
    >
      {mayBeUnplanned(known) && <WhenField />}
      <Fields />
    </CommandPanel>
  );
}

function WhenField() {
  const words = useWords(publishWords);
  return (
    <RadioField
      name="when"
      label={words.when}
      choices={[
        { value: 'planned', label: words.planned },
        { value: 'unplanned', label: words.unplanned, description: words.unplannedHelp },
      ]}
    />
  );
}

function Fields() {
  const words = useWords(rolloutWords);
  const { control } = useFormContext<Record<string, string>>();
  const [when, waves] = useWatch({ control, name: ['when', 'waves'] });
  if (when === 'unplanned') return <UnplannedFields />;
  return (
    <>
      <RadioField
        name="waves"
        label={words.waves}
        choices={[
          { value: 'all', label: words.wavesAll },
          { value: 'share', label: words.wavesShare },
        ]}
      />
      {waves === 'share' && (
        <>
          <TextField name="share" label={words.share} type="number" />
          <TextField name="everyHours" label={words.everyHours} type="number" />
        </>
      )}
    </>
  );
}

function UnplannedFields() {
  const words = useWords(publishWords);
  return (
    <>
      <CauseFields />
      <BilingualFields fr={words.whyFr} en={words.whyEn} />
      <WallField name="startsAt" label={words.startsAt} zone={readersZone()} />
      <TextField name="minutes" label={words.minutes} type="number" />
    </>
  );
}
