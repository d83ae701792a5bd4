/** What of a mail tells whether a person has written it. */
export interface MailHead {
  /** The sender of the envelope, to whom mail servers tell what went wrong; empty for what wants no answer. */
  readonly returnPath: string;
  /** The address of the author. */
  readonly from: string;
  /** Names are in lower case. */
  readonly headers: readonly { readonly key: string; readonly value: string }[];
}

const machine = /^(?:mailer-daemon|postmaster)@/i;

/**
 * Why a mail was written by no person: an answer to it, or a note that it was refused, could go round for ever. `undefined`: a
 * person wrote it. `isOwn`: whether an address is Cadran's.
 */
export function whyAutomatic(
  { returnPath, from, headers }: MailHead,
  isOwn: (address: string) => boolean,
): string | undefined {
  const has = (name: string, pattern: RegExp): boolean =>
    headers.some(({ key, value }) => key === name && pattern.test(value.trim()));
  if (returnPath === '') return 'no return path';
  if (machine.test(returnPath)) return 'a mail server';
  if (isOwn(returnPath) || isOwn(from) || has('message-id', /@cadran\.notice>$/)) return 'one of our own';
  if (has('auto-submitted', /^(?!no\b)/i)) return 'Auto-Submitted';
  if (has('precedence', /^(?:bulk|junk|list|auto_reply)\b/i)) return 'Precedence';
  if (has('list-id', /./)) return 'a mailing list';
  if (has('x-autoreply', /./) || has('x-autorespond', /./)) return 'an automatic answer';
  return undefined;
}
