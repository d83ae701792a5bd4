import type { Language } from '../../domain/languages';
import type { Notice } from '../../domain/ticket/notices';
import { oneLine } from '../../domain/letters/letter';
import { latenessText } from './lateness';
import { english } from './texts-en';
import { french } from './texts-fr';
import type { Words } from './words';

const words: Record<Language, Words> = { fr: french, en: english };

/**
 * Subject and text of a notice that leaves at an instant (epoch milliseconds), in its reader's language; instants in the
 * contract's zone, with the zone's name. One that leaves late says so.
 */
export function noticeText(notice: Notice, nowMs: number, publicUrl?: string): { subject: string; text: string } {
  const language = words[notice.language];
  const facts = {
    due: notice.dueAt === null ? '' : instantText(notice.dueAt, notice),
    at: instantText(notice.at, notice),
    target: notice.targetMs === null ? '' : durationText(notice.targetMs, notice.language),
  };
  const { subject, lines } = language.texts[notice.template](notice, facts);
  const link =
    publicUrl === undefined ? [] : [`${language.link} ${new URL(`/#/tickets/${notice.reference}`, publicUrl).href}`];
  return {
    subject: oneLine(`[${notice.reference}] ${subject}`),
    text: [...lines, '', ...latenessText(notice, nowMs), ...link, language.footer, ''].join('\n'),
  };
}

function instantText(at: string, { language, zone }: Notice): string {
  const format = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone: zone,
    dateStyle: 'full',
    timeStyle: 'long',
  });
  return format.format(new Date(at));
}

function durationText(ms: number, language: Language): string {
  const seconds = ms / 1000;
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ] as const;
  const text = parts.flatMap(([amount, unit]) => (amount > 0 ? [`${amount} ${unit}`] : [])).join(' ') || '0 s';
  return language === 'fr' ? `${text} de support` : `${text} of support`;
}
