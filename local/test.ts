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
import { summaryLine } from './test-summary';
import type { JestResults } from './test-summary';

/** Tests of rules and texts alone, which start no server. */
const withoutServers = '/test/(activities|deployment|docs|domain|portal|settings)/';

/**
 * What is given to jest. The whole is run in two lanes: servers leave much of two cores unused while their tests wait for them,
 * and what needs none takes just that.
 */
function lanesOf(given: readonly string[]): { args: readonly string[]; niceness: number }[] {
  if (given.length > 0) return [{ args: given, niceness: 0 }];
  return [
    { args: ['--testPathIgnorePatterns', withoutServers], niceness: 0 },
    { args: ['--testPathPatterns', withoutServers], niceness: 15 },
  ];
}

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'cadran-test-'));
  const jest = require.resolve('jest/bin/jest');
  const lanes = lanesOf(process.argv.slice(2)).map(({ args, niceness }, number) => {
    const outputFile = join(folder, `results-${number}.json`);
    const child = spawn(process.execPath, [jest, '--json', '--outputFile', outputFile, ...args], {
      cwd: PROJECT_ROOT,
      stdio: ['inherit', process.stderr, 'inherit'],
      env: { ...process.env, TEMPORAL_TEST_SERVER: timeSkippingServerPath() },
    });
    if (child.pid !== undefined && niceness > 0) setPriority(child.pid, niceness);
    return { child, outputFile };
  });
  // Jest hears Ctrl-C too; it is its end that ends this.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => lanes.forEach(({ child }) => child.kill(signal)));
  const codes = await Promise.all(lanes.map(async ({ child }) => ((await once(child, 'exit')) as [number | null])[0]));
  const { line, good } = summaryLine(lanes.map(({ outputFile }) => readJson(outputFile) as JestResults | undefined));
  rmSync(folder, { recursive: true, force: true });
  console.log(line);
  return good && codes.every((code) => code === 0) ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    console.log('0 passed, 1 failed');
    process.exit(1);
  },
);
