import { createHmac } from 'node:crypto';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { isPublic, lookupPublic, PrivateAddress } from './public-address';

export interface OutsideCall {
  readonly method: 'GET' | 'POST';
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Whether programs of this machine and its network may be called. */
  readonly allowPrivate: boolean;
  /** For the whole call, ms. */
  readonly callMs: number;
  /** How much of an answer is read, bytes; a longer one throws. Nothing unless told. */
  readonly answerBytes?: number;
  readonly signal?: AbortSignal | undefined;
}

/** What is signed is the timestamp, a point and the content: the body, or what is asked about by a call that has none. */
export function signature(secret: string, timestamp: string, content: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${content}`).digest('hex')}`;
}

/** The headers by which a program knows who calls it, and when. `timestamp` in seconds since 1970. */
export function signedHeaders(secret: string, content: string, nowMs: number): Record<string, string> {
  const timestamp = String(Math.floor(nowMs / 1000));
  return {
    'user-agent': 'Cadran',
    'cadran-timestamp': timestamp,
    'cadran-signature': signature(secret, timestamp, content),
  };
}

/**
 * Calls a program that somebody has named in a register or a contract. Redirections are not followed: whoever was named is
 * called, nobody else. Throws a {@link PrivateAddress} where that is not allowed, and where the program can't be reached.
 */
export async function callOutside(call: OutsideCall): Promise<{ status: number; text: string }> {
  const { method, address, body, allowPrivate, callMs, answerBytes = 0 } = call;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new PrivateAddress(`${url.protocol} is not HTTP`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // A number is not looked up.
  if (!allowPrivate && isIP(host) !== 0 && !isPublic(host)) throw new PrivateAddress(`${host} is of this network`);
  const signals = [AbortSignal.timeout(callMs), ...(call.signal ? [call.signal] : [])];
  const options: RequestOptions = {
    method,
    headers: {
      ...call.headers,
      ...(body === undefined
        ? {}
        : {
            'content-type': 'application/json; charset=utf-8',
            'content-length': String(Buffer.byteLength(body)),
          }),
    },
    agent: false,
    signal: AbortSignal.any(signals),
    ...(allowPrivate ? {} : { lookup: lookupPublic }),
  };
  return await new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, (response) => {
      textOf(response, answerBytes).then(
        (text) => resolve({ status: response.statusCode ?? 0, text }),
        (error: unknown) => reject(error instanceof Error ? error : new Error(String(error))),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function textOf(response: IncomingMessage, answerBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Whoever leaves the loop closes the connection, so that nothing is read that nobody wants.
  if (answerBytes > 0)
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > answerBytes) throw new Error(`its answer is longer than ${answerBytes} bytes`);
      chunks.push(chunk);
    }
  response.destroy();
  return Buffer.concat(chunks).toString('utf8');
}
