import type { ExplainedClock } from '../domain/clock/explained';
import { changeInWords, durationInWords, entryInWords, instantInWords, reasonInWords } from '../domain/clock/words';
import type { Contract } from '../domain/contract/contract';
import type { Language } from '../domain/languages';
import { dateIn, isInForce } from '../domain/ticket/eligibility';
import type { Instant } from '../domain/time/instant';

/** A clock's figures and what they are made of. */
export interface Explained extends ExplainedClock {
  /** The clauses that the clock as a whole stands on. */
  readonly clause: string;
  readonly contract: Contract;
  readonly openedAt: Instant;
}

const headings: Record<Language, readonly string[]> = {
  en: ['from', 'to', 'counted', 'sum', 'deducted', 'why', 'clause'],
  fr: ['du', 'au', 'compté', 'total', 'déduit', 'raison', 'clause'],
};

const words = {
  en: {
    target: 'target',
    contract: 'contract',
    inForce: ({ effectiveFrom, effectiveUntil }: Contract) =>
      effectiveUntil === null
        ? `in force from ${effectiveFrom} on`
        : `in force from ${effectiveFrom} to ${effectiveUntil}`,
    notInForce: ({ client, version }: Contract, date: string) =>
      `Warning: on ${date}, when the ticket is opened, version ${version} of the contract of ${client} is not in force (§6). ` +
      'What follows shows what it would say.',
    counted: 'counted',
    remaining: 'remaining',
    exceeded: 'exceeded by',
    elapsed: 'elapsed since the deadline',
    due: 'due',
    stopped: 'stopped',
    verdict: 'verdict',
    met: 'met',
    breached: 'breached',
    none: 'none while it is held',
  },
  fr: {
    target: 'garanti',
    contract: 'contrat',
    inForce: ({ effectiveFrom, effectiveUntil }: Contract) =>
      effectiveUntil === null
        ? `en vigueur à partir du ${effectiveFrom}`
        : `en vigueur du ${effectiveFrom} au ${effectiveUntil}`,
    notInForce: ({ client, version }: Contract, date: string) =>
      `Attention : le ${date}, à l’ouverture du ticket, la version ${version} du contrat de ${client} n’est pas en vigueur (§6). ` +
      'Ce qui suit montre ce qu’elle dirait.',
    counted: 'compté',
    remaining: 'reste',
    exceeded: 'dépassé de',
    elapsed: 'écoulé depuis l’échéance',
    due: 'échéance',
    stopped: 'arrêté',
    verdict: 'verdict',
    met: 'tenu',
    breached: 'dépassé',
    none: 'aucune tant que le compte est suspendu',
  },
} as const satisfies Record<Language, object>;

/** The explanation as text for people: a warning where the contract is not in force, figures, then a table (Markdown) whose counted column adds up to the time counted. */
export function explanationText(explained: Explained, language: Language): string {
  const { reading, stopped, clause, contract, openedAt } = explained;
  const { zone } = contract;
  const say = words[language];
  const time = (ms: number): string => durationInWords(ms, language);
  const at = (ms: number | undefined): string => (ms === undefined ? say.none : instantInWords(ms, zone, language));
  const { targetMs, countedMs, remainingMs, lateness, dueMs, verdict } = reading;
  const figures = [
    `${say.target}: ${time(targetMs)} (${clause})`,
    `${say.contract}: ${contract.client}, version ${contract.version}, ${say.inForce(contract)} (§6)`,
    `${say.counted}: ${time(countedMs)}`,
    lateness
      ? `${say.exceeded}: ${time(lateness.supportMs)} (${say.elapsed}: ${time(lateness.elapsedMs)})`
      : `${say.remaining}: ${time(remainingMs)}`,
    ...(verdict && dueMs === undefined ? [] : [`${say.due}: ${at(dueMs)}`]),
    ...(stopped ? [`${say.stopped}: ${at(stopped.atMs)}${entryInWords(stopped.entered, zone, language)}`] : []),
    ...(verdict ? [`${say.verdict}: ${say[verdict]}`] : []),
  ];
  const warning = isInForce(contract, openedAt) ? [] : [say.notInForce(contract, dateIn(contract, openedAt)), ''];
  const lines = figures.map((line) => `- ${line}`);
  return [...warning, ...lines, '', ...table(headings[language], rowsOf(explained, language))].join('\n');
}

/** The segments, and each change of target at its instant. */
function rowsOf({ segments, changes, contract: { zone } }: Explained, language: Language): string[][] {
  const time = (ms: number): string => durationInWords(ms, language);
  const at = (ms: number): string => instantInWords(ms, zone, language);
  let sumMs = 0;
  const changed = (since: number, until: number): string[][] =>
    changes
      .filter(({ atMs }) => since < atMs && atMs <= until)
      .map((change) => [
        at(change.atMs),
        at(change.atMs),
        '-',
        time(sumMs),
        '-',
        changeInWords(change, zone, language),
        change.clause,
      ]);
  const first = segments.at(0)?.fromMs ?? Infinity;
  return [
    ...changed(-Infinity, first),
    ...segments.flatMap((segment) => {
      sumMs += segment.countedMs;
      const row = [
        at(segment.fromMs),
        at(segment.toMs),
        segment.counted ? time(segment.countedMs) : '-',
        time(sumMs),
        segment.deductedMs > 0 ? time(segment.deductedMs) : '-',
        reasonInWords(segment, zone, language),
        segment.clause,
      ];
      return [row, ...changed(segment.fromMs, segment.toMs)];
    }),
  ];
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const clean = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ')));
  const widths = heading.map((name, column) => Math.max(name.length, ...clean.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(heading), line(widths.map((width) => '-'.repeat(width))), ...clean.map(line)];
}
