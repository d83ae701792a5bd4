import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createApp, type AppParts } from '../../api/app';
import { AuditTrail } from '../../api/audit-trail';
import type { Caller } from '../../api/auth';
import { Problem } from '../../api/problem';
import { ReadinessCheck } from '../../api/readiness';
import type { AnsweredRequest } from '../../api/requests';
import { FanOutClient } from '../../clients/fan-out';
import { ImportClient } from '../../clients/import';
import { RolloutClient } from '../../clients/rollout';
import { MaintenanceClient } from '../../clients/maintenance';
import { TicketClient } from '../../clients/ticket';
import { UpgradeClient } from '../../clients/upgrade';
import { createLog } from '../../settings/log';

export interface Serving {
  readonly url: string;
  /** What was logged, a JSON line each. */
  readonly lines: string[];
  readonly answered: AnsweredRequest[];
  close(): Promise<void>;
}

/** The application on a port of its own, without Temporal and store: `Bearer good-NAME` is the token of NAME. */
export async function serving(given: Partial<AppParts> = {}): Promise<Serving> {
  const lines: string[] = [];
  const answered: AnsweredRequest[] = [];
  const log = createLog('test', 'info', { write: (line: string) => lines.push(line) });
  const app = createApp({
    tickets: Object.create(TicketClient.prototype) as TicketClient,
    fanOuts: Object.create(FanOutClient.prototype) as FanOutClient,
    imports: Object.create(ImportClient.prototype) as ImportClient,
    rollouts: Object.create(RolloutClient.prototype) as RolloutClient,
    upgrades: Object.create(UpgradeClient.prototype) as UpgradeClient,
    maintenances: Object.create(MaintenanceClient.prototype) as MaintenanceClient,
    authenticate,
    audit: new AuditTrail(log, () => Date.now()),
    log,
    issuer: 'https://login.example',
    now: () => Date.now(),
    portalFolder: path.join(__dirname, '../../portal'),
    readiness: new ReadinessCheck(
      {
        store: () => Promise.resolve(false),
        issuer: () => Promise.resolve(true),
        workers: () => Promise.resolve({ tickets: { workflow: 1, activity: 1 } }),
      },
      () => Date.now(),
    ),
    limits: { perMinute: 0, failedPerMinute: 0 },
    observe: (one) => answered.push(one),
    corsOrigins: [],
    trustProxy: false,
    https: false,
    ...given,
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lines,
    answered,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function authenticate(authorization: string | undefined): Promise<Caller> {
  const name = /^Bearer good-(\w+)$/.exec(authorization ?? '')?.[1];
  if (name === undefined) return Promise.reject(new Problem(401, 'unauthenticated'));
  return Promise.resolve({ sub: name, role: 'admin', client: null, language: 'en', token: null, actions: null });
}
