import { createHash } from 'node:crypto';
import type { IssuerAnswer } from './issuer-plan';
import { pageTexts, type PageFault, type PageLanguage } from './issuer-texts';
import type { SampleUser } from './sample-users';

export type { PageLanguage } from './issuer-texts';

export interface SignInPage {
  readonly language: PageLanguage;
  /** The parameters of the request, handed on with what is typed. */
  readonly carried: readonly (readonly [string, string])[];
  readonly users: readonly SampleUser[];
  readonly redirectUri: string;
  /** The e-mail that was just refused. */
  readonly refusedAs?: string;
}

const STYLE = `
:root { color-scheme: light dark; --back: #f4f6f7; --card: #fff; --text: #17242b; --quiet: #54646d; --line: #d5dde1;
  --accent: #0f6b68; --on-accent: #fff; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --back: #11191d; --card: #1a252a; --text: #e6edf0; --quiet: #a3b3bb;
  --line: #35444b; --accent: #5cc7c1; --on-accent: #06201f; --bad: #ff9a91; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 27rem; margin: 3rem auto; padding: 1.5rem; background: var(--card); border: 1px solid var(--line);
  border-radius: 0.6rem; }
h1 { margin: 0 0 1rem; font-size: 1.5rem; }
h2 { margin: 1.75rem 0 0; font-size: 1.05rem; }
label { display: block; margin-bottom: 0.8rem; }
input { display: block; width: 100%; padding: 0.5rem; border: 1px solid var(--quiet); border-radius: 0.3rem;
  background: var(--card); color: inherit; font: inherit; }
button { padding: 0.5rem 1rem; border: 1px solid var(--accent); border-radius: 0.3rem; background: var(--accent);
  color: var(--on-accent); font: inherit; cursor: pointer; }
.samples button { display: block; width: 100%; margin-top: 0.4rem; border-color: var(--line); background: none;
  color: inherit; text-align: left; }
.quiet, small { color: var(--quiet); }
.bad { color: var(--bad); }
a { color: var(--accent); }
`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** The page where people sign in: it needs no script, and nothing from another address. */
export function signInPage({ language, carried, users, redirectUri, refusedAs }: SignInPage): IssuerAnswer {
  const texts = pageTexts[language];
  const hidden = carried
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escape(value)}">`)
    .join('');
  const other = new URLSearchParams(Object.fromEntries(carried));
  other.set('ui_locales', language === 'fr' ? 'en' : 'fr');
  const samples = users.map(
    ({ email, name, role, client }) =>
      `<button name="username" value="${escape(email)}">${escape(name)} <small>${escape(
        [email, texts.roles[role] ?? role, client].filter(Boolean).join(' · '),
      )}</small></button>`,
  );
  return page(
    refusedAs === undefined ? 200 : 400,
    language,
    texts.title,
    `${refusedAs === undefined ? '' : `<p class="bad" role="alert">${texts.wrong}</p>`}
<form method="post" action="authorize">${hidden}
<label>${texts.email}<input name="username" type="email" autocomplete="username" maxlength="200" required autofocus value="${escape(refusedAs ?? '')}"></label>
<label>${texts.password}<input name="password" type="password" autocomplete="current-password" maxlength="200" required></label>
<button id="sign-in">${texts.submit}</button>
</form>
<h2>${texts.samples}</h2>
<p class="quiet">${texts.samplesHelp}</p>
<form class="samples" method="post" action="authorize">${hidden}<input type="hidden" name="password" value="${escape(users[0]?.password ?? '')}">
${samples.join('\n')}
</form>
<p><a lang="${language === 'fr' ? 'en' : 'fr'}" href="authorize?${escape(other.toString())}">${texts.other}</a></p>`,
    // A browser holds the way back to the portal to this rule too: it follows a form.
    `'self' ${new URL(redirectUri).origin}`,
  );
}

/** Why a sign-in cannot go on, where there is no address that may be told. */
export function errorPage(language: PageLanguage, fault: PageFault): IssuerAnswer {
  const texts = pageTexts[language];
  return page(400, language, texts.fault, `<p>${texts.faults[fault]}</p>`, "'none'");
}

export function signedOutPage(language: PageLanguage): IssuerAnswer {
  const texts = pageTexts[language];
  return page(200, language, texts.signedOut, `<p>${texts.signedOutText}</p>`, "'none'");
}

function page(status: number, language: PageLanguage, title: string, content: string, targets: string): IssuerAnswer {
  const body = `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>${STYLE}</style></head>
<body><main><h1>${title}</h1>
${content}
</main></body></html>
`;
  const policy = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action ${targets}; base-uri 'none'; frame-ancestors 'none'`;
  return {
    status,
    body,
    headers: {
      'content-security-policy': policy,
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    },
  };
}

function escape(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39' };
  return text.replace(/[&<>"']/g, (character) => `&${entities[character] ?? ''};`);
}
