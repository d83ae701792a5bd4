import { createHash } from 'node:crypto';
import { escapeHtml } from '../../domain/html';
import type { Language } from '../../domain/languages';
import type { PublicStatus } from '../../domain/maintenance/public-status';
import { statusTexts } from './texts';

const STYLE = `:root{color-scheme:light dark;--back:#f4f6f7;--card:#fff;--text:#17242b;--quiet:#54646d;--line:#d5dde1;--good:#1b6e3c;--bad:#a6281f}
@media (prefers-color-scheme:dark){:root{--back:#11191d;--card:#1a252a;--text:#e6edf0;--quiet:#a3b3bb;--line:#35444b;--good:#7bd49b;--bad:#ff9a91}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--text);font:1rem/1.5 system-ui,sans-serif}
main{max-width:36rem;margin:0 auto;padding:1rem}
section{margin:1rem 0;padding:1rem;background:var(--card);border:1px solid var(--line);border-radius:.6rem;overflow-wrap:anywhere}
h1{margin:.5rem 0;font-size:1.25rem;overflow-wrap:anywhere}
h2{margin:0 0 .5rem;font-size:1.15rem}
p{margin:.4rem 0}
.good{color:var(--good)}
.bad{color:var(--bad)}
footer,.quiet{color:var(--quiet);font-size:.9rem}
a{color:inherit}`;

/** What the page may show itself with: its own style and nothing else. */
export const statusPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256')
  .update(STYLE)
  .digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

export interface StatusPage {
  readonly language: Language;
  /** The zone in which its users read the clock. */
  readonly zone: string;
}

/** The page of an environment's status: no script, readable on a telephone, asked again by the browser each minute. */
export function statusPage(status: PublicStatus, { language, zone }: StatusPage): string {
  const texts = statusTexts[language];
  const { name, available, closed, next, backSince, asOf } = status;
  const at = (instant: string): string =>
    `<time datetime="${instant}">${escapeHtml(wallClock(instant, language, zone))}</time>`;
  const state = closed
    ? [
        `<h2 class="bad">${texts.closed}</h2>`,
        `<p>${escapeHtml(closed.why[language])}</p>`,
        `<p>${texts.kind[closed.kind]}</p>`,
        `<p>${texts.since} ${at(closed.since)}.</p>`,
        `<p>${closed.until === null ? texts.untilUnknown : `${texts.until} ${at(closed.until)}.`}</p>`,
      ]
    : [
        `<h2 class="good">${texts.available}</h2>`,
        ...(backSince === null ? [] : [`<p>${texts.backSince} ${at(backSince)}.</p>`]),
      ];
  const coming = next
    ? [
        `<p>${texts.from} ${at(next.startsAt)} ${texts.to} ${at(next.endsAt)}.</p>`,
        `<p>${escapeHtml(texts.downtime(next.expectedDowntimeMinutes))}</p>`,
        `<p>${escapeHtml(next.why[language])}</p>`,
      ]
    : [`<p>${texts.nothing}</p>`];
  return document(language, `${available ? texts.available : texts.closed} (${name})`, [
    `<h1>${texts.title} <span class="quiet">${escapeHtml(name)}</span></h1>`,
    `<section role="status">${state.join('\n')}</section>`,
    `<section><h2>${next ? texts.next[next.kind] : texts.noNext}</h2>${coming.join('\n')}</section>`,
    `<footer>${texts.asOf} ${at(asOf)} (${escapeHtml(zone)}). ${otherLanguage(language)}</footer>`,
  ]);
}

/** In the place of a status that is not there, or that cannot be read just now. */
export function noStatusPage(language: Language, why: 'unknown' | 'away'): string {
  const texts = statusTexts[language];
  return document(language, texts[why], [`<h1>${texts[why]}</h1>`, `<footer>${otherLanguage(language)}</footer>`]);
}

function otherLanguage(language: Language): string {
  return language === 'fr' ? '<a href="?lang=en" lang="en">English</a>' : '<a href="?lang=fr" lang="fr">Français</a>';
}

function wallClock(instant: string, language: Language, zone: string): string {
  const options = { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
  return new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { ...options, ...time }).format(
    Date.parse(instant),
  );
}

function document(language: Language, title: string, parts: readonly string[]): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="60">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body><main>
${parts.join('\n')}
</main></body>
</html>
`;
}
