import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { z } from 'zod';
import { ownService } from '../local/own-processes';
import { choosePort } from '../local/ports';
import { addSampleEntries } from '../local/sample-entries';
import { sampleUsers } from '../local/sample-users';
import type { Service } from '../local/service';
import { startStack } from '../local/stack';
import { createCollections } from '../store/collections';
import { connectStore, disconnectStore } from '../store/connect';
import { registeredAttributes } from '../workflows/attributes';
import { ApiCaller } from './api-caller';

/** Whatever has to end when the bench ends, the last one begun first. */
type Ends = (() => unknown)[];

/** Servers, issuer and worker in processes of their own, as `npm start` runs them, on free ports and a temporary folder. */
export class BenchCadran {
  private constructor(
    readonly temporal: Client,
    /** The store's address for the database of the worker. */
    readonly store: string,
    /** Where the mails that were sent are read back. */
    readonly mails: string,
    readonly worker: Service,
    /** The address of the reference deployer, which begins to serve when it is started. */
    readonly deployer: string,
    private readonly surroundings: { dataFolder: string; environment: Record<string, string> },
    private readonly ends: Ends,
  ) {}

  static async start(heard: (stage: string) => void): Promise<BenchCadran> {
    const ends: Ends = [];
    try {
      return await this.startAll(ends, heard);
    } catch (error) {
      await endAll(ends);
      throw error;
    }
  }

  private static async startAll(ends: Ends, heard: (stage: string) => void): Promise<BenchCadran> {
    const dataFolder = mkdtempSync(path.join(tmpdir(), 'cadran-bench-'));
    ends.push(() => rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 }));
    const stack = await startStack({ dataFolder, searchAttributes: registeredAttributes, log: heard });
    ends.push(() => stack.stop());
    const { mongodb, temporal, temporalNamespace: namespace, mails = '' } = stack.addresses;
    await inStore(mongodb, async () => {
      await createCollections();
      await addSampleEntries();
    });
    const issuerPort = await choosePort('issuer', undefined);
    const deployerPort = await choosePort('deployer', undefined);
    const environment = {
      ...stack.environment,
      DEPLOYER_PORT: String(deployerPort),
      DEPLOYER_SECRET: 'only this bench and its worker know it',
      DEPLOYER_ALLOW_PRIVATE: 'true',
      DEPLOYER_WORK_MS: '100',
      OIDC_ISSUER: `http://127.0.0.1:${issuerPort}`,
      OIDC_AUDIENCE: 'cadran',
      ISSUER_PORT: String(issuerPort),
      CADRAN_DATA: dataFolder,
      HOST: '127.0.0.1',
      RATE_LIMIT_PER_MINUTE: '0',
    };
    const surroundings = { dataFolder, environment };
    await started(ownService('issuer', environment.OIDC_ISSUER, surroundings, heard), ends);
    const worker = ownService('worker', '', surroundings, heard);
    await started(worker, ends);
    const connection = await Connection.connect({ address: temporal });
    ends.push(() => connection.close());
    const client = new Client({ connection, namespace });
    const deployer = `http://127.0.0.1:${deployerPort}`;
    return new BenchCadran(client, mongodb, mails, worker, deployer, surroundings, ends);
  }

  /** The address of another database of the same store. */
  database(name: string): string {
    const address = new URL(this.store);
    address.pathname = name;
    return address.href;
  }

  async startDeployer(): Promise<void> {
    await started(
      ownService('deployer', this.deployer, this.surroundings, () => undefined),
      this.ends,
    );
  }

  /** Starts an API on a database and answers its address. */
  async startApi(database: string): Promise<string> {
    const port = await choosePort('api', undefined);
    const environment = { ...this.surroundings.environment, PORT: String(port), MONGODB_URI: database };
    const address = `http://127.0.0.1:${port}`;
    const surroundings = { ...this.surroundings, environment };
    await started(
      ownService('api', address, surroundings, () => undefined),
      this.ends,
    );
    return address;
  }

  /** Calls of an API as a sample user, over so many connections that are kept. */
  async callerOf(api: string, email: string, connections = 1): Promise<ApiCaller> {
    const password = sampleUsers.find((user) => user.email === email)?.password ?? '';
    const body = new URLSearchParams({ grant_type: 'password', username: email, password });
    const answer = await fetch(`${this.surroundings.environment['OIDC_ISSUER'] ?? ''}/token`, { method: 'POST', body });
    const { access_token: token } = z.object({ access_token: z.string() }).parse(await answer.json());
    const caller = new ApiCaller(api, token, connections);
    this.ends.push(() => caller.close());
    return caller;
  }

  async stop(): Promise<void> {
    await endAll(this.ends);
  }
}

async function started(service: Service, ends: Ends): Promise<void> {
  ends.push(() => service.stop());
  await service.start();
}

async function endAll(ends: Ends): Promise<void> {
  for (let end = ends.pop(); end; end = ends.pop()) await end();
}

/** Does something with the store's own functions on one database: they know one at a time. */
export async function inStore<Answer>(database: string, act: () => Promise<Answer>): Promise<Answer> {
  await connectStore(database);
  try {
    return await act();
  } finally {
    await disconnectStore();
  }
}
