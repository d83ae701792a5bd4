import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { AnswerOf } from '../api/call';
import { useRefreshed } from '../refreshing';
import { formatInstant } from '../time/format';
import { maintenanceBannerWords } from '../wording/maintenance-banner';
import { useLanguage, useWords } from './preferences';
import { useSession } from './session';

type Near = AnswerOf<'readBanner'>['items'][number];

/** For the people of a client, on every page: the maintenances that go on or begin within 8 days (annex §10). */
export function MaintenanceBanner() {
  const known = useSession();
  const client = 'me' in known && known.me.role === 'client' ? known.me.client : null;
  return client === null ? null : <OfClient client={client} />;
}

function OfClient({ client }: { readonly client: string }) {
  const words = useWords(maintenanceBannerWords);
  const language = useLanguage();
  const { data } = useRefreshed('readBanner', { params: { client } });
  const [read, setRead] = useState(keptRead);
  const shown = (data?.items ?? []).filter((one) => !read.includes(markOf(one)));
  if (shown.length === 0) return null;
  const markRead = (one: Near): void => {
    const marks = [...read.slice(-50), markOf(one)];
    setRead(marks);
    keepRead(marks);
  };
  return (
    <aside className="banner" aria-label={words.name}>
      {shown.map((one) => {
        const at = (instant: string): string => formatInstant(instant, one.zone, language, { long: true, year: false });
        const [from, to] = [at(one.startsAt), at(one.endsAt)];
        const where = one.environments.join(', ');
        const isUnderWay = one.status === 'in-progress';
        return (
          <p key={one.reference}>
            <Link to="/maintenance">
              {isUnderWay ? words.underWay(where, to) : words.near(words.kinds[one.kind], where, from)}
            </Link>{' '}
            {!isUnderWay && words.downtime(String(one.expectedDowntimeMinutes))}{' '}
            <Button size="compact-xs" variant="default" onClick={() => markRead(one)}>
              {words.read}
            </Button>
          </p>
        );
      })}
    </aside>
  );
}

/** A maintenance that is read is shown again once it begins, or is moved. */
const markOf = ({ reference, status, startsAt }: Near): string => `${reference}/${status}/${startsAt}`;

const place = 'cadran.maintenances-read';

function keptRead(): readonly string[] {
  try {
    return (localStorage.getItem(place) ?? '').split(' ');
  } catch {
    return [];
  }
}

function keepRead(marks: readonly string[]): void {
  try {
    localStorage.setItem(place, marks.join(' '));
  } catch {
    // Without storage it is read for this page.
  }
}
