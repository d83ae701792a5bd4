import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from '../settings/log';
import type { Caller } from './auth';

/** What became of one request. */
export interface AnsweredRequest {
  /** Id of the operation, or what kind of page it was. */
  readonly operation: string;
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
}

/** Notes what is answered to a request, for log and metrics. */
export function answering(response: Response, operation: string): void {
  response.locals['operation'] = operation;
}

/** The same for all requests that come here. */
export function answeringAs(operation: string): RequestHandler {
  return (_request, response, next) => {
    answering(response, operation);
    next();
  };
}

/** A number that a proxy may give a request. */
const requestNumber = /^[\w-]{8,64}$/;

/**
 * Gives each request a number and notes one line about it: operation, status, time, who called and from where. No query, no
 * headers, no bodies. A number that comes in is taken from a proxy that is trusted: whoever could choose it could have
 * requests of one pass for those of another.
 */
export function requests(log: Logger, observe: (answered: AnsweredRequest) => void): RequestHandler {
  return (request, response, next) => {
    const given = request.get('x-request-id') ?? '';
    const id = isFromProxy(request) && requestNumber.test(given) ? given : randomUUID();
    response.set('X-Request-Id', id).locals['requestId'] = id;
    const startedMs = performance.now();
    response.once('close', () => {
      const ms = performance.now() - startedMs;
      const { operation = 'none', caller } = response.locals as { operation?: string; caller?: Caller };
      const { method } = request;
      const status = response.statusCode;
      observe({ operation, method, status, seconds: ms / 1000 });
      log.info(
        {
          id,
          operation,
          method,
          path: pathOf(request),
          status,
          ms: Math.round(ms * 10) / 10,
          caller: caller?.sub ?? null,
          from: request.ip,
          ...(response.writableFinished ? {} : { cutOff: true }),
        },
        'request',
      );
    });
    next();
  };
}

/** The path without its query, and without the secret that the address of a feed is. */
function pathOf({ originalUrl }: Request): string {
  const [path = ''] = originalUrl.split('?');
  return path.replace(/^\/+feeds\/+[^/]+/i, '/feeds/*').slice(0, 500);
}

/** Whether the connection comes from a proxy that the settings name. */
function isFromProxy(request: Request): boolean {
  const trusts = request.app.get('trust proxy fn') as (address: string, hop: number) => boolean;
  return trusts(request.socket.remoteAddress ?? '', 0);
}
