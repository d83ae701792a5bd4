import type { ReplyAddresses } from '../../settings/reply-address';
import type { Notice } from '../../domain/ticket/notices';
import type { NoticeOutcome } from '../ports';
import { messageId, threadOf, type MailDelivery } from './delivery';
import { noticeText } from './texts';

export interface Mailer {
  /** Sends a notice once: answers when the mail server has accepted or refused it, throws while it can't be reached. */
  send(notice: Notice): Promise<NoticeOutcome>;
}

export interface MailerOptions {
  readonly delivery: MailDelivery;
  readonly publicUrl?: string | undefined;
  /** Where clients can answer; without it they can't by mail. */
  readonly replyAddresses?: ReplyAddresses | undefined;
}

/** The mails about tickets. */
export function createMailer({ delivery, publicUrl, replyAddresses }: MailerOptions): Mailer {
  return {
    async send(notice) {
      const { reference, recipient, language, at } = notice;
      return await delivery.deliver({
        id: messageId(notice),
        to: recipient,
        ...noticeText(notice, Date.now(), publicUrl),
        thread: threadOf(reference),
        language,
        replyTo: notice.toClient ? replyAddresses?.addressFor(reference, recipient, Date.parse(at)) : undefined,
        at,
      });
    },
  };
}
