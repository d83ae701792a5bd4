/**
 * `npm test`: runs jest and prints `N passed, N failed` as its very last line. Jest's own output goes to stderr.
 * Arguments are passed on to jest.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { timeSkippingServerPath } from './find-servers.cjs';
import { PROJECT_ROOT } from './project-root';
import { readJson } from './read-json.cjs';
import { testGroups } from './test-groups';
import { summaryLine } from './test-summary';
import type { JestResults } from './test-summary';

/** Tests of rules and texts alone, which start no server. */
const rules = '/test/(activities|deployment|docs|domain|portal|settings)/';
/** A whole Cadran each: these wait for instants, and for processes that start, more than they work. */
const whole = '/test/integration/';
/** Run in their groups. */
const grouped = `${whole}(${Object.values(testGroups).flat().join('|')})\\.test`;
/** What is measured there is to be measured of a machine that does nothing else. */
const measurements = '/test/bench/';

interface Lane {
  readonly args: readonly string[];
  readonly niceness: number;
}

/**
 * What is given to jest, in rounds; the lanes of a round run side by side. The whole is run in two rounds: first what starts a whole
 * Cadran, two files at a time, and beside it, on what of two cores that leaves while it waits, what starts single servers, and last
 * what needs none; then the measurements.
 */
function roundsOf(given: readonly string[]): readonly (readonly Lane[])[] {
  if (given.length > 0) return [[{ args: given, niceness: 0 }]];
  return [
    [
      { args: ['--maxWorkers=2', '--testPathPatterns', whole, '--testPathIgnorePatterns', grouped], niceness: 0 },
      { args: ['--testPathIgnorePatterns', whole, rules, measurements], niceness: 5 },
      { args: ['--testPathPatterns', rules], niceness: 15 },
    ],
    [{ args: ['--testPathPatterns', measurements], niceness: 0 }],
  ];
}

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'cadran-test-'));
  const results: (JestResults | undefined)[] = [];
  let good = true;
  for (const [number, lanes] of roundsOf(process.argv.slice(2)).entries()) {
    const files = lanes.map((_, index) => join(folder, `results-${number}-${index}.json`));
    const codes = await runSideBySide(
      lanes.map(({ args, niceness }, index) => ({
        args: ['--json', '--outputFile', files[index] ?? '', ...args],
        niceness,
      })),
    );
    results.push(...files.map((file) => readJson(file) as JestResults | undefined));
    good &&= codes.every((code) => code === 0);
    if (interrupted) break;
  }
  const summary = summaryLine(results);
  rmSync(folder, { recursive: true, force: true });
  console.log(summary.line);
  return summary.good && good ? 0 : 1;
}

/** Ctrl-C ends the whole, not the round that it meets. */
let interrupted = false;

async function runSideBySide(lanes: readonly Lane[]): Promise<(number | null)[]> {
  const jest = require.resolve('jest/bin/jest');
  const children = lanes.map(({ args, niceness }) => {
    const child = spawn(process.execPath, [jest, ...args], {
      cwd: PROJECT_ROOT,
      stdio: ['inherit', process.stderr, 'inherit'],
      env: { ...process.env, TEMPORAL_TEST_SERVER: timeSkippingServerPath() },
    });
    if (child.pid !== undefined && niceness > 0) setPriority(child.pid, niceness);
    return child;
  });
  // Jest hears Ctrl-C too; it is its end that ends this.
  const end = (signal: NodeJS.Signals): void => {
    interrupted = true;
    children.forEach((child) => child.kill(signal));
  };
  process.on('SIGINT', end).on('SIGTERM', end);
  const codes = await Promise.all(children.map(async (child) => ((await once(child, 'exit')) as [number | null])[0]));
  process.off('SIGINT', end).off('SIGTERM', end);
  return codes;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    console.log('0 passed, 1 failed');
    process.exit(1);
  },
);
