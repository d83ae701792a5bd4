import { summaryLine } from '../../local/test-summary';

const NONE = {
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

test.each([
  [{ ...NONE, numPassedTests: 12 }, '12 passed, 0 failed', true],
  [{ ...NONE, numPassedTests: 12, numPendingTests: 1, numTodoTests: 1 }, '12 passed, 0 failed, 2 skipped', true],
  [{ ...NONE, numPassedTests: 12, numFailedTests: 1 }, '12 passed, 1 failed', false],
  [{ ...NONE, numPassedTests: 12, numRuntimeErrorTestSuites: 1 }, '12 passed, 1 failed', false],
  [NONE, '0 passed, 0 failed', false],
  [undefined, '0 passed, 1 failed', false],
])('%j: %s', (results, line, good) => {
  expect(summaryLine([results])).toEqual({ line, good });
});

test('lanes add up, and one that gave nothing is a failure', () => {
  const lanes = [
    { ...NONE, numPassedTests: 12, numPendingTests: 1 },
    { ...NONE, numPassedTests: 3 },
  ];
  expect(summaryLine(lanes)).toEqual({ line: '15 passed, 0 failed, 1 skipped', good: true });
  expect(summaryLine([...lanes, undefined])).toEqual({ line: '15 passed, 1 failed, 1 skipped', good: false });
});
