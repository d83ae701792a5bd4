import { CloseButton } from '@mantine/core';
import { useLanguage, useWords } from '../shell/preferences';
import { formatDuration } from '../time/duration';
import { formatInstant } from '../time/format';
import { bandWords } from '../wording/band';
import { shellWords } from '../wording/shell';
import type { Language } from '../wording/wording';
import type { Piece } from './pieces';
import { whyOf } from './rows';

/** One piece of a band in whole: from, to, how long, counted or not, why, and by which clause. */
export function PieceCard({
  piece,
  zone,
  close,
}: {
  readonly piece: Piece;
  readonly zone: string;
  readonly close: () => void;
}) {
  const language = useLanguage();
  const words = useWords(bandWords);
  const shell = useWords(shellWords);
  const { segment, fill } = piece;
  return (
    <div className="band-card card panel" role="status">
      <CloseButton onClick={close} aria-label={shell.close} style={{ float: 'right' }} />
      <p>
        <strong>{pieceLabel(piece, zone, language)}</strong>
      </p>
      {fill === 'waiting' && segment.text !== '' && (
        <p className="typed">
          {words.question} : {segment.text}
        </p>
      )}
      {segment.entered && <p>{words.entered(segment.entered.by ?? '–', segment.entered.evidence ?? '–')}</p>}
      <p className="quiet small">{words.clauses.get(segment.clause) ?? segment.clause}</p>
    </div>
  );
}

/** A piece in a sentence, for those who do not see it. */
export function pieceLabel({ fromMs, toMs, fill, segment }: Piece, zone: string, language: Language): string {
  const words = bandWords[language];
  const at = (ms: number): string => formatInstant(ms, zone, language, { year: false, zoneName: false });
  const counts = fill === 'counted' || fill === 'late' ? words.counts : words.countsNot;
  return `${at(fromMs)} – ${at(toMs)} : ${formatDuration(toMs - fromMs, language)}, ${counts}, ${whyOf(segment, language)}`;
}
