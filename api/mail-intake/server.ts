import type { Readable } from 'node:stream';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { Logger } from '../../settings/log';
import type { ReplyAddress } from '../../settings/reply-address';
import { parsedMail } from './parsed-mail';
import { takeMail, type MailTaking, type Taken } from './taking';

/** Mails are held in memory while they are looked at: as many at once. */
const mostMails = 4;
/** What else a mail has besides one file of the largest size, in Base64. */
const overhead = 2;

export interface MailIntakePlan extends MailTaking {
  readonly host: string;
  readonly port: number;
  readonly log: Logger;
}

/** An answer of SMTP that is none of success. */
class SmtpRefusal extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(ascii(message));
  }
}

const later = (reason: string): SmtpRefusal => new SmtpRefusal(451, `4.3.0 ${reason}: try again`);

/**
 * Listens for answers by mail (`settings/reply-address.ts`), to be delivered by the company's own mail server. What can't be taken
 * just now is answered with 4xx, so that its sender's server tries again and nothing is lost; what never will be, with 5xx and the
 * reason, which the sender gets to read. Resolves once it listens, with what ends it.
 */
export async function listenForMail(plan: MailIntakePlan): Promise<() => Promise<void>> {
  const { host, port, log, limits } = plan;
  let mails = 0;
  const server = new SMTPServer({
    banner: 'Cadran',
    size: limits.mostBytes * overhead,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    maxClients: 50,
    socketTimeout: 60_000,
    closeTimeout: 5000,
    onRcptTo: ({ address }, session, answer) => {
      if (plan.addresses.read(address) === undefined)
        answer(new SmtpRefusal(550, '5.1.1 No such address: answer to the address that the mail names'));
      else if (session.envelope.rcptTo.length > 0) answer(new SmtpRefusal(452, '4.5.3 One ticket at a time'));
      else answer();
    },
    onData: (stream, session, answer) => {
      if (mails >= mostMails) {
        stream.resume();
        stream.once('end', () => answer(later('Busy')));
        return;
      }
      mails += 1;
      received(plan, stream, session)
        .then(
          (taken) => (taken.outcome === 'refused' ? answer(new SmtpRefusal(550, `5.7.1 ${taken.reason}`)) : answer()),
          (error: unknown) => {
            if (error instanceof SmtpRefusal) answer(error);
            else {
              log.warn({ error }, 'an answer by mail cannot be taken now');
              answer(later('The service cannot take this mail just now'));
            }
          },
        )
        .finally(() => (mails -= 1));
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  server.on('error', (error) => log.info({ reason: error.message }, 'a mail connection failed'));
  return () => new Promise((resolve) => server.close(() => resolve()));
}

async function received(
  plan: MailIntakePlan,
  stream: Readable & { sizeExceeded?: boolean },
  { envelope }: SMTPServerSession,
): Promise<Taken> {
  const chunks: Buffer[] = [];
  let size = 0;
  const most = plan.limits.mostBytes * overhead;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= most) chunks.push(chunk);
  }
  if (size > most || stream.sizeExceeded) throw new SmtpRefusal(552, '5.3.4 The mail is too large');
  const raw = Buffer.concat(chunks);
  const to = recipient(plan, envelope.rcptTo[0]?.address);
  const email = await parsedMail(raw).catch(() => {
    throw new SmtpRefusal(550, '5.6.0 This is no mail that can be read');
  });
  const returnPath = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
  const taken = await takeMail(plan, { to, returnPath, email, raw });
  plan.log.info({ reference: to.reference, ...taken }, 'a mail to a ticket');
  return taken;
}

function recipient({ addresses }: MailIntakePlan, address = ''): ReplyAddress {
  const to = addresses.read(address);
  if (!to) throw new SmtpRefusal(550, '5.1.1 No such address');
  return to;
}

/** SMTP's answers are one line of ASCII. */
function ascii(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[’‘]/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/[^\x20-\x7e]/g, '')
    .slice(0, 400);
}
