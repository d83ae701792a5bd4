import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { holderOf, lock, tryLock } from '../../local/lock.cjs';
import { until } from './running';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();

describe('a lock between processes', () => {
  test('one holds it; the other sees who, and gets it once it is given back', async () => {
    const file = join(folder, 'one.lock');
    const release = tryLock(file, 'the first');
    expect(tryLock(file, 'the second')).toBeUndefined();
    expect(holderOf(file)?.note).toBe('the first');
    const waitedFor: string[] = [];
    const second = lock(file, 'the second', (holder) => waitedFor.push(holder));
    release?.();
    (await second)();
    expect(waitedFor).toEqual(['the first']);
    expect(holderOf(file)).toBeUndefined();
  });

  test('a holder that was killed holds nothing', async () => {
    const file = join(folder, 'two.lock');
    const module = require.resolve('../../local/lock.cjs');
    const script = `require(${JSON.stringify(module)}).tryLock(${JSON.stringify(file)}, 'x'); setInterval(() => {}, 1000)`;
    const holder = spawn(process.execPath, ['-e', script], { stdio: 'inherit' });
    await until(() => existsSync(file), 5_000);
    expect(tryLock(file, 'me')).toBeUndefined();
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const release = tryLock(file, 'me');
    expect(holderOf(file)?.note).toBe('me');
    release?.();
    expect(readdirSync(folder)).toEqual([]);
  });
});
