import { Button, Group, TextInput } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Instant } from '../../components/instant';
import { MoreButton, Rows } from '../../components/rows';
import { Answered, Empty } from '../../components/states';
import { useRefreshedPages } from '../../refreshing';
import { usePageTitle } from '../../shell/page-title';
import { useWords } from '../../shell/preferences';
import { instantsOfWall, wallOfInstant } from '../../time/wall-clock';
import { readersZone } from '../../time/zones';
import { adminWords } from '../../wording/admin';
import { AdminSections } from './admin-sections';
import { auditSearchSchema } from './register-search';

const route = getRouteApi('/audit');

/** Who did what, when and from where; what is looked for stands in the address. */
export function AuditPage() {
  const { texts } = useWords(adminWords);
  const search = route.useSearch();
  usePageTitle(texts.audit);
  const given = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
  const entries = useRefreshedPages('listAudit', { query: { limit: '100', ...given } });
  return (
    <>
      <AdminSections />
      <h1>{texts.audit}</h1>
      <Filters />
      <Answered of={entries}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={texts.none} />
          ) : (
            <>
              <Rows
                caption={texts.audit}
                columns={[texts.when, texts.who, texts.what, texts.where, texts.answered, texts.changed]}
              >
                {items.map(({ id, at, actor, role, operation, path, from, status, created, changed }) => (
                  <tr key={id}>
                    <th scope="row">
                      <Instant at={at} zone={null} style={{ weekday: false, seconds: true }} />
                    </th>
                    <td data-label={texts.who}>
                      {actor} <span className="quiet small">({role})</span>
                    </td>
                    <td data-label={texts.what}>{operation}</td>
                    <td data-label={texts.where}>
                      {path} <span className="quiet small row-reference">{from}</span>
                    </td>
                    <td data-label={texts.answered}>{status}</td>
                    <td data-label={texts.changed}>{changed?.join(', ') ?? created ?? '–'}</td>
                  </tr>
                ))}
              </Rows>
              <MoreButton of={entries}>{texts.more}</MoreButton>
            </>
          )
        }
      </Answered>
    </>
  );
}

function Filters() {
  const { texts } = useWords(adminWords);
  const search = route.useSearch();
  const navigate = useNavigate();
  const zone = readersZone();
  const wall = (at: string | undefined): string => (at === undefined ? '' : wallOfInstant(at, zone));
  const [actor, setActor] = useState(search.actor ?? '');
  const [from, setFrom] = useState(wall(search.from));
  const [until, setUntil] = useState(wall(search.until));
  return (
    <form
      role="search"
      className="no-print"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = {
          actor: actor.trim() === '' ? undefined : actor.trim(),
          from: instantsOfWall(from, zone)[0],
          until: instantsOfWall(until, zone)[0],
        };
        void navigate({ to: '/audit', search: auditSearchSchema.parse(typed), replace: true });
      }}
    >
      <Group mb="md" gap="sm" align="end">
        <TextInput label={texts.who} value={actor} onChange={({ target }) => setActor(target.value)} />
        <TextInput
          type="datetime-local"
          label={texts.from}
          value={from}
          onChange={({ target }) => setFrom(target.value)}
        />
        <TextInput
          type="datetime-local"
          label={texts.until}
          value={until}
          onChange={({ target }) => setUntil(target.value)}
        />
        <Button type="submit" variant="default">
          {texts.search}
        </Button>
      </Group>
    </form>
  );
}
