import { Answered, Empty } from '../../components/states';
import { MoreButton } from '../../components/rows';
import { useRefreshed, useRefreshedPages } from '../../refreshing';
import { usePageTitle } from '../../shell/page-title';
import { useLanguage } from '../../shell/preferences';
import { formatDay } from '../../time/format';
import { serverNow } from '../../time/server-clock';
import { readersZone } from '../../time/zones';
import { calendarWords } from '../../wording/calendar';
import { Lane } from './lane';
import { mondaysFrom } from './lanes';
import { ReleaseSections } from './release-sections';

const WEEKS = 12;
/** Each client's windows are a question of their own. */
const CLIENTS = 25;

/** Clients and weeks, for collisions: windows, freezes, test windows and announced work in one picture (patterns 12.5). */
export function LanesPage() {
  const language = useLanguage();
  const words = calendarWords[language];
  usePageTitle(words.lanes);
  const mondays = mondaysFrom(new Date(serverNow()).toISOString(), readersZone(), WEEKS);
  const clients = useRefreshedPages('listClients', { query: { limit: String(CLIENTS) } }, { once: true });
  const freezes = useRefreshed('listFreezes', { query: { limit: '200' } });
  const upgrades = useRefreshed('listUpgrades', { query: { limit: '200' } });
  const works = useRefreshed('listMaintenances', { query: { limit: '200' } });
  const shared = {
    mondays,
    freezes: freezes.data?.items ?? [],
    upgrades: upgrades.data?.items ?? [],
    works: works.data?.items ?? [],
  };
  const kinds = ['window', 'work', 'freeze', 'test'] as const;
  return (
    <>
      <ReleaseSections />
      <h1>{words.lanes}</h1>
      <p>{words.lead}</p>
      <ul className="lane-legend" aria-label={words.legend}>
        {kinds.map((kind) => (
          <li key={kind} className="lane-mark" data-kind={kind}>
            {words[kind]}
          </li>
        ))}
      </ul>
      <Answered of={clients}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={words.none} />
          ) : (
            <>
              <div className="matrix lanes" role="region" aria-label={words.lanes} tabIndex={0}>
                <table>
                  <caption className="unseen">{words.lanes}</caption>
                  <thead>
                    <tr>
                      <th scope="col">{words.client}</th>
                      {mondays.map((monday) => (
                        <th key={monday} scope="col">
                          <span className="unseen">
                            {words.week(formatDay(`${monday}T00:00:00Z`, 'UTC', language))}
                          </span>
                          <span aria-hidden="true">
                            {formatDay(`${monday}T00:00:00Z`, 'UTC', language, { weekday: false, year: false })}
                          </span>
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {items.map(({ code, name }) => (
                      <Lane key={code} client={code} name={name} {...shared} />
                    ))}
                  </tbody>
                </table>
              </div>
              <MoreButton of={clients}>{words.more}</MoreButton>
            </>
          )
        }
      </Answered>
    </>
  );
}
