import { mailPage } from './mail-page';
import type { MailFolder } from './stored-mail';

/** What the mail sink answers to one HTTP request. */
export interface MailAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
}

/**
 * Reads the received mails back: `GET /` a page for people, `GET /messages?to=&messageId=&after=` JSON, newest first,
 * `GET /messages/:id` the source, `DELETE /messages`, `GET /health`.
 * @param target path and query as requested
 */
export async function answerMailRequest(mails: MailFolder, method: string, target: string): Promise<MailAnswer> {
  const { pathname, searchParams } = new URL(target, 'http://sink');
  const id = /^\/messages\/([\w.-]+)$/.exec(pathname)?.[1];
  switch (`${method} ${id === undefined ? pathname : '/messages/:id'}`) {
    case 'GET /':
      return { status: 200, type: 'text/html; charset=utf-8', body: mailPage(mails.list()) };
    case 'GET /health':
      return json(200, { status: 'ok' });
    case 'GET /messages':
      return listMails(mails, searchParams);
    case 'GET /messages/:id': {
      const body = mails.raw(id ?? '');
      return body ? { status: 200, type: 'message/rfc822', body } : json(404, { error: 'no such mail' });
    }
    case 'DELETE /messages':
      return json(200, { deleted: await mails.clear() });
    default:
      return json(404, { error: 'no such page' });
  }
}

function listMails(mails: MailFolder, query: URLSearchParams): MailAnswer {
  const after = query.get('after') ?? undefined;
  if (after !== undefined && Number.isNaN(Date.parse(after))) {
    return json(400, { error: 'after: an ISO instant is expected' });
  }
  const messageId = query.get('messageId') ?? undefined;
  return json(200, mails.list({ to: query.get('to') ?? undefined, messageId, after }));
}

function json(status: number, body: unknown): MailAnswer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(body) };
}
