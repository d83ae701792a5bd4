import { getRouteApi, Link } from '@tanstack/react-router';
import { Instant } from '../../components/instant';
import { Rows } from '../../components/rows';
import { Answered } from '../../components/states';
import { useRefreshed } from '../../refreshing';
import { usePageTitle } from '../../shell/page-title';
import { useLanguage, useWords } from '../../shell/preferences';
import { useServerNow } from '../../time/ticker';
import { formatDuration } from '../../time/duration';
import { releaseEventWords } from '../../wording/releases-events';
import { releaseWords, rolloutWords } from '../../wording/releases';
import { said } from '../../wording/wording';
import { CellBadge } from './cell';
import { ThreeDates } from './dates';
import { EventList } from './event-list';
import { cellsOf, steps, type Upgrade } from './matrix';
import { ReleaseSections } from './release-sections';
import { UpgradeCommands } from './upgrade-commands';

const route = getRouteApi('/releases/$product/$version/$client');

/** One client's part in a rollout: where it stands, its dates, what it signed, who was told, and what happened. */
export function UpgradePage() {
  const { product, version, client } = route.useParams();
  usePageTitle(`${client} ${product} ${version}`);
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
  const words = rolloutWords[language];
  const { client, product, version, installed, zone, status, environments } = upgrade;
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
        {client}
        {words.colon}
        {installed ?? words.fromUnknown} → {version}
      </h1>
      <p className="sentence">
        {releaseWords[language].status[status]} · {environments.production.join(', ')}
      </p>
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
          <Facts upgrade={upgrade} />
          <UpgradeCommands upgrade={upgrade} />
        </div>
        <div className="side">
          <Answered of={events}>
            {({ items }) => (
              <>
                <Notices events={items} zone={zone} />
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

function Facts({ upgrade }: { readonly upgrade: Upgrade }) {
  const language = useLanguage();
  const words = rolloutWords[language];
  const { testWindow, incidents, waivers, maintenance, zone } = upgrade;
  return (
    <>
      {testWindow && (
        <section className="card">
          <h2>{words.testWindow}</h2>
          <p>
            {words.notifiedAt}
            {words.colon}
            <Instant at={testWindow.notifiedAt} zone={zone} own />
          </p>
          <p>
            {words.testEnds}
            {words.colon}
            {testWindow.endsAt === null ? words.standsStill : <Instant at={testWindow.endsAt} zone={zone} own />}
          </p>
          {testWindow.givenBackMs > 0 && (
            <p>
              {words.givenBack}
              {words.colon}
              {formatDuration(testWindow.givenBackMs, language)}
            </p>
          )}
        </section>
      )}
      {incidents.length > 0 && (
        <section className="card">
          <h2>{words.incidents}</h2>
          <ul>
            {incidents.map(({ ticket, reportedAt, open, releasedAt }) => (
              <li key={`${ticket} ${reportedAt}`}>
                {ticket === null ? (
                  '…'
                ) : (
                  <Link to="/tickets/$reference" params={{ reference: ticket }}>
                    {ticket}
                  </Link>
                )}{' '}
                – <Instant at={reportedAt} zone={zone} style={{ year: false }} /> – {open ? words.open : words.released}{' '}
                {releasedAt !== null && <Instant at={releasedAt} zone={zone} style={{ year: false }} />}
              </li>
            ))}
          </ul>
        </section>
      )}
      {maintenance?.reference && (
        <section className="card">
          <h2>{words.maintenance}</h2>
          <p>
            <Link to="/planned-work/$reference" params={{ reference: maintenance.reference }}>
              {maintenance.reference}
            </Link>{' '}
            – <Instant at={maintenance.startsAt} zone={zone} own /> → <Instant at={maintenance.endsAt} zone={zone} />
          </p>
        </section>
      )}
      {waivers.map(({ at, signedBy, text, digest, language: of }) => (
        <section key={digest + at} className="card">
          <h2>{words.waivers}</h2>
          <p>
            <Instant at={at} zone={zone} /> – {words.signedBy} {signedBy}
          </p>
          <blockquote className="typed" lang={of}>
            {text}
          </blockquote>
          <p className="quiet small">SHA-256 {digest}</p>
        </section>
      ))}
    </>
  );
}

type UpgradeEvents = readonly {
  readonly sequence: number;
  readonly type: string;
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
}[];

/** The notices that have left or were kept back, with what the mail server said. */
function Notices({ events, zone }: { readonly events: UpgradeEvents; readonly zone: string | null }) {
  const words = useWords(rolloutWords);
  const named = useWords(releaseEventWords);
  const notices = events.filter(({ type }) => type === 'notice-sent' || type === 'notice-dropped');
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return (
    <section>
      <h2>{words.notices}</h2>
      {notices.length === 0 ? (
        <p className="quiet">{words.noNotices}</p>
      ) : (
        <Rows caption={words.notices} columns={[words.template, words.recipient, words.fate, words.when]}>
          {notices.map(({ sequence, type, at, data }) => (
            <tr key={sequence}>
              <th scope="row">{said(named.templates, text(data['template']))}</th>
              <td data-label={words.recipient}>{text(data['recipient'])}</td>
              <td data-label={words.fate}>
                {said(named.fates, type === 'notice-dropped' ? 'dropped' : text(data['outcome']))}
              </td>
              <td data-label={words.when}>
                <Instant at={at} zone={zone} style={{ year: false, weekday: false }} />
              </td>
            </tr>
          ))}
        </Rows>
      )}
    </section>
  );
}
