import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceFingerprint } from '../../local/build.cjs';
import { dependenciesInstalled } from '../../local/dependencies.cjs';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

function project(
  name: string,
  locked: Record<string, LockedPackage>,
  installed?: Record<string, LockedPackage>,
): string {
  const root = join(folder, name);
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...locked } }));
  if (installed) {
    writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }));
  }
  return root;
}

const A = { version: '1.0.0', integrity: 'sha512-a' };

test.each([
  ['nothing installed, or an installation cut short', { 'node_modules/a': A }, undefined, false],
  ['what is locked', { 'node_modules/a': A }, { 'node_modules/a': A }, true],
  ['another version', { 'node_modules/a': A }, { 'node_modules/a': { ...A, version: '1.0.1' } }, false],
  ['a package that is missing', { 'node_modules/a': A, 'node_modules/b': A }, { 'node_modules/a': A }, false],
  ['one for another platform is missing', { 'node_modules/a': { ...A, optional: true } }, {}, true],
])('npm packages: %s', (name, locked, installed, expected) => {
  expect(dependenciesInstalled(project(name, locked, installed))).toBe(expected);
});

test('a build is due when a source is changed, added or removed, and not otherwise', () => {
  const root = project('built', {});
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify({ include: ['domain'] }));
  mkdirSync(join(root, 'domain', 'ticket'), { recursive: true });
  writeFileSync(join(root, 'domain', 'ticket', 'a.ts'), '1');
  const seen = [sourceFingerprint(root)];
  expect(sourceFingerprint(root)).toBe(seen[0]);
  writeFileSync(join(root, 'domain', 'ticket', 'a.ts'), '12');
  seen.push(sourceFingerprint(root));
  writeFileSync(join(root, 'domain', 'b.ts'), '1');
  seen.push(sourceFingerprint(root));
  rmSync(join(root, 'domain', 'ticket'), { recursive: true });
  seen.push(sourceFingerprint(root));
  expect(new Set(seen).size).toBe(4);
});

/**
 * `npm ci` refuses a lock file that lacks the optional packages of other platforms. A registry that carries those of
 * its own platform alone makes npm leave them out without a word.
 */
test('the lock file names the optional packages of every platform', () => {
  const file = join(__dirname, '../../package-lock.json');
  const { packages } = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, LockedPackage> };
  const named = new Set(Object.keys(packages).map((place) => place.split('node_modules/').at(-1)));
  const optional = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
  expect(optional.filter((name) => !named.has(name))).toEqual([]);
});
