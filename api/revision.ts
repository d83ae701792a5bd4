import { z } from 'zod';
import { Problem } from './problem';

/** The reader's own copy: answered with 304 while it is up to date. */
export const readerHeaders = z.strictObject({
  'if-none-match': z
    .string()
    .max(500)
    .optional()
    .describe('The ETag of the copy that you have: answered with 304 while nothing has changed.'),
});

export const changerHeaders = z.strictObject({
  'if-match': z.string().max(500).optional().describe('The ETag of the entry that you change; 428 without it.'),
});

/** What a revision is called in `ETag`: a strong one, the same for all who see the entry. */
export function tagOf(revision: number): string {
  return `"${revision}"`;
}

/** Whether the reader's copy is up to date: compared weakly, as a proxy may have made the tag weak (RFC 9110). */
export function isCopy(tags: string | undefined, revision: number): boolean {
  const known = tags?.split(/, */).map((tag) => tag.replace(/^W\//, '')) ?? [];
  return known.includes('*') || known.includes(tagOf(revision));
}

/**
 * Throws a 412 problem where a change does not name the revision that is there (RFC 9110 §13.1.1): a tag without its quotes, or a
 * weak one, names none.
 */
export function checkRevision(named: string, revision: number): void {
  const tags = named.split(/, ?/);
  if (tags.includes(tagOf(revision))) return;
  const unquoted = tags.find((tag) => !/^(?:W\/)?"[!#-~]*"$/.test(tag));
  throw new Problem(412, 'changed-meanwhile', {
    ...(unquoted === undefined
      ? {}
      : { errors: [{ field: 'header.if-match', message: 'an ETag stands in its quotes, such as "3"' }] }),
  });
}

/** The tags that a change names; `*` names none. Throws 428. */
export function namedRevision({ 'if-match': named }: z.output<typeof changerHeaders>): string {
  if (named === undefined || named === '*') throw new Problem(428, 'revision-required');
  return named;
}
