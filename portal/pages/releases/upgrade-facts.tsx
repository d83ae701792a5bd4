import { Link } from '@tanstack/react-router';
import { Instant } from '../../components/instant';
import { useLanguage } from '../../shell/preferences';
import { formatDuration } from '../../time/duration';
import { clientUpgradeWords } from '../../wording/client-upgrade';
import type { Upgrade } from './matrix';

/** What is known of a client's part: its test window, what holds it, the maintenance that promotes it, and what was signed. */
export function UpgradeFacts({ upgrade }: { readonly upgrade: Upgrade }) {
  const language = useLanguage();
  const words = clientUpgradeWords[language];
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
