import PostalMime, { type Email } from 'postal-mime';

/** Deeper, or with larger heads, no mail program writes. */
const limits = { maxNestingDepth: 30, maxHeadersSize: 256 * 1024 };

/** A mail with its text, of a mail that is a page alone too. @throws where it can't be read */
export async function parsedMail(raw: Uint8Array): Promise<Email> {
  const email = await PostalMime.parse(raw, limits);
  if (email.html === undefined || /\S/.test(email.text ?? '')) return email;
  return { ...email, text: await textOfPage(email.html) };
}

/** The parser makes text of a page where it stands beside a text. */
async function textOfPage(html: string): Promise<string> {
  const both = [
    'Content-Type: multipart/mixed; boundary=part',
    '',
    '--part',
    'Content-Type: text/plain',
    '',
    ' ',
    '--part',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(html).toString('base64').replace(/.{76}/g, '$&\r\n'),
    '--part--',
    '',
  ];
  return (await PostalMime.parse(both.join('\r\n'), limits)).text ?? '';
}
