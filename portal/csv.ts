/** A text as a field of CSV; one that a spreadsheet would take for a formula is none. */
export function csvText(text: string): string {
  return `"${text.replaceAll('"', '""').replace(/^[=+\-@]/, "'$&")}"`;
}

/** A duration of so many milliseconds in whole seconds, as tables are computed with. */
export function csvSeconds(ms: number): string {
  return String(Math.floor(ms / 1000));
}

/** A table as CSV, of fields that are written already; the names of its columns are texts. */
export function csvOf(columns: readonly string[], lines: readonly (readonly string[])[]): string {
  return [columns.map(csvText), ...lines].map((line) => line.join(',')).join('\r\n');
}

/** Gives the reader a table as a file. The mark at its beginning tells spreadsheets that it is UTF-8. */
export function saveCsv(name: string, csv: string): void {
  const href = URL.createObjectURL(new Blob(['\ufeff', csv], { type: 'text/csv' }));
  Object.assign(document.createElement('a'), { href, download: `${name}.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
