import { randomUUID } from 'node:crypto';
import path from 'node:path';
import express, { type ErrorRequestHandler, type Express } from 'express';
import helmet from 'helmet';
import type { TicketClient } from '../clients/ticket';
import type { Logger } from '../settings/log';
import { storeIsUp } from '../store/connect';
import type { Authenticate } from './auth';
import type { AuditTrail } from './audit-trail';
import { languageOf, mount } from './mount';
import { openApiDocument } from './openapi';
import { allOperations } from './operations';
import { Problem, sendProblem } from './problem';

export interface AppParts {
  readonly tickets: TicketClient;
  readonly authenticate: Authenticate;
  readonly audit: AuditTrail;
  readonly log: Logger;
  readonly issuer: string;
  /** Whether the sign-in page offers the sample users. */
  readonly samples: boolean;
  readonly now: () => number;
  readonly portalFolder: string;
}

/** Bodies larger than this are refused before they are read. */
const bodyLimit = '256kb';

/** The API and the portal's files as one express application. */
export function createApp({
  tickets,
  authenticate,
  audit,
  log,
  issuer,
  samples,
  now,
  portalFolder,
}: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(
    helmet({
      contentSecurityPolicy: {
        directives: { 'connect-src': ["'self'", new URL(issuer).origin], 'upgrade-insecure-requests': null },
      },
      strictTransportSecurity: false,
    }),
  );
  app.use((request, response, next) => {
    const id = randomUUID();
    response.set('X-Request-Id', id).locals['requestId'] = id;
    const startedMs = now();
    response.on('finish', () =>
      log.info(
        { id, method: request.method, path: request.path, status: response.statusCode, ms: now() - startedMs },
        'request',
      ),
    );
    next();
  });
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.get(
    '/readyz',
    (_request, response) => void response.status(storeIsUp() ? 200 : 503).json({ store: storeIsUp() }),
  );
  app.get('/portal/settings.json', (_request, response) => void response.json({ issuer, samples }));
  app.use(express.static(path.resolve(portalFolder), { index: 'index.html', dotfiles: 'deny' }));
  app.use('/v1', express.json({ limit: bodyLimit, strict: true }));
  const router = express.Router({ caseSensitive: true, strict: true });
  const operations = allOperations(tickets, now);
  mount(router, operations, { authenticate, audit });
  // Relative to where the document is served, so that it holds behind any proxy.
  const document = openApiDocument(operations, '/');
  app.get('/v1/openapi.json', (_request, response) => void response.json(document));
  app.use(router);
  app.use(() => {
    throw new Problem(404, 'not-found');
  });
  app.use(problemHandler(log));
  return app;
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

/** What express and its parser throw, as problems; anything unforeseen tells the caller nothing but a number to quote. */
function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { type, status } =
    typeof error === 'object' && error !== null ? (error as { type?: unknown; status?: unknown }) : {};
  if (type === 'entity.parse.failed') return new Problem(400, 'invalid-json');
  if (type === 'entity.too.large') return new Problem(413, 'too-large');
  if (type === 'charset.unsupported' || type === 'encoding.unsupported')
    return new Problem(415, 'unsupported-media-type');
  if (typeof status === 'number' && status >= 400 && status < 500) return new Problem(status, 'invalid-request');
  return new Problem(500, 'unexpected');
}
