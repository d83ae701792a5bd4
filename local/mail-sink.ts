/**
 * The mail server of the embedded stack, a process of its own: it accepts every mail, keeps it in a folder and gives it
 * back by HTTP. Nothing is sent further. A recipient that begins with `refused@` is refused with 550.
 *
 * Environment: MAIL_FOLDER, SMTP_PORT, MAIL_HTTP_PORT. Both ports are of the loopback address.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { SMTPServer } from 'smtp-server';
import { answerMailRequest } from './mail-http';
import { MailFolder } from './stored-mail';

const HOST = '127.0.0.1';
const LARGEST_MAIL = 25 * 1024 * 1024;

function smtpServer(mails: MailFolder): SMTPServer {
  return new SMTPServer({
    size: LARGEST_MAIL,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    banner: 'Cadran mail sink',
    // Senders keep their connections: one that says nothing must not hold up the end.
    closeTimeout: 1000,
    onRcptTo: ({ address }, _session, answer) => {
      if (!address.toLowerCase().startsWith('refused@')) answer();
      else answer(Object.assign(new Error(`5.1.1 <${address}>: this recipient is refused`), { responseCode: 550 }));
    },
    onData: (stream, { envelope }, answer) => {
      const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
      const to = envelope.rcptTo.map((recipient) => recipient.address);
      // 250 is answered only once the mail is on the disk: it is then this server's to keep.
      readAll(stream)
        .then((message) => mails.add({ from, to }, message, new Date()))
        .then(
          (mail) => answer(null, `kept as ${mail.id}`),
          (error: unknown) =>
            answer(Object.assign(new Error(`4.3.0 not kept: ${String(error)}`), { responseCode: 451 })),
        );
    },
  });
}

async function readAll(stream: Readable & { sizeExceeded?: boolean }): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  if (stream.sizeExceeded) throw new Error('mail too large');
  return Buffer.concat(chunks);
}

async function serveHttp(mails: MailFolder, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, type, body } = await answerMailRequest(mails, request.method ?? '', request.url ?? '/');
  // What a mail says is shown as text; no script and no outside address runs on the page whatever it contains.
  response.writeHead(status, {
    'content-type': type,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  response.end(body);
}

async function main(): Promise<void> {
  const mails = await MailFolder.open(required('MAIL_FOLDER'));
  const smtp = smtpServer(mails);
  smtp.on('error', (error) => console.error(error.message));
  const http = createServer((request, response) => {
    serveHttp(mails, request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    smtp.once('error', reject);
    smtp.listen(Number(required('SMTP_PORT')), HOST, resolve);
  });
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(Number(required('MAIL_HTTP_PORT')), HOST, resolve);
  });
  process.on('SIGTERM', () => {
    http.close();
    smtp.close(() => process.exit(0));
  });
  process.send?.('ready');
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is missing`);
  return value;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
