import { isUtf8 } from 'node:buffer';
import { Problem, type FieldError } from './problem';

/** What objects of JavaScript have by themselves: as names of a body's members they could become what everything inherits. */
const inherited: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** No operation takes anything that lies deeper. */
const deepest = 64;

/**
 * Refuses a body that two readers could take for two different things: bytes that are no UTF-8, and objects with the same
 * name twice (I-JSON, RFC 7493 §2.3) or with one that objects have by themselves, at any depth; and one that is all depth. For
 * `verify` of express's JSON parser, which calls it before it parses.
 */
export function strictJson(_request: unknown, _response: unknown, body: Buffer, encoding: string): void {
  if (encoding !== 'utf-8') throw new Problem(415, 'unsupported-media-type');
  if (!isUtf8(body)) throw new Problem(400, 'invalid-json');
  const fault = faultOf(body.toString('utf8'));
  if (fault) throw new Problem(400, 'invalid-request', { errors: [fault] });
}

/** Paths are told up to here. */
const longestPath = 200;

/**
 * Strings, and what begins and ends a thing; all else between them is of no account here. A string that does not end reaches to
 * the end of the text: were it none, each quote in it would be tried anew, for a time that grows with the square.
 */
const parts = /"(?:[^"\\]|\\(?:.|$))*(?:"|$)|[{}[\],:]/gs;

/** An object with the names that it has had, or an array; and where one is in it. */
interface Open {
  readonly names: Set<string> | null;
  at: string | number;
}

/** The first thing that must not be, with its path. What is no JSON at all is left to the parser. */
function faultOf(text: string): FieldError | undefined {
  const open: Open[] = [];
  const fault = (message: string): FieldError => ({
    field: open
      .map(({ at }) => at)
      .join('.')
      .slice(0, longestPath),
    message,
  });
  let last = '';
  for (const [part] of text.matchAll(parts)) {
    const inner = open.at(-1);
    if (part === '{') open.push({ names: new Set(), at: '' });
    else if (part === '[') open.push({ names: null, at: 0 });
    else if (part === '}' || part === ']') open.pop();
    else if (part === ',' && typeof inner?.at === 'number') inner.at += 1;
    else if (part === ':' && inner?.names) {
      inner.at = plain(last);
      if (inner.names.has(inner.at)) return fault('this name stands twice in one object');
      if (inherited.includes(inner.at)) return fault('no field has this name');
      inner.names.add(inner.at);
    }
    if (open.length > deepest) return fault('nothing lies so deep');
    last = part;
  }
  return undefined;
}

/** The name that a string of JSON stands for, however it is escaped. */
function plain(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
