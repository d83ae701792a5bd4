import { Link, useNavigate } from '@tanstack/react-router';
import { useFormContext, useWatch } from 'react-hook-form';
import { call, type AnswerOf, type BodyOf } from '../../api/call';
import { DraftForm } from '../../forms/draft-form';
import { ChoiceField, RadioField, TextField } from '../../forms/fields';
import { useRefreshed } from '../../refreshing';
import { usePageTitle } from '../../shell/page-title';
import { useWords } from '../../shell/preferences';
import { readersZone } from '../../time/zones';
import { formWords } from '../../wording/forms';
import { workWords } from '../../wording/releases-work';
import { BilingualFields } from './bilingual-fields';
import { causeDefaults, CauseFields } from './cause-fields';
import { NoticePreview, type WouldBe } from './notice-preview';
import { ReleaseSections } from './release-sections';
import { causeOf, isCause } from './typed-cause';
import { typedBoth, typedOr } from './typed-texts';
import { isWanted, useWindowZone, wantedOf, windowDefaults, WindowFields } from './window-fields';

type Typed = Record<string, string>;

/** Announcing a maintenance: what the API refuses says which window would do. */
export function NewWorkPage() {
  const words = useWords(workWords);
  const forms = useWords(formWords);
  const navigate = useNavigate();
  usePageTitle(words.schedule);
  return (
    <>
      <ReleaseSections />
      <p className="no-print">
        <Link to="/planned-work">← {words.title}</Link>
      </p>
      <div className="column">
        <h1>{words.schedule}</h1>
        <p>{words.plannedLead}</p>
        <p>{words.unplannedLead}</p>
        <p className="quiet">{forms.allNeeded}</p>
        <DraftForm<Typed, AnswerOf<'scheduleMaintenance'>>
          name="maintenance.new"
          defaults={{
            ...{ client: '', environment: '', kind: 'planned', expectedDowntimeMinutes: '', fr: '', en: '', zone: '' },
            ...windowDefaults,
            ...causeDefaults,
          }}
          send={send}
          done={({ reference }) => void navigate({ to: '/planned-work/$reference', params: { reference } })}
          submit={words.schedule}
        >
          <Fields />
        </DraftForm>
      </div>
    </>
  );
}

async function send(typed: Typed, key: string): Promise<AnswerOf<'scheduleMaintenance'>> {
  const { client = '' } = typed;
  const zone = typed['kind'] === 'planned' ? (await call('readWindows', { params: { client } })).zone : readersZone();
  return await call('scheduleMaintenance', { headers: { 'idempotency-key': key }, body: bodyOf(typed, zone) });
}

function bodyOf(typed: Typed, zone: string): BodyOf<'scheduleMaintenance'> {
  const { client = '', environment = '', kind, expectedDowntimeMinutes: minutes = '', fr = '', en = '' } = typed;
  return {
    ...{ client, environments: [environment], kind: kind === 'unplanned' ? 'unplanned' : 'planned', why: { fr, en } },
    ...(minutes === '' ? {} : { expectedDowntimeMinutes: Number(minutes) }),
    ...(kind === 'unplanned' ? causeOf(typed) : wantedOf(typed, zone)),
  };
}

/** Not before it is known what is stopped, and when. */
function previewed(typed: Typed, zone: string | undefined): WouldBe | undefined {
  const { client = '', environment = '', kind = '' } = typed;
  if (client === '' || environment === '' || kind === '') return undefined;
  if (kind === 'unplanned' && !isCause(typed)) return undefined;
  if (kind === 'planned' && (zone === undefined || !isWanted(typed))) return undefined;
  const filled = { ...typed, agreement: typedOr(typed['agreement']), ...typedBoth(typed) };
  return { act: 'schedule', wanted: bodyOf(filled, zone ?? readersZone()) };
}

function Fields() {
  const words = useWords(workWords);
  const forms = useWords(formWords);
  const { control } = useFormContext<Typed>();
  const [client, kind] = useWatch({ control, name: ['client', 'kind'] });
  const clients = useRefreshed('listClients', { query: { limit: '200' } }, { once: true });
  const environments = useRefreshed(
    'listEnvironments',
    { query: { client, limit: '200' } },
    { enabled: client !== '', once: true },
  );
  const zone = useWindowZone(client);
  return (
    <>
      <ChoiceField
        name="client"
        label={words.client}
        none={forms.choose}
        choices={(clients.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
      />
      {client !== '' && (
        <ChoiceField
          name="environment"
          label={words.environments}
          none={forms.choose}
          choices={(environments.data?.items ?? []).map(({ code, product, version }) => ({
            value: code,
            label: `${code} – ${product} ${version}`,
          }))}
        />
      )}
      <RadioField
        name="kind"
        label={words.kind}
        choices={[
          { value: 'planned', label: words.kinds.planned },
          { value: 'unplanned', label: words.kinds.unplanned },
        ]}
      />
      {client !== '' && kind === 'planned' && <WindowFields client={client} key={zone ?? readersZone()} />}
      {kind === 'unplanned' && <CauseFields />}
      <TextField name="expectedDowntimeMinutes" label={words.downtimeMinutes} type="number" optional />
      <BilingualFields fr={words.whyFr} en={words.whyEn} />
      <p>{words.noticesLead}</p>
      <NoticePreview of={(typed) => previewed(typed, zone)} />
    </>
  );
}
