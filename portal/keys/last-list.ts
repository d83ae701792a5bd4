/** The references of the list that was looked at last, in its order: Shift+J and Shift+K lead along it. */
let last: readonly string[] = [];
let row: string | undefined;

export function rememberList(references: readonly string[]): void {
  last = references;
}

/** The row that had the focus when a ticket was opened from the list: going back leads to it. */
export function rememberRow(reference: string): void {
  row = reference;
}

export function rememberedRow(): string | undefined {
  return row;
}

/** The ticket that stands a step further in the list; undefined at its end. */
export function neighbourOf(reference: string, step: 1 | -1): string | undefined {
  const place = last.indexOf(reference);
  return place === -1 ? undefined : last[place + step];
}
