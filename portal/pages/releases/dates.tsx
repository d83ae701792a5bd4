import { Instant } from '../../components/instant';
import { useWords } from '../../shell/preferences';
import { clientUpgradeWords } from '../../wording/client-upgrade';
import { releaseWords } from '../../wording/releases';
import type { Upgrade } from './matrix';

const names = ['earliest', 'planned', 'latest'] as const;

/** The three dates of a promotion, each with its reason and the clause that it stands on (patterns 12.3). */
export function ThreeDates({ upgrade }: { readonly upgrade: Upgrade }) {
  const words = useWords(releaseWords);
  const { unknownDate } = useWords(clientUpgradeWords);
  return (
    <dl className="three-dates">
      {names.map((name) => {
        const { at, reason, clause } = upgrade.dates[name];
        return (
          <div key={name}>
            <dt>{words.dates[name]}</dt>
            <dd>
              {at === null ? unknownDate : <Instant at={at} zone={upgrade.zone} own />}{' '}
              <span className="quiet">
                – {words.reasons[reason]} ({clause})
              </span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
