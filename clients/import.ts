import type { Client } from '@temporalio/client';
import { importWorkflowId, importWorkflowType, type ImportRun } from '../workflows/import-messages';
import { ticketQueue } from '../workflows/messages';
import { TicketUnavailable } from './ticket';

/** The only code that starts the workflows of imports. */
export class ImportClient {
  constructor(private readonly client: Client) {}

  /** Starts a run, or leaves it at work; one that was cut off goes on. Throws {@link TicketUnavailable} while Temporal is away. */
  async run(run: ImportRun): Promise<void> {
    try {
      await this.client.withDeadline(Date.now() + 10_000, () =>
        this.client.workflow.start(importWorkflowType, {
          workflowId: importWorkflowId(run.id, run.run),
          taskQueue: ticketQueue,
          args: [run],
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          workflowIdConflictPolicy: 'USE_EXISTING',
          staticSummary: `import ${run.id}${run.dryRun ? ', dry run' : ''}`,
        }),
      );
    } catch (error) {
      throw new TicketUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
    }
  }
}
