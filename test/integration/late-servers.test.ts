import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { ownService } from '../../local/own-processes';
import { choosePort } from '../../local/ports';
import { builtProgram } from '../../local/project-root';
import { addSampleEntries } from '../../local/sample-entries';
import type { Service } from '../../local/service';
import { startStack, type Stack } from '../../local/stack';
import { createCollections } from '../../store/collections';
import { connectStore, disconnectStore } from '../../store/connect';
import { registeredAttributes } from '../../workflows/attributes';
import { temporaryFolder } from '../local/temporary-folder';
import { until } from './running-cadran';
import { testIssuer, type TestIssuer } from './test-issuer';

/** API and worker as processes of their own, started while the servers that they need are away. */
const folder = temporaryFolder();
const quiet = (): void => undefined;
let stack: Stack;
let issuer: TestIssuer;
let environment: Record<string, string>;
let api: Service;
let worker: Service;

beforeAll(async () => {
  stack = await startStack({ dataFolder: folder, searchAttributes: registeredAttributes });
  await connectStore(stack.addresses.mongodb);
  await createCollections();
  await addSampleEntries();
  await disconnectStore();
  issuer = await testIssuer();
  const [apiPort, healthPort] = [await choosePort('api', undefined), await choosePort('worker', undefined)];
  environment = {
    ...stack.environment,
    OIDC_ISSUER: issuer.url,
    HOST: '127.0.0.1',
    PORT: String(apiPort),
    WORKER_HEALTH_PORT: String(healthPort),
  };
  api = ownService('api', `http://127.0.0.1:${apiPort}`, { dataFolder: folder, environment }, quiet);
  worker = ownService('worker', `http://127.0.0.1:${healthPort}`, { dataFolder: folder, environment }, quiet);
}, 60_000);

afterAll(async () => {
  await api.stop();
  await worker.stop();
  await stack.stop();
  await issuer.close();
}, 60_000);

interface Told {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function ask(service: Service, path: string): Promise<Told> {
  const answer = await fetch(service.address + path);
  return { status: answer.status, body: (await answer.json()) as Told['body'] };
}

/** Waits until a process says that so much is missing and no more; answers how long that took, ms. */
async function missing(service: Service, names: string[]): Promise<number> {
  const began = performance.now();
  await until(async () => {
    const { status, body } = await ask(service, '/readyz');
    return JSON.stringify(body['missing']) === JSON.stringify(names) && status === (names.length === 0 ? 200 : 503);
  }, 40_000);
  return Math.round(performance.now() - began);
}

async function open(): Promise<Told> {
  const answer = await fetch(`${api.address}/v1/tickets`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await issuer.token({ sub: 'claire', role: 'client', client: 'dupont' })}`,
      'content-type': 'application/json',
      'idempotency-key': 'the-first-ticket',
    },
    body: JSON.stringify({ environment: 'prod', title: 'Stock', description: 'Empty', priority: 'P2' }),
  });
  return { status: answer.status, body: (await answer.json()) as Told['body'] };
}

/** The lines of a log that tell what is missing, or that nothing is. */
function told(service: Service): { level: number; msg: string; reasons?: Record<string, string> }[] {
  const { logFile } = service.process.plan;
  return (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '')
    .split('\n')
    .filter((line) => /"msg":"(not )?ready/.test(line))
    .map((line) => JSON.parse(line) as ReturnType<typeof told>[number]);
}

test('without Temporal and MongoDB both processes start, say what is missing and why, and are ready once both are there', async () => {
  await stack.service('mongodb').stop();
  await stack.service('temporal').stop();
  const polling = worker.start();
  polling.catch(quiet);
  await api.start();
  for (const service of [api, worker]) {
    await until(async () => (await ask(service, '/healthz')).status === 200);
    await missing(service, ['store', 'temporal']);
  }
  expect((await ask(api, '/readyz')).body).toMatchObject({ status: 'unavailable', store: false, temporal: false });
  expect((await ask(worker, '/readyz')).body).toMatchObject({ worker: 'STARTING', store: false, temporal: false });
  expect(await open()).toMatchObject({ status: 503, body: { type: 'urn:cadran:problem:unavailable' } });
  // Long enough for every wait between two tries to have grown.
  await new Promise((resolve) => setTimeout(resolve, 8_000));
  for (const service of [api, worker]) {
    const lines = told(service);
    expect(lines.length).toBeLessThanOrEqual(2);
    expect(lines.at(-1)).toMatchObject({
      level: 40,
      msg: expect.stringContaining('missing: store, temporal') as string,
    });
    expect(lines.at(-1)?.reasons).toMatchObject({
      store: expect.stringContaining('ECONNREFUSED') as string,
      temporal: expect.stringContaining('refused') as string,
    });
  }
  await stack.service('mongodb').start();
  const afterStore = [await missing(api, ['temporal']), await missing(worker, ['temporal'])];
  await stack.service('temporal').start();
  const afterTemporal = [await missing(api, []), await missing(worker, [])];
  await polling;
  // The longest wait between two tries is 5 s for Temporal and 2 s for the store; readiness looks every 2 s.
  expect(Math.max(...afterStore)).toBeLessThan(15_000);
  expect(Math.max(...afterTemporal)).toBeLessThan(15_000);
  expect((await open()).status).toBe(201);
  await until(() => Promise.resolve(told(api).at(-1)?.msg.startsWith('ready') === true));
  process.stderr.write(
    `ready after the server was back, ms (API, worker): store ${afterStore.join(', ')}; Temporal ${afterTemporal.join(', ')}\n`,
  );
}, 120_000);

function setUp(namespace: string, ...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [builtProgram('worker/temporal-setup'), ...args], {
    env: { ...process.env, ...environment, TEMPORAL_NAMESPACE: namespace },
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

test('a worker waits for its namespace and for the search attributes, which temporal:setup makes', async () => {
  const healthPort = await choosePort('worker', undefined);
  const late = ownService(
    'worker',
    `http://127.0.0.1:${healthPort}`,
    {
      dataFolder: `${folder}/late`,
      environment: { ...environment, TEMPORAL_NAMESPACE: 'late', WORKER_HEALTH_PORT: String(healthPort) },
    },
    quiet,
  );
  const polling = late.start();
  polling.catch(quiet);
  try {
    const reason = (): string => told(late).at(-1)?.reasons?.['temporal'] ?? '';
    await until(() => Promise.resolve(/no namespace late.*temporal:setup/.test(reason())));
    expect(setUp('late', '--check')).toMatchObject({ status: 1, output: expect.stringContaining('missing') as string });

    // A namespace that somebody made by hand, without the attributes.
    const connection = await Connection.connect({ address: stack.addresses.temporal });
    await connection.workflowService.registerNamespace({
      namespace: 'late',
      workflowExecutionRetentionPeriod: msToTs('3 days'),
    });
    await connection.close();
    await until(async () => {
      const { body } = await ask(late, '/readyz');
      return body['worker'] === 'STARTING' && setUp('late', '--check').output.includes('CadranClient');
    });
    const made = setUp('late');
    expect(made).toMatchObject({
      status: 0,
      output: expect.stringContaining('CadranNextDeadline: registered') as string,
    });
    expect(made.output).toContain('namespace late: there, keeps closed tickets for 3 days');
    await polling;
    expect(setUp('late')).toMatchObject({ status: 0, output: expect.stringContaining('CadranStatus') as string });
    expect(setUp('late', '--check').status).toBe(0);
    expect(setUp('late', '--retention', 'long').status).toBe(2);
  } finally {
    await late.stop();
  }

  const whole = setUp('other', '--retention', '30');
  expect(whole).toMatchObject({
    status: 0,
    output: expect.stringContaining('other: made, keeps closed tickets for 30 days') as string,
  });
  expect(whole.output).toContain('CadranNextDeadline: registered');
  expect(whole.output).not.toContain('    at ');
}, 120_000);

test('a process that still waits ends at once when it is asked to', async () => {
  const nowhere = { ...environment, TEMPORAL_ADDRESS: '127.0.0.1:1', MONGODB_URI: 'mongodb://127.0.0.1:1/cadran' };
  for (const name of ['worker', 'api'] as const) {
    const [port, healthPort] = [await choosePort('api', undefined), await choosePort('worker', undefined)];
    const waiting = ownService(
      name,
      `http://127.0.0.1:${name === 'api' ? port : healthPort}`,
      {
        dataFolder: `${folder}/waiting`,
        environment: { ...nowhere, PORT: String(port), WORKER_HEALTH_PORT: String(healthPort) },
      },
      quiet,
    );
    const ended = new Promise((resolve) => waiting.onExit(resolve));
    const starting = waiting.start().catch(quiet);
    await until(async () => (await ask(waiting, '/healthz')).status === 200);
    const began = performance.now();
    await waiting.stop();
    expect(await ended).toMatchObject({ code: 0, signal: null });
    expect(performance.now() - began).toBeLessThan(5_000);
    await starting;
  }
}, 60_000);
