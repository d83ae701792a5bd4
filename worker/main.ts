import { createServer } from 'node:http';
import { NativeConnection, Runtime, DefaultLogger } from '@temporalio/worker';
import { createMailer } from '../activities/mail/mailer';
import { createTicketActivities } from '../activities/ticket';
import { createLog } from '../settings/log';
import { readSettings, workerSettingsSchema } from '../settings/settings';
import { temporalConnection } from '../settings/temporal';
import { connectStore, disconnectStore, storeIsUp } from '../store/connect';
import { createTicketIndexes } from '../store/tickets';
import { builtWorkflows, createWorker } from './create-worker';

async function main(): Promise<void> {
  const settings = readSettings(workerSettingsSchema);
  const log = createLog('worker', settings.LOG_LEVEL);
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => log.warn({ level, ...meta }, message)),
    shutdownSignals: ['SIGTERM', 'SIGINT'],
  });
  await connectStore(settings.MONGODB_URI, false);
  void indexesWhenUp();
  const { namespace, connectionOptions } = temporalConnection();
  const connection = await NativeConnection.connect(connectionOptions);
  const mailer = createMailer({
    smtpUrl: settings.SMTP_URL,
    from: settings.MAIL_FROM,
    lookupUrl: settings.MAIL_LOOKUP_URL,
    publicUrl: settings.PUBLIC_URL,
  });
  const worker = await createWorker({
    connection,
    namespace,
    activities: createTicketActivities({ mailer }),
    workflows: builtWorkflows(),
  });
  const health = createServer((_request, response) => {
    const running = worker.getState() === 'RUNNING';
    response.writeHead(running ? 200 : 503, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ worker: worker.getState(), store: storeIsUp() }));
  });
  if (settings.WORKER_HEALTH_PORT !== undefined) health.listen(settings.WORKER_HEALTH_PORT, '127.0.0.1');
  process.send?.('ready');
  log.info('worker ready');
  try {
    await worker.run();
  } finally {
    health.close();
    mailer.close();
    await disconnectStore();
    await connection.close();
    if (process.connected) process.disconnect();
  }
}

/** Indexes are made as soon as the store answers; until then nothing can be written that would need them. */
async function indexesWhenUp(): Promise<void> {
  for (;;) {
    try {
      await createTicketIndexes();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1000).unref());
    }
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
