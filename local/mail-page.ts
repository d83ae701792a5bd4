import { escapeHtml as escape } from '../domain/html';
import type { StoredMail } from './stored-mail';

/** The page on which a person looks at the mails received, newest first. */
export function mailPage(mails: readonly StoredMail[]): string {
  const list = mails.map(mailEntry).join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mails (${mails.length})</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1f; background: #fff; }
  details { border-top: 1px solid #d5d5dd; padding: .6rem 0; }
  summary { cursor: pointer; }
  .meta { color: #55555f; font-size: .875rem; overflow-wrap: anywhere; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
  @media (prefers-color-scheme: dark) { body { color: #ececf1; background: #17171a; } .meta { color: #b0b0bb; } a { color: #9ecbff; } }
</style>
</head>
<body>
<h1>Mails received (${mails.length})</h1>
<p class="meta">Mails of the embedded stack stop here: nothing leaves this machine. Reload to see new ones.</p>
${list || '<p>None yet.</p>'}
</body>
</html>`;
}

function mailEntry(mail: StoredMail): string {
  const raw = `<a href="/messages/${encodeURIComponent(mail.id)}">source</a>`;
  return `<details>
<summary><strong>${escape(mail.subject) || '(no subject)'}</strong><br><span class="meta">to ${escape(mail.to.join(', '))}, ${escape(mail.receivedAt)}</span></summary>
<p class="meta">From ${escape(mail.from)}. ${replyTo(mail)}Message-ID ${escape(mail.messageId ?? 'none')}. ${raw}</p>
<pre>${escape(mail.text)}</pre>
</details>`;
}

/** Where an answer goes: a newcomer copies it from here to answer a ticket by mail. */
function replyTo({ headers }: StoredMail): string {
  const address = headers['reply-to'];
  return address === undefined ? '' : `Reply-To <code>${escape(address)}</code>. `;
}
