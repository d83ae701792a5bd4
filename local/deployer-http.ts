import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { deployerOperationSchema } from '../domain/deployer/operation';
import { failureSchema, type DeployerOperations } from './deployer-operations';
import { closedPage, deployerPage, servicePage } from './deployer-page';
import type { SampleServices } from './sample-services';

export interface DeployerRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface DeployerResponse {
  readonly status: number;
  readonly type: 'application/json' | 'text/html';
  readonly body: string;
  /** The connection is closed without a word. */
  readonly lost?: true;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface DeployerParts {
  readonly secret: string;
  readonly operations: DeployerOperations;
  readonly services: SampleServices;
  /** Epoch ms. */
  readonly now: () => number;
}

/** Calls that are older, or of a clock that is so far ahead, are refused, seconds. */
const freshSeconds = 300;
const largestBody = 64 * 1024;

/** Serves a deployer by HTTP; a real one is asked in the same way. */
export function deployerServer(parts: DeployerParts): Server {
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > largestBody) request.destroy();
      else chunks.push(chunk);
    });
    request.on('end', () => {
      const path = (request.url ?? '/').split('?')[0] ?? '/';
      const { method = 'GET', headers } = request;
      const body = Buffer.concat(chunks).toString('utf8');
      const answer = answerDeployerRequest(parts, { method, path, headers, body });
      if (answer.lost) {
        response.destroy();
        return;
      }
      response.writeHead(answer.status, {
        'content-type': `${answer.type}; charset=utf-8`,
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        ...answer.headers,
      });
      response.end(answer.body);
    });
  });
}

/** Answers as docs/operations.md "Deployers" says. What is signed is the body, or the id that is asked about. */
export function answerDeployerRequest(parts: DeployerParts, request: DeployerRequest): DeployerResponse {
  const { operations, services } = parts;
  const { method, path, body } = request;
  const about = /^\/operations\/([^/]+)$/.exec(path)?.[1];
  const service = /^\/services\/([a-z0-9-]+)\/([a-z0-9-]+)(\/health)?$/.exec(path);
  if (method === 'POST' && path === '/operations') return asked(parts, request);
  if (method === 'GET' && about !== undefined) {
    if (!isSigned(parts, request, about)) return json(401, { error: 'signature' });
    const state = operations.about(about);
    return state ? json(200, state) : json(404, { error: 'never asked for' });
  }
  if (method === 'POST' && path === '/failures') {
    const failure = failureSchema.safeParse(jsonOf(request));
    if (!failure.success) return json(400, { error: failure.error.issues[0]?.message });
    operations.wish(failure.data);
    return json(200, failure.data);
  }
  if (method === 'GET' && path === '/operations') return json(200, operations.list());
  if (method === 'GET' && service) return serviceAnswer(services, service[1] ?? '', service[2] ?? '', service[3]);
  if (method === 'GET' && path === '/') return html(200, deployerPage(services, operations));
  return json(404, { error: `nothing at ${method} ${body === '' ? '' : 'with a body '}${path}`.slice(0, 200) });
}

function asked(parts: DeployerParts, request: DeployerRequest): DeployerResponse {
  if (!isSigned(parts, request, request.body)) return json(401, { error: 'signature' });
  const operation = deployerOperationSchema.safeParse(jsonOf(request));
  if (!operation.success) return json(400, { error: operation.error.issues[0]?.message });
  const { client, environment } = operation.data;
  const { state, conflict, isNew } = parts.operations.ask(operation.data);
  if (conflict) return json(409, { error: 'this id was used for another operation' });
  if (isNew && parts.operations.goesWrong(client, environment, 'lost-answer'))
    return { ...json(202, state), lost: true };
  return json(202, state);
}

function serviceAnswer(services: SampleServices, client: string, name: string, health?: string): DeployerResponse {
  const service = services.read(client, name);
  const { version, broken, maintenance } = service;
  // The check looks behind the closed door: whether the service works decides on its being opened.
  if (health !== undefined) {
    const ok = version !== null && !broken;
    const detail = version === null ? 'nothing is installed' : broken ? 'this release does not start' : null;
    return json(ok ? 200 : 503, { ok, version, checks: [{ name: 'release', ok, detail }] });
  }
  if (maintenance) return { ...html(503, closedPage(maintenance)), headers: { 'retry-after': '60' } };
  if (version === null || broken) return html(500, servicePage(service, 'Error'));
  return html(200, servicePage(service, services.page(service)));
}

function isSigned({ secret, now }: DeployerParts, { headers }: DeployerRequest, content: string): boolean {
  const timestamp = String(headers['cadran-timestamp']);
  const expected = `sha256=${createHmac('sha256', secret).update(`${timestamp}.${content}`).digest('hex')}`;
  const given = String(headers['cadran-signature']);
  const isFresh = Math.abs(now() / 1000 - Number(timestamp)) <= freshSeconds;
  return isFresh && given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}

/** The content of a request that says that it is JSON, which a form of another site can't. */
function jsonOf({ headers, body }: DeployerRequest): unknown {
  if (!String(headers['content-type']).startsWith('application/json')) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function json(status: number, body: unknown): DeployerResponse {
  return { status, type: 'application/json', body: JSON.stringify(body) };
}

function html(status: number, body: string): DeployerResponse {
  return { status, type: 'text/html', body };
}
