import { TypedSearchAttributes, type SearchAttributePair } from '@temporalio/common';
import type { WorkflowStartOptions } from '@temporalio/client';
import { openedTicket } from '../domain/ticket/evolve';
import { ticketAttributes } from '../workflows/attributes';
import { ticketQueue, ticketWorkflowId, type TicketInput } from '../workflows/messages';
import { workflowTaskTimeoutMs } from './workflow-task';

/** How a ticket's workflow is started; the fingerprint is that of all but its reference and instant of opening. */
export function ticketStart(input: TicketInput, fingerprint: string) {
  const { opening, carried } = input;
  const known = ticketAttributes(carried?.state ?? openedTicket(opening));
  return {
    workflowId: ticketWorkflowId(opening.reference),
    taskQueue: ticketQueue,
    args: [{ ...input, publishAdmitted: true, fewAttributes: true }] as [TicketInput],
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    workflowIdConflictPolicy: 'FAIL',
    workflowTaskTimeout: workflowTaskTimeoutMs,
    memo: { fingerprint, openedAt: opening.openedAt, ...(opening.imported ? { part: opening.imported.part } : {}) },
    staticSummary: `${opening.priority} ${opening.client}/${opening.environment}`,
    typedSearchAttributes: new TypedSearchAttributes(
      known.filter((one) => one.value !== null) as SearchAttributePair[],
    ),
  } satisfies WorkflowStartOptions;
}
