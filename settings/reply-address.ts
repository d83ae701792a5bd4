import { createHmac, timingSafeEqual } from 'node:crypto';

const dayMs = 24 * 3_600_000;
/** How long a mail can be answered, days. */
const answerableDays = 180;

/** What an address says of itself, before anybody has checked its signature. */
export interface ReplyAddress {
  readonly reference: string;
  /** The last day on which it can be answered, days since 1970 (UTC). */
  readonly lastDay: number;
  readonly signature: string;
}

const localPart = /^reply\+(t-[0-9a-z]{10})\.([0-9a-z]{1,5})\.([0-9a-f]{32})$/;

/**
 * The addresses to which the mails about a ticket can be answered: `reply+T-7K3QX9ABCD.fqk.SIGNATURE@DOMAIN`. The signature is of
 * the ticket, the person to whom the mail goes and the last day: nobody else's answer, on no other ticket, is taken by it. Upper
 * and lower case are the same, as some mail servers do not keep them apart.
 */
export class ReplyAddresses {
  constructor(
    private readonly domain: string,
    private readonly secret: string,
  ) {}

  /** For a mail to a person, of that instant (epoch milliseconds): the same mail has the same address. */
  addressFor(reference: string, recipient: string, sentMs: number): string {
    const lastDay = Math.floor(sentMs / dayMs) + answerableDays;
    return `reply+${reference}.${lastDay.toString(36)}.${this.signature(reference, recipient, lastDay)}@${this.domain}`;
  }

  /** What an address says, `undefined` where it is none of these. */
  read(address: string): ReplyAddress | undefined {
    const [local = '', domain = '', ...more] = address.toLowerCase().split('@');
    const [, reference, lastDay, signature] = localPart.exec(local) ?? [];
    if (more.length > 0 || domain !== this.domain.toLowerCase()) return undefined;
    if (reference === undefined || lastDay === undefined || signature === undefined) return undefined;
    return { reference: reference.toUpperCase(), lastDay: parseInt(lastDay, 36), signature };
  }

  /** Whether an address was made here for that person. */
  isOf({ reference, lastDay, signature }: ReplyAddress, person: string): boolean {
    return timingSafeEqual(Buffer.from(this.signature(reference, person, lastDay)), Buffer.from(signature));
  }

  private signature(reference: string, person: string, lastDay: number): string {
    return createHmac('sha256', this.secret)
      .update(JSON.stringify([reference, person.toLowerCase(), lastDay]))
      .digest('hex')
      .slice(0, 32);
  }
}

/** Whether an answer on that instant (epoch milliseconds) comes too late. */
export function isExpired({ lastDay }: ReplyAddress, nowMs: number): boolean {
  return Math.floor(nowMs / dayMs) > lastDay;
}
