import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { choosePort } from '../../local/ports';
import { httpAnswers } from '../../local/probes';
import { Service } from '../../local/service';
import { SignsOfWork } from '../../local/signs-of-work';
import { Supervisor } from '../../local/supervisor';
import { until } from './running';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();

async function httpService(
  name: string,
  tell: (line: string) => void,
  code?: string,
  patienceMs = 3_000,
  mostMs?: number,
): Promise<Service> {
  const port = await choosePort(name, undefined);
  const address = `http://127.0.0.1:${port}`;
  const serve = `require('http').createServer((_, answer) => answer.end()).listen(${port}, '127.0.0.1')`;
  const plan = { name, command: process.execPath, args: ['-e', code ?? serve], logFile: join(folder, `${name}.log`) };
  return new Service(plan, address, httpAnswers(address), tell, patienceMs, mostMs);
}

describe('the supervisor', () => {
  test('a death is told at once and followed by a new start at the same address', async () => {
    const told: string[] = [];
    const supervisor = new Supervisor((line) => told.push(line));
    const service = await httpService('page', () => undefined);
    await supervisor.start(service);
    process.kill(service.pid ?? 0, 'SIGKILL');
    await until(() => told.length === 2, 1_000);
    expect(told).toEqual(['page ended by SIGKILL', 'page is started again in 1 s']);
    expect(supervisor.status()).toMatchObject([{ name: 'page', state: 'waiting', address: service.address }]);
    await until(() => supervisor.of('page').state === 'running', 5_000);
    await expect(httpAnswers(service.address)()).resolves.toBeUndefined();
    await supervisor.stopAll(['page']);
    expect(service.process.running).toBe(false);
  });

  test('what a person stopped stays so until it is started', async () => {
    const told: string[] = [];
    const supervisor = new Supervisor((line) => told.push(line));
    const service = await httpService('stopped', () => undefined);
    await supervisor.start(service);
    await supervisor.of('stopped').stop();
    expect(supervisor.of('stopped').state).toBe('stopped');
    expect(told).toEqual([]);
    await supervisor.of('stopped').start();
    expect(supervisor.of('stopped').state).toBe('running');
    await supervisor.of('stopped').kill();
    await supervisor.of('stopped').stop();
    expect(supervisor.of('stopped').state).toBe('stopped');
    expect(() => supervisor.of('other')).toThrow('No service other runs here. There are: stopped');
  });

  test('all end one after the other in the order asked for', async () => {
    const told: string[] = [];
    const supervisor = new Supervisor((line) => told.push(line));
    for (const name of ['first', 'second']) await supervisor.start(await httpService(name, () => undefined));
    await supervisor.stopAll(['second', 'first']);
    expect(told).toEqual(['second is being ended', 'first is being ended']);
  });

  test('a start that fails tells the end of the log, one that stays silent the address', async () => {
    const supervisor = new Supervisor(() => undefined);
    const fails = await httpService('fails', () => undefined, `console.error('the reason'); process.exit(2)`);
    await expect(supervisor.start(fails)).rejects.toThrow(/fails ended with code 2\n {4}the reason before it answered/);
    const silent = await httpService('silent', () => undefined, 'setInterval(() => {}, 1000)');
    await expect(supervisor.start(silent)).rejects.toThrow(
      new RegExp(`silent did not answer at ${silent.address} within \\d+ s`),
    );
    expect(silent.process.running).toBe(false);
  });

  test('a slow start is waited for as long as it works, up to a bound', async () => {
    const supervisor = new Supervisor(() => undefined);
    const slow = await httpService('slow', () => undefined, 'set below', 1_000);
    const { port } = new URL(slow.address);
    const listen = `require('http').createServer((_, answer) => answer.end()).listen(${port}, '127.0.0.1')`;
    (slow.process.plan.args as string[])[1] =
      `setInterval(() => console.log('still at it'), 50); setTimeout(() => ${listen}, 2200)`;
    const never = await httpService(
      'never',
      () => undefined,
      'setInterval(() => console.log("busy"), 50)',
      3_000,
      1_000,
    );
    const [started, refused] = await Promise.allSettled([supervisor.start(slow), supervisor.start(never)]);
    expect(started.status).toBe('fulfilled');
    expect(String((refused as PromiseRejectedResult).reason)).toMatch(/never did not answer at \S+ within 1 s/);
    expect(supervisor.of('slow').state).toBe('running');
    await supervisor.killAll();
  });

  test('a sign of work is a line in the log, or time of the processor', () => {
    const log = join(folder, 'signs.log');
    const signs = new SignsOfWork(log);
    expect(signs.seen(undefined)).toBe(true);
    expect(signs.seen(undefined)).toBe(false);
    writeFileSync(log, 'reading the settings');
    expect(signs.seen(undefined)).toBe(true);
    signs.seen(process.pid);
    expect(signs.seen(process.pid)).toBe(false);
    const { user, system } = process.cpuUsage();
    for (let used = 0; used < 150_000;) {
      const now = process.cpuUsage();
      used = now.user + now.system - user - system;
    }
    expect(signs.seen(process.pid)).toBe(true);
  });
});
