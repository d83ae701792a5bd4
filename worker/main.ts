import { DefaultLogger, Runtime, type RuntimeOptions } from '@temporalio/worker';
import { Client } from '@temporalio/client';
import { createDeployerActivities } from '../activities/deployer/deployer';
import { createImportActivities } from '../activities/import';
import { createFanOutActivities } from '../activities/fan-out';
import { createMailDelivery, type MailDelivery } from '../activities/mail/delivery';
import { calendarActivities } from '../activities/maintenance-calendar';
import { createMailer } from '../activities/mail/mailer';
import {
  countCalendars,
  countFanOuts,
  countMaintenances,
  countOperations,
  countPublished,
} from '../activities/metrics';
import { createMaintenanceActivities } from '../activities/maintenance/maintenance';
import { createTicketActivities } from '../activities/ticket';
import { createWebhookSender } from '../activities/webhook/webhook-sender';
import { temporalClientConnection } from '../clients/connection';
import { TicketClient } from '../clients/ticket';
import { UpgradeClient } from '../clients/upgrade';
import { endsWithin, endWith } from '../settings/ending';
import { createLog, type Logger } from '../settings/log';
import { createRegistry, serveMetrics } from '../settings/metrics';
import { tellMissing } from '../settings/missing';
import { readSettings, replyAddressesOf, workerSettingsSchema, type WorkerSettings } from '../settings/settings';
import { temporalConnection } from '../settings/temporal';
import { createCollections } from '../store/collections';
import { disconnectStore, keepStoreConnected } from '../store/connect';
import { storedHolds } from '../store/maintenance-holds';
import { readEntry } from '../store/registers';
import { storedTicket } from '../store/tickets';
import { connectWhenUp } from './connect-when-up';
import { builtWorkflows, createWorker } from './create-worker';
import { giveUpQueuesOfDeadWorkers } from './dead-workers';
import { createHealthServer, WorkerStanding } from './health';
import { releaseActivities } from './release-activities';
import { freePort, sdkMetrics } from './sdk-metrics';

/**
 * Threads that run workflows. Temporal sets a watchdog, a thread of its own, at each of the dozen calls that a task makes into a
 * workflow, and waits for its end: on a busy machine most of a task's time. Others go on meanwhile; each thread takes 60 MB.
 */
const workflowThreads = 3;

/** How long closing what is open may take once the worker has ended, ms. */
const closingMs = 4000;

/** Starts whatever is away: what it needs is told by `/readyz` and the log, and tried until it answers. */
async function main(): Promise<void> {
  const settings = readSettings(workerSettingsSchema);
  const log = createLog('worker', settings.LOG_LEVEL);
  const workflows = builtWorkflows();
  const sdkPort = settings.METRICS_PORT === undefined ? undefined : await freePort();
  Runtime.install(runtimeOptions(log, sdkPort));
  const registry = createRegistry('worker');
  const metrics =
    settings.METRICS_PORT === undefined || sdkPort === undefined
      ? undefined
      : await serveMetrics(registry, { host: settings.METRICS_HOST, port: settings.METRICS_PORT }, () =>
          sdkMetrics(sdkPort),
        );
  keepStoreConnected(settings.MONGODB_URI);
  void collectionsWhenUp();
  const standing = new WorkerStanding();
  const health = createHealthServer(standing);
  health.on('error', endWith);
  if (settings.WORKER_HEALTH_PORT !== undefined) health.listen(settings.WORKER_HEALTH_PORT, settings.HOST);
  const leaveMissing = tellMissing(log, () => standing.readMissing());
  const delivery = createMailDelivery({
    smtpUrl: settings.SMTP_URL,
    from: settings.MAIL_FROM,
    lookupUrl: settings.MAIL_LOOKUP_URL,
  });
  const mailer = mailerOf(settings, delivery);
  const { namespace, connectionOptions } = temporalConnection();
  const heard = (reason: string): void => standing.waits(reason);
  const connection = await connectWhenUp({ connectionOptions, namespace, signal: endSignal(), heard });
  // Commands that activities give go by a connection of their own, as those of the API do.
  const commands = temporalClientConnection();
  try {
    if (!connection) return;
    const client = new Client(commands);
    const tickets = new TicketClient(client, {}, storedTicket);
    const upgrades = new UpgradeClient(client);
    const activities = {
      ...createTicketActivities({
        mailer,
        webhooks: webhooksOf(settings),
        upgrades,
        onPublished: countPublished(registry),
      }),
      ...releaseActivities({
        ...{ client, tickets, delivery, publicUrl: settings.PUBLIC_URL },
        onCalendar: countCalendars(registry),
      }),
      ...createFanOutActivities({ tickets, onGiven: countFanOuts(registry) }),
      ...createImportActivities({ tickets }),
      ...createMaintenanceActivities({
        delivery,
        from: settings.MAIL_FROM,
        beginPromotion: (asked) => upgrades.beginPromotion(asked),
        onPublished: countMaintenances(registry),
      }),
      ...calendarActivities,
      ...createDeployerActivities({
        secret: settings.DEPLOYER_SECRET,
        allowPrivate: settings.DEPLOYER_ALLOW_PRIVATE,
        findEnvironment: (client, code) => readEntry('environments', `${client}/${code}`),
        holds: storedHolds,
        onEnded: countOperations(registry),
      }),
    };
    try {
      log.info({ queues: await giveUpQueuesOfDeadWorkers(client) }, 'the queues of dead workers are given up');
    } catch (error) {
      log.warn({ error }, 'tasks may wait a while for a dead worker');
    }
    const worker = await createWorker({ connection, namespace, activities, workflows, threads: workflowThreads });
    standing.runs({ worker, connection, namespace });
    process.send?.('ready');
    log.info('the worker polls');
    // Ends by itself on SIGTERM, once what is under way is done or its time is over (create-worker.ts).
    await worker.run();
  } finally {
    leaveMissing();
    health.close();
    health.closeAllConnections();
    metrics?.close();
    delivery.close();
    const closed = await endsWithin(
      closingMs,
      Promise.allSettled([disconnectStore(), commands.connection.close(), connection?.close()]),
    );
    log.info({ closed }, 'worker ended');
    if (process.connected) process.disconnect();
    if (!closed) process.exit(1);
  }
}

/** Aborted when the process is asked to end: before there is a worker, which listens for itself, nothing else would. */
function endSignal(): AbortSignal {
  const asked = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => asked.abort());
  return asked.signal;
}

function mailerOf(settings: WorkerSettings, delivery: MailDelivery): ReturnType<typeof createMailer> {
  return createMailer({
    delivery,
    publicUrl: settings.PUBLIC_URL,
    replyAddresses: replyAddressesOf(settings),
  });
}

function webhooksOf(settings: WorkerSettings): ReturnType<typeof createWebhookSender> {
  return createWebhookSender({
    secret: settings.WEBHOOK_SECRET,
    allowPrivate: settings.WEBHOOK_ALLOW_PRIVATE,
    publicUrl: settings.PUBLIC_URL,
  });
}

function runtimeOptions(log: Logger, sdkPort: number | undefined): RuntimeOptions {
  return {
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
      if (level === 'ERROR') log.error({ ...meta }, message);
      else log.warn({ ...meta }, message);
    }),
    shutdownSignals: ['SIGTERM', 'SIGINT'],
    ...(sdkPort === undefined
      ? {}
      : {
          telemetryOptions: {
            metrics: { prometheus: { bindAddress: `127.0.0.1:${sdkPort}`, useSecondsForDurations: true } },
          },
        }),
  };
}

/** Collections are made as soon as the store answers; until then nothing is published (activities/ticket.ts). */
async function collectionsWhenUp(): Promise<void> {
  for (;;) {
    try {
      await createCollections();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1000).unref());
    }
  }
}

main().catch(endWith);
