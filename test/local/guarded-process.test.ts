import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GuardedProcess } from '../../local/guarded-process';
import type { ProcessExit } from '../../local/guarded-process';
import { endLeftOvers } from '../../local/left-over';
import { parentOf, runs, until } from './running';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();

function guarded(name: string, code: string, graceMs?: number): GuardedProcess {
  const plan = { name, command: process.execPath, args: ['-e', code], logFile: join(folder, `${name}.log`) };
  return new GuardedProcess({ ...plan, saysReady: true, ...(graceMs === undefined ? {} : { graceMs }) });
}

const SERVES = `console.log('at work'); setInterval(() => {}, 1000); process.send('ready');`;
const IGNORES_TERM = `process.on('SIGTERM', () => {}); ${SERVES}`;

describe('a guarded process', () => {
  test('says when it is ready, logs, and ends when it is asked to', async () => {
    const server = guarded('asked', SERVES);
    const exits: ProcessExit[] = [];
    server.onExit((exit) => exits.push(exit));
    await server.start();
    await server.ready();
    expect(runs(server.pid ?? 0)).toBe(true);
    await server.stop();
    expect(exits).toEqual([{ name: 'asked', code: null, signal: 'SIGTERM', wanted: true, lastLines: ['at work'] }]);
    expect(server.running).toBe(false);
    expect(existsSync(join(folder, 'asked.pid'))).toBe(false);
  });

  test('a death is told at once, with signal or code and the end of its log', async () => {
    const server = guarded('dies', SERVES);
    const exits: ProcessExit[] = [];
    server.onExit((exit) => exits.push(exit));
    await server.start();
    await server.ready();
    const killed = performance.now();
    await server.kill();
    expect(exits).toMatchObject([{ signal: 'SIGKILL', wanted: false, lastLines: ['at work'] }]);
    expect(performance.now() - killed).toBeLessThan(1_000);

    const fails = guarded('fails', `console.error('the reason'); process.exit(3)`);
    fails.onExit((exit) => exits.push(exit));
    await fails.start();
    await expect(fails.ready()).rejects.toThrow('fails ended before it was ready');
    expect(exits[1]).toMatchObject({ code: 3, signal: null, wanted: false, lastLines: ['the reason'] });
  });

  test('what ignores SIGTERM is killed once the grace time is over', async () => {
    const server = guarded('stubborn', IGNORES_TERM);
    await server.start();
    await server.ready();
    const began = performance.now();
    await server.stop({ graceMs: 300 });
    expect(performance.now() - began).toBeGreaterThan(250);
    expect(server.running).toBe(false);
  });

  test('it can be started again, and a program that is not there is an error', async () => {
    const server = guarded('again', SERVES);
    await server.start();
    const first = server.pid;
    await server.restart();
    expect(server.pid).not.toBe(first);
    await expect(server.start()).rejects.toThrow('again runs already');
    await server.stop();
    const absent = new GuardedProcess({
      name: 'absent',
      command: '/no/such',
      args: [],
      logFile: join(folder, 'x.log'),
    });
    await expect(absent.start()).rejects.toThrow('absent cannot be run');
  });

  test('a guard that is killed takes its program along', async () => {
    const server = guarded('orphan', IGNORES_TERM);
    const exits: ProcessExit[] = [];
    server.onExit((exit) => exits.push(exit));
    await server.start();
    await server.ready();
    const pid = server.pid ?? 0;
    process.kill(parentOf(pid), 'SIGKILL');
    await until(() => !runs(pid) && exits.length === 1, 2_000);
    expect(exits).toMatchObject([{ wanted: false }]);
  });

  test('what a crash of starter and guard leaves is ended by the next start', async () => {
    const starter = spawnStarter('left', IGNORES_TERM);
    const log = join(folder, 'left.log');
    await until(() => existsSync(log) && readFileSync(log, 'utf8').includes('at work'), 5_000);
    const { pid } = JSON.parse(readFileSync(join(folder, 'left.pid'), 'utf8')) as { pid: number };
    process.kill(parentOf(pid), 'SIGSTOP');
    starter.kill('SIGKILL');
    await once(starter, 'exit');
    process.kill(parentOf(pid), 'SIGKILL');
    expect(runs(pid)).toBe(true);
    const told: string[] = [];
    await endLeftOvers(folder, (line) => told.push(line), 200);
    expect(runs(pid)).toBe(false);
    // Once its guard is gone it may end by itself, in its own time.
    const [waits, ...more] = told;
    expect(waits).toBe(`waiting for left of an earlier run to end (process ${pid})`);
    expect(['left of an earlier run does not end: it is killed']).toEqual(expect.arrayContaining(more));
  });
});

/** A process of its own that runs a guarded program, as `npm start` does. */
function spawnStarter(name: string, code: string): ReturnType<typeof spawn> {
  const plan = {
    name,
    command: process.execPath,
    args: ['-e', code],
    logFile: join(folder, `${name}.log`),
    saysReady: true,
  };
  const built = join(__dirname, '../../dist/local/guarded-process.js');
  const script = `new (require(${JSON.stringify(built)}).GuardedProcess)(${JSON.stringify(plan)}).start()`;
  return spawn(process.execPath, ['-e', script], { stdio: 'inherit' });
}
