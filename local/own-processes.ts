import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeExit, Service } from './service';
import type { Tell } from './waiting';
import { GuardedProcess } from './guarded-process';
import { builtProgram } from './project-root';

/** What every process of the project is started with. */
export interface Surroundings {
  readonly dataFolder: string;
  /** Read by the process through settings/, added to the starter's own. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A sample user, for the table that `npm start` prints. */
export interface SampleSignIn {
  readonly email: string;
  readonly role: string;
  readonly company: string | null;
  readonly password: string;
}

/** The worker finishes the activities in course before it ends, in ms. */
const WORKER_GRACE_MS = 20_000;

/** A Node program of the project that serves until it is stopped, and says `ready` by itself. */
export function ownService(
  name: 'issuer' | 'deployer' | 'worker' | 'api',
  address: string,
  surroundings: Surroundings,
  tell: Tell,
): Service {
  const program = { issuer: 'local/issuer', deployer: 'local/deployer-server', worker: 'worker/main', api: 'api/main' }[
    name
  ];
  const plan = {
    name,
    command: process.execPath,
    args: ['--enable-source-maps', builtProgram(program)],
    env: surroundings.environment,
    logFile: join(surroundings.dataFolder, 'logs', `${name}.log`),
    saysReady: true,
    ...(name === 'worker' ? { graceMs: WORKER_GRACE_MS } : {}),
  };
  return new Service(plan, address, (process) => process?.ready() ?? Promise.resolve(), tell);
}

/**
 * Adds the sample clients, contracts, environments, versions and users where they are missing.
 * @returns the sample sign-ins
 * @throws with the end of its log where it fails
 */
export async function addSampleData({ dataFolder, environment }: Surroundings): Promise<SampleSignIn[]> {
  const outFile = join(dataFolder, 'logs', 'sample-data.jsonl');
  const seeding = new GuardedProcess({
    name: 'sample-data',
    command: process.execPath,
    args: ['--enable-source-maps', builtProgram('local/sample-data')],
    env: environment,
    logFile: join(dataFolder, 'logs', 'sample-data.log'),
    outFile,
  });
  const exited = new Promise<void>((resolve, reject) => {
    seeding.onExit((exit) => (exit.code === 0 ? resolve() : reject(new Error(describeExit(exit)))));
  });
  await Promise.all([seeding.start(), exited]);
  const lines = readFileSync(outFile, 'utf8').split('\n');
  return lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as SampleSignIn);
}

/**
 * Makes the sample tickets on data that has none yet, unless `SAMPLE_TICKETS` is `none`: while people already work, as nobody waits for
 * them. Where it fails it is told, and done at the next start.
 */
export function makeSampleTicketsOnce({ dataFolder, environment }: Surroundings, tell: Tell): void {
  const done = join(dataFolder, 'sample-tickets');
  if (process.env['SAMPLE_TICKETS'] === 'none' || existsSync(done)) return;
  const making = new GuardedProcess({
    name: 'sample-tickets',
    command: process.execPath,
    args: ['--enable-source-maps', builtProgram('local/sample-tickets')],
    env: environment,
    logFile: join(dataFolder, 'logs', 'sample-tickets.log'),
  });
  making.onExit((exit) => {
    if (exit.code === 0) writeFileSync(done, '');
    tell(exit.code === 0 ? 'the sample tickets are there' : `no sample tickets: ${describeExit(exit)}`);
  });
  making.start().catch((error: unknown) => tell(`no sample tickets: ${String(error)}`));
}
