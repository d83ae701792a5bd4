import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findServer, timeSkippingServerPath } from '../../local/find-servers.cjs';
import { installFolder } from '../../local/server-cache.cjs';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
let bare: Record<string, string>;
let places = 0;

beforeEach(() => {
  places += 1;
  const place = join(folder, String(places));
  mkdirSync(join(place, 'bin'), { recursive: true });
  bare = { PATH: join(place, 'bin'), CADRAN_CACHE: join(place, 'cache') };
});

function addProgram(name: string): string {
  const file = join(bare['PATH'] ?? '', name);
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o755);
  return file;
}

describe('the order of search', () => {
  test('nothing anywhere: nothing is found, and the command that installs it is told', () => {
    expect(findServer('temporal', bare)).toBeUndefined();
    expect(() => timeSkippingServerPath(bare)).toThrow('Run: node local/prepare.cjs test');
  });

  test('address, then PATH, then a download, then what came from a registry', () => {
    mkdirSync(installFolder('temporal', 'registry', bare), { recursive: true });
    expect(findServer('temporal', bare)).toMatchObject({ source: 'registry' });
    mkdirSync(installFolder('temporal', 'download', bare), { recursive: true });
    expect(findServer('temporal', bare)).toMatchObject({ source: 'download' });
    const program = addProgram('temporal');
    expect(findServer('temporal', bare)).toMatchObject({
      source: 'path',
      command: [program],
      told: `${program} (on PATH)`,
    });
    expect(findServer('temporal', { ...bare, TEMPORAL_ADDRESS: 'temporal:7233' })).toMatchObject({
      source: 'address',
      address: 'temporal:7233',
      told: 'temporal:7233 (from TEMPORAL_ADDRESS)',
    });
  });

  test('an empty address counts as none, and a file that cannot be run as no program', () => {
    writeFileSync(join(bare['PATH'] ?? '', 'mongod'), '');
    expect(findServer('mongodb', { ...bare, MONGODB_URI: '' })).toBeUndefined();
    addProgram('mongod');
    expect(findServer('mongodb', bare)).toMatchObject({ source: 'path', kind: 'mongod' });
  });

  test('what came from the Python registry is run as SecantusDB', () => {
    mkdirSync(installFolder('mongodb', 'registry', bare), { recursive: true });
    expect(findServer('mongodb', bare)).toMatchObject({ kind: 'secantus' });
  });

  test('the time-skipping server is a program: a given path must be one', () => {
    const program = addProgram('my-test-server');
    expect(timeSkippingServerPath({ ...bare, TEMPORAL_TEST_SERVER: program })).toBe(program);
    const wrong = { ...bare, TEMPORAL_TEST_SERVER: '/no/such' };
    expect(() => timeSkippingServerPath(wrong)).toThrow('TEMPORAL_TEST_SERVER=/no/such is not a program');
  });

  test('the cache is CADRAN_CACHE, else below XDG_CACHE_HOME, else below the home folder', () => {
    expect(installFolder('temporal', 'registry', { CADRAN_CACHE: '/c' })).toMatch(/^\/c\/temporal-registry-/);
    expect(installFolder('temporal', 'registry', { XDG_CACHE_HOME: '/x' })).toMatch(/^\/x\/cadran\//);
    expect(installFolder('temporal', 'registry', { HOME: '/h' })).toMatch(/^\/h\/\.cache\/cadran\//);
  });
});
