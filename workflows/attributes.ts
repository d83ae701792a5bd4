import { defineSearchAttributeKey, SearchAttributeType, type SearchAttributeUpdatePair } from '@temporalio/common';
import { nextDeadlineMs } from '../domain/ticket/answer';
import type { TicketState } from '../domain/ticket/schema';

/** So that Temporal's own pages are of use; no personal data. Registered by the stack and by the deployment. */
export const searchAttributes = {
  client: defineSearchAttributeKey('CadranClient', SearchAttributeType.KEYWORD),
  priority: defineSearchAttributeKey('CadranPriority', SearchAttributeType.KEYWORD),
  level: defineSearchAttributeKey('CadranLevel', SearchAttributeType.KEYWORD),
  status: defineSearchAttributeKey('CadranStatus', SearchAttributeType.KEYWORD),
  nextDeadline: defineSearchAttributeKey('CadranNextDeadline', SearchAttributeType.DATETIME),
} as const;

/** What they are for a ticket; null for what it has none of. */
export function ticketAttributes(state: TicketState): SearchAttributeUpdatePair[] {
  const nextMs = nextDeadlineMs(state);
  return [
    { key: searchAttributes.client, value: state.opening.client },
    { key: searchAttributes.priority, value: state.priority },
    { key: searchAttributes.level, value: state.level },
    { key: searchAttributes.status, value: state.status },
    { key: searchAttributes.nextDeadline, value: nextMs === undefined ? null : new Date(nextMs) },
  ];
}

/** The same as the server registers them. */
export const registeredAttributes = [
  { name: 'CadranClient', type: 'Keyword' },
  { name: 'CadranPriority', type: 'Keyword' },
  { name: 'CadranLevel', type: 'Keyword' },
  { name: 'CadranStatus', type: 'Keyword' },
  { name: 'CadranNextDeadline', type: 'Datetime' },
] as const;
