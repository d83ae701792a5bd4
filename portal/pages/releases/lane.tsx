import { Link } from '@tanstack/react-router';
import { useRefreshed } from '../../refreshing';
import { useLanguage } from '../../shell/preferences';
import { daysAfter, type Day } from '../../time/days';
import { formatDay, formatTimeInTable } from '../../time/format';
import { readersZone } from '../../time/zones';
import { calendarWords } from '../../wording/calendar';
import { laneOf, type LaneFacts, type LaneWeek } from './lanes';

/** The weeks of one client: a row of the table; on a narrow page a list of the weeks in which something lies. */
export function Lane({
  client,
  name,
  mondays,
  ...shared
}: Pick<LaneFacts, 'freezes' | 'upgrades' | 'works'> & {
  readonly client: string;
  readonly name: string;
  readonly mondays: readonly Day[];
}) {
  const language = useLanguage();
  const words = calendarWords[language];
  const from = `${mondays[0] ?? ''}T00:00:00.000Z`;
  const until = `${daysAfter(mondays.at(-1) ?? '', 7)}T00:00:00.000Z`;
  // A client without a contract has no windows, and is told so: its row stays empty.
  const windows = useRefreshed('readWindows', { params: { client }, query: { from, until } }, { once: true });
  const zone = windows.data?.zone ?? readersZone();
  const weeks = laneOf(client, { ...shared, zone, windows: windows.data?.windows ?? [] }, mondays);
  return (
    <tr data-client={client}>
      <th scope="row">
        <Link to="/windows" search={{ client }}>
          {name}
        </Link>
      </th>
      {weeks.map((week) => (
        <td
          key={week.monday}
          data-label={formatDay(`${week.monday}T00:00:00Z`, 'UTC', language, { weekday: false, year: false })}
          data-frozen={week.freezes.length > 0 ? '' : undefined}
          data-testing={week.tests.length > 0 ? '' : undefined}
          data-empty={isEmpty(week) ? '' : undefined}
        >
          {isEmpty(week) ? <span className="unseen">{words.nothing}</span> : <Marks week={week} zone={zone} />}
        </td>
      ))}
    </tr>
  );
}

function isEmpty({ windows, freezes, tests, works }: LaneWeek): boolean {
  return windows.length + freezes.length + tests.length + works.length === 0;
}

function Marks({ week: { windows, freezes, tests, works }, zone }: { readonly week: LaneWeek; readonly zone: string }) {
  const language = useLanguage();
  const words = calendarWords[language];
  const at = (instant: string): string =>
    `${formatDay(instant, zone, language, { year: false })} ${formatTimeInTable(instant, zone)}`;
  return (
    <ul className="lane-marks">
      {works.map(({ reference, window }) => (
        <li key={reference} className="lane-mark" data-kind="work">
          <Link to="/planned-work/$reference" params={{ reference }}>
            {at(window.startsAt)} <span className="unseen">{words.work}</span>
          </Link>
        </li>
      ))}
      {windows.map(({ start }) => (
        <li key={start} className="lane-mark" data-kind="window">
          {at(start)} <span className="unseen">{words.window}</span>
        </li>
      ))}
      {freezes.map(({ code, reason }) => (
        <li key={code} className="lane-mark" data-kind="freeze">
          {words.frozen(reason[language])}
        </li>
      ))}
      {tests.map(({ product, version }) => (
        <li key={`${product} ${version}`} className="lane-mark" data-kind="test">
          <Link to="/releases/$product/$version" params={{ product, version }}>
            {words.testing(`${product} ${version}`)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
