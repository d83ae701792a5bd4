import type { Language } from '../../domain/languages';
import type { UpgradeNotice } from '../../domain/upgrade/notices';
import { messageId, oneLine, threadOf, type Mail } from '../mail/delivery';
import { instantText, pageText, plainText, type Letter } from '../maintenance/letter';
import { english } from './texts-en';
import { french } from './texts-fr';
import type { UpgradeWords } from './words';

const words: Record<Language, UpgradeWords> = { fr: french, en: english };

/** The mail of a notice, in its reader's language, with the three dates; all mails of an upgrade and its maintenances are one thread. */
export function upgradeMail(notice: UpgradeNotice, publicUrl?: string): Mail {
  const { upgrade, sequence, template, recipient, language, zone, at, testEndsMs, dates } = notice;
  const { texts, footer, date, reasons, link } = words[language];
  const when = (instant: string): string => instantText(instant, language, zone);
  const testEnds = testEndsMs === null ? '' : when(new Date(testEndsMs).toISOString());
  const told = texts[template](notice, { testEnds });
  const dated = (['earliest', 'planned', 'latest'] as const).map((name): [string, string] => {
    const { at: instant, reason } = dates[name];
    return [date[name], instant === null ? reasons[reason] : `${when(instant)} (${reasons[reason]})`];
  });
  const address = publicUrl === undefined ? [] : [[link, new URL(`/#/upgrades/${upgrade}`, publicUrl).href] as const];
  const letter: Letter = {
    subject: oneLine(`[${upgrade}] ${told.subject}`),
    paragraphs: told.paragraphs,
    facts: [...told.facts, ...(told.withDates ? dated : []), ...address],
  };
  return {
    id: messageId({ reference: upgrade.replace(/[^A-Za-z0-9._-]/g, '-'), sequence, template, recipient }),
    to: recipient,
    subject: letter.subject,
    text: plainText(letter, footer),
    html: pageText(letter, footer, language),
    thread: threadOf(upgrade.replace(/[^A-Za-z0-9._-]/g, '-')),
    language,
    at,
  };
}
