import { createHash } from 'node:crypto';
import type { NoticeCall } from '../../domain/ticket/notice-call';
import type { Notice } from '../../domain/ticket/notices';
import { latenessMs } from '../mail/lateness';
import { noticeText } from '../mail/texts';
import type { NoticeOutcome } from '../ports';
import { callOutside, signedHeaders } from './outside-call';
import { PrivateAddress } from './public-address';

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

export function createWebhookSender({ secret, allowPrivate, publicUrl }: WebhookOptions): WebhookSender {
  return {
    async send(notice) {
      if (secret === undefined)
        return { outcome: 'refused', detail: 'WEBHOOK_SECRET is not set: nothing is sent unsigned' };
      const nowMs = Date.now();
      const body = JSON.stringify(bodyOf(notice, nowMs, publicUrl));
      const headers = { ...signedHeaders(secret, body, nowMs), 'idempotency-key': idempotencyKey(notice) };
      try {
        const call = { method: 'POST', address: notice.recipient, headers, body, allowPrivate, callMs } as const;
        const { status } = await callOutside(call);
        return outcomeOf(status);
      } catch (error) {
        if (error instanceof PrivateAddress)
          return { outcome: 'refused', detail: `${error.message}, which may not be called (WEBHOOK_ALLOW_PRIVATE)` };
        throw error;
      }
    },
  };
}

function bodyOf(notice: Notice, nowMs: number, publicUrl: string | undefined): NoticeCall {
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
