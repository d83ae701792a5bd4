import { call } from '../../api/call';
import { ChoiceField, LongTextField } from '../../forms/fields';
import { useTaken } from '../../refreshing';
import { useLanguage } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { formatInstant } from '../../time/format';
import { readersZone } from '../../time/zones';
import { ownTime } from '../../components/own-time';
import { clientUpgradeWords } from '../../wording/client-upgrade';
import { useClientNames } from '../../client-names';
import { CommandPanel } from './command-panel';
import type { Upgrade } from './matrix';

type Name = 'confirm-test' | 'retry-test' | 'record-notice' | 'accept' | 'withdraw-incident';

/** What the provider can tell an upgrade as it stands; the client's own acts are on the client's page. */
function offered({ status, test, incidents }: Upgrade): readonly Name[] {
  return [
    ...(test.state === 'by-hand' || test.state === 'failed' ? (['confirm-test'] as const) : []),
    ...(test.state === 'failed' ? (['retry-test'] as const) : []),
    ...(status === 'unreachable' ? (['record-notice'] as const) : []),
    ...(status === 'testing' ? (['accept'] as const) : []),
    ...(incidents.some(({ open, origin }) => open && origin === 'client') ? (['withdraw-incident'] as const) : []),
  ];
}

/** The commands, each repeating client, from and to, the window in both zones and what cannot be undone (patterns 12.6). */
export function UpgradeCommands({ upgrade }: { readonly upgrade: Upgrade }) {
  const nameOf = useClientNames();
  const language = useLanguage();
  const words = clientUpgradeWords[language];
  const me = useMe();
  const taken = useTaken();
  const { client, product, version, installed, window, zone } = upgrade;
  const names = offered(upgrade).filter((name) => me.role !== 'support' || name === 'withdraw-incident');
  if (names.length === 0) return null;
  const params = { client, product, version };
  const done = (answer: Upgrade): void => taken('readUpgrade', { params }, answer);
  const tickets = upgrade.incidents.flatMap(({ open, ticket }) => (open && ticket !== null ? [ticket] : []));
  const own = zone ?? readersZone();
  const span =
    window === null
      ? words.commandNoWindow
      : words.commandWindow(
          `${formatInstant(window.startsAt, own, language)} → ${formatInstant(window.endsAt, own, language)}${ownTime(window.startsAt, own, readersZone(), language)}`,
        );
  const lead = (name: Name) => (
    <>
      <p>
        <strong>{words.commandLead(nameOf(client), installed ?? words.fromUnknown, version)}</strong> {span}
      </p>
      <p>{words.effects[name]}</p>
    </>
  );
  const panel = (name: Name, label: string, field: React.ReactNode, defaults: Record<string, string>) => (
    <CommandPanel
      key={name}
      name={`upgrade.${client}.${product}.${version}.${name}`}
      label={label}
      lead={lead(name)}
      defaults={defaults}
      send={(typed, key) => send(name, upgrade, typed, key)}
      done={done}
    >
      {field}
    </CommandPanel>
  );
  const long = (name: string, label: string) => <LongTextField name={name} label={label} rows={3} maximum={1000} />;
  const panels: Readonly<Record<Name, () => React.ReactNode>> = {
    'confirm-test': () => panel('confirm-test', words.confirmTest, long('detail', words.detail), { detail: '' }),
    'retry-test': () => panel('retry-test', words.retryTest, null, {}),
    'record-notice': () => panel('record-notice', words.recordNotice, long('how', words.how), { how: '' }),
    accept: () => panel('accept', words.accept, long('agreement', words.agreement), { agreement: '' }),
    'withdraw-incident': () =>
      panel(
        'withdraw-incident',
        words.withdraw,
        <>
          <ChoiceField
            name="ticket"
            label={words.ticket}
            choices={tickets.map((ticket) => ({ value: ticket, label: ticket }))}
          />
          {long('agreement', words.agreement)}
        </>,
        { ticket: tickets[0] ?? '', agreement: '' },
      ),
  };
  return (
    <section className="actions no-print" aria-label={words.actions}>
      {names.map((name) => panels[name]())}
    </section>
  );
}

function send(name: Name, { client, product, version }: Upgrade, typed: Readonly<Record<string, string>>, key: string) {
  const request = { params: { client, product, version }, headers: { 'idempotency-key': key } };
  const { detail = '', how = '', agreement = '', ticket = '' } = typed;
  switch (name) {
    case 'confirm-test':
      return call('confirmUpgradeTest', { ...request, body: { detail } });
    case 'retry-test':
      return call('retryUpgradeTest', { ...request, body: {} });
    case 'record-notice':
      return call('recordUpgradeNotice', { ...request, body: { how } });
    case 'accept':
      return call('acceptUpgrade', { ...request, body: { agreement } });
    case 'withdraw-incident':
      return call('withdrawUpgradeIncident', { ...request, body: { ticket, agreement } });
  }
}
