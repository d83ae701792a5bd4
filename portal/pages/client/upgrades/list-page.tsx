import { Link } from '@tanstack/react-router';
import { Instant } from '../../../components/instant';
import { MoreButton, Rows } from '../../../components/rows';
import { Answered, Empty } from '../../../components/states';
import { testTurn } from '../../../components/test-turn';
import { ToneBadge } from '../../../components/tone-badge';
import { useRefreshedPages } from '../../../refreshing';
import { usePageTitle } from '../../../shell/page-title';
import { useLanguage, useWords } from '../../../shell/preferences';
import { listWords } from '../../../wording/ticket-list';
import { upgradeWords } from '../../../wording/upgrades';
import { nameOf, upgradeLooks, type Upgrade } from './upgrade-state';

/** The versions on their way to the client's environments. */
export function UpgradesPage() {
  const words = useWords(upgradeWords);
  const { more } = useWords(listWords);
  usePageTitle(words.title);
  const upgrades = useRefreshedPages('listUpgrades', { query: { limit: 50, sort: '-name' } });
  return (
    <>
      <h1>{words.title}</h1>
      <Answered of={upgrades}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={words.none}>
              <p className="quiet">{words.noneHint}</p>
            </Empty>
          ) : (
            <>
              <Table upgrades={items} />
              <MoreButton of={upgrades}>{more}</MoreButton>
            </>
          )
        }
      </Answered>
    </>
  );
}

function Table({ upgrades }: { readonly upgrades: readonly Upgrade[] }) {
  const words = useWords(upgradeWords);
  const language = useLanguage();
  return (
    <Rows caption={words.title} columns={[words.columns.version, words.columns.state, words.columns.planned]}>
      {upgrades.map((upgrade) => (
        <tr key={nameOf(upgrade)}>
          <th scope="row">
            <Link to="/upgrades/$upgrade" params={{ upgrade: nameOf(upgrade) }} className="row-link">
              {upgrade.product} {upgrade.version}
            </Link>
            <span className="quiet small row-reference">{words.kinds[upgrade.kind]}</span>
          </th>
          <td data-label={words.columns.state}>
            <ToneBadge {...upgradeLooks[upgrade.status]}>{words.states[upgrade.status]}</ToneBadge>
            <span className="quiet small row-reference">{testTurn(upgrade, language)}</span>
          </td>
          <td data-label={words.columns.planned}>
            {upgrade.dates.planned.at === null ? (
              <span className="quiet">{words.reasons[upgrade.dates.planned.reason]}</span>
            ) : (
              <Instant at={upgrade.dates.planned.at} zone={upgrade.zone} />
            )}
          </td>
        </tr>
      ))}
    </Rows>
  );
}
