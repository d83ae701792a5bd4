import { Button, Group } from '@mantine/core';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { changedFilters, Choice } from '../../components/choice';
import { Instant } from '../../components/instant';
import { MoreButton, Rows } from '../../components/rows';
import { Answered, Empty } from '../../components/states';
import { ToneBadge } from '../../components/tone-badge';
import { useRefreshed, useRefreshedPages } from '../../refreshing';
import { usePageTitle } from '../../shell/page-title';
import { useLanguage, useWords } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { workWords } from '../../wording/releases-work';
import { useClientNames } from '../../client-names';
import type { Maintenance } from './matrix';
import { ReleaseSections } from './release-sections';
import { workSearchSchema, workStatuses } from './work-search';

const route = getRouteApi('/planned-work');

/** All maintenances, those announced last first; what is looked for stands in the address. */
export function WorksPage() {
  const words = useWords(workWords);
  const me = useMe();
  const search = route.useSearch();
  const navigate = useNavigate();
  usePageTitle(words.title);
  const works = useRefreshedPages('listMaintenances', { query: { limit: '50', ...search } });
  const clients = useRefreshed('listClients', { query: { limit: '200' } }, { once: true });
  const filtered = search.client !== undefined || search.status !== undefined;
  const set = (changed: Readonly<Record<string, string>>): void => {
    void navigate({
      to: '/planned-work',
      search: workSearchSchema.parse(changedFilters(search, changed)),
      replace: true,
    });
  };
  return (
    <>
      <ReleaseSections />
      <Group justify="space-between" mb="sm">
        <h1>{words.title}</h1>
        {me.role !== 'support' && (
          <Button component={Link} to="/planned-work/new">
            {words.schedule}
          </Button>
        )}
      </Group>
      <Group mb="md" gap="sm" role="search" className="no-print">
        <Choice
          label={words.client}
          any={words.anyClient}
          value={search.client}
          of={(clients.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          set={(client) => set({ client })}
        />
        <Choice
          label={words.state}
          any={words.anyStatus}
          value={search.status}
          of={workStatuses.map((value) => ({ value, label: words.statuses[value] }))}
          set={(status) => set({ status })}
        />
      </Group>
      <Answered of={works}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={filtered ? words.noneFiltered : words.none}>
              {filtered && (
                <Button variant="default" onClick={() => void navigate({ to: '/planned-work', search: {} })}>
                  {words.clear}
                </Button>
              )}
            </Empty>
          ) : (
            <>
              <Rows
                caption={words.title}
                columns={[words.why, words.client, words.start, words.end, words.downtime, words.state]}
              >
                {items.map((work) => (
                  <Row key={work.reference} work={work} />
                ))}
              </Rows>
              <MoreButton of={works}>{words.more}</MoreButton>
            </>
          )
        }
      </Answered>
    </>
  );
}

function Row({ work }: { readonly work: Maintenance }) {
  const words = useWords(workWords);
  const nameOf = useClientNames();
  const { reference, client, environments, window, zone, kind, expectedDowntimeMinutes } = work;
  return (
    <tr>
      <th scope="row">
        <Link to="/planned-work/$reference" params={{ reference }} className="row-link">
          <WorkTitle work={work} />
        </Link>
        <span className="quiet small row-reference">
          {reference} · {words.kinds[kind]}
        </span>
      </th>
      <td data-label={words.client}>
        {nameOf(client)} · {environments.join(', ')}
      </td>
      <td data-label={words.start}>
        <Instant at={window.startsAt} zone={zone} />
      </td>
      <td data-label={words.end}>
        <Instant at={window.endsAt} zone={zone} style={{ year: false, zoneName: false }} />
      </td>
      <td data-label={words.downtime}>{words.minutes(expectedDowntimeMinutes)}</td>
      <td data-label={words.state}>
        <WorkState work={work} />
      </td>
    </tr>
  );
}

/** What is done, in the reader's language. */
export function WorkTitle({ work: { why } }: { readonly work: Maintenance }) {
  return <>{why[useLanguage()]}</>;
}

/** How a maintenance stands; one that overruns says so. */
export function WorkState({ work: { status, overranAt, announcedAt, kind } }: { readonly work: Maintenance }) {
  const words = useWords(workWords);
  const looks = {
    scheduled: { shape: 'circle', tone: 'plain' },
    asking: { shape: 'disc', tone: 'running' },
    'in-progress': { shape: 'gear', tone: 'running' },
    operational: { shape: 'tick', tone: 'plain' },
    cancelled: { shape: 'stop', tone: 'stopped' },
    withdrawn: { shape: 'stop', tone: 'stopped' },
    refused: { shape: 'stop', tone: 'stopped' },
  } as const;
  return (
    <>
      <ToneBadge {...looks[status]}>{words.statuses[status]}</ToneBadge>
      {overranAt !== null && status === 'in-progress' && (
        <ToneBadge shape="octagon" tone="late">
          {words.overran} <Instant at={overranAt} zone={null} style={{ year: false, zoneName: false }} />
        </ToneBadge>
      )}
      {status === 'scheduled' && kind === 'planned' && announcedAt === null && (
        <span className="quiet small row-reference">{words.notAnnounced}</span>
      )}
    </>
  );
}
