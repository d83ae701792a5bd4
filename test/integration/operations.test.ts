import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import mongoose from 'mongoose';
import { choosePort } from '../../local/ports';
import { builtProgram } from '../../local/project-root';
import { RunningCadran, until } from './running-cadran';

let cadran: RunningCadran;
let apiMetrics: string;
let workerMetrics: string;
let workerHealth: string;
beforeAll(async () => {
  const ports = await Promise.all(['api', 'worker', 'health'].map((name) => choosePort(name, undefined)));
  const [apiPort, workerPort, healthPort] = ports.map(String);
  apiMetrics = `http://127.0.0.1:${String(apiPort)}/metrics`;
  workerMetrics = `http://127.0.0.1:${String(workerPort)}/metrics`;
  workerHealth = `http://127.0.0.1:${String(healthPort)}`;
  cadran = await RunningCadran.start({
    api: { METRICS_PORT: String(apiPort), WATCH_SECONDS: '1' },
    worker: { METRICS_PORT: String(workerPort), WORKER_HEALTH_PORT: String(healthPort) },
  });
}, 60_000);
afterAll(() => cadran.stop(), 60_000);

interface Told {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function ask(address: string): Promise<Told> {
  const answer = await fetch(address);
  return { status: answer.status, body: (await answer.json()) as Told['body'] };
}

const readyz = (path = '/readyz'): Promise<Told> => ask(cadran.api.address + path);

/** Waits until readiness tells so much and no more. */
async function missing(names: string[], limitMs = 15_000): Promise<Told> {
  return await until(async () => {
    const told = await readyz();
    return JSON.stringify(told.body['missing']) === JSON.stringify(names) && told;
  }, limitMs);
}

/** The value of a metric: its name, and labels in their order. */
async function metric(address: string, name: string): Promise<number | undefined> {
  const text = await (await fetch(address)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
}

const logOf = (): string => readFileSync(cadran.api.process.plan.logFile, 'utf8');

test('readiness names the store when it is away, tickets can be opened all the same, and it recovers', async () => {
  expect((await missing([])).status).toBe(200);
  expect(await until(async () => (await ask(`${workerHealth}/readyz`)).status === 200)).toBe(true);
  const mongodb = cadran.stack.service('mongodb');
  await mongodb.stop();
  expect(await missing(['store'])).toMatchObject({ status: 503, body: { status: 'degraded', store: false } });
  expect((await readyz('/readyz/opening')).status).toBe(200);
  expect(await ask(`${workerHealth}/readyz`)).toMatchObject({
    status: 503,
    body: { store: false, temporal: true, worker: 'RUNNING', lastWorkflowPoll: expect.any(String) as string },
  });
  expect((await ask(`${workerHealth}/healthz`)).status).toBe(200);
  expect(await metric(apiMetrics, 'cadran_dependency_up{dependency="store"}')).toBe(0);
  expect(await cadran.open('dupont', 'P2')).toMatch(/^T-/);
  await mongodb.start();
  expect((await missing([])).status).toBe(200);
}, 90_000);

test('readiness names Temporal when it is away: nothing can be opened', async () => {
  const temporal = cadran.stack.service('temporal');
  await temporal.stop();
  expect(await missing(['temporal'])).toMatchObject({ status: 503, body: { status: 'unavailable', workers: null } });
  expect((await readyz('/readyz/opening')).status).toBe(503);
  expect((await ask(`${cadran.api.address}/healthz`)).status).toBe(200);
  expect((await ask(`${workerHealth}/readyz`)).body).toMatchObject({ temporal: false, ready: false });
  await temporal.start();
  expect((await missing([], 40_000)).status).toBe(200);
}, 120_000);

test('a breach is measured, and is not one that nobody was told of; a stale view is', async () => {
  const reference = await cadran.open('presse', 'P1');
  await cadran.eventsWith(reference, 'breached', 30_000);
  await until(async () => ((await metric(workerMetrics, 'cadran_breach_lateness_seconds_count')) ?? 0) >= 1);
  await until(
    async () => ((await metric(workerMetrics, 'cadran_notices_total{outcome="accepted",template="breach"}')) ?? 0) >= 1,
  );
  expect(await metric(workerMetrics, 'cadran_outbox_lag_seconds_count')).toBeGreaterThan(2);
  const both = (await (await fetch(workerMetrics)).text()) + (await (await fetch(apiMetrics)).text());
  expect(both).toMatch(/^temporal_workflow_task_execution_latency_bucket\{/m);
  expect(both).toMatch(/^cadran_build_info\{component="worker",version="\d/m);
  expect(both).toMatch(/^cadran_http_request_duration_seconds_bucket\{.*operation="openTicket",method="POST"/m);
  expect(await metric(apiMetrics, 'cadran_unannounced_breaches')).toBe(0);

  // A ticket to which nothing happens for a while: what is published of it next would put its view right.
  const quiet = await cadran.open('dupont', 'P3');
  await cadran.eventsWith(quiet, 'notice-sent');
  await until(async () => {
    const { raw } = await cadran.temporal.workflow.getHandle(`ticket:${quiet}`).describe();
    return !raw.pendingActivities?.length && !raw.pendingWorkflowTask;
  });
  const tickets = mongoose.connection.collection<{ _id: string; breachDueAt: string | null }>('tickets');
  const view = await tickets.findOne({ _id: quiet });
  expect(Date.parse(view?.breachDueAt ?? '')).toBeGreaterThan(Date.now());
  await tickets.updateOne({ _id: quiet }, { $set: { breachDueAt: '2026-01-01T00:00:00.000Z' } });
  await until(async () => (await metric(apiMetrics, 'cadran_unannounced_breaches')) === 1);
  expect(logOf()).toMatch(new RegExp(`"level":50,.*${quiet}.*breaches that nobody was told of`));
  await tickets.updateOne({ _id: quiet }, { $set: { breachDueAt: view?.breachDueAt ?? null } });
  await until(async () => (await metric(apiMetrics, 'cadran_unannounced_breaches')) === 0);
}, 90_000);

test('a stop under load loses no request that was answered, nor its audit', async () => {
  const submission = { environment: 'prod', title: 'Stock', description: 'Empty', priority: 'P3' };
  const answers: { reference: string; requestId: string }[] = [];
  const others: unknown[] = [];
  let stopped = false;
  const caller = async (): Promise<void> => {
    while (!stopped)
      try {
        const { status, body, headers } = await cadran.call('dupont', 'POST', '/v1/tickets', submission);
        if (status === 201)
          answers.push({ reference: String(body['reference']), requestId: headers.get('x-request-id') ?? '' });
        else others.push(body);
      } catch (error) {
        // Nobody listens any more: what was not taken is not lost.
        if (!((error as Error).name === 'TypeError')) others.push(error);
        stopped = true;
      }
  };
  let exit: number | null = null;
  const forget = cadran.api.onExit(({ code }) => (exit = code));
  const callers = Array.from({ length: 8 }, caller);
  await until(() => Promise.resolve(answers.length > 40));
  await cadran.api.stop();
  await Promise.all(callers);
  forget();
  expect(others).toEqual([]);
  expect(exit).toBe(0);
  const audited = await mongoose.connection
    .collection('audit')
    .find({ requestId: { $in: answers.map(({ requestId }) => requestId) } })
    .toArray();
  expect(audited).toHaveLength(answers.length);
  for (const { reference } of answers) await cadran.temporal.workflow.getHandle(`ticket:${reference}`).describe();
  expect(logOf()).toMatch(/"answered":true,"closed":true,"auditWaiting":0,.*"stopped"/);
  await cadran.api.start();
}, 90_000);

test('no token is in the log, whatever became of the request', async () => {
  const token = await cadran.issuer.token({ sub: 'n1', role: 'support', client: null });
  const headers = { authorization: `Bearer ${token}` };
  const spoilt = { authorization: `Bearer ${token.slice(0, -6)}AAAAAA` };
  for (const [path, sent] of [
    ['/v1/me', headers],
    ['/v1/nothing', headers],
    [`/v1/me?token=${token}`, headers],
    ['/v1/me', spoilt],
  ] as const)
    await (await fetch(cadran.api.address + path, { headers: sent })).text();
  const log = await until(() => Promise.resolve(logOf().includes('"caller":"n1"') && logOf()));
  expect(log).not.toContain(token.split('.')[2]);
  expect(log).not.toContain(token.split('.')[1]);
  expect(log).not.toContain('eyJ');
}, 30_000);

test.each(['api/main', 'worker/main'])('%s tells all that is wrong with its settings at once, and ends', (program) => {
  const { status, stderr } = spawnSync(process.execPath, [builtProgram(program)], {
    env: { PATH: process.env['PATH'], MONGODB_URI: 'nowhere', METRICS_PORT: 'x', LOG_LEVEL: 'loud' },
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  for (const name of ['MONGODB_URI', 'METRICS_PORT', 'LOG_LEVEL', program === 'api/main' ? 'OIDC_ISSUER' : 'SMTP_URL'])
    expect(stderr).toMatch(new RegExp(`^  ${name}: `, 'm'));
  expect(stderr).not.toContain('    at ');
});

// Last: Temporal tells of a worker that has gone for as long as a poll may last.
test('readiness names the workers when none polls; tickets are taken, and worked on once one is back', async () => {
  await cadran.worker.stop();
  const reference = await cadran.open('dupont', 'P2');
  const gone = await missing(['workers of tickets: workflow tasks', 'workers of tickets: activity tasks'], 100_000);
  expect(gone).toMatchObject({ status: 503, body: { workers: { tickets: { workflow: 0, activity: 0 } } } });
  expect((await readyz('/readyz/opening')).status).toBe(200);
  expect(await metric(apiMetrics, 'cadran_workers_polling{queue="tickets",tasks="workflow"}')).toBe(0);
  await cadran.worker.start();
  expect((await missing([])).status).toBe(200);
  await cadran.eventsWith(reference, 'admission-decided');
}, 150_000);
