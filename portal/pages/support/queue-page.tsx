import './support.css';
import { Button, Group } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { MoreButton } from '../../components/rows';
import { Answered, Empty } from '../../components/states';
import { rememberList } from '../../keys/last-list';
import { useRowAgain } from '../../keys/row-again';
import { useRefreshedPages } from '../../refreshing';
import { usePageTitle } from '../../shell/page-title';
import { useWords } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { supportWords } from '../../wording/support';
import { listWords } from '../../wording/ticket-list';
import type { Ticket } from '../tickets/ticket-state';
import { BulkBar } from './bulk-bar';
import { QueueFilters } from './queue-filters';
import { isNarrowed, queueQueryOf, type QueueSearch } from './queue-search';
import { QueueTable } from './queue-table';
import { useSelection } from './selection';
import { rememberFilters, takeNext } from './take-next';

const PAGE = 50;
const route = getRouteApi('/queue');

/** What support has to work on, the next deadline first. What is looked for stands in the address. */
export function QueuePage() {
  const words = useWords(supportWords);
  const { email } = useMe();
  const search = route.useSearch();
  usePageTitle(words.title);
  useEffect(() => rememberFilters(search), [search]);
  const tickets = useRefreshedPages('listQueue', { query: { limit: PAGE, ...queueQueryOf(search, email) } });
  return (
    <>
      <Group justify="space-between" mb="xs">
        <h1>{words.title}</h1>
        <TakeNext />
      </Group>
      <p className="quiet small queue-lead">
        {words.lead} <span className="desk-only">{words.keysHint}</span>
      </p>
      <QueueFilters search={search} />
      <Answered of={tickets} lines={8}>
        {(items) => <Queue tickets={items} search={search} more={tickets} />}
      </Answered>
    </>
  );
}

function TakeNext() {
  const words = useWords(supportWords);
  const navigate = useNavigate();
  const [told, setTold] = useState<string>();
  const [busy, setBusy] = useState(false);
  const take = async (): Promise<void> => {
    setBusy(true);
    setTold(await takeNext(navigate));
    setBusy(false);
  };
  return (
    <div className="take-next">
      {told !== undefined && <span className="small">{told}</span>}
      <Button onClick={() => void take()} loading={busy} id="take-next">
        {words.takeNext}
      </Button>
    </div>
  );
}

interface More {
  readonly hasMore: boolean;
  readonly more: () => void;
  readonly isLoadingMore: boolean;
}

function Queue({
  tickets,
  search,
  more,
}: {
  readonly tickets: readonly Ticket[];
  readonly search: QueueSearch;
  readonly more: More;
}) {
  const words = useWords(supportWords);
  const lists = useWords(listWords);
  const navigate = useNavigate();
  const order = tickets.map(({ reference }) => reference);
  const selection = useSelection(order);
  const all = order.join();
  useEffect(() => rememberList(all.split(',')), [all]);
  useRowAgain();
  if (tickets.length === 0)
    return (
      <Empty title={isNarrowed(search) ? words.noneFiltered : words.none}>
        {isNarrowed(search) ? (
          <Button variant="default" onClick={() => void navigate({ to: '/queue', search: {} })}>
            {lists.clear}
          </Button>
        ) : (
          <p className="quiet">{words.noneHint}</p>
        )}
      </Empty>
    );
  return (
    <>
      <BulkBar tickets={tickets} selection={selection} />
      <QueueTable tickets={tickets} selection={selection} dense={search.density === 'dense'} />
      <MoreButton of={more}>{lists.more}</MoreButton>
    </>
  );
}
