import path from 'node:path';
import { Client } from '@temporalio/client';
import { temporalClientConnection } from '../clients/connection';
import { FanOutClient } from '../clients/fan-out';
import { ImportClient } from '../clients/import';
import { RolloutClient } from '../clients/rollout';
import { MaintenanceClient } from '../clients/maintenance';
import { TicketClient } from '../clients/ticket';
import { UpgradeClient } from '../clients/upgrade';
import { endWith } from '../settings/ending';
import { createLog } from '../settings/log';
import { createRegistry, serveMetrics } from '../settings/metrics';
import { tellMissing } from '../settings/missing';
import {
  apiSettingsSchema,
  readSettings,
  replyAddressesOf,
  SettingsError,
  type ApiSettings,
} from '../settings/settings';
import { disconnectStore, keepStoreConnected, whyStoreIsAway } from '../store/connect';
import { storedTicket } from '../store/tickets';
import { attachmentLimits } from '../domain/attachment/attachment';
import { createApp } from './app';
import { sweepAttachments } from './attachment-sweep';
import { sweepUnproposed } from './anomalies/unproposed';
import { sweepFanOuts } from './fan-out-starting';
import { AuditSpool } from './audit-spool';
import { AuditTrail } from './audit-trail';
import { createAuthenticate } from './auth';
import { IssuerDiscovery } from './issuer-discovery';
import { createFindMachine } from './machines';
import { refuseMalformed } from './malformed';
import { countRequests, gaugeApi } from './metrics';
import { ReadinessCheck, readinessChecks } from './readiness';
import { closingConnections, stopApi } from './stopping';
import { listenForMail, type MailIntakePlan } from './mail-intake/server';
import { Watcher } from './watcher';

/** Starts whatever is away: what it needs is told by `/readyz` and the log, and tried until it answers. */
async function main(): Promise<void> {
  const settings = readSettings(apiSettingsSchema);
  const log = createLog('api', settings.LOG_LEVEL);
  const now = (): number => Date.now();
  keepStoreConnected(settings.MONGODB_URI);
  const { connection, namespace } = temporalClientConnection();
  const discovery = new IssuerDiscovery(settings.OIDC_ISSUER, log);
  const issuer = {
    issuer: settings.OIDC_ISSUER,
    jwksUrl: settings.OIDC_JWKS_URL,
    discoveredKeys: () => discovery.keysAddress,
  };
  const spool = settings.AUDIT_FOLDER === undefined ? undefined : new AuditSpool(settings.AUDIT_FOLDER, settings.PORT);
  const audit = new AuditTrail(log, now, spool);
  const readiness = new ReadinessCheck(readinessChecks(connection, namespace, issuer), now);
  const registry = createRegistry('api');
  const everyMs = settings.WATCH_SECONDS * 1000;
  const watcher = new Watcher({ log, registry, everyMs, againAfterMs: Math.min(10_000, everyMs), now });
  gaugeApi(registry, audit, readiness);
  const temporal = new Client({ connection, namespace });
  const tickets = new TicketClient(new Client({ connection, namespace }), {}, storedTicket);
  const limits = attachmentLimits(settings.ATTACHMENT_MEGABYTES, settings.ATTACHMENTS_PER_TICKET);
  const fanOuts = new FanOutClient(temporal);
  const app = createApp({
    tickets,
    fanOuts,
    attachments: limits,
    imports: new ImportClient(temporal),
    rollouts: new RolloutClient(temporal),
    upgrades: new UpgradeClient(temporal),
    maintenances: new MaintenanceClient(temporal),
    unplannedNoticeMinutes: settings.UNPLANNED_NOTICE_MINUTES,
    authenticate: createAuthenticate(
      {
        ...issuer,
        audience: settings.OIDC_AUDIENCE,
        claims: { role: settings.OIDC_ROLE_CLAIM, client: settings.OIDC_CLIENT_CLAIM },
      },
      createFindMachine(now),
    ),
    audit,
    log,
    issuer: settings.OIDC_ISSUER,
    signInOrigins: () => discovery.origins,
    portalClient: settings.OIDC_PORTAL_CLIENT,
    supportPhone: settings.SUPPORT_PHONE,
    now,
    portalFolder: path.join(__dirname, '..', 'portal'),
    readiness,
    limits: { perMinute: settings.RATE_LIMIT_PER_MINUTE, failedPerMinute: settings.RATE_LIMIT_FAILED_PER_MINUTE },
    observe: countRequests(registry),
    corsOrigins: settings.CORS_ORIGINS,
    trustProxy: settings.TRUST_PROXY,
    allowWebhooks: settings.ALLOW_WEBHOOKS,
    publicUrl: settings.PUBLIC_URL,
    https: settings.PUBLIC_URL?.startsWith('https:') ?? false,
  });
  const metrics =
    settings.METRICS_PORT === undefined
      ? undefined
      : await serveMetrics(registry, { host: settings.METRICS_HOST, port: settings.METRICS_PORT });
  const leaveMail = await mailIntake(settings, { tickets, limits, log, now, publicUrl: settings.PUBLIC_URL });
  const server = app.listen(settings.PORT, settings.HOST, (error?: Error) => {
    if (error) return;
    process.send?.('ready');
    log.info({ host: settings.HOST, port: settings.PORT }, 'the API listens');
  });
  server.on('error', (error) => {
    endWith(new SettingsError(`The API cannot listen on ${settings.HOST}:${settings.PORT}: ${error.message}`));
  });
  refuseMalformed(server, log);
  watcher.start();
  discovery.start();
  const leaveAttachments = sweepAttachments(tickets, log, now);
  const leaveFanOuts = sweepFanOuts(fanOuts, log, now);
  const leaveUnproposed = sweepUnproposed(fanOuts, log, now);
  const leaveMissing = tellMissing(log, async () => {
    const { missing } = await readiness.read();
    const store = missing.includes('store') ? { store: whyStoreIsAway() } : {};
    return { missing, reasons: { ...readiness.reasons, ...store } };
  });
  const letClose = closingConnections(server);
  const stop = (): void => {
    const mailLeft = leaveMail();
    const close = async (): Promise<void> => {
      watcher.stop();
      discovery.stop();
      leaveMissing();
      leaveAttachments();
      leaveFanOuts();
      leaveUnproposed();
      metrics?.close();
      await mailLeft;
      await Promise.allSettled([disconnectStore(), connection.close()]);
    };
    void stopApi({ server, letClose, readiness, audit, log, close }).then((whole) => process.exit(whole ? 0 : 1));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** Takes answers by mail where a port for them is set. @returns what ends it */
async function mailIntake(
  settings: ApiSettings,
  parts: Omit<MailIntakePlan, 'addresses' | 'host' | 'port'>,
): Promise<() => Promise<void>> {
  const { MAIL_INTAKE_PORT: port, MAIL_INTAKE_HOST: host } = settings;
  const addresses = replyAddressesOf(settings);
  if (port === undefined || addresses === undefined) return () => Promise.resolve();
  try {
    return await listenForMail({ ...parts, addresses, host, port });
  } catch (error) {
    throw new SettingsError(`No mail can be taken on ${host}:${port}: ${String(error)}`);
  }
}

main().catch(endWith);
