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
    // A reader may take either of them alone for the end of a row.
    quoted_match: /[\r\n]/,
  });
}

/** What is said of every export. */
export const csvDescription =
  'RFC 4180 with a line of names, UTF-8. A value that a spreadsheet would take for a formula is led by an apostrophe. Where there is more, `Link` tells the next part.';

/** The answer of an export at an address, asked with a query; `next` is the cursor of the next part, where there is one. */
export function csvAnswer<Column extends string>(
  address: string,
  query: Readonly<Record<string, string | number | undefined>>,
  next: string | null,
  rows: readonly Readonly<Record<Column, unknown>>[],
  columns: readonly Column[],
): { headers: Record<string, string>; body: string } {
  const file = address.slice(address.lastIndexOf('/') + 1);
  return {
    headers: {
      'Content-Disposition': `attachment; filename="${file}"`,
      ...(next === null ? {} : { Link: `<${address}?${searchOf({ ...query, after: next })}>; rel="next"` }),
    },
    body: csvOf(rows, columns),
  };
}

function searchOf(query: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return new URLSearchParams(given).toString();
}
