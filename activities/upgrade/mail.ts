import { writtenUpgrade } from '../../domain/letters/upgrade/written';
import type { UpgradeNotice } from '../../domain/upgrade/notices';
import { messageId, threadOf, type Mail } from '../mail/delivery';

/** The mail of a notice; all mails of an upgrade and its maintenances are one thread. */
export function upgradeMail(notice: UpgradeNotice, publicUrl?: string): Mail {
  const { upgrade, sequence, template, recipient, language, at } = notice;
  const reference = upgrade.replace(/[^A-Za-z0-9._-]/g, '-');
  return {
    id: messageId({ reference, sequence, template, recipient }),
    to: recipient,
    ...writtenUpgrade(notice, publicUrl),
    thread: threadOf(reference),
    language,
    at,
  };
}
