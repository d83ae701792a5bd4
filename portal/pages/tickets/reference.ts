/** The reference that a text is, however it is written; undefined where it is none. */
export function referenceIn(typed: string): string | undefined {
  const found = /^T-?([0-9A-Z]{10})$/i.exec(typed.trim())?.[1];
  return found === undefined ? undefined : `T-${found.toUpperCase()}`;
}
