/**
 * `npm test`: runs jest and prints `N passed, N failed` as its very last line. Jest's own output goes to stderr.
 * Arguments are passed on to jest.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { timeSkippingServerPath } from './find-servers.cjs';
import { PROJECT_ROOT } from './project-root';
import { readJson } from './read-json.cjs';
import { summaryLine } from './test-summary';
import type { JestResults } from './test-summary';

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'cadran-test-'));
  const outputFile = join(folder, 'results.json');
  const jest = require.resolve('jest/bin/jest');
  const args = [jest, '--json', '--outputFile', outputFile, ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, {
    cwd: PROJECT_ROOT,
    stdio: ['inherit', process.stderr, 'inherit'],
    env: { ...process.env, TEMPORAL_TEST_SERVER: timeSkippingServerPath() },
  });
  // Jest hears Ctrl-C too; it is its end that ends this.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, 'exit')) as [number | null];
  const { line, good } = summaryLine(readJson(outputFile) as JestResults | undefined);
  rmSync(folder, { recursive: true, force: true });
  console.log(line);
  return good && code === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    console.log('0 passed, 1 failed');
    process.exit(1);
  },
);
