import { escapeHtml } from '../../domain/html';
import type { MaintenanceNotice } from '../../domain/maintenance/notices';

/** What a mail says, before it is made a text and a page. */
export interface Letter {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** What it is about, each with its name. */
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** What a notice has to say, in words of its language: instants in the client's zone, with the zone's name. */
export interface Shown {
  readonly starts: string;
  readonly ends: string;
  readonly startedBefore: string;
  readonly endedBefore: string;
  readonly environments: string;
  readonly downtime: string;
  readonly lasted: string;
  readonly why: string;
  readonly reason: string;
  readonly version: string;
}

/** The facts of a notice in words. */
export function shownOf(notice: MaintenanceNotice): Shown {
  const { language, zone, window, before, environments, expectedDowntimeMinutes, why, reason, work } = notice;
  const at = (instant: string | undefined): string =>
    instant === undefined ? '' : instantText(instant, language, zone);
  return {
    starts: at(window.startsAt),
    ends: at(window.endsAt),
    startedBefore: at(before?.startsAt),
    endedBefore: at(before?.endsAt),
    environments: environments.join(', '),
    downtime: minutesText(expectedDowntimeMinutes),
    lasted: minutesText(notice.downtimeMinutes ?? 0),
    why: why[language],
    reason: reason?.[language] ?? '',
    version: work.kind === 'promotion' ? `${work.product} ${work.version}` : '',
  };
}

export function instantText(at: string, language: MaintenanceNotice['language'], zone: string): string {
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

export function plainText({ paragraphs, facts }: Letter, footer: string): string {
  const listed = facts.map(([name, value]) => `${name} ${value}`);
  return [...paragraphs.flatMap((one) => [one, '']), ...listed, '', footer, ''].join('\n');
}

/** A page without scripts, images or addresses elsewhere: whatever was typed is text in it. */
export function pageText({ subject, paragraphs, facts }: Letter, footer: string, language: string): string {
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
