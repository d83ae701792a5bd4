import { createHash } from 'node:crypto';
import type { Email } from 'postal-mime';
import type { TicketClient } from '../../clients/ticket';
import type { AttachmentLimits } from '../../domain/attachment/attachment';
import { answerText } from '../../domain/mail/answer-text';
import { whyAutomatic } from '../../domain/mail/automatic';
import type { Refusal } from '../../domain/refusal';
import type { Actor } from '../../domain/ticket/schema';
import { isExpired, type ReplyAddress, type ReplyAddresses } from '../../settings/reply-address';
import { takeAttachment } from '../attachment-taking';
import { refusalTexts } from '../texts';

/** A mail that has arrived: at which address, of which return path, as it was parsed and as it was sent. */
export interface ArrivedMail {
  readonly to: ReplyAddress;
  readonly returnPath: string;
  readonly email: Email;
  readonly raw: Uint8Array;
}

/** What becomes of it: it was taken, passed over without a word, or refused for good with a reason for its sender. */
export type Taken =
  | { readonly outcome: 'taken' }
  | { readonly outcome: 'ignored'; readonly reason: string }
  | { readonly outcome: 'refused'; readonly reason: string };

export interface MailTaking {
  readonly tickets: TicketClient;
  readonly limits: AttachmentLimits;
  readonly addresses: ReplyAddresses;
  readonly publicUrl: string | undefined;
  readonly now: () => number;
}

const longestMessage = 20_000;
/** Pictures within the text that are smaller are ornaments of a signature, bytes. */
const ornamentBytes = 20_000;

/**
 * Takes a client's answer by mail: a message on its ticket, whatever channel (annex §4, GTR). The same Message-ID is the same
 * answer, however often it is delivered.
 * @throws while a ticket's workflow, or for files the store, does not answer: the sender's server has to try again
 */
export async function takeMail(parts: MailTaking, mail: ArrivedMail): Promise<Taken> {
  const { addresses, now } = parts;
  const { to, email } = mail;
  const from = authorOf(email);
  if (from === undefined) return refusedFor('The mail names no single author (From).');
  const automatic = whyAutomatic({ ...mail, from, headers: email.headers }, (one) => addresses.read(one) !== undefined);
  if (automatic !== undefined) return { outcome: 'ignored', reason: automatic };
  if (!addresses.isOf(to, from))
    return refusedFor('Answer from the address to which the mail was sent, and to the address that it names.');
  if (isExpired(to, now())) return refusedFor('This mail is too old to be answered: use the portal.');
  const by: Actor = { id: from, role: 'client' };
  const key = createHash('sha256')
    .update(email.messageId ?? mail.raw)
    .digest('hex');
  const tooLong = refusedFor('The text is too long: send it as a file.');
  if (answerText(email.text ?? '').length > longestMessage) return tooLong;
  const files = await takeFiles(parts, mail, by, key);
  if ('refusal' in files) return refusedAs(parts, to, files.refusal);
  const message = messageOf(email, files);
  if (message === undefined) return refusedFor('There is nothing in this mail.');
  if (message.length > longestMessage) return tooLong;
  const answered = await parts.tickets.command(
    to.reference,
    'message',
    { actor: by, data: { message, channel: 'e-mail' } },
    `${from}/mail/${key}`,
  );
  return 'refusal' in answered ? refusedAs(parts, to, answered.refusal) : { outcome: 'taken' };
}

/** The author's address; `undefined` where the mail has none, or several that different readers choose from. */
function authorOf({ headers, from }: Email): string | undefined {
  const address = from?.address?.toLowerCase();
  const one = headers.filter(({ key }) => key === 'from').length === 1;
  return one && address !== undefined && /^[^\s@]{1,64}@[^\s@]{1,135}$/.test(address) ? address : undefined;
}

interface Files {
  readonly taken: readonly string[];
  /** With the reason, in English. */
  readonly left: readonly string[];
}

/** The ticket's refusal ends it; of a file that may not be attached the message tells. */
async function takeFiles(
  { tickets, limits }: MailTaking,
  { to, email }: ArrivedMail,
  by: Actor,
  key: string,
): Promise<Files | { refusal: Refusal }> {
  const taken: string[] = [];
  const left: string[] = [];
  for (const [index, { filename, related, content }] of email.attachments.entries()) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
    if (related === true && bytes.length < ornamentBytes) continue;
    const name = filename ?? 'attachment';
    const given = {
      reference: to.reference,
      by,
      key: `${key}/${index}`,
      name,
      bytes,
      internal: false,
      withMessage: true,
    };
    const answered = await takeAttachment(tickets, limits, given);
    if (!('refusal' in answered)) taken.push(answered.name);
    else if (answered.refusal.code.startsWith('attachment'))
      left.push(`${name}: ${refusalTexts.en[answered.refusal.code](answered.refusal.params)}`);
    else return answered;
  }
  return { taken, left };
}

/** The text of the answer, and which of its files could not be taken; of files alone, their names. */
function messageOf({ text = '' }: Email, { taken, left }: Files): string | undefined {
  const answer = answerText(text);
  const said = /[^\p{Z}\p{C}]/u.test(answer) ? [answer] : taken.length > 0 ? [`[${taken.join(', ')}]`] : [];
  const told = left.map((one) => `[${answerText(one)}]`);
  return said.length + told.length === 0 ? undefined : [...said, ...told].join('\n\n');
}

function refusedFor(reason: string): Taken {
  return { outcome: 'refused', reason };
}

/** In both languages, as that of the reader is not known. */
function refusedAs({ publicUrl }: MailTaking, { reference }: ReplyAddress, { code, params }: Refusal): Taken {
  const { status } = params;
  const at = publicUrl === undefined ? '' : ` ${publicUrl}`;
  if (code === 'wrong-status' && (status === 'closed' || status === 'rejected'))
    return refusedFor(
      `Ticket ${reference} is ${status}: please open a follow-up ticket${at} / ` +
        `Le ticket ${reference} est clos : ouvrez un ticket de suite${at}`,
    );
  return refusedFor(`${refusalTexts.en[code](params)} / ${refusalTexts.fr[code](params)}`);
}
