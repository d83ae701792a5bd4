import type { Language } from '../languages';

const months = {
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
} as const;

/** A day (`2027-02-01`) as it is written; no zone data is asked, so that a text is the same on every machine. */
export function dayText(date: string, language: Language): string {
  const [year = '', month = '', day = ''] = date.split('-');
  const number = language === 'fr' && day === '01' ? '1er' : String(Number(day));
  return `${number} ${months[language][Number(month) - 1] ?? month} ${year}`;
}
