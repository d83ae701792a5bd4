import { createHash } from 'node:crypto';
import { Context } from '@temporalio/activity';
import { createTransport } from 'nodemailer';
import type { Language } from '../../domain/languages';
import { oneLine } from '../../domain/letters/letter';
import type { NoticeOutcome } from '../ports';

/** A mail to one person, whatever it is about. */
export interface Mail {
  /** The Message-ID, with its brackets: the same mail has the same one, however often it is given. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same as a page, for readers that show one. */
  readonly html?: string | undefined;
  /** The Message-ID that all mails of one thread refer to. */
  readonly thread: string;
  readonly language: Language;
  readonly replyTo?: string | undefined;
  /** An invitation that calendars take in by themselves (RFC 6047). */
  readonly calendar?: { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string } | undefined;
  /** When it was to leave, ISO 8601: one that should have left long ago may have left. */
  readonly at: string;
}

export interface MailDelivery {
  /**
   * Gives a mail to the mail server once: answers when that has accepted or refused it, throws while it can't be reached. Inside an
   * activity alone, whose later attempts ask the mail server first.
   */
  deliver(mail: Mail): Promise<NoticeOutcome>;
  close(): void;
}

export interface DeliveryOptions {
  readonly smtpUrl: string;
  readonly from: string;
  /** Where the mail server tells whether it has a Message-ID; without it a lost answer is followed by the same mail again. */
  readonly lookupUrl?: string | undefined;
}

/** What makes a notice the same one: of which thing, about which event of it, in which words, to whom. */
export interface MailKey {
  readonly reference: string;
  readonly sequence: number;
  readonly template: string;
  readonly recipient: string;
}

/** Made from the notice's key: the same notice is the same mail, for the mail server and for the reader's mailbox. */
export function messageId({ reference, sequence, template, recipient }: MailKey): string {
  const digest = createHash('sha256')
    .update(`${reference}/${sequence}/${template}/${recipient}`)
    .digest('hex')
    .slice(0, 32);
  return `<${reference.toLowerCase()}.${sequence}.${template}.${digest}@cadran.notice>`;
}

/** What all mails about one thing refer to, so that mailboxes show them together; a Message-ID has one `@` alone. */
export function threadOf(reference: string): string {
  return `<${reference.toLowerCase().replace(/[^a-z0-9.]+/g, '-')}@cadran.thread>`;
}

/** A mail that should have left so long ago may have left in an attempt whose answer was lost: it is asked about first. */
const suspectAfterMs = 5000;
/** As many as a worker sends at once: none waits here for another, where its attempt could end and a second one begin. */
const maxConnections = 100;

export function createMailDelivery({ smtpUrl, from, lookupUrl }: DeliveryOptions): MailDelivery {
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
    async deliver(mail) {
      const suspect = Context.current().info.attempt > 1 || Date.now() - Date.parse(mail.at) > suspectAfterMs;
      if (suspect && lookupUrl !== undefined && (await isKnown(lookupUrl, mail.id)))
        return { outcome: 'accepted', detail: 'had been accepted' };
      return await send(mail);
    },
    close: () => transport.close(),
  };

  async function send({
    id,
    to,
    subject,
    text,
    html,
    thread,
    language,
    replyTo,
    calendar,
  }: Mail): Promise<NoticeOutcome> {
    try {
      const sent = await transport.sendMail({
        from,
        to,
        subject: oneLine(subject),
        text,
        messageId: id,
        references: thread,
        inReplyTo: thread,
        ...(html === undefined ? {} : { html }),
        ...(calendar === undefined ? {} : { icalEvent: calendar }),
        ...(replyTo === undefined ? {} : { replyTo }),
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
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
