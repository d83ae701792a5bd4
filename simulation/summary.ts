import type { BadRow } from '../domain/import/incident-log';
import { wholeMinutes, type Figures, type Stopped } from './figures';
import type { Refused } from './straight';

/** How many faults are told one by one; the rest are counted alone. */
const toldFaults = 50;

/** The figures by priority for people: how many, how many kept their target, the median minutes of support, waits. */
export function summaryOf(figures: readonly Figures[]): string {
  const groups = [1, 2, 3, 4].map((priority) => ({
    name: `P${priority}`,
    of: figures.filter((one) => one.priority === priority),
  }));
  const rows = [...groups, { name: 'all', of: figures }].map(({ name, of }) => [
    name,
    String(of.length),
    ...clockCells(of.flatMap(({ intervention }) => intervention ?? [])),
    ...clockCells(of.flatMap(({ resolution }) => resolution ?? [])),
    String(of.reduce((sum, { waits }) => sum + waits, 0)),
  ]);
  const heading = ['priority', 'incidents', 'taken', 'met', 'median min', 'resolved', 'met', 'median min', 'waits'];
  const widths = heading.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [heading, ...rows]
    .map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '))
    .join('\n');
}

function clockCells(stopped: readonly Stopped[]): string[] {
  const met = stopped.filter((one) => one.met).length;
  const minutes = stopped.map(wholeMinutes).sort((a, b) => a - b);
  if (minutes.length === 0) return ['0', '-', '-'];
  return [String(stopped.length), `${((100 * met) / stopped.length).toFixed(1)} %`, String(medianOf(minutes))];
}

/** The middle of sorted values, the mean of both middles for an even number. */
function medianOf(sorted: readonly number[]): number {
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper;
  return (lower + upper) / 2;
}

/** The rows that were left out, with their line numbers, and how many they are. */
export function badRowsReport(badRows: readonly BadRow[]): string {
  return [
    ...badRows.map(({ line, reason }) => `line ${line}: ${reason}; row skipped`),
    `${badRows.length} bad ${badRows.length === 1 ? 'row' : 'rows'} skipped`,
  ].join('\n');
}

/** The commands that tickets refused, which is a fault of the mapping or of the log. */
export function refusedReport(refused: readonly Refused[]): string {
  const lines = refused
    .slice(0, toldFaults)
    .map(({ number, command, refusal }) => `${number}: ${command} refused (${refusal.code}, ${refusal.clause})`);
  return [...lines, `${refused.length} commands refused`].join('\n');
}
