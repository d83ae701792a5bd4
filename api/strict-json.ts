import { isUtf8 } from 'node:buffer';
import { Problem } from './problem';

/**
 * Refuses a body that two readers could take for two different things: bytes that are no UTF-8, and objects with the same
 * name twice (I-JSON, RFC 7493 §2.3). For `verify` of express's JSON parser, which calls it before it parses.
 */
export function strictJson(_request: unknown, _response: unknown, body: Buffer, encoding: string): void {
  if (encoding !== 'utf-8') throw new Problem(415, 'unsupported-media-type');
  if (!isUtf8(body) || repeatsName(body.toString('utf8'))) throw new Problem(400, 'invalid-json');
}

/** Strings, and what begins and ends a thing; all else between them is of no account here. */
const parts = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;

/** Whether an object of the text has a name twice. What is no JSON at all is left to the parser. */
function repeatsName(text: string): boolean {
  const open: (Set<string> | null)[] = [];
  let last = '';
  for (const [part] of text.matchAll(parts)) {
    if (part === '{') open.push(new Set());
    else if (part === '[') open.push(null);
    else if (part === '}' || part === ']') open.pop();
    else if (part === ':') {
      const names = open.at(-1);
      const name = plain(last);
      if (names?.has(name)) return true;
      names?.add(name);
    }
    last = part;
  }
  return false;
}

/** The name that a string of JSON stands for, however it is escaped. */
function plain(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
