import { condition, defineSignal, getExternalWorkflowHandle, patched, setHandler } from '@temporalio/workflow';
import { duplicatesToTell, hasToTellMerge, whyNotTake } from '../domain/ticket/duplicates';
import type { Duplicate, TicketState } from '../domain/ticket/schema';
import { refused } from './command-handler';
import { takenDuplicatesSchema, takeDuplicatesUpdate, ticketWorkflowId } from './messages';
import { workflowNow } from './shell';
import type { TicketShell } from './ticket-commands';

/**
 * A Signal, because the duplicate has ended by then and decides nothing by an answer: the ticket that it was merged into learns of
 * it and of who reported it. Its ticket takes the same one once.
 */
export const duplicateSignal = defineSignal<[Duplicate]>('duplicate');

/** Sets the handlers of what a duplicate tells, before and after its end. */
export function bindDuplicates(shell: TicketShell): void {
  const take = (duplicate: Duplicate): void => {
    shell.give({ type: 'take-duplicate', nowMs: workflowNow(), duplicate });
  };
  setHandler(duplicateSignal, take);
  setHandler(
    takeDuplicatesUpdate,
    ({ duplicates }) => {
      duplicates.forEach(take);
      return null;
    },
    {
      validator: (request) => {
        const unable = whyNotTake(shell.state, takenDuplicatesSchema.parse(request).duplicates);
        if (unable) throw refused(unable);
      },
    },
  );
}

/** What became of the telling, and how many of those who followed the duplicate were told of by then. */
export interface MergeTold {
  readonly outcome: 'told' | 'ended';
  readonly followers?: number;
}

/**
 * Tells the ticket that this one is merged into, once it is, and of whoever follows this one: those who reported what was merged
 * into it go on following. A ticket that ended in the meantime is told no more.
 */
export async function tellMerge(state: () => TicketState, told: (what: MergeTold) => void): Promise<void> {
  for (;;) {
    await condition(() => hasToTellMerge(state()));
    const { merged, duplicates = [] } = state();
    if (!merged) return;
    const [own, followers] = duplicatesToTell(state());
    // Runs of an older Cadran told of the duplicate alone.
    const all = patched('merge-tells-followers');
    const known = all ? { followers: duplicates.length } : {};
    const other = getExternalWorkflowHandle(ticketWorkflowId(merged.into));
    try {
      await Promise.all([...own, ...(all ? followers : [])].map((one) => other.signal(duplicateSignal, one)));
      told({ outcome: 'told', ...known });
    } catch {
      // The server knows no such workflow any more, or none that runs: nothing else makes a Signal fail.
      told({ outcome: 'ended', ...known });
    }
  }
}
