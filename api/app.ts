import path from 'node:path';
import compression from 'compression';
import cors from 'cors';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { FanOutClient } from '../clients/fan-out';
import type { ImportClient } from '../clients/import';
import type { RolloutClient } from '../clients/rollout';
import type { MaintenanceClient } from '../clients/maintenance';
import type { TicketClient } from '../clients/ticket';
import type { UpgradeClient } from '../clients/upgrade';
import type { AttachmentLimits } from '../domain/attachment/attachment';
import type { Logger } from '../settings/log';
import type { Authenticate } from './auth';
import type { AuditTrail } from './audit-trail';
import { docsPage } from './docs-page';
import { createLimits, type LimitSettings } from './limits';
import { feedPages } from './maintenances/feed-pages';
import { languageOf, mount } from './mount';
import { openApiDocument, operationRoutes, type OpenApiDocument } from './openapi';
import { allOperations } from './operations';
import { asProblem, Problem, sendProblem } from './problem';
import { publicStatusPages } from './public-status/routes';
import { storedStatuses } from './public-status/sources';
import type { ReadinessCheck } from './readiness';
import { answering, answeringAs, requests, type AnsweredRequest } from './requests';

export interface AppParts {
  readonly tickets: TicketClient;
  readonly fanOuts: FanOutClient;
  readonly imports: ImportClient;
  readonly rollouts: RolloutClient;
  readonly upgrades: UpgradeClient;
  readonly maintenances: MaintenanceClient;
  /** Between the notice of an unplanned maintenance and its beginning; as usual unless told. */
  readonly unplannedNoticeMinutes?: number;
  readonly authenticate: Authenticate;
  readonly audit: AuditTrail;
  readonly log: Logger;
  readonly issuer: string;
  /** The sites that signing in speaks to from the portal's page; that of the issuer unless told. */
  readonly signInOrigins?: () => readonly string[];
  /** As the portal calls itself at the issuer. */
  readonly portalClient?: string;
  /** Whom clients call for critical incidents, as the portal shows it. */
  readonly supportPhone?: string | undefined;
  readonly now: () => number;
  readonly attachments?: AttachmentLimits;
  readonly portalFolder: string;
  /** Of the portal, to which mails lead. */
  readonly publicUrl?: string | undefined;
  readonly readiness: ReadinessCheck;
  readonly limits: LimitSettings;
  readonly observe: (answered: AnsweredRequest) => void;
  /** Other sites whose pages may call the API. */
  readonly corsOrigins: readonly string[];
  /** As express takes it: no proxy, how many, or their addresses. */
  readonly trustProxy: false | number | string;
  /** Whether contracts may name webhooks. */
  readonly allowWebhooks?: boolean;
  /** Whether people come by https: browsers are then told to stay with it. */
  readonly https: boolean;
}

/** The API, the portal's files and the documentation as one express application. */
export function createApp(parts: AppParts): Express {
  const {
    tickets,
    fanOuts,
    authenticate,
    audit,
    log,
    issuer,
    portalClient = 'cadran-portal',
    supportPhone,
    now,
    portalFolder,
  } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  // An operation that compares revisions says so itself: no other answers that nothing has changed.
  app.set('etag', false);
  app.set('trust proxy', parts.trustProxy);
  app.use(requests(log, parts.observe));
  app.use(securityHeaders(parts.signInOrigins ?? (() => [new URL(issuer).origin]), parts.https));
  app.use(compression());
  healthPages(app, parts.readiness);
  app.get('/portal/settings.json', (_request, response) => {
    answering(response, 'portal');
    response.json({ issuer, clientId: portalClient, ...(supportPhone === undefined ? {} : { supportPhone }) });
  });
  app.use(docsPages());
  app.use(
    express.static(path.resolve(portalFolder), {
      index: 'index.html',
      dotfiles: 'deny',
      redirect: false,
      setHeaders: (response) => answering(response, 'portal'),
    }),
  );
  if (parts.corsOrigins.length > 0) app.use('/v1', crossOrigin(parts.corsOrigins));
  app.use('/v1', neverKept);
  const router = express.Router({ caseSensitive: true, strict: true });
  const abilities = { webhooks: parts.allowWebhooks ?? false };
  const operations = allOperations({
    tickets,
    fanOuts,
    imports: parts.imports,
    rollouts: parts.rollouts,
    upgrades: parts.upgrades,
    maintenances: parts.maintenances,
    unplannedNoticeMinutes: parts.unplannedNoticeMinutes,
    now,
    abilities,
    limits: parts.attachments,
    publicUrl: parts.publicUrl,
  });
  const limits = createLimits(parts.limits);
  mount(router, operations, { authenticate, audit, limits });
  let document: OpenApiDocument | undefined;
  const routes = operationRoutes(operations);
  app.get('/portal/operations.json', answeringAs('portal'), (_request, response) => void response.json(routes));
  app.get('/v1/openapi.json', answeringAs('openapi'), limits.byAddress, (_request, response) => {
    // Made when it is first asked for: it takes half as long as all else that a start does. Its server is relative to where it is served,
    // so that it holds behind any proxy.
    document ??= openApiDocument(operations, '/');
    response.json(document);
  });
  app.use(publicStatusPages(storedStatuses, now, limits.byAddress));
  app.use(feedPages(now, limits.byAddress));
  app.use(router);
  app.use(limits.byAddress, () => {
    throw new Problem(404, 'not-found');
  });
  app.use(problemHandler(log));
  return app;
}

/** Nothing is loaded from elsewhere; the issuer alone is spoken to, where it says that it is. */
function securityHeaders(signInOrigins: () => readonly string[], https: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      directives: {
        'connect-src': ["'self'", () => signInOrigins().join(' ')],
        'font-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'upgrade-insecure-requests': null,
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  });
}

/**
 * `/healthz`: the process lives. `/readyz`: all that it needs answers, else 503 and what is missing. `/readyz/opening`: tickets
 * can be opened, which needs no store; a load balancer asks this, so that an outage of the store refuses no ticket.
 */
function healthPages(app: Express, readiness: ReadinessCheck): void {
  const page = (path: string, good: (status: string) => boolean): void => {
    app.get(path, answeringAs('health'), async (_request, response) => {
      const read = await readiness.read();
      response.status(good(read.status) ? 200 : 503).set('Cache-Control', 'no-store');
      response.json(read);
    });
  };
  app.get('/healthz', answeringAs('health'), (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  page('/readyz', (status) => status === 'ready');
  page('/readyz/opening', (status) => status === 'ready' || status === 'degraded');
}

function docsPages(): RequestHandler {
  const pages = docsPage();
  return (request, response, next) => {
    if (/^\/docs(\/|$)/.test(request.path)) answering(response, 'docs');
    pages(request, response, next);
  };
}

/** What the API answers is one caller's, in one language: neither a browser nor a proxy keeps it for another. */
const neverKept: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store').vary('Authorization, Accept-Language');
  next();
};

/** Pages of the sites that are named may call the API. No cookies are used, so none are asked for. */
function crossOrigin(origins: readonly string[]): RequestHandler {
  const answer = cors({
    origin: [...origins],
    methods: ['GET', 'POST', 'PUT', 'DELETE'],
    allowedHeaders: [
      'Authorization',
      'Content-Type',
      'Accept-Language',
      'Idempotency-Key',
      'If-Match',
      'If-None-Match',
    ],
    exposedHeaders: [
      ...['ETag', 'Location', 'Link', 'Content-Disposition', 'X-Request-Id'],
      ...['RateLimit', 'RateLimit-Policy', 'Retry-After'],
    ],
    maxAge: 600,
  });
  return (request, response, next) => {
    // What asks for leave names the method; any other OPTIONS goes where all methods go.
    if (request.method === 'OPTIONS' && request.get('access-control-request-method') === undefined) next();
    else answer(request, response, next);
  };
}

function problemHandler(log: Logger): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return (error: unknown, request, response, _next) => {
    const requestId = String(response.locals['requestId']);
    const problem = asProblem(error);
    if (problem.status === 500) log.error({ id: requestId, error }, 'unforeseen');
    sendProblem(response, problem, languageOf(request), requestId);
  };
}
