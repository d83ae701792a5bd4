import type { Segment } from '../domain/clock/explanation';
import type { Reading } from '../domain/clock/reading';
import { durationInWords, instantInWords, reasonInWords } from '../domain/clock/words';
import type { Language } from '../domain/languages';

/** A clock's figures and the segments that they are made of. */
export interface Explained {
  readonly reading: Reading;
  readonly segments: readonly Segment[];
  /** The clauses that the clock as a whole stands on. */
  readonly clause: string;
  readonly zone: string;
}

const headings: Record<Language, readonly string[]> = {
  en: ['from', 'to', 'counted', 'sum', 'deducted', 'why', 'clause'],
  fr: ['du', 'au', 'compté', 'total', 'déduit', 'raison', 'clause'],
};

const words = {
  en: {
    target: 'target',
    counted: 'counted',
    remaining: 'remaining',
    exceeded: 'exceeded by',
    elapsed: 'elapsed since the deadline',
    due: 'due',
    verdict: 'verdict',
    met: 'met',
    breached: 'breached',
    none: 'none while it is held',
  },
  fr: {
    target: 'garanti',
    counted: 'compté',
    remaining: 'reste',
    exceeded: 'dépassé de',
    elapsed: 'écoulé depuis l’échéance',
    due: 'échéance',
    verdict: 'verdict',
    met: 'tenu',
    breached: 'dépassé',
    none: 'aucune tant que le compte est suspendu',
  },
} as const satisfies Record<Language, object>;

/** The explanation as text for people: figures, then a table (Markdown) whose counted column adds up to the time counted. */
export function explanationText({ reading, segments, clause, zone }: Explained, language: Language): string {
  const say = words[language];
  const time = (ms: number): string => durationInWords(ms, language);
  const at = (ms: number | undefined): string => (ms === undefined ? say.none : instantInWords(ms, zone, language));
  const { targetMs, countedMs, remainingMs, lateness, dueMs, verdict } = reading;
  const figures = [
    `${say.target}: ${time(targetMs)} (${clause})`,
    `${say.counted}: ${time(countedMs)}`,
    lateness
      ? `${say.exceeded}: ${time(lateness.supportMs)} (${say.elapsed}: ${time(lateness.elapsedMs)})`
      : `${say.remaining}: ${time(remainingMs)}`,
    ...(verdict && dueMs === undefined ? [] : [`${say.due}: ${at(dueMs)}`]),
    ...(verdict ? [`${say.verdict}: ${say[verdict]}`] : []),
  ];
  let sumMs = 0;
  const rows = segments.map((segment) => {
    sumMs += segment.countedMs;
    return [
      at(segment.fromMs),
      at(segment.toMs),
      segment.counted ? time(segment.countedMs) : '-',
      time(sumMs),
      segment.deductedMs > 0 ? time(segment.deductedMs) : '-',
      reasonInWords(segment, zone, language),
      segment.clause,
    ];
  });
  return [...figures.map((line) => `- ${line}`), '', ...table(headings[language], rows)].join('\n');
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const clean = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ')));
  const widths = heading.map((name, column) => Math.max(name.length, ...clean.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(heading), line(widths.map((width) => '-'.repeat(width))), ...clean.map(line)];
}
