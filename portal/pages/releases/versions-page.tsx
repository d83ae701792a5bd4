import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { AnswerOf } from '../../api/call';
import { Rows } from '../../components/rows';
import { Answered, Empty } from '../../components/states';
import { ToneBadge } from '../../components/tone-badge';
import { useRefreshed, useRefreshedPages } from '../../refreshing';
import { usePageTitle } from '../../shell/page-title';
import { useLanguage } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { formatDate } from '../../time/format';
import { releaseWords } from '../../wording/releases';
import { rolloutWords } from '../../wording/rollouts';
import { ReleaseSections } from './release-sections';

type Version = AnswerOf<'readVersion'>;
type Rollout = AnswerOf<'readRollout'>;

/** All versions with how far each has come, the newest first. */
export function VersionsPage() {
  const language = useLanguage();
  const words = rolloutWords[language];
  const me = useMe();
  usePageTitle(words.title);
  const versions = useRefreshedPages('listVersions', { query: { sort: '-key', limit: '100' } });
  const rollouts = useRefreshed('listRollouts', { query: { limit: '100' } });
  const known = new Map((rollouts.data?.items ?? []).map((one) => [`${one.product}@${one.version}`, one]));
  return (
    <>
      <ReleaseSections />
      <Group justify="space-between" mb="sm">
        <h1>{words.title}</h1>
        {me.role !== 'support' && (
          <Button component={Link} to="/registers/versions/new">
            {words.add}
          </Button>
        )}
      </Group>
      <Answered of={versions}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={words.none} />
          ) : (
            <Rows
              caption={words.title}
              columns={[words.version, words.kind, words.plannedFor, words.state, words.progress]}
            >
              {items.map((version) => (
                <Row
                  key={`${version.product}@${version.version}`}
                  version={version}
                  rollout={known.get(`${version.product}@${version.version}`)}
                />
              ))}
            </Rows>
          )
        }
      </Answered>
    </>
  );
}

function Row({ version: known, rollout }: { readonly version: Version; readonly rollout: Rollout | undefined }) {
  const language = useLanguage();
  const words = rolloutWords[language];
  const { product, version, kind, plannedFor } = known;
  return (
    <tr>
      <th scope="row">
        <Link to="/releases/$product/$version" params={{ product, version }} className="row-link">
          {product} {version}
        </Link>
      </th>
      <td data-label={words.kind}>{releaseWords[language].kinds[kind]}</td>
      <td data-label={words.plannedFor}>{plannedFor === null ? '–' : formatDate(plannedFor, language)}</td>
      <td data-label={words.state}>
        {rollout ? <RolloutState rollout={rollout} /> : <span className="quiet">{words.notPublished}</span>}
      </td>
      <td data-label={words.progress}>
        {rollout ? `${rollout.progress.byStatus.promoted} / ${rollout.progress.clients ?? '…'}` : '–'}
      </td>
    </tr>
  );
}

/** How a rollout stands, in a word with its shape. */
export function RolloutState({ rollout: { status } }: { readonly rollout: Rollout }) {
  const language = useLanguage();
  const looks = {
    starting: { shape: 'disc', tone: 'running' },
    running: { shape: 'disc', tone: 'running' },
    paused: { shape: 'bars', tone: 'soon' },
    stopped: { shape: 'stop', tone: 'stopped' },
    done: { shape: 'tick', tone: 'plain' },
  } as const;
  return <ToneBadge {...looks[status]}>{releaseWords[language].rollout[status]}</ToneBadge>;
}
