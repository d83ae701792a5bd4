import { MoreButton } from '../../../components/rows';
import { Answered, Empty } from '../../../components/states';
import { useRefreshedPages } from '../../../refreshing';
import { usePageTitle } from '../../../shell/page-title';
import { useWords } from '../../../shell/preferences';
import { useMe } from '../../../shell/session';
import { maintenanceWords } from '../../../wording/maintenance';
import { listWords } from '../../../wording/ticket-list';
import { MaintenanceCard, type Maintenance } from './maintenance-card';
import { StatusPages } from './status-pages';
import { Subscription } from './subscription';

const OVER: readonly Maintenance['status'][] = ['operational', 'cancelled', 'withdrawn', 'refused'];

/** All maintenances, the next one first; a maintenance does not vanish when it starts (patterns 13.1). */
export function MaintenancePage() {
  const words = useWords(maintenanceWords);
  const { more } = useWords(listWords);
  const { client } = useMe();
  usePageTitle(words.title);
  const maintenances = useRefreshedPages('listMaintenances', { query: { limit: 100 } });
  return (
    <>
      <h1>{words.title}</h1>
      <div className="sides">
        <div className="side">
          <Answered of={maintenances}>
            {(items) => (
              <>
                <Cards
                  title={words.coming}
                  items={items.filter(({ status }) => !OVER.includes(status)).toSorted(byStart)}
                />
                <Cards
                  title={words.past}
                  items={items.filter(({ status }) => OVER.includes(status)).toSorted((a, b) => byStart(b, a))}
                />
                {items.length === 0 && (
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

function byStart(a: Maintenance, b: Maintenance): number {
  return Date.parse(a.window.startsAt) - Date.parse(b.window.startsAt);
}
