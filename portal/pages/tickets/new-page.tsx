import { useNavigate } from '@tanstack/react-router';
import { call, type AnswerOf } from '../../api/call';
import { Answered } from '../../components/states';
import { DraftForm } from '../../forms/draft-form';
import { ChoiceField, LongTextField, TextField } from '../../forms/fields';
import { useRefreshedPages } from '../../refreshing';
import { announce } from '../../shell/live-region';
import { usePageTitle } from '../../shell/page-title';
import { useWords } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { formWords } from '../../wording/forms';
import { newWords } from '../../wording/new-ticket';
import { terms } from '../../wording/terms';

type Environment = AnswerOf<'listEnvironments'>['items'][number];

const priorities = ['P1', 'P2', 'P3', 'P4'] as const;

/** The form that opens a ticket. */
export function NewPage() {
  const words = useWords(newWords);
  usePageTitle(words.title);
  const environments = useRefreshedPages('listEnvironments', { query: { limit: 200 } }, { once: true });
  return (
    <div className="column">
      <h1>{words.title}</h1>
      <Answered of={environments}>
        {(items) => (items.length === 0 ? <p>{words.noEnvironment}</p> : <NewForm environments={items} />)}
      </Answered>
    </div>
  );
}

function NewForm({ environments }: { readonly environments: readonly Environment[] }) {
  const words = useWords(newWords);
  const forms = useWords(formWords);
  const named = useWords(terms);
  const ours = useMe().role !== 'client';
  const navigate = useNavigate();
  const places = environments.map((one) => ({
    value: `${one.client}/${one.code}`,
    label: `${ours ? `${one.client} · ` : ''}${one.code} – ${one.product} ${one.version} (${named[`kind.${one.kind}`]})`,
  }));
  return (
    <DraftForm
      name="new-ticket"
      defaults={{
        ...{ environment: places.length === 1 ? (places[0]?.value ?? '') : '', channel: 'portal', callerName: '' },
        ...{ priority: 'P3', title: '', description: '', reproduction: '' },
      }}
      send={(typed, key) => opening(typed, key, ours)}
      done={({ reference }) => {
        announce(words.opened(reference));
        void navigate({ to: '/tickets/$reference', params: { reference } });
      }}
      submit={words.submit}
    >
      <p className="quiet">{forms.allNeeded}</p>
      <ChoiceField
        name="environment"
        label={words.environment}
        help={words.environmentHelp}
        choices={places}
        none={forms.choose}
      />
      {ours && (
        <>
          <ChoiceField
            name="channel"
            label={words.channel}
            help={words.phoneHelp}
            choices={(['portal', 'phone'] as const).map((value) => ({ value, label: named[`channel.${value}`] }))}
          />
          <TextField name="callerName" label={words.caller} help={words.callerHelp} maximum={200} optional />
        </>
      )}
      <ChoiceField
        name="priority"
        label={words.priority}
        choices={priorities.map((value) => ({ value, label: named[`priority.${value}`] }))}
      />
      <TextField name="title" label={words.subject} maximum={200} />
      <LongTextField
        name="description"
        label={words.description}
        help={words.descriptionHelp}
        rows={7}
        maximum={20_000}
      />
      <LongTextField name="reproduction" label={words.reproduction} rows={3} maximum={20_000} optional />
    </DraftForm>
  );
}

interface Typed {
  readonly environment: string;
  readonly channel: string;
  readonly callerName: string;
  readonly priority: string;
  readonly title: string;
  readonly description: string;
  readonly reproduction: string;
}

function opening(typed: Typed, key: string, ours: boolean): Promise<AnswerOf<'openTicket'>> {
  const [client = '', code = ''] = typed.environment.split('/');
  const { title, description, reproduction, callerName } = typed;
  return call('openTicket', {
    headers: { 'idempotency-key': key },
    body: {
      ...{ environment: code, title, description },
      priority: typed.priority as 'P3',
      channel: typed.channel as 'portal',
      ...(reproduction.trim() === '' ? {} : { reproduction }),
      ...(callerName.trim() === '' ? {} : { caller: { name: callerName } }),
      ...(ours ? { client } : {}),
    },
  });
}
