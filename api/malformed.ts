import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from '../settings/log';
import { Problem, problemBody } from './problem';

/** How long the head of a request may take, and all of it, ms: whoever sends a byte at a time holds no connection longer. */
const headMs = 15_000;
const wholeMs = 60_000;
/** What is left of the connection after the answer is closed in any case, ms. */
const lingerMs = 1_000;

/**
 * Answers what is no HTTP, or takes too long to become it, as a problem, and closes its connection: what follows on it could be
 * taken for another request. Its language is not known.
 */
export function refuseMalformed(server: Server, log: Logger): void {
  server.headersTimeout = headMs;
  server.requestTimeout = wholeMs;
  const answers = new WeakMap<Duplex, ServerResponse>();
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    answers.set(socket, response);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const answer = answers.get(socket);
    // A second answer would be taken for a part of the one that has begun.
    const begun = answer?.headersSent === true && !answer.writableFinished;
    if (error.code === 'ECONNRESET' || !socket.writable || begun) {
      socket.destroy();
      return;
    }
    const id = randomUUID();
    const problem = problemOf(error.code);
    log.info({ id, status: problem.status, code: error.code }, 'malformed request');
    socket.end(written(problem, id));
    setTimeout(() => socket.destroy(), lingerMs).unref();
  });
}

function problemOf(code: string | undefined): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') return new Problem(431, 'headers-too-large');
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return new Problem(413, 'too-large');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new Problem(408, 'too-slow');
  return new Problem(400, 'malformed');
}

function written(problem: Problem, id: string): string {
  const body = JSON.stringify(problemBody(problem, 'en', id));
  return [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? 'Refused'}`,
    'Connection: close',
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    `X-Request-Id: ${id}`,
    '',
    body,
  ].join('\r\n');
}
