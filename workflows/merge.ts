import { condition, defineSignal, getExternalWorkflowHandle } from '@temporalio/workflow';
import type { Duplicate, TicketState } from '../domain/ticket/schema';
import { ticketWorkflowId } from './messages';

/**
 * A Signal, because the duplicate has ended by then and decides nothing by an answer: the ticket that it was merged into learns of
 * it and of who reported it. Its ticket takes the same one once.
 */
export const duplicateSignal = defineSignal<[Duplicate]>('duplicate');

/** Whether the ticket was merged into one that does not know yet; a run does not end before. */
export function hasToTellMerge({ merged, mergeTold }: TicketState): boolean {
  return Boolean(merged) && mergeTold !== true;
}

/** Tells the ticket that this one is merged into, once it is. A ticket that ended in the meantime is told no more. */
export async function tellMerge(state: () => TicketState, told: (outcome: 'told' | 'ended') => void): Promise<void> {
  await condition(() => hasToTellMerge(state()));
  const { opening, merged } = state();
  if (!merged) return;
  const { reference, requester } = opening;
  const { role, email, language } = requester;
  const reporter = role === 'client' && email !== null ? { email, language } : null;
  try {
    await getExternalWorkflowHandle(ticketWorkflowId(merged.into)).signal(duplicateSignal, { reference, reporter });
    told('told');
  } catch {
    // The server knows no such workflow any more, or none that runs: nothing else makes a Signal fail.
    told('ended');
  }
}
