import { createHash, createHmac } from 'node:crypto';
import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { Notice } from '../../domain/ticket/notices';
import { latenessMs } from '../mail/lateness';
import { noticeText } from '../mail/texts';
import type { NoticeOutcome } from '../ports';
import { isPublic, lookupPublic, PrivateAddress } from './public-address';

export interface WebhookSender {
  /** Calls a program with a notice: answers when it has taken or refused it, throws while it can't be reached. */
  send(notice: Notice): Promise<NoticeOutcome>;
}

export interface WebhookOptions {
  /** Signs what is sent; without one nothing is. */
  readonly secret: string | undefined;
  /** Whether programs of this machine and its network may be called. */
  readonly allowPrivate: boolean;
  readonly publicUrl?: string | undefined;
}

/** For the whole call, ms: less than an attempt of the activity. */
const callMs = 10_000;
/** Refusals that say "later". */
const triedAgain = [408, 425, 429];

/** The same notice has the same key, whatever the attempt: who has seen it need not act again. */
export function idempotencyKey({ reference, sequence, recipient, template }: Notice): string {
  return createHash('sha256')
    .update(JSON.stringify([reference, sequence, recipient, template]))
    .digest('hex');
}

/** What is signed is the timestamp, a point and the body (docs/operations.md "Webhooks"). */
export function signature(secret: string, timestamp: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

export function createWebhookSender({ secret, allowPrivate, publicUrl }: WebhookOptions): WebhookSender {
  return {
    async send(notice) {
      if (secret === undefined)
        return { outcome: 'refused', detail: 'WEBHOOK_SECRET is not set: nothing is sent unsigned' };
      const nowMs = Date.now();
      const body = JSON.stringify(bodyOf(notice, nowMs, publicUrl));
      const timestamp = String(Math.floor(nowMs / 1000));
      try {
        const status = await post(notice.recipient, body, allowPrivate, {
          'content-type': 'application/json; charset=utf-8',
          'content-length': String(Buffer.byteLength(body)),
          'user-agent': 'Cadran',
          'idempotency-key': idempotencyKey(notice),
          'cadran-timestamp': timestamp,
          'cadran-signature': signature(secret, timestamp, body),
        });
        return outcomeOf(status);
      } catch (error) {
        if (error instanceof PrivateAddress)
          return { outcome: 'refused', detail: `${error.message}, which may not be called (WEBHOOK_ALLOW_PRIVATE)` };
        throw error;
      }
    },
  };
}

/** What a program is told: the facts, the words that a person would read, and by how much it is late. */
function bodyOf(notice: Notice, nowMs: number, publicUrl: string | undefined): object {
  const { reference, sequence, template, title, priority, clock, threshold, targetMs, dueAt, at, language } = notice;
  return {
    ...{ reference, sequence, template, title, priority, clock, threshold, targetMs, dueAt, at, language },
    lateMs: latenessMs(notice, nowMs),
    ...noticeText(notice, nowMs, publicUrl),
  };
}

/** Redirections are not followed: the contract names who is called, nobody else does. */
function outcomeOf(status: number): NoticeOutcome {
  if (status >= 200 && status < 300) return { outcome: 'accepted', detail: `HTTP ${status}` };
  if (status >= 300 && status < 500 && !triedAgain.includes(status))
    return { outcome: 'refused', detail: `HTTP ${status}` };
  throw new Error(`the webhook answered ${status}`);
}

/** The status of the answer, whose content nobody reads; throws a {@link PrivateAddress} where that is not allowed. */
async function post(
  address: string,
  body: string,
  allowPrivate: boolean,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new PrivateAddress(`${url.protocol} is not HTTP`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // A number is not looked up.
  if (!allowPrivate && isIP(host) !== 0 && !isPublic(host)) throw new PrivateAddress(`${host} is of this network`);
  const options: RequestOptions = {
    method: 'POST',
    headers,
    agent: false,
    signal: AbortSignal.timeout(callMs),
    ...(allowPrivate ? {} : { lookup: lookupPublic }),
  };
  return await new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    request.on('error', reject);
    request.end(body);
  });
}
