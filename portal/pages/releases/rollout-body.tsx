import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { AnswerOf } from '../../api/call';
import { Instant } from '../../components/instant';
import { Answered, Empty } from '../../components/states';
import { useRefreshed, useRefreshedPages } from '../../refreshing';
import { useLanguage, useWords } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { useServerNow } from '../../time/ticker';
import { releaseWords } from '../../wording/releases';
import { rolloutWords } from '../../wording/rollouts';
import { countsOf, matrixFilters, matrixRows, type MatrixRow } from './matrix-rows';
import { Matrix } from './matrix-table';
import { RolloutCommands } from './rollout-commands';
import { RolloutState } from './versions-page';

export type Rollout = AnswerOf<'readRollout'>;

const route = getRouteApi('/releases/$product/$version');
/** The order by need is that of all clients, so all are asked for, up to so many. */
const MOST = 2_000;

/** A published version on its way to all clients. */
export function RolloutBody({ rollout }: { readonly rollout: Rollout }) {
  const words = useWords(rolloutWords);
  const me = useMe();
  const { product, version, paused, stopped, progress } = rollout;
  const upgrades = useRefreshedPages('listUpgrades', { query: { product, version, limit: '200' } });
  const maintenances = useRefreshed('listMaintenances', { query: { limit: '200' } });
  const listed = useRefreshed('readProduct', { params: { code: product } }, { once: true });
  const { hasMore, isLoadingMore, more } = upgrades;
  const loaded = upgrades.data?.length ?? 0;
  useEffect(() => {
    if (hasMore && !isLoadingMore && loaded < MOST) more();
  }, [hasMore, isLoadingMore, loaded, more]);
  const now = new Date(useServerNow()).toISOString();
  const held = paused ?? stopped;
  return (
    <>
      <div className="badges">
        <RolloutState rollout={rollout} />
        <span>
          {words.startedAt} <Instant at={rollout.startedAt} zone={null} />
        </span>
        <span>
          {words.progress}
          {words.colon}
          {progress.byStatus.promoted} / {progress.clients ?? '…'}
        </span>
        {rollout.nextWaveAt !== null && (
          <span>
            {words.nextWave} <Instant at={rollout.nextWaveAt} zone={null} />
          </span>
        )}
      </div>
      {held && (
        <p className="box" data-kind="question">
          {paused ? words.pausedSince : words.stoppedSince} <Instant at={held.at} zone={null} /> – {held.reason}
        </p>
      )}
      {me.role !== 'support' && <RolloutCommands rollout={rollout} />}
      <h2>{words.matrix}</h2>
      <Answered of={upgrades}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={words.noUpgrades} />
          ) : (
            <FilteredMatrix
              rows={matrixRows(items, maintenances.data?.items ?? [], now)}
              versions={listed.data?.versions ?? []}
            />
          )
        }
      </Answered>
    </>
  );
}

function FilteredMatrix({
  rows,
  versions,
}: {
  readonly rows: readonly MatrixRow[];
  readonly versions: readonly string[];
}) {
  const language = useLanguage();
  const words = rolloutWords[language];
  const { show } = route.useSearch();
  const params = route.useParams();
  const navigate = useNavigate();
  const counts = countsOf(rows);
  const shown = show === undefined ? rows : rows.filter(({ filters }) => filters.includes(show));
  const choose = (filter: typeof show): void =>
    void navigate({ to: '/releases/$product/$version', params, search: { show: filter }, replace: true });
  return (
    <>
      <div className="counts no-print" role="group" aria-label={words.matrix}>
        <button type="button" className="count" aria-pressed={show === undefined} onClick={() => choose(undefined)}>
          {words.all}
          {words.colon}
          {rows.length}
        </button>
        {matrixFilters
          .filter((filter) => counts[filter] > 0 || filter === show)
          .map((filter) => (
            <button
              key={filter}
              type="button"
              className="count"
              aria-pressed={show === filter}
              onClick={() => choose(show === filter ? undefined : filter)}
            >
              {releaseWords[language].filters[filter]}
              {words.colon}
              {counts[filter]}
            </button>
          ))}
      </div>
      {shown.length === 0 ? (
        <Empty title={words.noneFiltered} />
      ) : (
        <Matrix rows={shown} versions={versions} caption={words.matrix} />
      )}
    </>
  );
}
