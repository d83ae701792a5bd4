import { useWords } from '../shell/preferences';
import { bandWords } from '../wording/band';
import { BandPatterns, patternOf } from './band-patterns';
import type { Fill } from './pieces';

const order: readonly Fill[] = ['counted', 'late', 'waiting', 'closed', 'downtime', 'dropped'];

/** What each fill means, always to be seen (patterns 3.7); those that stand in the band alone. */
export function Legend({ fills }: { readonly fills: readonly Fill[] }) {
  const words = useWords(bandWords);
  return (
    <>
      <ul className="band-legend" aria-label={words.legend}>
        {order
          .filter((fill) => fills.includes(fill))
          .map((fill) => (
            <li key={fill}>
              <svg width="28" height="16" aria-hidden="true">
                <BandPatterns id={`legend-${fill}`} />
                <rect x="0.5" y="0.5" width="27" height="15" className={`fill-${fill}`} />
                <rect x="0.5" y="0.5" width="27" height="15" {...patternOf(fill, `legend-${fill}`)} />
              </svg>
              {words.fills[fill]}
            </li>
          ))}
      </ul>
      <p className="quiet small">{words.breaks}</p>
    </>
  );
}
