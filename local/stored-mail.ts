import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';

/** A mail that the sink accepted. */
export interface StoredMail {
  /** The file's name without `.eml`; sorts by time of receipt. */
  readonly id: string;
  readonly messageId: string | null;
  readonly from: string;
  /** The envelope's recipients, in lower case. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly date: string | null;
  /** ISO instant with milliseconds. */
  readonly receivedAt: string;
  readonly text: string;
  readonly html: string | null;
  /** By lower-case name; a header that occurs several times is joined by a newline. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Which mails to list; all conditions hold together. */
export interface MailFilter {
  readonly to?: string | undefined;
  readonly messageId?: string | undefined;
  /** ISO instant: only what was received later. */
  readonly after?: string | undefined;
}

/**
 * The accepted mails, one `.eml` file each. The envelope stands in headers put before the message, as a delivering
 * server does, so that one file holds all and is written in one stroke.
 */
export class MailFolder {
  private readonly mails: StoredMail[] = [];

  private constructor(private readonly folder: string) {}

  /** Opens the folder, made where absent, with the mails of earlier runs. What was being written in a crash is removed. */
  static async open(folder: string): Promise<MailFolder> {
    mkdirSync(folder, { recursive: true });
    const opened = new MailFolder(folder);
    for (const file of readdirSync(folder).sort()) {
      if (file.endsWith('.part')) rmSync(join(folder, file), { force: true });
      if (file.endsWith('.eml'))
        opened.mails.push(await parseMail(file.slice(0, -4), readFileSync(join(folder, file))));
    }
    return opened;
  }

  /** Stores one message; resolves only once it is on the disk for good. */
  async add(envelope: { from: string; to: readonly string[] }, message: Buffer, receivedAt: Date): Promise<StoredMail> {
    const instant = receivedAt.toISOString();
    const id = `${instant.replaceAll(/[-:]/g, '')}-${randomBytes(4).toString('hex')}`;
    const head = `Return-Path: <${envelope.from}>\r\nX-Envelope-To: ${envelope.to.join(', ')}\r\nX-Received-At: ${instant}\r\n`;
    const raw = Buffer.concat([Buffer.from(head), message]);
    const part = join(this.folder, `${id}.part`);
    const file = await open(part, 'wx');
    try {
      await file.writeFile(raw);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, join(this.folder, `${id}.eml`));
    await syncFolder(this.folder);
    const mail = await parseMail(id, raw);
    this.mails.push(mail);
    return mail;
  }

  /** The mails asked for, newest first. */
  list(filter: MailFilter = {}): StoredMail[] {
    const to = filter.to?.toLowerCase();
    const messageId = filter.messageId === undefined ? undefined : bare(filter.messageId);
    const after = filter.after === undefined ? undefined : Date.parse(filter.after);
    const wanted = this.mails.filter(
      (mail) =>
        (to === undefined || mail.to.includes(to)) &&
        (messageId === undefined || (mail.messageId !== null && bare(mail.messageId) === messageId)) &&
        (after === undefined || Date.parse(mail.receivedAt) > after),
    );
    return wanted.sort((one, other) => (one.id < other.id ? 1 : -1));
  }

  /** The message as stored, envelope headers included, or nothing where there is no such mail. */
  raw(id: string): Buffer | undefined {
    return this.mails.some((mail) => mail.id === id) ? readFileSync(join(this.folder, `${id}.eml`)) : undefined;
  }

  /** Removes every mail. @returns how many there were */
  async clear(): Promise<number> {
    const removed = this.mails.splice(0);
    await Promise.all(removed.map((mail) => rm(join(this.folder, `${mail.id}.eml`), { force: true })));
    return removed.length;
  }
}

/** A rename is on the disk once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function parseMail(id: string, raw: Buffer): Promise<StoredMail> {
  const parsed = await PostalMime.parse(raw);
  const envelope = (header: string): string => parsed.headers.find(({ key }) => key === header)?.value ?? '';
  const headers: Record<string, string> = {};
  for (const { key, value } of parsed.headers) {
    const earlier = headers[key];
    headers[key] = earlier === undefined ? value : `${earlier}\n${value}`;
  }
  return {
    id,
    messageId: parsed.messageId ?? null,
    from: bare(envelope('return-path')),
    to: envelope('x-envelope-to').toLowerCase().split(', '),
    subject: parsed.subject ?? '',
    date: parsed.date ?? null,
    receivedAt: envelope('x-received-at'),
    text: parsed.text ?? '',
    html: parsed.html ?? null,
    headers,
  };
}

function bare(address: string): string {
  return address.replace(/^<|>$/g, '');
}
