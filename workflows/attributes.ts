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

/** Of a ticket those that seldom change: each change of one is an event of its history, a write of the server, and is billed. */
export function ticketAttributes(state: TicketState): SearchAttributeUpdatePair[] {
  return [
    { key: searchAttributes.client, value: state.opening.client },
    { key: searchAttributes.priority, value: state.priority },
    { key: searchAttributes.level, value: state.level },
  ];
}

/** The same and those that each command changes, as the lives have that an older Cadran began. */
export function changingAttributes(state: TicketState): SearchAttributeUpdatePair[] {
  const nextMs = nextDeadlineMs(state);
  return [
    ...ticketAttributes(state),
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
