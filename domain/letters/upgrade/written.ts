import type { Language } from '../../languages';
import type { UpgradeNotice } from '../../upgrade/notices';
import { instantText, written, type Written } from '../letter';
import { english } from './texts-en';
import { french } from './texts-fr';
import type { UpgradeWords } from './words';

const words: Record<Language, UpgradeWords> = { fr: french, en: english };

/** A notice of an upgrade as it leaves, in its reader's language, with the three dates. `publicUrl`: of the portal it leads to. */
export function writtenUpgrade(notice: UpgradeNotice, publicUrl?: string): Written {
  const { upgrade, template, language, zone, testEndsMs, dates } = notice;
  const { texts, footer, date, reasons, link } = words[language];
  const when = (instant: string): string => instantText(instant, language, zone);
  const testEnds = testEndsMs === null ? '' : when(new Date(testEndsMs).toISOString());
  const told = texts[template](notice, { testEnds });
  const dated = (['earliest', 'planned', 'latest'] as const).map((name): [string, string] => {
    const { at: instant, reason } = dates[name];
    return [date[name], instant === null ? reasons[reason] : `${when(instant)} (${reasons[reason]})`];
  });
  const address = publicUrl === undefined ? [] : [[link, new URL(`/#/upgrades/${upgrade}`, publicUrl).href] as const];
  const { subject, paragraphs, facts, withDates } = told;
  const all = [...facts, ...(withDates ? dated : []), ...address];
  return written({ subject: `[${upgrade}] ${subject}`, paragraphs, facts: all }, footer, language);
}
