import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** So that Temporal's own pages are of use; no personal data. Registered by the stack and by the deployment. */
export const searchAttributes = {
  client: defineSearchAttributeKey('CadranClient', SearchAttributeType.KEYWORD),
  priority: defineSearchAttributeKey('CadranPriority', SearchAttributeType.KEYWORD),
  level: defineSearchAttributeKey('CadranLevel', SearchAttributeType.KEYWORD),
  status: defineSearchAttributeKey('CadranStatus', SearchAttributeType.KEYWORD),
  nextDeadline: defineSearchAttributeKey('CadranNextDeadline', SearchAttributeType.DATETIME),
} as const;

/** The same as the server registers them. */
export const registeredAttributes = [
  { name: 'CadranClient', type: 'Keyword' },
  { name: 'CadranPriority', type: 'Keyword' },
  { name: 'CadranLevel', type: 'Keyword' },
  { name: 'CadranStatus', type: 'Keyword' },
  { name: 'CadranNextDeadline', type: 'Datetime' },
] as const;
