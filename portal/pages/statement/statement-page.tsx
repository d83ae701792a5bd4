import { Button, Group } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useClients } from '../../client-names';
import { Choice } from '../../components/choice';
import { LinkButton } from '../../components/link-button';
import { Answered, Empty } from '../../components/states';
import { useRefreshed, useRefreshedPages } from '../../refreshing';
import { usePageTitle } from '../../shell/page-title';
import { useLanguage } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { monthAfter } from '../../time/days';
import { formatMonth } from '../../time/format';
import { serverNow } from '../../time/server-clock';
import { calendarWords } from '../../wording/calendar';
import { statementWords } from '../../wording/statement';
import { spanOfMonth } from './figures';
import { MOST, StatementSheet, type Client } from './statement-sheet';
import './statement.css';

const route = getRouteApi('/statement');

/** What was guaranteed to a client in a month and what was reached, to be printed and kept (patterns §14). */
export function StatementPage() {
  const language = useLanguage();
  const words = statementWords[language];
  const turn = calendarWords[language];
  const { client: own } = useMe();
  const { client = own ?? undefined, month = new Date(serverNow()).toISOString().slice(0, 7) } = route.useSearch();
  const navigate = useNavigate();
  usePageTitle(words.title);
  return (
    <>
      <h1 className="no-print">{words.title}</h1>
      <Group gap="sm" mb="md" className="no-print">
        {own === null && (
          <Clients
            chosen={client}
            set={(code) => void navigate({ to: '/statement', search: { client: code, month } })}
          />
        )}
        <Group gap="xs">
          {([-1, 1] as const).map((way) => (
            <LinkButton
              key={way}
              variant="default"
              to="/statement"
              search={{ client, month: monthAfter(month, way) }}
              replace
            >
              {way < 0 ? turn.before : turn.after}
            </LinkButton>
          ))}
        </Group>
        <Button disabled={client === undefined} onClick={() => window.print()}>
          {words.print}
        </Button>
      </Group>
      {client === undefined ? (
        <Empty title={words.choose}>
          <p className="quiet">{words.chooseHint}</p>
        </Empty>
      ) : (
        <OfClient key={`${client} ${month}`} code={client} month={month} />
      )}
    </>
  );
}

function Clients({ chosen, set }: { readonly chosen: string | undefined; readonly set: (code: string) => void }) {
  const words = statementWords[useLanguage()];
  const clients = useClients() ?? [];
  return (
    <Choice
      label={words.client}
      any={words.choose}
      value={chosen}
      of={clients.map(({ code, name }) => ({ value: code, label: name }))}
      set={set}
    />
  );
}

function OfClient({ code, month }: { readonly code: string; readonly month: string }) {
  const language = useLanguage();
  const words = statementWords[language];
  const client = useRefreshed('readClient', { params: { code } }, { once: true });
  return (
    <>
      <h2 className="statement-title">{words.of(client.data?.name ?? code, formatMonth(month, language))}</h2>
      <Answered of={client} lines={2}>
        {(found) => <OfMonth client={found} month={month} />}
      </Answered>
    </>
  );
}

/** All tickets of the month are asked for before anything is summed up. */
function OfMonth({ client, month }: { readonly client: Client; readonly month: string }) {
  const { from, until } = spanOfMonth(month, client.zone);
  const asked = { client: client.code, openedFrom: from, openedUntil: until, sort: 'openedAt', limit: 200 } as const;
  const tickets = useRefreshedPages('listTickets', { query: asked }, { once: true });
  const { hasMore, isLoadingMore, more, data } = tickets;
  const loaded = data?.length ?? 0;
  const goesOn = hasMore && loaded < MOST;
  useEffect(() => {
    if (goesOn && !isLoadingMore) more();
  }, [goesOn, isLoadingMore, more]);
  const whole = { ...tickets, data: goesOn ? undefined : data };
  return (
    <Answered of={whole} lines={6}>
      {(items) => <StatementSheet client={client} span={{ from, until }} tickets={items} month={month} cut={hasMore} />}
    </Answered>
  );
}
