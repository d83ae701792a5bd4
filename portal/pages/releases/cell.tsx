import { Link } from '@tanstack/react-router';
import { ToneBadge } from '../../components/tone-badge';
import { useLanguage } from '../../shell/preferences';
import { formatDay, formatInstant } from '../../time/format';
import { serverNow } from '../../time/server-clock';
import { readersZone } from '../../time/zones';
import { releaseWords } from '../../wording/releases';
import { cellLooks, type Cell } from './matrix';

/** One step of one client: shape, word and date; the incident that holds it is a link (patterns 12.2). */
export function CellBadge({ cell, zone }: { readonly cell: Cell; readonly zone: string | null }) {
  const language = useLanguage();
  const words = releaseWords[language].cells;
  const { shape, tone } = cellLooks[cell.shape];
  const own = zone ?? readersZone();
  // The shape says it already, and so does the reader's voice.
  const isSaid = cell.word === 'due' || cell.shape === 'none' || (cell.word === 'done' && cell.at !== null);
  const isOtherYear = cell.at !== null && !new Date(serverNow()).toISOString().startsWith(cell.at.slice(0, 4));
  return (
    <ToneBadge shape={shape} tone={tone}>
      <span className={isSaid ? 'unseen' : undefined}>{words[cell.word]}</span>
      {cell.ticket !== undefined && (
        <Link to="/tickets/$reference" params={{ reference: cell.ticket }}>
          {cell.ticket}
        </Link>
      )}
      {cell.at !== null && (
        <time dateTime={cell.at} title={formatInstant(cell.at, own, language)}>
          {formatDay(cell.at, own, language, { weekday: false, year: isOtherYear })}
        </time>
      )}
    </ToneBadge>
  );
}
