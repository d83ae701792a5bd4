import { getRouteApi, Link } from '@tanstack/react-router';
import { Instant } from '../../../components/instant';
import { Answered } from '../../../components/states';
import { ToneBadge } from '../../../components/tone-badge';
import { useRefreshed } from '../../../refreshing';
import { usePageTitle } from '../../../shell/page-title';
import { useLanguage, useWords } from '../../../shell/preferences';
import { formatDuration } from '../../../time/duration';
import { useServerNow } from '../../../time/ticker';
import { upgradeWords } from '../../../wording/upgrades';
import { Signed } from './signed';
import { UpgradeActions } from './upgrade-actions';
import { Incidents } from './incidents';
import { paramsOf, upgradeLooks, upgradeSentence, type Upgrade } from './upgrade-state';

const route = getRouteApi('/upgrades/$upgrade');

/** One version on its way to the client's environments: the month to test, three dates, and what can be done. */
export function UpgradePage() {
  const params = paramsOf(route.useParams().upgrade);
  usePageTitle(`${params.product} ${params.version}`);
  const upgrade = useRefreshed('readUpgrade', { params });
  return <Answered of={upgrade}>{(found) => <UpgradeBody upgrade={found} />}</Answered>;
}

function UpgradeBody({ upgrade }: { readonly upgrade: Upgrade }) {
  const words = useWords(upgradeWords);
  const language = useLanguage();
  const nowMs = useServerNow();
  const { product, version, status, installed, unplanned } = upgrade;
  return (
    <article>
      <p className="no-print">
        <Link to="/upgrades">← {words.back}</Link>
      </p>
      <header className="ticket-head">
        <p className="quiet">{unplanned ? words.unplanned : words.kinds[upgrade.kind]}</p>
        <h1>
          {product} {version}
        </h1>
        <p className="badges">
          <ToneBadge {...upgradeLooks[status]}>{words.states[status]}</ToneBadge>
        </p>
        <p className="sentence">{upgradeSentence(upgrade, nowMs, language)}</p>
      </header>
      {unplanned && <p className="box typed">{unplanned.why[language]}</p>}
      <div className="sides">
        <div className="side">
          <ThreeDates upgrade={upgrade} />
          <TestWindow upgrade={upgrade} />
          <p>
            {installed !== null && words.installed(installed)}{' '}
            <a href={upgrade.documentation[language]} rel="noreferrer">
              {words.documentation}
            </a>
          </p>
        </div>
        <div className="side">
          <UpgradeActions upgrade={upgrade} />
          <Incidents upgrade={upgrade} />
        </div>
      </div>
      {upgrade.waivers.map((waiver) => (
        <Signed key={waiver.at} waiver={waiver} zone={upgrade.zone} />
      ))}
    </article>
  );
}

/** At the earliest, planned, at the latest: each with its reason and its clause (annex §10). */
function ThreeDates({ upgrade }: { readonly upgrade: Upgrade }) {
  const words = useWords(upgradeWords);
  return (
    <section className="card" aria-labelledby="dates-title">
      <h2 id="dates-title">{words.dates}</h2>
      <dl className="dates">
        {(['earliest', 'planned', 'latest'] as const).map((name) => {
          const { at, reason, clause } = upgrade.dates[name];
          return (
            <div key={name} data-name={name}>
              <dt>{words.dateNames[name]}</dt>
              <dd>
                <strong>
                  {at === null ? words.notKnown : <Instant at={at} zone={upgrade.zone} own style={{ long: true }} />}
                </strong>
                <br />
                <span className="quiet small">
                  {words.reasons[reason]} ({clause})
                </span>
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

function TestWindow({ upgrade }: { readonly upgrade: Upgrade }) {
  const words = useWords(upgradeWords);
  const language = useLanguage();
  const nowMs = useServerNow();
  const window = upgrade.testWindow;
  if (!window) return null;
  const [fromMs, endMs] = [window.notifiedAt, window.endsAt ?? window.endedAt].map((at) => Date.parse(at ?? ''));
  return (
    <section className="card" aria-labelledby="window-title">
      <h2 id="window-title">{words.window}</h2>
      {window.endsAt && fromMs !== undefined && endMs !== undefined && (
        <>
          <p>
            <Instant at={window.notifiedAt} zone={upgrade.zone} /> –{' '}
            <Instant at={window.endsAt} zone={upgrade.zone} own />
          </p>
          <meter
            className="test-meter"
            min={0}
            max={endMs - fromMs}
            value={Math.min(nowMs, endMs) - fromMs}
            aria-label={words.window}
          />
        </>
      )}
      {window.standsStill && <p>{words.standsStill}</p>}
      {window.givenBackMs > 0 && (
        <p className="quiet">{words.givenBack(formatDuration(window.givenBackMs, language))}</p>
      )}
    </section>
  );
}
