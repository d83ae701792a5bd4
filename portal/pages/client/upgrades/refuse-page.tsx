import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { call, type AnswerOf } from '../../../api/call';
import { Answered } from '../../../components/states';
import { DraftForm } from '../../../forms/draft-form';
import { TextField, TickField } from '../../../forms/fields';
import { useRefreshed, useTaken } from '../../../refreshing';
import { usePageTitle } from '../../../shell/page-title';
import { useLanguage, useWords } from '../../../shell/preferences';
import { upgradeWords } from '../../../wording/upgrades';
import { paramsOf } from './upgrade-state';

const route = getRouteApi('/upgrades/$upgrade/refuse');

/** Refusing a version: its consequences are read and ticked one by one, then signed (patterns 6.10, annex §10). */
export function RefusePage() {
  const { upgrade } = route.useParams();
  const params = paramsOf(upgrade);
  const words = useWords(upgradeWords);
  const language = useLanguage();
  usePageTitle(words.refuseTitle(params.version));
  const waiver = useRefreshed('readUpgradeWaiver', { params, query: { language } }, { once: true });
  return (
    <div className="column">
      <p>
        <Link to="/upgrades/$upgrade" params={{ upgrade }}>
          ← {params.product} {params.version}
        </Link>
      </p>
      <h1>{words.refuseTitle(params.version)}</h1>
      <p>{words.refuseLead}</p>
      <Answered of={waiver}>{(shown) => <Signing key={shown.digest} upgrade={upgrade} shown={shown} />}</Answered>
    </div>
  );
}

interface Typed extends Record<string, string | boolean> {
  readonly signedBy: string;
}

function Signing({ upgrade, shown }: { readonly upgrade: string; readonly shown: AnswerOf<'readUpgradeWaiver'> }) {
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
      send={({ signedBy }, key) =>
        call('refuseUpgrade', {
          params,
          headers: { 'idempotency-key': key },
          body: { signedBy, digest: shown.digest, language: shown.language },
        })
      }
      done={(answered) => {
        taken('readUpgrade', { params }, answered);
        void navigate({ to: '/upgrades/$upgrade', params: { upgrade } });
      }}
      submit={words.signSubmit}
    >
      <section className="card" lang={shown.language}>
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
