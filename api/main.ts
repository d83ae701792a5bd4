import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { TicketClient } from '../clients/ticket';
import { createLog } from '../settings/log';
import { apiSettingsSchema, readSettings } from '../settings/settings';
import { temporalConnection } from '../settings/temporal';
import { connectStore, disconnectStore } from '../store/connect';
import { createApp } from './app';
import { AuditTrail } from './audit-trail';
import { createAuthenticate } from './auth';

async function main(): Promise<void> {
  const settings = readSettings(apiSettingsSchema);
  const log = createLog('api', settings.LOG_LEVEL);
  await connectStore(settings.MONGODB_URI, false);
  const { namespace, connectionOptions } = temporalConnection();
  const connection = await Connection.connect(connectionOptions);
  const audit = new AuditTrail(log, () => Date.now());
  const app = createApp({
    tickets: new TicketClient(new Client({ connection, namespace })),
    authenticate: createAuthenticate(
      { issuer: settings.OIDC_ISSUER, audience: settings.OIDC_AUDIENCE, jwksUrl: settings.OIDC_JWKS_URL },
      () => Promise.resolve(null),
    ),
    audit,
    log,
    issuer: settings.OIDC_ISSUER,
    samples: settings.NODE_ENV !== 'production',
    now: () => Date.now(),
    portalFolder: path.join(__dirname, '..', '..', 'portal'),
  });
  const server = app.listen(settings.PORT, settings.HOST, (error?: Error) => {
    if (error) return;
    process.send?.('ready');
    log.info({ host: settings.HOST, port: settings.PORT }, 'API ready');
  });
  server.on('error', (error) => {
    process.stderr.write(`The API cannot listen on ${settings.HOST}:${settings.PORT}: ${error.message}\n`);
    process.exit(1);
  });
  const stop = (): void => {
    server.close(() => void Promise.allSettled([disconnectStore(), connection.close()]).then(() => process.exit(0)));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 5000).unref();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
