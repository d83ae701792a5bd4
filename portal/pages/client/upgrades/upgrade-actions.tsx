import { Link } from '@tanstack/react-router';
import { call } from '../../../api/call';
import { DraftForm } from '../../../forms/draft-form';
import { LongTextField, TextField, TickField } from '../../../forms/fields';
import { useTaken } from '../../../refreshing';
import { announce } from '../../../shell/live-region';
import { useLanguage, useWords } from '../../../shell/preferences';
import { useMe } from '../../../shell/session';
import { formatInstant } from '../../../time/format';
import { upgradeWords } from '../../../wording/upgrades';
import { nameOf, type Upgrade } from './upgrade-state';

const RUNNING: readonly Upgrade['status'][] = ['unreachable', 'testing', 'blocked', 'paused', 'waiting', 'planned'];

/** What the client can do with a version: accept it early, report an incident on it, refuse it. */
export function UpgradeActions({ upgrade }: { readonly upgrade: Upgrade }) {
  const words = useWords(upgradeWords);
  const { actions } = useMe();
  const may = (action: string): boolean => actions.some((one) => one.action === `upgrade.${action}`);
  // While the service is being closed nothing is installed yet: it can be stopped still.
  if (!RUNNING.includes(upgrade.status) && upgrade.promotion?.stoppable !== true) return null;
  const reportable = upgrade.environments.test ?? upgrade.environments.production[0];
  return (
    <section aria-labelledby="actions-title" className="actions no-print">
      <h2 id="actions-title">{words.actions}</h2>
      {may('accept') && upgrade.status === 'testing' && !upgrade.accepted && (
        <details className="card action" data-action="accept">
          <summary>{words.accept}</summary>
          <Accept upgrade={upgrade} />
        </details>
      )}
      {may('report-incident') && reportable !== undefined && (
        <details className="card action" data-action="report">
          <summary>{words.report}</summary>
          <Report upgrade={upgrade} environment={reportable} />
        </details>
      )}
      {may('refuse') && (
        <p className="card">
          <Link to="/upgrades/$upgrade/refuse" params={{ upgrade: nameOf(upgrade) }}>
            {words.refuse}
          </Link>
        </p>
      )}
    </section>
  );
}

function Accept({ upgrade }: { readonly upgrade: Upgrade }) {
  const words = useWords(upgradeWords);
  const language = useLanguage();
  const taken = useTaken();
  const { client, product, version, dates, zone } = upgrade;
  const params = { client, product, version };
  const earliest = dates.earliest.at;
  const at = earliest === null ? words.notKnown : formatInstant(earliest, zone ?? 'UTC', language, { long: true });
  return (
    <DraftForm
      name={`${nameOf(upgrade)}.accept`}
      defaults={{ agreed: false }}
      send={(_, key) => call('acceptUpgrade', { params, headers: { 'idempotency-key': key }, body: {} })}
      done={(answered) => taken('readUpgrade', { params }, answered)}
      submit={words.accept}
    >
      <p>{words.acceptLead(at)}</p>
      <TickField name="agreed" label={words.acceptTick} />
    </DraftForm>
  );
}

/** Opens a ticket and ties it to the version: from then on it holds it. */
function Report({ upgrade, environment }: { readonly upgrade: Upgrade; readonly environment: string }) {
  const words = useWords(upgradeWords);
  const taken = useTaken();
  const ours = useMe().role !== 'client';
  const { client, product, version } = upgrade;
  const params = { client, product, version };
  const send = async ({ title, description }: { title: string; description: string }, key: string) => {
    const ticket = await call('openTicket', {
      headers: { 'idempotency-key': key },
      body: { environment, title, description, priority: 'P2', channel: 'portal', ...(ours ? { client } : {}) },
    });
    const { reference } = ticket;
    const answered = await call('reportUpgradeIncident', {
      params,
      headers: { 'idempotency-key': `${key}-report` },
      body: { ticket: reference },
    });
    return { reference, answered };
  };
  return (
    <DraftForm
      name={`${nameOf(upgrade)}.report`}
      defaults={{ title: '', description: '' }}
      send={send}
      done={({ reference, answered }) => {
        announce(words.reported(reference));
        taken('readUpgrade', { params }, answered);
      }}
      submit={words.report}
    >
      <p>{words.reportLead}</p>
      <TextField name="title" label={words.reportTitle} maximum={200} />
      <LongTextField name="description" label={words.reportText} rows={4} maximum={20_000} />
    </DraftForm>
  );
}
