import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createSecureServer } from 'node:http2';
import { connect, type AddressInfo, type Server } from 'node:net';
import path from 'node:path';
import { createServer, type TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { ownService } from '../../local/own-processes';
import { choosePort } from '../../local/ports';
import { builtProgram } from '../../local/project-root';
import type { Service } from '../../local/service';
import { temporaryFolder } from '../local/temporary-folder';
import { testAuthority } from './certificates';
import { RunningCadran, until } from './running-cadran';

/** API and worker reach a Temporal that asks for TLS, a certificate or a key, by Temporal's own variables and nothing else. */
const folder = temporaryFolder();
const authority = testAuthority();
const file = (name: string, content: string): string => {
  const written = path.join(folder, name);
  writeFileSync(written, content);
  return written;
};
const authorityFile = file('authority.pem', authority.certificate);

let cadran: RunningCadran;
const servers: Server[] = [];
const started: Service[] = [];
beforeAll(async () => {
  cadran = await RunningCadran.start();
}, 60_000);
afterAll(async () => {
  for (const service of started) await service.stop();
  for (const server of servers) server.close();
  await cadran.stop();
}, 60_000);

async function listening(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The embedded Temporal behind TLS that asks for a certificate of the authority. */
async function temporalBehindTls(): Promise<string> {
  const { certificate, key } = authority.certify('temporal');
  const port = Number(cadran.stack.addresses.temporal.split(':')[1]);
  const plan = { cert: certificate, key, ca: authority.certificate, requestCert: true, ALPNProtocols: ['h2'] };
  const server = createServer(plan, (secure: TLSSocket) => {
    const plain = connect(port, '127.0.0.1');
    secure.pipe(plain).pipe(secure);
    for (const one of [secure, plain]) one.on('error', () => [secure, plain].forEach((other) => other.destroy()));
  });
  server.on('tlsClientError', () => undefined);
  return await listening(server);
}

/** API and worker with their addresses, told of Temporal by these variables alone. */
async function processes(name: string, temporal: Record<string, string>): Promise<{ api: Service; worker: Service }> {
  const [port, healthPort] = [await choosePort('api', undefined), await choosePort('worker', undefined)];
  const environment = {
    ...cadran.stack.environment,
    TEMPORAL_ADDRESS: '',
    OIDC_ISSUER: cadran.issuer.url,
    HOST: '127.0.0.1',
    PORT: String(port),
    WORKER_HEALTH_PORT: String(healthPort),
    ...temporal,
  };
  const surroundings = { dataFolder: path.join(folder, name), environment };
  const quiet = (): void => undefined;
  const api = ownService('api', `http://127.0.0.1:${port}`, surroundings, quiet);
  const worker = ownService('worker', `http://127.0.0.1:${healthPort}`, surroundings, quiet);
  started.push(api, worker);
  await api.start();
  worker.start().catch(quiet);
  return { api, worker };
}

async function missing({ address }: Service): Promise<unknown> {
  const answer = await fetch(`${address}/readyz`);
  return ((await answer.json()) as { missing: unknown }).missing;
}

test('a profile with an authority and a client certificate is all that TLS takes', async () => {
  const address = await temporalBehindTls();
  const { certificate, key } = authority.certify('cadran');
  const profile = [
    '[profile.production]',
    `address = "${address}"`,
    'namespace = "default"',
    '[profile.production.tls]',
    `server_ca_cert_path = "${authorityFile}"`,
    `client_cert_path = "${file('client.pem', certificate)}"`,
    `client_key_path = "${file('client.key', key)}"`,
  ];
  const temporal = {
    TEMPORAL_CONFIG_FILE: file('temporal.toml', profile.join('\n')),
    TEMPORAL_PROFILE: 'production',
    TEMPORAL_NAMESPACE: '',
  };
  await cadran.worker.stop();
  const { api, worker } = await processes('mutual', temporal);
  await until(async () => (await fetch(`${worker.address}/readyz`)).status === 200);
  const opened = await fetch(`${api.address}/v1/tickets`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await cadran.issuer.token(cadran.claimsOf('dupont'))}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ environment: 'prod', title: 'Stock', description: 'Empty', priority: 'P3' }),
  });
  const { reference } = (await opened.json()) as { reference: string };
  expect(opened.status).toBe(201);
  await cadran.eventsWith(reference, 'admission-decided');
  const env = { ...process.env, TEMPORAL_ADDRESS: '', ...temporal };
  const { stdout } = await promisify(execFile)(process.execPath, [builtProgram('worker/temporal-setup'), '--check'], {
    env,
  });
  expect(stdout).toContain(address);
  expect(stdout).toContain('CadranNextDeadline: there');
  await cadran.worker.start();
}, 90_000);

test('without a certificate nobody gets in, and both say that Temporal is missing', async () => {
  const address = await temporalBehindTls();
  const temporal = {
    TEMPORAL_ADDRESS: address,
    TEMPORAL_TLS: 'true',
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: authorityFile,
  };
  const { api, worker } = await processes('without', temporal);
  for (const service of [api, worker])
    await until(async () => JSON.stringify(await missing(service)) === '["temporal"]');
  await until(() => Promise.resolve(readFileSync(worker.process.plan.logFile, 'utf8').includes('missing: temporal')));
}, 60_000);

test('an API key goes with each call, over TLS', async () => {
  const { certificate, key } = authority.certify('temporal');
  const seen = new Set<string>();
  const server = createSecureServer({ cert: certificate, key });
  server.on('stream', (stream, headers) => {
    seen.add(`${String(headers['user-agent'])} ${String(headers.authorization)}`);
    // 16: unauthenticated.
    stream.respond({ ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '16' }, { endStream: true });
  });
  const temporal = {
    TEMPORAL_ADDRESS: await listening(server),
    TEMPORAL_API_KEY: 'a-key-of-the-cloud',
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: authorityFile,
  };
  const { api, worker } = await processes('key', temporal);
  const native = (one: string): boolean => /tonic|temporal-rust|rust/i.test(one);
  await until(() => Promise.resolve([...seen].some(native) && ![...seen].every(native)));
  for (const one of seen) expect(one).toMatch(/ Bearer a-key-of-the-cloud$/);
  for (const service of [api, worker])
    expect(readFileSync(service.process.plan.logFile, 'utf8')).not.toContain('a-key');
}, 60_000);
