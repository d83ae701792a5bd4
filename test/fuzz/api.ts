/**
 * `npm run fuzz:api [-- --examples 30] [--seed 1] [--role client]`: runs Schemathesis with all its checks on the live API of an
 * embedded stack, once with a token of each role. Fails on a 5xx and on any answer that the API's document does not declare.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureSchemathesis } from '../../local/install-schemathesis.cjs';
import { PROJECT_ROOT } from '../../local/project-root';
import { startFuzzed } from './fuzzed-cadran';

interface Run {
  readonly role: string;
  readonly good: boolean;
  readonly told: string;
  readonly seconds: number;
}

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      examples: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      role: { type: 'string' },
    },
  });
  const program = await ensureSchemathesis((line) => process.stderr.write(`${line}\n`));
  const folder = mkdtempSync(path.join(tmpdir(), 'cadran-fuzz-'));
  const cadran = await startFuzzed(folder);
  const runs: Run[] = [];
  try {
    for (const [role, token] of cadran.tokens) {
      if (values.role !== undefined && values.role !== role) continue;
      process.stdout.write(`\n== ${role} ==\n`);
      const beganMs = performance.now();
      const output = await fuzz(program, cadran.address, token, values);
      runs.push({ role, ...output, seconds: Math.round((performance.now() - beganMs) / 1000) });
    }
  } finally {
    await cadran.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  process.stdout.write(`\n${runs.map(summaryOf).join('\n')}\n`);
  return runs.length > 0 && runs.every(({ good }) => good);
}

async function fuzz(
  [python = '', ...first]: readonly string[],
  address: string,
  token: string,
  { examples, seed }: { readonly examples: string; readonly seed: string },
): Promise<{ good: boolean; told: string }> {
  const config = path.join(PROJECT_ROOT, 'test', 'fuzz', 'schemathesis.toml');
  const args = [
    ...[...first, '--config-file', config, 'run', `${address}/v1/openapi.json`],
    ...['--header', `Authorization: Bearer ${token}`, '--checks', 'all', '--continue-on-failure', '--no-color'],
    // One worker: with several, Python's own parser, which Hypothesis asks, now and then fails in one of the threads.
    ...['--max-examples', examples, '--seed', seed, '--request-timeout', '20', '--workers', '1'],
  ];
  const child = spawn(python, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: tmpdir() });
  let told = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      told += text;
      process.stdout.write(text.replaceAll(token, '[token]'));
    });
  const [code] = (await once(child, 'close')) as [number | null];
  return { good: code === 0, told };
}

function summaryOf({ role, good, told, seconds }: Run): string {
  const figures = /^\s*(\d+ generated.*)$/m.exec(told)?.[1] ?? 'no figures';
  const operations = /^\s*Tested: (\d+)$/m.exec(told)?.[1] ?? 'no';
  return `${role.padEnd(16)} ${good ? 'passed' : 'FAILED'}  ${operations} operations, ${figures}, ${seconds} s`;
}

main().then(
  (good) => process.exit(good ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
