import { createHash } from 'node:crypto';
import { Context } from '@temporalio/activity';
import { createTransport } from 'nodemailer';
import type { ReplyAddresses } from '../../settings/reply-address';
import type { Notice } from '../../domain/ticket/notices';
import type { NoticeOutcome } from '../ports';
import { noticeText } from './texts';

export interface Mailer {
  /** Sends a notice once: answers when the mail server has accepted or refused it, throws while it can't be reached. */
  send(notice: Notice): Promise<NoticeOutcome>;
  close(): void;
}

export interface MailerOptions {
  readonly smtpUrl: string;
  readonly from: string;
  /** Where the mail server tells whether it has a Message-ID; without it a lost answer is followed by the same mail again. */
  readonly lookupUrl?: string | undefined;
  readonly publicUrl?: string | undefined;
  /** Where clients can answer; without it they can't by mail. */
  readonly replyAddresses?: ReplyAddresses | undefined;
}

/** Made from the notice's key: the same notice is the same mail, for the mail server and for the reader's mailbox. */
export function messageId({ reference, sequence, template, recipient }: Notice): string {
  const digest = createHash('sha256')
    .update(`${reference}/${sequence}/${template}/${recipient}`)
    .digest('hex')
    .slice(0, 32);
  return `<${reference.toLowerCase()}.${sequence}.${template}.${digest}@cadran.notice>`;
}

/** A mail that should have left so long ago may have left in an attempt whose answer was lost: it is asked about first. */
const suspectAfterMs = 5000;
/** As many as a worker sends at once: none waits here for another, where its attempt could end and a second one begin. */
const maxConnections = 100;

export function createMailer({ smtpUrl, from, lookupUrl, publicUrl, replyAddresses }: MailerOptions): Mailer {
  const url = new URL(smtpUrl);
  const transport = createTransport({
    // Connections are kept: a burst of breaches does not greet the mail server anew for each mail.
    pool: true,
    maxConnections,
    // A mail whose connection was lost may have been taken: whether it was is asked first, by the next attempt.
    maxRequeues: 0,
    host: url.hostname,
    port: Number(url.port || (url.protocol === 'smtps:' ? 465 : 587)),
    secure: url.protocol === 'smtps:',
    ...(url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    connectionTimeout: 5000,
    greetingTimeout: 5000,
    socketTimeout: 15_000,
  });
  return {
    async send(notice) {
      const id = messageId(notice);
      const suspect = Context.current().info.attempt > 1 || Date.now() - Date.parse(notice.at) > suspectAfterMs;
      if (suspect && lookupUrl !== undefined && (await isKnown(lookupUrl, id)))
        return { outcome: 'accepted', detail: 'had been accepted' };
      return await deliver(notice, id);
    },
    close: () => transport.close(),
  };

  async function deliver(notice: Notice, id: string): Promise<NoticeOutcome> {
    const { subject, text } = noticeText(notice, Date.now(), publicUrl);
    const thread = `<${notice.reference.toLowerCase()}@cadran.thread>`;
    const replyTo = notice.toClient
      ? replyAddresses?.addressFor(notice.reference, notice.recipient, Date.parse(notice.at))
      : undefined;
    try {
      const sent = await transport.sendMail({
        from,
        to: notice.recipient,
        subject,
        text,
        messageId: id,
        references: thread,
        inReplyTo: thread,
        ...(replyTo === undefined ? {} : { replyTo }),
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': notice.language },
      });
      return { outcome: 'accepted', detail: sent.response };
    } catch (error) {
      const refusal = permanentRefusal(error);
      if (refusal === undefined) throw error;
      return { outcome: 'refused', detail: refusal };
    }
  }
}

/** The words of a mail server that will never take this mail (5xx); `undefined` for what may pass later. */
function permanentRefusal(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('responseCode' in error)) return undefined;
  const code = error.responseCode;
  return typeof code === 'number' && code >= 500
    ? 'response' in error
      ? String(error.response)
      : String(code)
    : undefined;
}

async function isKnown(lookupUrl: string, id: string): Promise<boolean> {
  const url = new URL('/messages', lookupUrl);
  url.searchParams.set('messageId', id);
  const answer = await fetch(url, { signal: AbortSignal.timeout(3000) });
  if (!answer.ok) throw new Error(`the mail server does not tell of its mails: ${answer.status}`);
  const known: unknown = await answer.json();
  return Array.isArray(known) && known.length > 0;
}
