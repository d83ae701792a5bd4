import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { askStarter } from '../../local/control-socket';
import { parentOf, runs, until } from './running';
import { temporaryFolder } from './temporary-folder';

/** A project of its own: the built starter with real servers, and stand-ins for the project's own processes. */
const root = temporaryFolder();
const data = join(root, 'data');
const environment = {
  ...process.env,
  TEMPORAL_ADDRESS: '',
  MONGODB_URI: '',
  SMTP_URL: '',
  CADRAN_DATA: data,
  SAMPLE_TICKETS: 'none',
};

const SERVES = `const { createServer } = require('node:http');
createServer((_, answer) => answer.end()).listen(Number(process.env.PORT_OF_THIS), '127.0.0.1', () => process.send('ready'));
process.on('SIGTERM', () => process.exit(0));`;

beforeAll(() => {
  const project = join(__dirname, '../..');
  cpSync(join(project, 'dist'), join(root, 'dist'), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'));
  writeFileSync(join(root, 'package.json'), '{}');
  addProgram('worker/main.js', SERVES.replace('PORT_OF_THIS', 'WORKER_HEALTH_PORT'));
  addProgram('api/main.js', SERVES.replace('PORT_OF_THIS', 'PORT'));
  addProgram('local/issuer.js', SERVES.replace('PORT_OF_THIS', 'ISSUER_PORT'));
  addProgram('local/deployer-server.js', SERVES.replace('PORT_OF_THIS', 'DEPLOYER_PORT'));
  const user = { email: 'anne@acme.example', role: 'client', company: 'Acme', password: 'sample' };
  addProgram('local/sample-data.js', `console.log(${JSON.stringify(JSON.stringify(user))})`);
});

function addProgram(path: string, code: string): void {
  mkdirSync(dirname(join(root, 'dist', path)), { recursive: true });
  writeFileSync(join(root, 'dist', path), code);
}

/** A starter, with all that it has printed so far. */
function start(): { starter: ChildProcess; printed: () => string } {
  const starter = spawn(process.execPath, [join(root, 'dist/local/start.js')], { env: environment });
  let printed = '';
  starter.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  starter.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  return { starter, printed: () => printed };
}

async function exitOf(starter: ChildProcess): Promise<unknown> {
  if (starter.exitCode === null && starter.signalCode === null) await once(starter, 'exit');
  return starter.exitCode ?? starter.signalCode;
}

/** The programs that run on the data folder, by their records, with their guards. */
function processes(): number[] {
  const records = readdirSync(join(data, 'logs')).filter((file) => file.endsWith('.pid'));
  const programs = records.map((file) => JSON.parse(readFileSync(join(data, 'logs', file), 'utf8')) as { pid: number });
  return programs.flatMap(({ pid }) => [pid, parentOf(pid)]);
}

test('starts everything, is the only one on its data, ends in order with code 0', async () => {
  const { starter, printed } = start();
  await until(() => printed().includes('Ctrl-C ends everything'), 30_000);
  expect(printed()).toMatch(/ready in \d+\.\d s/);
  expect(printed()).toMatch(/Portal +http:\/\/127\.0\.0\.1:\d+\//);
  expect(printed()).toMatch(/anne@acme\.example +client +Acme +sample/);
  expect(processes()).toHaveLength(14);

  const second = start();
  expect(await exitOf(second.starter)).toBe(1);
  expect(second.printed()).toMatch(/^Cadran is already running on .*: at http:\/\/127\.0\.0\.1:\d+\n$/);

  expect((await askStarter(data, { command: 'stop', service: 'mail' })).done).toBe(true);
  const { lines } = await askStarter(data, { command: 'status' });
  expect(lines.map((line) => line.split(/ +/).slice(0, 2).join(' ')).sort()).toEqual([
    'api running',
    'deployer running',
    'issuer running',
    'mail stopped',
    'mongodb running',
    'temporal running',
    'worker running',
  ]);
  expect((await askStarter(data, { command: 'kill', service: 'api' })).done).toBe(true);
  await until(() => printed().includes('api ended by SIGKILL\n'), 1_000);
  await until(() => printed().split('api answers at').length === 3, 5_000);

  const all = processes();
  starter.kill('SIGINT');
  expect(await exitOf(starter)).toBe(0);
  const ended = [...printed().matchAll(/(\w+) is being ended/g)].map(([, name]) => name);
  expect(ended).toEqual(['api', 'worker', 'deployer', 'issuer', 'mongodb', 'temporal']);
  expect(all.filter(runs)).toEqual([]);
});

test('after kill -9 of the starter nothing runs, and it starts again on the same data', async () => {
  const first = start();
  await until(() => first.printed().includes('Ctrl-C ends everything'), 30_000);
  const all = processes();
  first.starter.kill('SIGKILL');
  const second = start();
  await until(() => second.printed().includes('Ctrl-C ends everything'), 30_000);
  expect(all.filter(runs)).toEqual([]);
  second.starter.kill('SIGTERM');
  expect(await exitOf(second.starter)).toBe(0);
});

test('a part that fails to start is told with the end of its log, and nothing is left', async () => {
  addProgram('worker/main.js', `console.error('no bundle'); process.exit(7)`);
  const { starter, printed } = start();
  expect(await exitOf(starter)).toBe(1);
  expect(printed()).toMatch(/worker ended with code 7\n {4}no bundle/);
  expect(processes()).toEqual([]);
});
