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
 * @param lanes the results of each; nothing where jest itself failed, which counts as a failure
 */
export function summaryLine(lanes: readonly (JestResults | undefined)[]): { line: string; good: boolean } {
  const sum = (of: (results: JestResults) => number, without = 0): number =>
    lanes.reduce((total, results) => total + (results ? of(results) : without), 0);
  const passed = sum((results) => results.numPassedTests);
  const failed = sum((results) => results.numFailedTests + results.numRuntimeErrorTestSuites, 1);
  const skipped = sum((results) => results.numPendingTests + results.numTodoTests);
  const line = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return { line, good: passed > 0 && failed === 0 };
}
