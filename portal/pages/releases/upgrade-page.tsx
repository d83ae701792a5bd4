import { getRouteApi, Link } from '@tanstack/react-router';
import { Answered } from '../../components/states';
import { testTurn } from '../../components/test-turn';
import { useRefreshed } from '../../refreshing';
import { usePageTitle } from '../../shell/page-title';
import { useLanguage } from '../../shell/preferences';
import { useServerNow } from '../../time/ticker';
import { clientUpgradeWords } from '../../wording/client-upgrade';
import { releaseEventWords } from '../../wording/releases-events';
import { releaseWords } from '../../wording/releases';
import { useClientNames } from '../../client-names';
import { CellBadge } from './cell';
import { ThreeDates } from './dates';
import { EventList } from './event-list';
import { cellsOf, steps, type Upgrade } from './matrix';
import { ReleaseSections } from './release-sections';
import { UpgradeCommands } from './upgrade-commands';
import { UpgradeFacts } from './upgrade-facts';
import { UpgradeNotices } from './upgrade-notices';

const route = getRouteApi('/releases/$product/$version/$client');

/** One client's part in a rollout: where it stands, its dates, what it signed, who was told, and what happened. */
export function UpgradePage() {
  const { product, version, client } = route.useParams();
  usePageTitle(`${useClientNames()(client)} ${product} ${version}`);
  const upgrade = useRefreshed('readUpgrade', { params: { product, version, client } });
  return (
    <>
      <ReleaseSections />
      <p className="no-print">
        <Link to="/releases/$product/$version" params={{ product, version }}>
          ← {product} {version}
        </Link>
      </p>
      <Answered of={upgrade}>{(found) => <Body upgrade={found} />}</Answered>
    </>
  );
}

function Body({ upgrade }: { readonly upgrade: Upgrade }) {
  const language = useLanguage();
  const words = clientUpgradeWords[language];
  const { client, product, version, installed, zone, status, environments } = upgrade;
  const nameOf = useClientNames();
  const turn = testTurn(upgrade, language);
  const reference = upgrade.maintenance?.reference ?? null;
  const params = { client, product, version };
  const events = useRefreshed('listUpgradeEvents', { params, query: { limit: '500' } });
  const maintenance = useRefreshed(
    'readMaintenance',
    { params: { maintenance: reference ?? '' } },
    { enabled: reference !== null },
  );
  const now = new Date(useServerNow()).toISOString();
  const cells = cellsOf(upgrade, reference === null ? undefined : maintenance.data, now);
  return (
    <article>
      <h1>
        {nameOf(client)}
        {words.colon}
        {installed ?? words.fromUnknown} → {version}
      </h1>
      <p className="sentence">
        {releaseWords[language].status[status]} · {environments.production.join(', ')}
      </p>
      {turn !== undefined && <p className="box">{turn}</p>}
      <ol className="step-line">
        {steps.map((step) => (
          <li key={step}>
            <span className="quiet small">{releaseWords[language].steps[step]}</span>
            <CellBadge cell={cells[step]} zone={zone} />
          </li>
        ))}
      </ol>
      <div className="sides">
        <div className="side">
          <section className="card">
            <h2>{words.threeDates}</h2>
            <ThreeDates upgrade={upgrade} />
          </section>
          <UpgradeFacts upgrade={upgrade} />
          <UpgradeCommands upgrade={upgrade} />
        </div>
        <div className="side">
          <Answered of={events}>
            {({ items }) => (
              <>
                <UpgradeNotices events={items} zone={zone} maintenance={reference} />
                <section>
                  <h2>{words.timeline}</h2>
                  <EventList events={items} words={releaseEventWords[language].upgrade} zone={zone} />
                </section>
              </>
            )}
          </Answered>
        </div>
      </div>
    </article>
  );
}
