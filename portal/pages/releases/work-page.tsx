import { getRouteApi, Link } from '@tanstack/react-router';
import { Instant } from '../../components/instant';
import { Answered } from '../../components/states';
import { useRefreshed } from '../../refreshing';
import { usePageTitle } from '../../shell/page-title';
import { useLanguage } from '../../shell/preferences';
import { releaseEventWords } from '../../wording/releases-events';
import { workWords } from '../../wording/releases-work';
import { useClientNames } from '../../client-names';
import { EventList } from './event-list';
import type { Maintenance } from './matrix';
import { ReleaseSections } from './release-sections';
import { WorkCommands } from './work-commands';
import { WorkLedger } from './work-ledger';
import { WorkState, WorkTitle } from './works-page';

const route = getRouteApi('/planned-work/$reference');

/** One maintenance: when it is and was, what is being done, who was told, and what can be done. */
export function WorkPage() {
  const { reference } = route.useParams();
  const language = useLanguage();
  const words = workWords[language];
  usePageTitle(`${words.title} ${reference}`);
  const work = useRefreshed('readMaintenance', { params: { maintenance: reference } });
  return (
    <>
      <ReleaseSections />
      <p className="no-print">
        <Link to="/planned-work">← {words.title}</Link>
      </p>
      <Answered of={work}>{(found) => <Body work={found} />}</Answered>
    </>
  );
}

function Body({ work }: { readonly work: Maintenance }) {
  const language = useLanguage();
  const words = workWords[language];
  const { reference, client, environments, status, phase, zone, why, waivers } = work;
  const nameOf = useClientNames();
  const params = { maintenance: reference };
  const events = useRefreshed('listMaintenanceEvents', { params, query: { limit: '500' } });
  return (
    <article>
      <h1>
        <WorkTitle work={work} />
      </h1>
      <p className="badges">
        <WorkState work={work} />
        {status === 'in-progress' && <span>{words.phases[phase]}</span>}
        <span>
          {reference} · {nameOf(client)} · {environments.join(', ')}
        </span>
      </p>
      <div className="sides">
        <div className="side">
          <When work={work} />
          <section className="card">
            <h2>{words.texts}</h2>
            <p className="quiet small">{words.french}</p>
            <blockquote lang="fr">{why.fr}</blockquote>
            <p className="quiet small">{words.english}</p>
            <blockquote lang="en">{why.en}</blockquote>
          </section>
          {waivers.map(({ digest, text, language: of }) => (
            <blockquote key={digest} className="typed" lang={of}>
              {text}
            </blockquote>
          ))}
          <WorkCommands work={work} />
        </div>
        <div className="side">
          <WorkLedger work={work} />
          <Answered of={events}>
            {({ items }) => (
              <section>
                <h2>{words.timeline}</h2>
                <EventList events={items} words={releaseEventWords[language].maintenance} zone={zone} />
              </section>
            )}
          </Answered>
        </div>
      </div>
    </article>
  );
}

/** When it is, and when it was to be before it was moved. */
function When({ work }: { readonly work: Maintenance }) {
  const language = useLanguage();
  const words = workWords[language];
  const { window, zone, moves, announcedAt, startedAt, endedAt, overranAt, expectedDowntimeMinutes, work: done } = work;
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [words.start, <Instant key="start" at={window.startsAt} zone={zone} own />],
    [words.end, <Instant key="end" at={window.endsAt} zone={zone} own />],
    [words.downtime, words.minutes(expectedDowntimeMinutes)],
    [words.noticeBy, <Instant key="notice" at={window.noticeBy} zone={zone} />],
    [words.announcedAt, announcedAt === null ? '–' : <Instant key="told" at={announcedAt} zone={zone} />],
    [words.remindAt, <Instant key="remind" at={window.remindAt} zone={zone} />],
    [words.rule, window.rule],
    ...(startedAt === null ? [] : [[words.started, <Instant key="s" at={startedAt} zone={zone} />] as const]),
    ...(overranAt === null ? [] : [[words.overran, <Instant key="o" at={overranAt} zone={zone} />] as const]),
    ...(endedAt === null ? [] : [[words.ended, <Instant key="e" at={endedAt} zone={zone} />] as const]),
    ...(done.kind === 'promotion' ? [[words.promotes, promoted(done, work.client)] as const] : []),
  ];
  return (
    <section className="card">
      <h2>{words.chosen}</h2>
      <dl className="facts">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {moves.map(({ from, at, reason }) => (
        <p key={at} className="small">
          {words.was}{' '}
          <s>
            <Instant at={from.startsAt} zone={zone} />
          </s>{' '}
          – {reason[language]}
        </p>
      ))}
    </section>
  );
}

function promoted({ product, version, from }: Extract<Maintenance['work'], { kind: 'promotion' }>, client: string) {
  return (
    <Link to="/releases/$product/$version/$client" params={{ product, version, client }}>
      {product} {from} → {version}
    </Link>
  );
}
