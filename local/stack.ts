import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { requireServer } from './find-servers.cjs';
import type { FoundServer } from './find-servers.cjs';
import { endLeftOvers } from './left-over';
import { mailService } from './mail-server';
import { mongoService, mongoUri } from './mongo-server';
import { choosePort, startOnDrawnPorts } from './ports';
import type { PortWish } from './ports';
import { mongoAnswers, portAnswers } from './probes';
import { untilAnswer } from './waiting';
import type { Service } from './service';
import type { Tell } from './waiting';
import { temporalService } from './temporal-server';
import type { SearchAttribute } from '../settings/search-attributes';

export type { SearchAttribute } from '../settings/search-attributes';
export type ServerName = 'temporal' | 'mongodb' | 'mail';

/** Ports of the stack's servers, all of the loopback address; any free one where nothing is asked for. */
export interface StackPorts {
  readonly temporal?: PortWish;
  readonly temporalUi?: PortWish;
  readonly mongodb?: PortWish;
  readonly smtp?: PortWish;
  readonly mailHttp?: PortWish;
}

export interface StackOptions {
  /** Where everything is kept: databases, mails, logs. */
  readonly dataFolder: string;
  readonly ports?: StackPorts;
  readonly searchAttributes?: readonly SearchAttribute[];
  /** Told which server is used, what is waited for and how long it took; silent unless given. */
  readonly log?: Tell;
  /** Starts one service; `service.start()` unless given, which lets a supervisor take charge of it. */
  readonly start?: (service: Service) => Promise<void>;
  /** The environment in which addresses and programs are looked for; the process's own unless given. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Where the servers answer. */
export interface StackAddresses {
  /** `host:port` of the gRPC service. */
  readonly temporal: string;
  readonly temporalNamespace: string;
  /** Absent where the server isn't ours. */
  readonly temporalUi?: string;
  readonly mongodb: string;
  readonly smtp: string;
  /** Where received mails are read back; absent where the mail server isn't ours. */
  readonly mails?: string;
}

/** Real servers, running and answering. */
export interface Stack {
  readonly addresses: StackAddresses;
  /** The addresses as the environment that every process of the project reads. */
  readonly environment: Readonly<Record<string, string>>;
  /** The servers that were started here, in the order in which they end. */
  readonly services: readonly Service[];
  /** One of them, to stop, kill, start or restart on its port and data. @throws where its address was given */
  service(name: ServerName): Service;
  /** Ends them all, in order: mail, MongoDB, Temporal. */
  stop(): Promise<void>;
}

/** A server in use: ours, with its service, or another's, by its address alone. */
interface Used {
  readonly service?: Service;
  readonly addresses: Partial<StackAddresses>;
}

/**
 * Starts the servers whose address isn't given, all at once, and resolves when every one really answers.
 * @throws where one isn't installed, a given port is taken, or one doesn't answer; nothing is then left running
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const plan: StackPlan = {
    dataFolder: resolve(options.dataFolder),
    logFolder: join(resolve(options.dataFolder), 'logs'),
    ports: options.ports ?? {},
    searchAttributes: options.searchAttributes ?? [],
    environment: options.environment ?? process.env,
    tell: options.log ?? (() => undefined),
  };
  mkdirSync(plan.logFolder, { recursive: true });
  await endLeftOvers(plan.logFolder, plan.tell);
  const start = options.start ?? ((service) => service.start());
  const kinds = [useMail, useMongo, useTemporal];
  const drawn = await Promise.all(kinds.map((use) => use(plan)));
  const started = await Promise.allSettled(
    kinds.map((use, index) =>
      startOnDrawnPorts(
        drawn[index] ?? { addresses: {} },
        () => use(plan),
        async ({ service }) => service && (await start(service)),
        plan.tell,
      ),
    ),
  );
  const used = started.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
  const services = used.flatMap(({ service }) => service ?? []);
  const stop = async (): Promise<void> => {
    for (const service of services) await service.stop();
  };
  const failure = started.find((result) => result.status === 'rejected');
  if (failure) {
    await stop();
    throw failure.reason;
  }
  const addresses = Object.assign({}, ...used.map((server) => server.addresses)) as StackAddresses;
  const service = (name: ServerName): Service => {
    const found = services.find((candidate) => candidate.name === name);
    if (!found) throw new Error(`${name} is not ours to control: its address was given`);
    return found;
  };
  return { addresses, environment: environmentOf(addresses), services, service, stop };
}

interface StackPlan {
  readonly dataFolder: string;
  readonly logFolder: string;
  readonly ports: StackPorts;
  readonly searchAttributes: readonly SearchAttribute[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly tell: Tell;
}

async function useTemporal(plan: StackPlan): Promise<Used> {
  const { tell, ports, environment } = plan;
  const namespace = environment['TEMPORAL_NAMESPACE'] ?? 'default';
  const found = announce(requireServer('temporal', environment), tell);
  if (found.address !== undefined) {
    // Only the port is asked: another's server can want TLS or a key, which its own clients know.
    await untilAnswer('temporal', found.address, portAnswers(found.address), tell, 10_000);
    return { addresses: { temporal: found.address, temporalNamespace: namespace } };
  }
  const port = await choosePort('temporal', ports.temporal, tell);
  const uiPort = await choosePort('temporal-ui', ports.temporalUi, tell);
  const service = temporalService({ ...plan, found, port, uiPort, namespace }, tell);
  const temporalUi = `http://127.0.0.1:${uiPort}`;
  return { service, addresses: { temporal: service.address, temporalNamespace: namespace, temporalUi } };
}

async function useMongo(plan: StackPlan): Promise<Used> {
  const { tell, ports, environment } = plan;
  const found = announce(requireServer('mongodb', environment), tell);
  if (found.address !== undefined) {
    await untilAnswer('mongodb', found.address, mongoAnswers(found.address), tell, 10_000);
    return { addresses: { mongodb: found.address } };
  }
  const port = await choosePort('mongodb', ports.mongodb, tell);
  return { service: mongoService({ ...plan, found, port }, tell), addresses: { mongodb: mongoUri(port, found.kind) } };
}

async function useMail(plan: StackPlan): Promise<Used> {
  const { tell, ports, environment } = plan;
  const given = environment['SMTP_URL'];
  if (given) {
    tell(`mail: ${given} (from SMTP_URL)`);
    const { hostname, port } = new URL(given);
    await untilAnswer('mail', given, portAnswers(`${hostname}:${port || '25'}`), tell, 10_000);
    const mails = environment['MAIL_LOOKUP_URL'];
    return { addresses: { smtp: given, ...(mails ? { mails } : {}) } };
  }
  const smtpPort = await choosePort('mail', ports.smtp, tell);
  const httpPort = await choosePort('mail-page', ports.mailHttp, tell);
  const service = mailService({ ...plan, smtpPort, httpPort }, tell);
  return { service, addresses: { smtp: service.address, mails: `http://127.0.0.1:${httpPort}` } };
}

function announce(found: FoundServer, tell: Tell): FoundServer {
  tell(`${found.server}: ${found.told}`);
  return found;
}

function environmentOf(addresses: StackAddresses): Record<string, string> {
  return {
    TEMPORAL_ADDRESS: addresses.temporal,
    TEMPORAL_NAMESPACE: addresses.temporalNamespace,
    MONGODB_URI: addresses.mongodb,
    SMTP_URL: addresses.smtp,
    ...(addresses.mails === undefined ? {} : { MAIL_LOOKUP_URL: addresses.mails }),
  };
}
