import { Button, Group } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { MoreButton } from '../../../components/rows';
import { Answered, Empty } from '../../../components/states';
import { useRefreshedPages } from '../../../refreshing';
import { usePageTitle } from '../../../shell/page-title';
import { useWords } from '../../../shell/preferences';
import { useMe } from '../../../shell/session';
import { serverNow } from '../../../time/server-clock';
import { calendarWords } from '../../../wording/calendar';
import { maintenanceWords } from '../../../wording/maintenance';
import { listWords } from '../../../wording/ticket-list';
import { MaintenanceCard, type Maintenance } from './maintenance-card';
import { MonthGrid } from './month-grid';
import { StatusPages } from './status-pages';
import { Subscription } from './subscription';

const route = getRouteApi('/maintenance');
const OVER: readonly Maintenance['status'][] = ['operational', 'cancelled', 'withdrawn', 'refused'];

/** All maintenances, the next one first; a maintenance does not vanish when it starts (patterns 13.1). */
export function MaintenancePage() {
  const words = useWords(maintenanceWords);
  const { more } = useWords(listWords);
  const shown = useWords(calendarWords);
  const { client } = useMe();
  const { view, month = new Date(serverNow()).toISOString().slice(0, 7) } = route.useSearch();
  const navigate = useNavigate();
  usePageTitle(words.title);
  const maintenances = useRefreshedPages('listMaintenances', { query: { limit: 100 } });
  return (
    <>
      <Group justify="space-between" mb="sm">
        <h1>{words.title}</h1>
        <Group gap="xs" role="group" aria-label={shown.view} className="no-print">
          {([undefined, 'month'] as const).map((one) => (
            <Button
              key={one ?? 'list'}
              variant={view === one ? 'light' : 'default'}
              size="compact-md"
              aria-pressed={view === one}
              onClick={() => void navigate({ to: '/maintenance', search: { view: one }, replace: true })}
            >
              {shown.views[one ?? 'list']}
            </Button>
          ))}
        </Group>
      </Group>
      <div className="sides">
        <div className="side">
          <Answered of={maintenances}>
            {(items) => (
              <>
                {view === 'month' ? (
                  <MonthGrid month={month} items={items} />
                ) : (
                  <>
                    <Cards title={words.coming} items={items.filter((one) => !isOver(one)).toSorted(byStart)} />
                    <Cards title={words.past} items={items.filter(isOver).toSorted((a, b) => byStart(b, a))} />
                  </>
                )}
                {items.length === 0 && view !== 'month' && (
                  <Empty title={words.none}>
                    <p className="quiet">{words.noneHint}</p>
                  </Empty>
                )}
                <MoreButton of={maintenances}>{more}</MoreButton>
              </>
            )}
          </Answered>
        </div>
        {client !== null && (
          <div className="side">
            <Subscription client={client} />
            <StatusPages client={client} />
          </div>
        )}
      </div>
    </>
  );
}

function Cards({ title, items }: { readonly title: string; readonly items: readonly Maintenance[] }) {
  if (items.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      {items.map((one) => (
        <MaintenanceCard key={one.reference} maintenance={one} />
      ))}
    </section>
  );
}

function isOver({ status }: Maintenance): boolean {
  return OVER.includes(status);
}

function byStart(a: Maintenance, b: Maintenance): number {
  return Date.parse(a.window.startsAt) - Date.parse(b.window.startsAt);
}
