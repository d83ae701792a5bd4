import { TextInput } from '@mantine/core';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call, type AnswerOf } from '../../../api/call';
import { Answered } from '../../../components/states';
import { DraftForm } from '../../../forms/draft-form';
import { TextField, TickField } from '../../../forms/fields';
import { useRefreshed, useTaken } from '../../../refreshing';
import { usePageTitle } from '../../../shell/page-title';
import { useLanguage, useWords } from '../../../shell/preferences';
import { formWords } from '../../../wording/forms';
import { upgradeWords } from '../../../wording/upgrades';
import { paramsOf } from './upgrade-state';

const route = getRouteApi('/upgrades/$upgrade/refuse');

/** Refusing a version: its consequences are read and ticked one by one, then signed (patterns 6.10, annex §10). */
export function RefusePage() {
  const { upgrade } = route.useParams();
  const params = paramsOf(upgrade);
  const words = useWords(upgradeWords);
  const { optional } = useWords(formWords);
  const language = useLanguage();
  usePageTitle(words.refuseTitle(params.version));
  const [until, setUntil] = useState('');
  const query = { language, ...(until === '' ? {} : { until }) };
  const waiver = useRefreshed('readUpgradeWaiver', { params, query }, { once: true });
  return (
    <div className="column">
      <p>
        <Link to="/upgrades/$upgrade" params={{ upgrade }}>
          ← {params.product} {params.version}
        </Link>
      </p>
      <h1>{words.refuseTitle(params.version)}</h1>
      <p>{words.refuseLead}</p>
      <TextInput
        type="date"
        mb="md"
        label={`${words.postponeTitle} ${optional}`}
        description={words.postponeHelp}
        value={until}
        onChange={({ target }) => setUntil(target.value)}
      />
      <Answered of={waiver}>
        {(shown) => <Signing key={shown.digest} upgrade={upgrade} shown={shown} until={until} />}
      </Answered>
    </div>
  );
}

interface Typed extends Record<string, string | boolean> {
  readonly signedBy: string;
}

function Signing({
  upgrade,
  shown,
  until,
}: {
  readonly upgrade: string;
  readonly shown: AnswerOf<'readUpgradeWaiver'>;
  /** The day until which it is put off; empty for a refusal. */
  readonly until: string;
}) {
  const words = useWords(upgradeWords);
  const navigate = useNavigate();
  const taken = useTaken();
  const params = paramsOf(upgrade);
  const [heading = '', ...consequences] = shown.text.split('\n');
  return (
    <DraftForm<Typed, AnswerOf<'refuseUpgrade'>>
      // Another text is another document: what was ticked of the one before is not agreed to.
      name={`${upgrade}.refuse.${shown.digest.slice(0, 12)}`}
      defaults={{ signedBy: '', ...Object.fromEntries(consequences.map((_, index) => [`read${index}`, false])) }}
      send={({ signedBy }, key) => {
        const headers = { 'idempotency-key': key };
        const signed = { signedBy, digest: shown.digest, language: shown.language };
        return until === ''
          ? call('refuseUpgrade', { params, headers, body: signed })
          : call('postponeUpgrade', { params, headers, body: { ...signed, until } });
      }}
      done={(answered) => {
        taken('readUpgrade', { params }, answered);
        void navigate({ to: '/upgrades/$upgrade', params: { upgrade } });
      }}
      submit={until === '' ? words.signSubmit : words.postponeSubmit}
    >
      <section className="card form-field" lang={shown.language}>
        <h2>{words.consequences}</h2>
        <p>
          <strong>{heading}</strong>
        </p>
        {consequences.map((text, index) => (
          <TickField key={text} name={`read${index}`} label={text} />
        ))}
      </section>
      <TextField name="signedBy" label={words.sign} maximum={200} autoComplete="name" />
    </DraftForm>
  );
}
