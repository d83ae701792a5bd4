/** What is read of jest's `--json` output. */
export interface JestResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  /** Files that could not be run at all: none of their tests is counted elsewhere. */
  readonly numRuntimeErrorTestSuites: number;
}

/**
 * The last line of `npm test`, and whether all went well: something passed and nothing failed.
 * @param results nothing where jest itself failed, which counts as a failure
 */
export function summaryLine(results: JestResults | undefined): { line: string; good: boolean } {
  if (!results) return { line: '0 passed, 1 failed', good: false };
  const passed = results.numPassedTests;
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  const skipped = results.numPendingTests + results.numTodoTests;
  const line = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return { line, good: passed > 0 && failed === 0 };
}
