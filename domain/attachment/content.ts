import type { AttachmentType } from './types';

/** As far as a browser looks when it guesses what it was given (WHATWG MIME Sniffing §7: 1445 bytes). */
const looked = 1445;
/** What a browser would run or draw as a page, in whatever it stands. */
const page =
  /<(?:!doctype|\?php|(?:[\w.-]+:)?(?:html|head|body|script|iframe|frameset|svg|style|object|embed|applet|meta|link|form|img)[\s/>])|w3\.org\/(?:1999\/xhtml|2000\/svg)/i;
/** A text that begins so is a page's comment or a program. */
const program = /^\s*(?:<!--|#!)/;

interface Signature {
  readonly type: AttachmentType;
  readonly begins: RegExp;
  /** Whether it ends as such a file does: what has something behind it may be two things at once. */
  readonly whole: (bytes: Uint8Array) => boolean;
}

const signatures: readonly Signature[] = [
  {
    type: 'image/png',
    begins: /^\x89PNG\r\n\x1a\n/,
    whole: (bytes) => latin(bytes.subarray(-12)) === '\0\0\0\0IEND\xaeB`\x82',
  },
  { type: 'image/jpeg', begins: /^\xff\xd8\xff/, whole: () => true },
  { type: 'image/gif', begins: /^GIF8[79]a/, whole: (bytes) => bytes.at(-1) === 0x3b },
  { type: 'image/webp', begins: /^RIFF[^]{4}WEBPVP8[ LX]/, whole: isWholeRiff },
  { type: 'application/pdf', begins: /^%PDF-\d/, whole: (bytes) => latin(bytes.subarray(-1024)).includes('%%EOF') },
  { type: 'application/zip', begins: /^PK(?:\x03\x04|\x05\x06)/, whole: endsAsArchive },
  { type: 'application/gzip', begins: /^\x1f\x8b\x08/, whole: () => true },
];
const archives: readonly AttachmentType[] = ['application/zip', 'application/gzip'];

/**
 * What a content is, whatever its name and its sender call it; `undefined` for what is not taken: pages, drawings and programs,
 * files that are two things at once, and all that is not known.
 */
export function typeOfContent(bytes: Uint8Array): AttachmentType | undefined {
  const head = latin(bytes.subarray(0, looked));
  const binary = signatures.find(({ begins }) => begins.test(head));
  if (binary && archives.includes(binary.type)) return binary.whole(bytes) ? binary.type : undefined;
  if (page.test(head)) return undefined;
  if (binary) return binary.whole(bytes) && !endsAsArchive(bytes) ? binary.type : undefined;
  return isPlainText(bytes) && !program.test(head.replace(/^\xef\xbb\xbf/, '')) ? 'text/plain' : undefined;
}

/** One character for each byte. */
function latin(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

function isWholeRiff(bytes: Uint8Array): boolean {
  const told = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(4, true);
  return told + 8 === bytes.length;
}

/** An archive is found from its end, whatever stands before it: programs of Java begin as a picture. */
function endsAsArchive(bytes: Uint8Array): boolean {
  const endLength = 22;
  const longestComment = 0xffff;
  const from = Math.max(0, bytes.length - endLength - longestComment);
  for (let at = bytes.length - endLength; at >= from; at -= 1) {
    const isEnd = bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === 5 && bytes[at + 3] === 6;
    const comment = (bytes[at + 20] ?? 0) + (bytes[at + 21] ?? 0) * 256;
    if (isEnd && at + endLength + comment === bytes.length) return true;
  }
  return false;
}

/** UTF-8 without control characters but those of texts and terminals (tab, line ends, form feed, backspace, escape). */
function isPlainText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.length > 0 && !/[\u0000-\u0007\u000b\u000e-\u001a\u001c-\u001f\u007f]/.test(text);
  } catch {
    return false;
  }
}
