import { csvOf, csvSeconds, csvText } from '../csv';
import { formatDuration, formatDurationInTable, formatHours } from '../time/duration';
import { formatWeekdayTime, formatWithOffset } from '../time/format';
import { bandWords } from '../wording/band';
import type { Language } from '../wording/wording';
import { spentBy, type ExplainedClock, type Piece } from './pieces';

/** A line of the table under the band, as it is read. */
export interface BandRow {
  readonly from: string;
  readonly to: string;
  readonly length: string;
  readonly counted: string;
  readonly sum: string;
  readonly why: string;
  readonly clause: string;
}

/** The same data as the band's, in words: days and times by the clock of the contract. */
export function bandRows(pieces: readonly Piece[], zone: string, language: Language): readonly BandRow[] {
  return pieces.map(({ fromMs, toMs, countedMs, sumMs, segment }) => ({
    from: formatWeekdayTime(fromMs, zone, language),
    to: formatWeekdayTime(toMs, zone, language),
    length: formatDurationInTable(toMs - fromMs),
    counted: formatDurationInTable(countedMs),
    sum: formatDurationInTable(sumMs),
    why: whyOf(segment, language),
    clause: bandWords[language].clauses.get(segment.clause) ?? segment.clause,
  }));
}

/** Why a segment counts or not. A holiday or a downtime names itself, with its source (patterns 3.10). */
export function whyOf({ reason, text, counted }: Piece['segment'], language: Language): string {
  const { reasons } = bandWords[language];
  if (counted) return reasons['support-hours'];
  return reason in reasons ? reasons[reason as keyof typeof reasons] : text;
}

/** Less than a second is nothing that a sentence would name. */
const SHOWN_MS = 1000;

/** The picture in one sentence: how much of the time elapsed counts, and why the rest does not. */
export function bandSentence(pieces: readonly Piece[], language: Language): string {
  const words = bandWords[language];
  const spent = spentBy(pieces);
  const time = (ms: number): string =>
    ms % 3_600_000 === 0 && ms > 0 ? formatHours(ms, language) : formatDuration(ms, language);
  const elapsed = Object.values(spent).reduce((sum, ms) => sum + ms, 0);
  const rest = (['waiting', 'closed', 'downtime', 'dropped'] as const).flatMap((fill) =>
    spent[fill] < SHOWN_MS ? [] : [words.parts[fill](time(spent[fill]))],
  );
  return words.sentence(time(elapsed), time(spent.counted + spent.late), rest);
}

/** What stands at the right end: what is used of the target. */
export function bandSum({ countedMs, targetMs }: ExplainedClock, language: Language): string {
  return bandWords[language].sum(formatDuration(countedMs, language), formatDuration(targetMs, language));
}

/** The table as CSV: instants with their offset, exact seconds. */
export function bandCsv(pieces: readonly Piece[], zone: string, language: Language): string {
  const { columns } = bandWords[language];
  const lines = pieces.map(({ fromMs, toMs, countedMs, sumMs, segment }) => [
    formatWithOffset(new Date(fromMs).toISOString(), zone),
    formatWithOffset(new Date(toMs).toISOString(), zone),
    ...[toMs - fromMs, countedMs, sumMs].map(csvSeconds),
    csvText(whyOf(segment, language)),
    csvText(segment.clause),
  ]);
  const head = [columns.from, columns.to, `${columns.length} (s)`, `${columns.counted} (s)`, `${columns.sum} (s)`];
  return csvOf([...head, columns.why, columns.clause], lines);
}
