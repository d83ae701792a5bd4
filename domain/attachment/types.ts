/**
 * What may be attached, by what the content is, with the endings that a name of it may have: the first is added where a name has
 * none of them. Archives are not looked into.
 */
export const attachmentTypes = {
  'text/plain': [
    ...['txt', 'log', 'csv', 'tsv', 'json', 'ndjson', 'har', 'xml', 'yaml', 'yml', 'md', 'sql', 'ini', 'cfg', 'conf'],
    ...['properties', 'toml', 'diff', 'patch', 'eml'],
  ],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
  'application/zip': ['zip', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp'],
  'application/gzip': ['gz', 'tgz'],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type AttachmentType = keyof typeof attachmentTypes;

export const attachmentTypeNames = Object.keys(attachmentTypes) as [AttachmentType, ...AttachmentType[]];

/** The endings of all that is taken, for people. */
export const attachmentEndings: readonly string[] = Object.values(attachmentTypes).flat();
