import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { askStarter, controlSocketPath, listenForControl } from '../../local/control-socket';
import { takeDataFolder } from '../../local/data-folder.cjs';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
const root = join(__dirname, '../..');

async function run(script: string, dataFolder: string, ...args: string[]): Promise<{ code: number; output: string }> {
  const env = { ...process.env, CADRAN_DATA: dataFolder };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [join(root, script), ...args], { env });
    return { code: 0, output: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, output: stderr };
  }
}

describe('npm run service', () => {
  test('asks the starter and prints its answer', async () => {
    const data = join(folder, 'asked');
    mkdirSync(data);
    const close = await listenForControl(data, ({ command, service }) => {
      if (service === 'other') throw new Error('No service other runs here');
      return Promise.resolve({ done: true, lines: [`${command} ${service ?? ''}`] });
    });
    expect(await run('dist/local/control.js', data, 'stop', 'mail')).toEqual({ code: 0, output: 'stop mail\n' });
    expect(await run('dist/local/control.js', data, 'kill', 'other')).toEqual({
      code: 1,
      output: 'No service other runs here\n',
    });
    close();
  });

  test('says so where nothing runs, and how it is used', async () => {
    expect((await run('dist/local/control.js', join(folder, 'none'), 'status')).output).toContain(
      'Cadran does not run on',
    );
    expect((await run('dist/local/control.js', join(folder, 'none'), 'stop')).output).toContain(
      'Usage: npm run service',
    );
  });

  test('a data folder with a long path has its socket elsewhere, under a path that fits', async () => {
    const data = join(folder, 'x'.repeat(120));
    mkdirSync(data);
    expect(Buffer.byteLength(controlSocketPath(data))).toBeLessThan(104);
    const close = await listenForControl(data, () => Promise.resolve({ done: true, lines: ['here'] }));
    expect(await askStarter(data, { command: 'about' })).toEqual({ done: true, lines: ['here'] });
    close();
  });
});

describe('npm run reset', () => {
  test('empties the data folder, unless Cadran runs on it', async () => {
    const data = join(folder, 'mine');
    const release = takeDataFolder(data);
    writeFileSync(join(data, 'temporal.db'), 'x');
    expect(takeDataFolder(data)).toBeUndefined();
    const refused = await run('local/reset.cjs', data);
    expect(refused.code).toBe(1);
    expect(refused.output).toContain(`Cadran is running on ${data}`);
    expect(existsSync(join(data, 'temporal.db'))).toBe(true);
    release?.();
    expect((await run('local/reset.cjs', data)).code).toBe(0);
    expect(readdirSync(data)).toEqual([]);
  });

  test('leaves a folder alone that Cadran did not make', async () => {
    const other = join(folder, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'thesis.txt'), 'x');
    expect((await run('local/reset.cjs', other)).output).toContain('was not made by Cadran');
    expect(readdirSync(other)).toEqual(['thesis.txt']);
  });
});
