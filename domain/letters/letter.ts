import { escapeHtml } from '../html';
import type { Language } from '../languages';

/** What a notice says, before it is made a text and a page. */
export interface Letter {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** What it is about, each with its name. */
  readonly facts: readonly (readonly [name: string, value: string])[];
}

export function instantText(at: string, language: Language, zone: string): string {
  const format = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone: zone,
    dateStyle: 'full',
    timeStyle: 'short',
  });
  return `${format.format(new Date(at))} (${zone})`;
}

/** The same in both languages: `45 min`, `1 h 30 min`. */
export function minutesText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** A notice as it leaves: what is previewed is made by the same functions as what is sent. */
export interface Written {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A letter with its foot, as a text and as a page. Header values are one line: a title with a line break must not become another header. */
export function written(letter: Letter, footer: string, language: Language): Written {
  const one = { ...letter, subject: oneLine(letter.subject) };
  return { subject: one.subject, text: plainText(one, footer), html: pageText(one, footer, language) };
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function plainText({ paragraphs, facts }: Letter, footer: string): string {
  const listed = facts.map(([name, value]) => `${name} ${value}`);
  return [...paragraphs.flatMap((one) => [one, '']), ...listed, '', footer, ''].join('\n');
}

/** A page without scripts, images or addresses elsewhere: whatever was typed is text in it. */
function pageText({ subject, paragraphs, facts }: Letter, footer: string, language: Language): string {
  const rows = facts.map(
    ([name, value]) =>
      `<tr><th scope="row" style="text-align:left;padding:2px 12px 2px 0">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`,
  );
  return [
    '<!doctype html>',
    `<html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>`,
    '<body style="font-family:sans-serif;max-width:40em">',
    ...paragraphs.map((one) => `<p>${escapeHtml(one).replaceAll('\n', '<br>')}</p>`),
    `<table>${rows.join('')}</table>`,
    `<p style="color:#555">${escapeHtml(footer)}</p>`,
    '</body></html>',
  ].join('\n');
}
