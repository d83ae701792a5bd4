import type { AnswerOf } from '../../../api/call';
import { ToneBadge } from '../../../components/tone-badge';
import { useLanguage, useWords } from '../../../shell/preferences';
import { useMe } from '../../../shell/session';
import { formatInstant, formatTime } from '../../../time/format';
import { cityOf } from '../../../time/zones';
import { maintenanceWords } from '../../../wording/maintenance';
import type { Shape, Tone } from '../../../wording/states';

export type Maintenance = AnswerOf<'listMaintenances'>['items'][number];

const looks: Readonly<Record<Maintenance['status'], { readonly shape: Shape; readonly tone: Tone }>> = {
  scheduled: { shape: 'disc', tone: 'running' },
  asking: { shape: 'triangle', tone: 'soon' },
  'in-progress': { shape: 'gear', tone: 'soon' },
  operational: { shape: 'tick', tone: 'plain' },
  cancelled: { shape: 'cross', tone: 'plain' },
  withdrawn: { shape: 'cross', tone: 'plain' },
  refused: { shape: 'stop', tone: 'plain' },
};

/** One maintenance: what, where, from when to when by the contract's clock, how long the service is down, and the notice. */
export function MaintenanceCard({ maintenance }: { readonly maintenance: Maintenance }) {
  const words = useWords(maintenanceWords);
  const language = useLanguage();
  const { role } = useMe();
  const { status, phase, kind, window, zone, moves, announcedAt, overranAt, environments, client } = maintenance;
  const at = (instant: string): string => formatInstant(instant, zone, language, { long: true });
  const state = status === 'in-progress' && phase === 'checking' ? words.checking : words.states[status];
  return (
    <article className="card maintenance">
      <p className="badges">
        <ToneBadge {...looks[status]}>{state}</ToneBadge>
        {overranAt !== null && (
          <ToneBadge shape="octagon" tone="late">
            {words.overrun}
          </ToneBadge>
        )}
        <span className="quiet">
          {words.kinds[kind]} · {maintenance.reference}
          {role !== 'client' && ` · ${client}`}
        </span>
      </p>
      <h3>{maintenance.why[language]}</h3>
      <p>
        <strong>
          <time dateTime={window.startsAt}>
            {formatInstant(window.startsAt, zone, language, { long: true, zoneName: false })}
          </time>
          {' – '}
          <time dateTime={window.endsAt}>
            {sameDay(window.startsAt, window.endsAt, zone)
              ? formatTime(window.endsAt, zone, language)
              : at(window.endsAt)}
          </time>
        </strong>{' '}
        <span className="quiet">({cityOf(zone, language)})</span>
      </p>
      {moves.map((move) => (
        <p key={move.at}>
          <del>{at(move.from.startsAt)}</del> <span className="quiet">{words.moved(at(move.from.startsAt))}</span>
        </p>
      ))}
      <p>{words.downtime(String(maintenance.expectedDowntimeMinutes))}</p>
      <p className="quiet small">
        {words.environments(environments.join(', '))} ·{' '}
        {announcedAt === null ? words.noNotice : words.notice(at(announcedAt))}
      </p>
    </article>
  );
}

function sameDay(one: string, other: string, zone: string): boolean {
  const day = (instant: string): string =>
    new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(new Date(instant));
  return day(one) === day(other);
}
