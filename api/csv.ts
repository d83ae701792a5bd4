import { stringify } from 'csv-stringify/sync';

/** What a spreadsheet takes for a formula, in a cell of its own or where it splits a line at another character than a comma. */
const formula = /(^|[;,|\t\r\n])([\s"]*)(?=[=+\-@\uFF0B\uFF0D\uFF1D\uFF20])/g;
/** Spaces at the beginning that some spreadsheets take away, to find a formula behind them. */
const led = /^(?=[\t\r\n])/;

/** Rows as CSV (RFC 4180) with a line of names; what could become a formula is led by an apostrophe, wherever it stands. */
export function csvOf<Column extends string>(
  rows: readonly Readonly<Record<Column, unknown>>[],
  columns: readonly Column[],
): string {
  return stringify([...rows], {
    header: true,
    columns: [...columns],
    cast: { string: (text) => text.replace(formula, "$1$2'").replace(led, "'") },
    record_delimiter: 'windows',
  });
}
