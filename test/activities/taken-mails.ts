import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail server within the test, which tells by Message-ID what it has taken; to `gone@` it takes nothing. */
export class TakenMails {
  readonly mails: Email[] = [];

  private constructor(
    private readonly smtp: SMTPServer,
    private readonly lookup: Server,
  ) {}

  static async listen(): Promise<TakenMails> {
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 100,
      onRcptTo: ({ address }, _session, answer) =>
        answer(address.startsWith('gone@') ? Object.assign(new Error('nobody'), { responseCode: 550 }) : null),
      onData: (stream, _session, answer) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
            taken.mails.push(mail);
            answer();
          });
        });
      },
    });
    const lookup = createServer((request, response) => {
      const id = new URL(request.url ?? '/', 'http://sink').searchParams.get('messageId');
      response.end(JSON.stringify(taken.mails.filter(({ messageId }) => messageId === id).map(() => id)));
    });
    const taken = new TakenMails(smtp, lookup);
    smtp.listen(0, '127.0.0.1');
    lookup.listen(0, '127.0.0.1');
    await Promise.all([once(smtp.server, 'listening'), once(lookup, 'listening')]);
    return taken;
  }

  get smtpUrl(): string {
    return `smtp://127.0.0.1:${(this.smtp.server.address() as AddressInfo).port}`;
  }

  get lookupUrl(): string {
    return `http://127.0.0.1:${(this.lookup.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.lookup.close();
    await new Promise<void>((resolve) => this.smtp.close(resolve));
  }
}
