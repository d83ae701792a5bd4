import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Worker } from '@temporalio/worker';
import { createDeployerActivities } from '../activities/deployer/deployer';
import { createMailDelivery } from '../activities/mail/delivery';
import { createMailer } from '../activities/mail/mailer';
import { createMaintenanceActivities } from '../activities/maintenance/maintenance';
import { createTicketActivities } from '../activities/ticket';
import { createWebhookSender } from '../activities/webhook/webhook-sender';
import { TicketClient } from '../clients/ticket';
import { UpgradeClient } from '../clients/upgrade';
import { createCollections } from '../store/collections';
import { connectStore, disconnectStore } from '../store/connect';
import { storedHolds } from '../store/maintenance-holds';
import { readEntry } from '../store/registers';
import { createWorker } from '../worker/create-worker';
import { releaseActivities } from '../worker/release-activities';
import { addDemoEntries, demoInstalled } from './demo-registers';
import { deployerServer } from './deployer-http';
import { DeployerOperations } from './deployer-operations';
import { requireServer } from './find-servers.cjs';
import { mailService } from './mail-server';
import { mongoService } from './mongo-server';
import { choosePort } from './ports';
import { builtProgram } from './project-root';
import { SampleServices } from './sample-services';
import { startSkippedTime } from './skipped-time';

const secret = 'only the demo and its deployer know it';
const from = 'Cadran <support@cadran.example>';
const quiet = (): void => undefined;

/** Real servers for a rollout in skipped time: the store, a mail sink, the reference deployer, and a server that skips time. */
export interface DemoServers {
  readonly environment: TestWorkflowEnvironment;
  readonly worker: Worker;
  readonly deployer: DeployerOperations;
  /** Where the mails that were taken are read back. */
  readonly mails: string;
  stop(): Promise<void>;
}

/** Starts them on free ports and a temporary folder, and a worker with the activities that production has. */
export async function startDemoServers(): Promise<DemoServers> {
  const ends: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    return { ...(await startAll(ends)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startAll(ends: (() => unknown)[]): Promise<Omit<DemoServers, 'stop'>> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'cadran-demo-'));
  ends.push(() => rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 }));
  const logFolder = join(dataFolder, 'logs');
  mkdirSync(logFolder);
  const [smtpPort, httpPort] = [await choosePort('mail', undefined), await choosePort('mail-page', undefined)];
  const mail = mailService({ dataFolder, logFolder, smtpPort, httpPort }, quiet);
  const port = await choosePort('mongodb', undefined);
  const mongo = mongoService({ dataFolder, logFolder, found: requireServer('mongodb'), port }, quiet);
  ends.push(
    () => mail.stop(),
    () => mongo.stop(),
  );
  const [environment] = await Promise.all([startSkippedTime(), mail.start(), mongo.start()]);
  ends.push(() => environment.teardown());
  await connectStore(mongo.address);
  ends.push(disconnectStore);
  await createCollections();
  const { operations: deployer, address } = await startDeployer(join(dataFolder, 'deployer'), ends);
  await addDemoEntries(address);
  const mails = `http://127.0.0.1:${httpPort}`;
  const worker = await startWorker(environment, { smtpUrl: mail.address, lookupUrl: mails }, ends);
  return { environment, worker, deployer, mails };
}

async function startDeployer(folder: string, ends: (() => unknown)[]) {
  const services = new SampleServices(join(folder, 'services'), demoInstalled);
  const operations = new DeployerOperations(join(folder, 'operations'), services, 20);
  const server = deployerServer({ secret, operations, services, now: Date.now });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { operations, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function startWorker(
  { client, nativeConnection: connection, namespace = 'default' }: TestWorkflowEnvironment,
  { smtpUrl, lookupUrl }: { readonly smtpUrl: string; readonly lookupUrl: string },
  ends: (() => unknown)[],
): Promise<Worker> {
  const delivery = createMailDelivery({ smtpUrl, from, lookupUrl });
  ends.push(() => delivery.close());
  const [tickets, upgrades] = [new TicketClient(client), new UpgradeClient(client)];
  const activities = {
    ...createTicketActivities({
      mailer: createMailer({ delivery }),
      webhooks: createWebhookSender({ secret: undefined, allowPrivate: false }),
      upgrades,
    }),
    ...releaseActivities({ client, tickets, delivery, publicUrl: undefined }),
    ...createMaintenanceActivities({ delivery, from, beginPromotion: (asked) => upgrades.beginPromotion(asked) }),
    ...createDeployerActivities({
      ...{ secret, allowPrivate: true, pauseMs: { first: 20, longest: 200 } },
      findEnvironment: (company, code) => readEntry('environments', `${company}/${code}`),
      holds: storedHolds,
    }),
  };
  const workflows = { codePath: builtProgram('workflow-bundle') };
  return await createWorker({ connection, namespace, activities, workflows });
}
