import { Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { takeServersDrafts } from '../drafts/drafts';
import { formatTimeOfDay } from '../time/format';
import { shellWords } from '../wording/shell';
import { useConnection } from './connection';
import { Footer } from './footer';
import { Header } from './header';
import { LiveRegion } from './live-region';
import { MaintenanceBanner } from './maintenance-banner';
import { usePreferences, useWords } from './preferences';
import type { Section } from './sections';
import { useServersPreferences } from './server-preferences';
import { useSession } from './session';
import { SessionOver } from './session-over';
import { SignInPage } from './sign-in-page';

/** For the provider's people alone, whose whole day it is. */
const Keys = lazy(() => import('../keys/keys').then((keys) => ({ default: keys.Keys })));

/** What stands round every page. */
export function Shell({ sections }: { readonly sections: readonly Section[] }) {
  const words = useWords(shellWords);
  const known = useSession();
  const { phase } = known;
  const withKeys = 'me' in known && known.me.role !== 'client';
  useServersPreferences('me' in known ? known.me.id : undefined);
  const drafts = useDraftsThere();
  const { stale } = useConnection();
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const isIn = phase === 'in' || phase === 'over';
  const isOpenToAll = pathname === '/accessibility';
  const first = useRef(true);
  // Whoever goes to another page is brought to its beginning, or to the row from which they left it; the first one leaves the focus
  // where the browser has it.
  useEffect(() => {
    const isOnRow = Boolean(document.activeElement?.closest('[data-row]'));
    if (!first.current && !isOnRow) main.current?.focus({ preventScroll: true });
    first.current = false;
  }, [pathname]);
  return (
    <>
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {words.skip}
      </a>
      <Header sections={sections} />
      <ConnectionBanner />
      <MaintenanceBanner />
      <main id="main" className="page" tabIndex={-1} ref={main} data-stale={stale || undefined}>
        {isOpenToAll ? <Outlet /> : isIn ? drafts && <Outlet /> : <SignInPage />}
      </main>
      <Footer />
      <SessionOver />
      {withKeys && (
        <Suspense>
          <Keys />
        </Suspense>
      )}
      <LiveRegion />
    </>
  );
}

/** As long a page waits for the drafts of other devices: forms are drawn with them, or without. */
const DRAFTS_MS = 1_500;

function useDraftsThere(): boolean {
  const known = useSession();
  const id = 'me' in known ? known.me.id : undefined;
  const [there, setThere] = useState<string>();
  useEffect(() => {
    if (id === undefined) return;
    const done = (): void => setThere(id);
    const timer = setTimeout(done, DRAFTS_MS);
    takeServersDrafts().then(done, done);
    return () => clearTimeout(timer);
  }, [id]);
  return there !== undefined && there === id;
}

/** Says that the server cannot be reached, and how old what is shown is. */
function ConnectionBanner() {
  const words = useWords(shellWords);
  const { language } = usePreferences();
  const { lostAt, reachedAt } = useConnection();
  return (
    <div role="status" id="connection">
      {lostAt !== null && (
        <p className="banner" style={{ margin: 0 }}>
          {words.offline(formatTimeOfDay(reachedAt, language))}
        </p>
      )}
    </div>
  );
}
