import { Group } from '@mantine/core';
import { useState } from 'react';
import { LinkButton } from '../../../components/link-button';
import { useLanguage } from '../../../shell/preferences';
import { dayOf, monthAfter, weeksOfMonth, type Day } from '../../../time/days';
import { formatMonth, formatTimeInTable } from '../../../time/format';
import { calendarWords } from '../../../wording/calendar';
import { maintenanceWords } from '../../../wording/maintenance';
import { MaintenanceCard, type Maintenance } from './maintenance-card';

/** One month as a grid of days; whoever chooses a maintenance reads its card below. A narrow page has a list instead (patterns 13.1). */
export function MonthGrid({ month, items }: { readonly month: string; readonly items: readonly Maintenance[] }) {
  const language = useLanguage();
  const words = calendarWords[language];
  const [chosen, setChosen] = useState<string>();
  const weeks = weeksOfMonth(month);
  const title = formatMonth(month, language);
  const ofMonth = items.filter((one) => daysOf(one).some((day) => day.startsWith(month)));
  const shown = items.find(({ reference }) => reference === chosen);
  return (
    <section aria-labelledby="month-title">
      <Group justify="space-between" mb="sm">
        <h2 id="month-title">{title}</h2>
        <Group gap="xs" className="no-print">
          <Turn to={monthAfter(month, -1)}>{words.before}</Turn>
          <Turn to={monthAfter(month, 1)}>{words.after}</Turn>
        </Group>
      </Group>
      <table className="month wide-only">
        <caption className="unseen">{title}</caption>
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th key={day} scope="col">
                {weekdayOf(day, language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} data-other={day.startsWith(month) ? undefined : ''}>
                  <time dateTime={day}>{Number(day.slice(8))}</time>
                  {items
                    .filter((one) => daysOf(one).includes(day))
                    .map((one) => (
                      <button
                        key={one.reference}
                        type="button"
                        className="month-item"
                        data-status={one.status}
                        aria-pressed={one.reference === chosen}
                        onClick={() => setChosen(one.reference)}
                      >
                        {formatTimeInTable(one.window.startsAt, one.zone)} {one.environments.join(', ')}
                        <span className="small">
                          {maintenanceWords[language].states[one.status]}
                          {one.moves.length > 0 && ` – ${words.moved}`}
                        </span>
                      </button>
                    ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="wide-only" role="status">
        {shown && <MaintenanceCard maintenance={shown} />}
      </div>
      {ofMonth.length === 0 && <p className="quiet">{words.emptyMonth}</p>}
      <div className="narrow-only">
        {ofMonth.map((one) => (
          <MaintenanceCard key={one.reference} maintenance={one} />
        ))}
      </div>
    </section>
  );
}

function Turn({ to, children }: { readonly to: string; readonly children: string }) {
  return (
    <LinkButton variant="default" size="compact-md" to="/maintenance" search={{ view: 'month', month: to }} replace>
      {children}
    </LinkButton>
  );
}

function weekdayOf(day: Day, language: 'fr' | 'en'): string {
  return new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** The days on which it is, by the clock of its contract: the first and the last. */
function daysOf({ window, zone }: Maintenance): readonly Day[] {
  return [dayOf(window.startsAt, zone), dayOf(window.endsAt, zone)];
}
