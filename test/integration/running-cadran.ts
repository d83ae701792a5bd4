import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import mongoose from 'mongoose';
import { clients, environments, products } from '../../local/sample-clients';
import { contracts } from '../../local/sample-contracts';
import { ownService } from '../../local/own-processes';
import { choosePort } from '../../local/ports';
import { builtProgram } from '../../local/project-root';
import type { Service } from '../../local/service';
import { startStack, type Stack } from '../../local/stack';
import type { StoredMail } from '../../local/stored-mail';
import { connectStore, disconnectStore } from '../../store/connect';
import { addIfAbsent } from '../../store/registers';
import { registeredAttributes } from '../../workflows/attributes';

export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

export interface PublishedEvent {
  sequence: number;
  type: string;
  at: string;
  recordedAt: string;
  data: Record<string, unknown>;
}

const providerRoles = ['support', 'admin', 'release-manager', 'monitor'];

/** A whole Cadran on real servers and in real processes of its own, as `npm start` runs it, with an issuer of the test's. */
export class RunningCadran {
  private constructor(
    readonly stack: Stack,
    readonly worker: Service,
    readonly api: Service,
    readonly temporal: Client,
    private readonly issuer: Issuer,
    private readonly folder: string,
  ) {}

  static async start(): Promise<RunningCadran> {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    const folder = mkdtempSync(path.join(tmpdir(), 'cadran-'));
    const stack = await startStack({ dataFolder: folder, searchAttributes: registeredAttributes });
    await connectStore(stack.addresses.mongodb);
    for (const product of products) await addIfAbsent('products', product);
    for (const client of clients) await addIfAbsent('clients', client);
    for (const contract of contracts) await addIfAbsent('contracts', contract);
    for (const environment of environments) await addIfAbsent('environments', environment);
    const issuer = await testIssuer();
    const port = await choosePort('API', undefined);
    const environment = {
      ...stack.environment,
      OIDC_ISSUER: issuer.url,
      OIDC_AUDIENCE: 'cadran',
      PORT: String(port),
      HOST: '127.0.0.1',
    };
    const surroundings = { dataFolder: folder, environment };
    const quiet = (): void => undefined;
    const worker = ownService('worker', '', surroundings, quiet);
    const api = ownService('api', `http://127.0.0.1:${port}`, surroundings, quiet);
    await Promise.all([worker.start(), api.start()]);
    const connection = await Connection.connect({ address: stack.addresses.temporal });
    return new RunningCadran(stack, worker, api, new Client({ connection }), issuer, folder);
  }

  async stop(): Promise<void> {
    await this.api.stop();
    await this.worker.stop();
    await this.temporal.connection.close();
    await disconnectStore();
    await this.stack.stop();
    await this.issuer.close();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  /** A call of the API: `support`, `admin`, ... for a role, any other name for a client of that company. */
  async call(
    as: string,
    method: string,
    address: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const provider = providerRoles.includes(as);
    const claims = {
      sub: `${as}@people.example`,
      role: provider ? as : 'client',
      client: provider ? null : as,
      email: `${as}@people.example`,
    };
    const response = await fetch(new URL(address, this.api.address), {
      method,
      headers: {
        authorization: `Bearer ${await this.issuer.token({ ...claims, language: 'en' })}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Record<string, unknown>,
    };
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

  /** Replays the history of a ticket against the built workflows: throws when they would not decide the same again. */
  async replay(reference: string): Promise<number> {
    const workflowId = `ticket:${reference}`;
    const handle = this.temporal.workflow.getHandle(workflowId);
    // A history that ends within a task would have the replay go on where no activities are.
    await until(async () => {
      const { raw } = await handle.describe();
      return !raw.pendingWorkflowTask && !raw.pendingActivities?.length;
    });
    const history = await handle.fetchHistory();
    await Worker.runReplayHistory(
      { workflowBundle: { code: readFileSync(builtProgram('workflow-bundle'), 'utf8') } },
      history,
      workflowId,
    );
    return history.events?.length ?? 0;
  }
}

/** Asks again until the answer is there; throws past the limit, in milliseconds. */
export async function until<Found>(ask: () => Promise<Found | false>, limitMs = 20_000): Promise<Found> {
  const endsMs = Date.now() + limitMs;
  for (;;) {
    const found = await ask().catch(() => false as const);
    if (found !== false) return found;
    if (Date.now() > endsMs) throw new Error(`not seen within ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

type Issuer = Awaited<ReturnType<typeof testIssuer>>;

async function testIssuer() {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'RS256', use: 'sig' }] });
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(keys);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    token: (claims: Record<string, unknown>) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid: 'test' })
        .setIssuer(url)
        .setAudience('cadran')
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey),
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
