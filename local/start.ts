/**
 * `npm start`: runs Cadran on this machine. Starts the servers, then the project's own processes, keeps them running,
 * and ends all of them in order on Ctrl-C.
 */
import { join } from 'node:path';
import { registeredAttributes } from '../workflows/attributes';
import { askStarter, listenForControl } from './control-socket';
import type { ControlAnswer, ControlRequest } from './control-socket';
import { dataFolder, dataFolderHolder, takeDataFolder } from './data-folder.cjs';
import { endOnSignals } from './ending';
import { findServer } from './find-servers.cjs';
import { addSampleData, makeSampleTicketsOnce, ownService } from './own-processes';
import { choosePort } from './ports';
import type { PortWish } from './ports';
import { PROJECT_ROOT } from './project-root';
import { replySecret } from './reply-secret';
import { readyTable } from './ready-table';
import type { Service } from './service';
import { startStack } from './stack';
import type { Stack } from './stack';
import { Supervisor } from './supervisor';

const began = performance.now();

/** Where each part answers if the port is free. */
const PREFERRED = {
  temporal: { preferred: 7233 },
  temporalUi: { preferred: 8233 },
  mongodb: { preferred: 27017 },
  smtp: { preferred: 1025 },
  mailHttp: { preferred: 8025 },
};

function tell(line: string): void {
  console.log(`${new Date().toTimeString().slice(0, 8)} ${line}`);
}

async function main(): Promise<void> {
  const folder = dataFolder(process.env, PROJECT_ROOT);
  const release = takeDataFolder(folder);
  if (!release) throw new Error(await alreadyRunning(folder));
  const supervisor = new Supervisor(tell);
  const ending = endOnSignals(supervisor, tell, release);
  try {
    const start = (service: Service): Promise<void> => supervisor.start(service);
    const stack = await startStack({
      dataFolder: folder,
      ports: PREFERRED,
      searchAttributes: registeredAttributes,
      log: tell,
      start,
    });
    const portal = await startOwn(folder, stack, supervisor);
    await listenForControl(folder, (request) => control(supervisor, portal, request));
  } catch (error) {
    // What was asked to end while it was being started has not failed.
    if (!ending.begun) await ending.end(1, error);
  }
}

/** Starts the project's own processes and prints the table. @returns the portal's address */
async function startOwn(folder: string, stack: Stack, supervisor: Supervisor): Promise<string> {
  const issuerPort = await choosePort('issuer', givenPort('ISSUER_PORT', 3010), tell);
  const deployerPort = await choosePort('deployer', givenPort('DEPLOYER_PORT', 3030), tell);
  const apiPort = await choosePort('api', givenPort('PORT', 3000), tell);
  const healthPort = await choosePort('worker', givenPort('WORKER_HEALTH_PORT', 3020), tell);
  const intakePort = await choosePort('mail-intake', { preferred: 2525 }, tell);
  const apiMetrics = await choosePort('api-metrics', { preferred: 9464 }, tell);
  const workerMetrics = await choosePort('worker-metrics', { preferred: 9465 }, tell);
  const portal = `http://127.0.0.1:${apiPort}`;
  const issuerAddress = `http://127.0.0.1:${issuerPort}`;
  const deployerAddress = `http://127.0.0.1:${deployerPort}`;
  const environment = {
    ...stack.environment,
    OIDC_ISSUER: issuerAddress,
    OIDC_AUDIENCE: 'cadran',
    ISSUER_PORT: String(issuerPort),
    HOST: '127.0.0.1',
    PORT: String(apiPort),
    PUBLIC_URL: process.env['PUBLIC_URL'] ?? portal,
    SUPPORT_PHONE: process.env['SUPPORT_PHONE'] ?? '+33 1 99 00 12 34',
    WORKER_HEALTH_PORT: String(healthPort),
    MAIL_REPLY_DOMAIN: 'reply.cadran.example',
    MAIL_REPLY_SECRET: replySecret(folder),
    MAIL_INTAKE_PORT: String(intakePort),
    CADRAN_DATA: folder,
    AUDIT_FOLDER: join(folder, 'audit'),
    METRICS_PORT: String(apiMetrics),
    METRICS_HOST: '127.0.0.1',
    // On one machine, webhooks and deployers are programs of that machine, and nothing secret is signed.
    ALLOW_WEBHOOKS: 'true',
    WEBHOOK_ALLOW_PRIVATE: 'true',
    WEBHOOK_SECRET: process.env['WEBHOOK_SECRET'] ?? 'embedded-stack-known-to-everybody',
    DEPLOYER_PORT: String(deployerPort),
    DEPLOYER_URL: deployerAddress,
    DEPLOYER_SECRET: process.env['DEPLOYER_SECRET'] ?? 'embedded-stack-known-to-everybody',
    DEPLOYER_ALLOW_PRIVATE: 'true',
  };
  const surroundings = { dataFolder: folder, environment };
  const ofWorker = { ...surroundings, environment: { ...environment, METRICS_PORT: String(workerMetrics) } };
  const issuer = ownService('issuer', issuerAddress, surroundings, tell);
  const deployer = ownService('deployer', deployerAddress, surroundings, tell);
  const worker = ownService('worker', `http://127.0.0.1:${healthPort}`, ofWorker, tell);
  const api = ownService('api', portal, surroundings, tell);
  tell('sample data is being checked');
  const [signIns] = await Promise.all([
    addSampleData(surroundings),
    supervisor.start(issuer),
    supervisor.start(deployer),
    supervisor.start(worker),
  ]);
  await supervisor.start(api);
  tell(`ready in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  const metrics = [apiMetrics, workerMetrics].map((port) => `http://127.0.0.1:${port}/metrics`).join(', ');
  console.log(
    readyTable(addressesOf(stack, portal, issuerAddress, { folder, metrics, intakePort, deployerAddress }), signIns),
  );
  console.log('  Ctrl-C ends everything. `npm run service -- status` shows each part.\n');
  makeSampleTicketsOnce({ ...surroundings, environment: { ...environment, CADRAN_URL: portal } }, tell);
  return portal;
}

function addressesOf(
  stack: Stack,
  portal: string,
  issuer: string,
  own: { folder: string; metrics: string; intakePort: number; deployerAddress: string },
): [string, string][] {
  const { temporal, temporalUi, mongodb, smtp, mails } = stack.addresses;
  const cli = findServer('temporal')?.command[0];
  return [
    ['Portal', `${portal}/`],
    ['API', `${portal}/v1`],
    ['API, described', `${portal}/docs/`],
    ['Metrics', own.metrics],
    ['Temporal UI', temporalUi ?? 'of the server given'],
    ['Mails', mails ?? 'of the server given'],
    ['Deployer', own.deployerAddress],
    ['Sign-in', issuer],
    ['Temporal', cli === undefined ? temporal : `${cli} workflow list --address ${temporal}`],
    ['MongoDB', mongodb],
    ['SMTP', smtp],
    ['Answers by mail', `smtp://127.0.0.1:${own.intakePort}`],
    ['Data, logs', own.folder],
  ];
}

/** A port given in the environment is that one or an error; otherwise the usual one if it is free. */
function givenPort(variable: string, usual: number): PortWish {
  const given = process.env[variable];
  if (given === undefined || given === '') return { preferred: usual };
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`${variable}=${given} is no port`);
  return port;
}

async function alreadyRunning(folder: string): Promise<string> {
  const about = await askStarter(folder, { command: 'about' }).catch(() => undefined);
  const where = about?.lines[0] ?? `starting (${dataFolderHolder(folder) ?? 'another process'})`;
  return `Cadran is already running on ${folder}: ${where}`;
}

async function control(supervisor: Supervisor, portal: string, request: ControlRequest): Promise<ControlAnswer> {
  const { command, service = '' } = request;
  if (command === 'about') return { done: true, lines: [`at ${portal}`] };
  if (command !== 'status') tell(`${command} ${service}: asked for by npm run service`);
  if (command === 'stop') await supervisor.of(service).stop();
  else if (command === 'start') await supervisor.of(service).start();
  else if (command === 'kill') await supervisor.of(service).kill();
  const lines = supervisor.status().map(({ name, state, pid, address }) => {
    return `${name.padEnd(9)} ${state.padEnd(9)} ${String(pid ?? '-').padEnd(8)} ${address}`;
  });
  return { done: true, lines };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
