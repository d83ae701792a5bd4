import { attachmentTypes, type AttachmentType } from './types';

/** What a name may not have in one of the systems that it is saved on; turns of the direction of writing hide an ending. */
const unfit = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}<>:"|?*]/gu;
/** Windows takes them for machines. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
const longest = 120;

/**
 * The name under which an attachment is kept and saved: the last part of a path, without what no file may be called, and with an
 * ending of what it is: a page called `.png` was refused before, a text called `.bat` becomes `.bat.txt`.
 */
export function attachmentName(given: string, type: AttachmentType): string {
  const last = given.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .replace(unfit, '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .replace(reserved, '_$&');
  const [ending, ...others]: readonly [string, ...string[]] = attachmentTypes[type];
  const has = /\.([^.]+)$/.exec(plain)?.[1]?.toLowerCase() ?? '';
  const fits = has === ending || others.includes(has);
  const stem = fits ? plain.slice(0, -has.length - 1) : plain;
  // Cut between characters, not within one.
  const short = Array.from(stem === '' ? 'attachment' : stem).slice(0, longest);
  return `${short.join('').trimEnd()}.${fits ? has : ending}`;
}
