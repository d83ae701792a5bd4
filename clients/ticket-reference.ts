import { createHash, randomBytes } from 'node:crypto';

type Kind = 'T' | 'A' | 'M';

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The letter of what is meant, a ticket, an anomaly or a maintenance, and ten letters that people can read out (no I, L, O, U), from at least 7 bytes. */
function referenceFrom(kind: Kind, bytes: Buffer): string {
  return `${kind}-${[...bytes.subarray(0, 10)].map((byte) => letters[byte % 32] ?? '0').join('')}`;
}

/** A reference drawn by chance; the workflow id proves it unique. */
export function drawnReference(kind: Kind = 'T'): string {
  return referenceFrom(kind, randomBytes(10));
}

/** The reference of what is named by some words, always the same: what is opened or imported twice is one ticket. */
export function referenceOf(...words: readonly string[]): string {
  return referenceFrom('T', digestOf(words));
}

/** The same for a maintenance. */
export function maintenanceReferenceOf(...words: readonly string[]): string {
  return referenceFrom('M', digestOf(words));
}

/** The same of an anomaly. */
export function anomalyReferenceOf(...words: readonly string[]): string {
  return referenceFrom('A', digestOf(words));
}

const digestOf = (words: readonly string[]): Buffer => createHash('sha256').update(JSON.stringify(words)).digest();
