import { setTimeout as sleep } from 'node:timers/promises';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import mongoose from 'mongoose';
import type { ApiClient } from '../../api/client-types';
import { operationRoutes } from '../../api/openapi';
import { ownService } from '../../local/own-processes';
import { choosePort, startOnDrawnPorts } from '../../local/ports';
import { builtProgram } from '../../local/project-root';
import { addSampleEntries } from '../../local/sample-entries';
import type { Service } from '../../local/service';
import { startStack, type Stack } from '../../local/stack';
import type { StoredMail } from '../../local/stored-mail';
import { createCollections } from '../../store/collections';
import { connectStore, disconnectStore } from '../../store/connect';
import { createApiClient } from '../../api/api-client';
import { registeredAttributes } from '../../workflows/attributes';
import { declaredOperations } from '../api/declared-operations';
import { misfit } from './document-fit';
import { testIssuer, type TestIssuer } from './test-issuer';

export interface Answer {
  status: number;
  headers: Headers;
  /** Empty where the answer has none, or is no JSON. */
  body: Record<string, unknown>;
  text: string;
}

export interface PublishedEvent {
  sequence: number;
  type: string;
  at: string;
  recordedAt: string;
  by: { id: string; role: string };
  data: Record<string, unknown>;
}

/** What the processes are told besides, in their environment. */
export interface GivenSettings {
  readonly api?: Readonly<Record<string, string>>;
  readonly worker?: Readonly<Record<string, string>>;
  /** Whether the reference deployer runs too, and serves the sample environments. */
  readonly deployer?: boolean;
}

const providerRoles = ['support', 'admin', 'release-manager', 'monitor'];

type End = () => unknown;

/** Ends what was started, the last first, each even where another cannot be ended. */
async function endAll(ends: readonly End[]): Promise<void> {
  const failures: unknown[] = [];
  for (const end of ends.toReversed())
    try {
      await end();
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw new AggregateError(failures, 'not all of it could be ended');
}

/** A whole Cadran on real servers and in real processes of its own, as `npm start` runs it, with an issuer of the test's. */
export class RunningCadran {
  private readonly tokens = new Map<string, string>();

  private constructor(
    readonly stack: Stack,
    readonly worker: Service,
    readonly api: Service,
    readonly temporal: Client,
    readonly issuer: TestIssuer,
    private readonly deployerService: Service | undefined,
    private readonly folder: string,
    private readonly ends: readonly End[],
  ) {}

  /** Where its processes keep what they keep, removed at its end. */
  get dataFolder(): string {
    return this.folder;
  }

  /** Settings of the processes can be given, for one of them or for both. Where it fails nothing is left running. */
  static async start(given: GivenSettings = {}): Promise<RunningCadran> {
    const ends: End[] = [];
    try {
      return await RunningCadran.startAll(given, ends);
    } catch (error) {
      await endAll(ends);
      throw error;
    }
  }

  private static async startAll(given: GivenSettings, ends: End[]): Promise<RunningCadran> {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    const folder = mkdtempSync(path.join(tmpdir(), 'cadran-'));
    ends.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
    const stack = await startStack({ dataFolder: folder, searchAttributes: registeredAttributes });
    ends.push(() => stack.stop(), disconnectStore);
    await connectStore(stack.addresses.mongodb);
    await createCollections();
    const deployerPort = given.deployer ? await choosePort('deployer', undefined) : undefined;
    const deployerAddress = deployerPort === undefined ? undefined : `http://127.0.0.1:${deployerPort}`;
    await addSampleEntries(deployerAddress);
    const issuer = await testIssuer();
    ends.push(() => issuer.close());
    const environment = {
      ...stack.environment,
      OIDC_ISSUER: issuer.url,
      OIDC_AUDIENCE: 'cadran',
      HOST: '127.0.0.1',
      // A test calls more often than a person.
      RATE_LIMIT_PER_MINUTE: '0',
      RATE_LIMIT_FAILED_PER_MINUTE: '0',
      ...(deployerPort === undefined
        ? {}
        : {
            CADRAN_DATA: folder,
            DEPLOYER_PORT: String(deployerPort),
            DEPLOYER_SECRET: 'only tests and their workers know it',
            DEPLOYER_ALLOW_PRIVATE: 'true',
            DEPLOYER_WORK_MS: '100',
          }),
    };
    const surroundings = (of: Readonly<Record<string, string>> = {}) => ({
      dataFolder: folder,
      environment: { ...environment, ...of },
    });
    const quiet = (): void => undefined;
    const worker = ownService('worker', '', surroundings(given.worker), quiet);
    const drawApi = async (): Promise<Service> => {
      const port = await choosePort('API', undefined);
      return ownService('api', `http://127.0.0.1:${port}`, surroundings({ ...given.api, PORT: String(port) }), quiet);
    };
    const deployer = deployerAddress ? ownService('deployer', deployerAddress, surroundings(), quiet) : undefined;
    let api = await drawApi();
    ends.push(() => Promise.all([api.stop(), worker.stop(), deployer?.stop()]));
    [api] = await Promise.all([
      startOnDrawnPorts(api, drawApi, (drawn) => drawn.start()),
      worker.start(),
      deployer?.start(),
    ]);
    const connection = await Connection.connect({ address: stack.addresses.temporal });
    ends.push(() => connection.close());
    const temporal = new Client({ connection });
    const cadran = new RunningCadran(stack, worker, api, temporal, issuer, deployer, folder, ends);
    // An API that listens may not have reached its store yet.
    await until(async () => (await cadran.call('admin', 'GET', '/v1/clients?limit=1')).status !== 503);
    return cadran;
  }

  /** The reference deployer, to ask, kill or restart. @throws where it was not asked for */
  get deployer(): Service {
    if (!this.deployerService) throw new Error('RunningCadran.start({ deployer: true }) starts one');
    return this.deployerService;
  }

  async stop(): Promise<void> {
    await endAll(this.ends);
  }

  /** A call whose body or answer is a file (see `call`). */
  async callWith(
    as: string,
    method: string,
    address: string,
    bytes?: Uint8Array,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer & { bytes: Buffer }> {
    const response = await this.send(address, {
      method,
      headers: { ...(await this.authorized(as)), ...headers },
      ...(bytes === undefined ? {} : { body: new Uint8Array(bytes) }),
    });
    const answered = Buffer.from(await response.arrayBuffer());
    const text = answered.toString('utf8');
    const isJson = response.headers.get('content-type')?.includes('json');
    const body = isJson ? (JSON.parse(text) as Record<string, unknown>) : {};
    return { status: response.status, headers: response.headers, body, text, bytes: answered };
  }

  /** A call of the API: `support`, `admin`, ... for a role, any other name for a client of that company. */
  async call(
    as: string,
    method: string,
    address: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await this.send(address, {
      method,
      headers: {
        ...(await this.authorized(as)),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
      text,
    };
  }

  /** The typed client of the API, as somebody (see `call`). */
  client(as: string): ApiClient {
    return createApiClient({
      origin: this.api.address,
      routes: operationRoutes(declaredOperations()),
      headers: () => this.authorized(as),
      fetch: (address, init) => this.send(address instanceof Request ? address.url : address, init),
    });
  }

  /** The claims of somebody's token: `support`, `admin`, ... for a role, any other name for a client of that company. */
  claimsOf(as: string): Record<string, unknown> {
    const provider = providerRoles.includes(as);
    return {
      sub: `${as}@people.example`,
      role: provider ? as : 'client',
      client: provider ? null : as,
      email: `${as}@people.example`,
      language: 'en',
    };
  }

  /** What shows who calls; an API token stands for itself. Tokens are good for an hour, longer than tests take, and signed once. */
  private async authorized(as: string): Promise<Record<string, string>> {
    if (as.startsWith('cadran_')) return { authorization: `Bearer ${as}` };
    const token = this.tokens.get(as) ?? (await this.issuer.token(this.claimsOf(as)));
    this.tokens.set(as, token);
    return { authorization: `Bearer ${token}` };
  }

  /** Sends a request; an answer that is not as the API's document says fails the test. */
  /** A machine with much to do may answer 503: what only reads is asked twice more, as that answer says. */
  private async send(address: string | URL, init: RequestInit = {}, again = 2): Promise<Response> {
    const url = new URL(address, this.api.address);
    const response = await fetch(url, init);
    if (response.status === 503 && again > 0 && (init.method ?? 'GET') === 'GET') {
      await sleep(400);
      return await this.send(address, init, again - 1);
    }
    const fault = misfit(init.method ?? 'GET', url.pathname, response, await response.clone().text());
    if (fault !== undefined) throw new Error(`${init.method ?? 'GET'} ${url.pathname}: ${fault}`);
    return response;
  }

  /** Opens a ticket of a company in production and answers its reference. */
  async open(as: string, priority: string): Promise<string> {
    const submission = { environment: 'prod', title: 'Stock screen empty', description: 'Since nine', priority };
    const { status, body } = await this.call(as, 'POST', '/v1/tickets', submission);
    if (status !== 201) throw new Error(JSON.stringify(body));
    return String(body['reference']);
  }

  /** Gives a command and answers the ticket; throws the problem. */
  async command(as: string, reference: string, name: string, data: unknown = {}): Promise<Record<string, unknown>> {
    const { status, body } = await this.call(as, 'POST', `/v1/tickets/${reference}/${name}`, data);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body;
  }

  /** The published events, from the store. */
  async events(reference: string): Promise<PublishedEvent[]> {
    const found = await mongoose.connection
      .collection('events')
      .find({ aggregate: `ticket:${reference}` })
      .sort({ sequence: 1 })
      .toArray();
    return found as unknown as PublishedEvent[];
  }

  /** The ticket's events once one of that type is among them. */
  async eventsWith(reference: string, type: string, limitMs?: number): Promise<PublishedEvent[]> {
    return await until(async () => {
      const events = await this.events(reference);
      return events.some((event) => event.type === type) && events;
    }, limitMs);
  }

  /** The mails about a ticket that the mail server has accepted, oldest first. */
  async mails(reference: string): Promise<StoredMail[]> {
    const answer = await fetch(new URL('/messages', this.stack.addresses.mails));
    const all = (await answer.json()) as StoredMail[];
    return all.filter(({ subject }) => subject.includes(reference)).reverse();
  }

  /** Replays the histories of tickets against the built workflows: throws when they would not decide the same again. */
  async replay(...references: readonly string[]): Promise<void> {
    const histories = await Promise.all(references.map((reference) => this.quietHistory(`ticket:${reference}`)));
    // One worker for all: to evaluate the workflows takes longer than to replay one.
    const code = readFileSync(builtProgram('workflow-bundle'), 'utf8');
    let replayed = 0;
    for await (const { error } of Worker.runReplayHistories({ workflowBundle: { code } }, histories)) {
      if (error) throw error;
      replayed += 1;
    }
    if (replayed < references.length) throw new Error(`${replayed} of ${references.length} histories were replayed`);
  }

  /** The history of a workflow in which nothing is under way: one that ends within a task, or before one that is due, would have the replay go on where no activities are. */
  private async quietHistory(workflowId: string) {
    const handle = this.temporal.workflow.getHandle(workflowId);
    const history = await until(async () => {
      const fetched = await handle.fetchHistory();
      const { raw, historyLength } = await handle.describe();
      const quiet = !raw.pendingWorkflowTask && !raw.pendingActivities?.length;
      return quiet && historyLength === fetched.events?.length && fetched;
    });
    return { workflowId, history };
  }
}

/** Asks again until the answer is there, less often the longer it takes; throws past the limit, in milliseconds. */
export async function until<Found>(ask: () => Promise<Found | false>, limitMs = 40_000): Promise<Found> {
  const beganMs = Date.now();
  for (;;) {
    const found = await ask().catch(() => false as const);
    if (found !== false) return found;
    const waitedMs = Date.now() - beganMs;
    if (waitedMs > limitMs) throw new Error(`not seen within ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, Math.min(50 + waitedMs / 20, 250)));
  }
}
