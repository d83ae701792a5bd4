import { Button, Group } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { MoreButton } from '../../components/rows';
import { Answered, Empty } from '../../components/states';
import { useRefreshedPages } from '../../refreshing';
import { usePageTitle } from '../../shell/page-title';
import { LinkButton } from '../../components/link-button';
import { useWords } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { listWords } from '../../wording/ticket-list';
import { ListFilters } from './list-filters';
import { TicketTable } from './ticket-table';
import { mayOpen } from './opening-rights';

const PAGE = 50;
const route = getRouteApi('/tickets');

/** The tickets that the API shows to this person. What is looked for stands in the address. */
export function ListPage() {
  const words = useWords(listWords);
  const me = useMe();
  const search = route.useSearch();
  const navigate = useNavigate();
  usePageTitle(words.title);
  const tickets = useRefreshedPages('listTickets', { query: { limit: PAGE, ...search } });
  const filtered = Object.values(search).some((value) => value !== undefined);
  return (
    <>
      <Group justify="space-between" mb="sm">
        <h1>{words.title}</h1>
        {mayOpen(me) && (
          <Group gap="xs">
            {me.role === 'client' && (
              <LinkButton to="/new" search={{ step: 'urgent' }} variant="default">
                {words.urgent}
              </LinkButton>
            )}
            <LinkButton to="/new">{words.open}</LinkButton>
          </Group>
        )}
      </Group>
      <ListFilters search={search} />
      {search.words !== undefined && (
        <p className="quiet small">{words.searchedIn(search.words, me.role !== 'client')}</p>
      )}
      <Answered of={tickets} lines={8}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={filtered ? words.noneFiltered : words.none}>
              {filtered ? (
                <Button variant="default" onClick={() => void navigate({ to: '/tickets', search: {} })}>
                  {words.clear}
                </Button>
              ) : (
                mayOpen(me) && <p className="quiet">{words.noneHint}</p>
              )}
            </Empty>
          ) : (
            <>
              <TicketTable tickets={items} caption={words.title} />
              <MoreButton of={tickets}>{words.more}</MoreButton>
            </>
          )
        }
      </Answered>
    </>
  );
}
