import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import mongoose from 'mongoose';
import { createTransport } from 'nodemailer';
import type { ProcessExit } from '../../local/guarded-process';
import type { Service } from '../../local/service';
import { startStack } from '../../local/stack';
import type { Stack } from '../../local/stack';
import type { StoredMail } from '../../local/stored-mail';
import { parentOf, runs, until } from './running';
import { temporaryFolder } from './temporary-folder';

const LEVEL = defineSearchAttributeKey('Level', SearchAttributeType.KEYWORD);
const folder = temporaryFolder();
/** A place where nothing is given: the machine's own settings must not decide these tests. */
const environment = {
  ...process.env,
  TEMPORAL_ADDRESS: '',
  TEMPORAL_NAMESPACE: 'default',
  MONGODB_URI: '',
  SMTP_URL: '',
};
let stack: Stack;

beforeAll(async () => {
  stack = await startStack({
    dataFolder: folder,
    environment,
    searchAttributes: [{ name: 'Priority', type: 'Keyword' }],
  });
});

afterAll(() => stack.stop());

/** Each server with one thing to keep, and how to see whether it was kept. */
const KEEPERS = {
  temporal: { keep: startWorkflow, kept: describeWorkflow },
  mongodb: { keep: insertDocument, kept: findDocument },
  mail: { keep: sendMail, kept: findMail },
};

describe('the stack', () => {
  describe.each(['temporal', 'mongodb', 'mail'] as const)('%s', (name) => {
    const { keep, kept } = KEEPERS[name];

    test('keeps its data and its port through a restart and a kill -9', async () => {
      await keep('first');
      const address = stack.service(name).address;
      await stack.service(name).restart();
      expect(await kept('first')).toBe(true);
      await keep('second');
      await stack.service(name).kill();
      await stack.service(name).start();
      expect(await kept('first')).toBe(true);
      expect(await kept('second')).toBe(true);
      expect(stack.service(name).address).toBe(address);
    });

    test('its death is told at once, and that it is away can be seen', async () => {
      const exits: ProcessExit[] = [];
      const forget = stack.service(name).onExit((exit) => exits.push(exit));
      process.kill(stack.service(name).pid ?? 0, 'SIGKILL');
      await until(() => exits.length === 1, 1_000);
      expect(exits).toMatchObject([{ name, signal: 'SIGKILL', wanted: false }]);
      forget();
      await stack.service(name).start();
    });
  });

  test('a second stack beside it has servers of its own, on other ports where drawn ones are taken; one added search attribute can be used at once', async () => {
    const second = join(folder, 'second');
    const attributes = [{ name: 'Level', type: 'Keyword' } as const];
    const other = await startStack({ dataFolder: second, environment, start: startOnTaken });
    await other.stop();
    expect([...takers.keys()].sort()).toEqual(['mail', 'mongodb', 'temporal']);
    for (const taker of takers.values()) taker.close();
    const again = await startStack({ dataFolder: second, environment, searchAttributes: attributes });
    expect(again.addresses.temporal).not.toBe(stack.addresses.temporal);
    await withTemporal(again, (client) =>
      client.workflow.start('nobody', {
        taskQueue: 'q',
        workflowId: 'w',
        typedSearchAttributes: [{ key: LEVEL, value: 'N2' }],
      }),
    );
    await again.stop();
    expect(readdirSync(join(second, 'logs')).filter((file) => file.endsWith('.pid'))).toEqual([]);
  });

  test('a given port that is taken is a clear error, and nothing is left running', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const start = startStack({ dataFolder: join(folder, 'third'), environment, ports: { mongodb: port } });
    await expect(start).rejects.toThrow(`mongodb: port ${port} of 127.0.0.1 was asked for and is taken`);
    taken.close();
  });

  test('an address that is given is used as it is, and its server is not ours to stop', async () => {
    const given = { ...environment, MONGODB_URI: stack.addresses.mongodb, TEMPORAL_ADDRESS: stack.addresses.temporal };
    const told: string[] = [];
    const dataFolder = join(folder, 'fourth');
    const other = await startStack({ dataFolder, environment: given, log: (line) => told.push(line) });
    expect(other.services.map(({ name }) => name)).toEqual(['mail']);
    expect(other.environment['MONGODB_URI']).toBe(stack.addresses.mongodb);
    expect(told).toContain(`temporal: ${stack.addresses.temporal} (from TEMPORAL_ADDRESS)`);
    expect(() => other.service('mongodb')).toThrow('its address was given');
    await other.stop();
  });

  test('kill -9 of the starter leaves no process', async () => {
    const dataFolder = join(folder, 'killed');
    const built = join(__dirname, '../../dist/local/stack.js');
    const script = `require(${JSON.stringify(built)}).startStack({ dataFolder: ${JSON.stringify(dataFolder)} })
      .then((stack) => console.log(JSON.stringify(stack.services.map(({ pid }) => pid))))`;
    const starter = spawn(process.execPath, ['-e', script], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
    let written = '';
    starter.stdout.on('data', (chunk: Buffer) => (written += chunk.toString()));
    await until(() => written.includes('\n'), 30_000);
    const programs = JSON.parse(written) as number[];
    const processes = [...programs, ...programs.map(parentOf)];
    expect(processes.every(runs)).toBe(true);
    starter.kill('SIGKILL');
    await until(() => !processes.some(runs), 15_000);
  });
});

/** Programs that listen where a server was about to, by its name. */
const takers = new Map<string, Server>();

/** Starts a server of a stack, where another program takes its last port between the draw and the bind, once. */
async function startOnTaken(service: Service): Promise<void> {
  if (!takers.has(service.name)) {
    const { args, env } = service.process.plan;
    const given = args.findLastIndex((arg) => arg === '--ui-port' || arg === '--port');
    const port = env?.['MAIL_HTTP_PORT'] ?? args[given + 1];
    const taker = createServer();
    takers.set(service.name, taker);
    await new Promise<void>((resolve) => taker.listen(Number(port), '127.0.0.1', resolve));
  }
  await service.start();
}

async function withTemporal<T>(of: Stack, work: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: of.addresses.temporal });
  try {
    return await work(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

function startWorkflow(id: string): Promise<unknown> {
  const options = { taskQueue: 'nobody', workflowId: id };
  return withTemporal(stack, (client) => client.workflow.start('kept', options));
}

function describeWorkflow(id: string): Promise<boolean> {
  return withTemporal(
    stack,
    async (client) => (await client.workflow.getHandle(id).describe()).status.name === 'RUNNING',
  );
}

async function withMongo<T>(work: (things: mongoose.mongo.Collection) => Promise<T>): Promise<T> {
  const client = new mongoose.mongo.MongoClient(stack.addresses.mongodb);
  try {
    return await work(client.db().collection('things'));
  } finally {
    await client.close();
  }
}

function insertDocument(name: string): Promise<unknown> {
  return withMongo((things) => things.insertOne({ name }));
}

function findDocument(name: string): Promise<boolean> {
  return withMongo(async (things) => (await things.findOne({ name })) !== null);
}

function sendMail(subject: string): Promise<unknown> {
  return createTransport({ url: stack.addresses.smtp }).sendMail({
    from: 'a@b.example',
    to: 'c@d.example',
    subject,
    text: '-',
  });
}

async function findMail(subject: string): Promise<boolean> {
  const response = await fetch(`${stack.addresses.mails ?? ''}/messages`);
  return ((await response.json()) as StoredMail[]).some((mail) => mail.subject === subject);
}
