const duplicateKey = 11_000;

/** Whether the store refused a write because one of that key is there. */
export function isDuplicate(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === duplicateKey;
}
