import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureServer } from '../../local/install-servers.cjs';
import { installFolder } from '../../local/server-cache.cjs';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
let place: string;
let environment: Record<string, string>;
let told: string[];
let places = 0;

beforeEach(() => {
  places += 1;
  place = join(folder, String(places));
  mkdirSync(join(place, 'bin'), { recursive: true });
  environment = { PATH: join(place, 'bin'), CADRAN_CACHE: join(place, 'cache') };
  told = [];
});

const unreachable = (): Promise<boolean> => Promise.resolve(false);

function ensure(server: 'temporal' | 'mongodb' | 'time-skipping'): Promise<{ source: string; command: string[] }> {
  const say = (line: string): void => void told.push(line);
  const step = { detail: () => undefined, done: say, failed: say };
  const progress = { say, begin: () => ({ ...step, done: () => undefined }) };
  return ensureServer(server, { environment, progress, reaches: unreachable });
}

/** A program on the test's own PATH, which has only what a test puts there. */
function addProgram(name: string, script: string): void {
  const file = join(place, 'bin', name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

/** Builds a Temporal as `go install` does, and notes each call. */
function addGo(version = 'go1.26.0', build = 'echo built > "$GOBIN/temporal"'): void {
  for (const tool of ['sleep', 'chmod']) symlinkSync(`/bin/${tool}`, join(place, 'bin', tool));
  addProgram(
    'go',
    `case "$1" in
      version) echo "go version ${version} linux/amd64" ;;
      env) echo /no/such ;;
      install) echo "$*" >> '${place}/calls'; ${build}; chmod +x "$GOBIN/temporal" ;;
    esac`,
  );
}

function calls(): string[] {
  return existsSync(join(place, 'calls')) ? readFileSync(join(place, 'calls'), 'utf8').trim().split('\n') : [];
}

describe('installing a server', () => {
  test('no Go: what to install, or which address to give', async () => {
    await expect(ensure('temporal')).rejects.toThrow(
      /no `go` on PATH.*Install Go >= 1\.25.*or set TEMPORAL_ADDRESS=host:port of a running server/,
    );
    expect(told[0]).toMatch(/can't be reached, so it is not downloaded/);
  });

  test('a Go that is too old, no Python, no Java: told in the same way', async () => {
    addGo('go1.19.8');
    await expect(ensure('temporal')).rejects.toThrow('Go 1.19 is too old');
    await expect(ensure('mongodb')).rejects.toThrow(/no `python3` on PATH.*or set MONGODB_URI=/);
    await expect(ensure('time-skipping')).rejects.toThrow(/no `java` on PATH.*or set TEMPORAL_TEST_SERVER=/);
  });

  test('builds it once, in the pinned version, and finds it the next time', async () => {
    addGo();
    const found = await ensure('temporal');
    expect(found).toMatchObject({ source: 'registry' });
    expect(existsSync(found.command[0] ?? '')).toBe(true);
    await ensure('temporal');
    expect(calls()).toHaveLength(1);
    expect(calls()[0]).toContain('github.com/temporalio/cli/cmd/temporal@v1.5.1');
  });

  test('two at once: one builds, the other waits for it', async () => {
    addGo('go1.26.0', 'sleep 0.5; echo built > "$GOBIN/temporal"');
    await Promise.all([ensure('temporal'), ensure('temporal')]);
    expect(calls()).toHaveLength(1);
  });

  test('a build that fails tells the end of its output and leaves nothing; it is done again the next time', async () => {
    addGo('go1.26.0', 'echo "dial tcp: no such host" >&2; exit 1');
    await expect(ensure('temporal')).rejects.toThrow(
      /Temporal dev server could not be installed\. Is the network in reach\?[\s\S]*dial tcp: no such host/,
    );
    expect(readdirSync(join(place, 'cache'))).toEqual([]);
    addProgram('go', 'case "$1" in version) echo go1.26.0 ;; install) echo built > "$GOBIN/temporal" ;; esac');
    await expect(ensure('temporal')).resolves.toMatchObject({ source: 'registry' });
  });

  test('what an interrupted installation left is removed', async () => {
    addGo();
    const left = `${installFolder('temporal', 'registry', environment)}.part-abc`;
    mkdirSync(left, { recursive: true });
    await ensure('temporal');
    expect(existsSync(left)).toBe(false);
  });
});
