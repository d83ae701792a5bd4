import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type Client,
  type WorkflowStartOptions,
} from '@temporalio/client';
import type { FanOutProgress } from '../domain/fan-out';
import { commandRules } from '../domain/ticket/commands';
import { toInstant } from '../domain/time/instant';
import {
  fanOutQuery,
  fanOutWorkflowId,
  fanOutWorkflowType,
  type FanOutCommand,
  type FanOutInput,
} from '../workflows/fan-out-messages';
import { ticketQueue } from '../workflows/messages';
import { TicketUnavailable } from './ticket';

/** Commands in a second, unless told: far below what a worker answers, so that people do not wait. */
const defaultPerSecond = 20;

/** So many references fit into the argument of a workflow with room to spare. */
export const mostReferences = 10_000;

export interface FanOutAnswer extends FanOutProgress {
  /** `stopped` by somebody in Temporal, before all were told. */
  readonly state: 'running' | 'done' | 'stopped';
}

/** The only code that starts or reads fan-outs: one command to many tickets, durable, each applied once. */
export class FanOutClient {
  constructor(
    private readonly client: Client,
    private readonly options: { continueAfterBatches?: number } = {},
  ) {}

  /**
   * Starts a fan-out; one of that id that was started before is left as it is (`repeated`), so make the id of what it does.
   * @throws {@link TicketUnavailable} without Temporal, a ZodError for data that the command does not take, and a RangeError for
   * more references than {@link mostReferences}
   */
  async start({
    references,
    perSecond = defaultPerSecond,
    ...told
  }: Omit<FanOutCommand, 'perSecond'> & {
    readonly references: readonly string[];
    readonly perSecond?: number;
  }): Promise<{ id: string; total: number; repeated: boolean }> {
    if (references.length > mostReferences) throw new RangeError(`more than ${mostReferences} tickets at once`);
    const { name, data } = told.command;
    commandRules[name].data.parse(data);
    const distinct = [...new Set(references)];
    const startedAt = toInstant(Date.now());
    try {
      await this.client.withDeadline(Date.now() + 10_000, () =>
        this.client.workflow.start(
          fanOutWorkflowType,
          fanOutStart({ ...told, perSecond, references: distinct, startedAt, ...this.options }),
        ),
      );
      return { id: told.id, total: distinct.length, repeated: false };
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError)
        return { id: told.id, total: distinct.length, repeated: true };
      throw unavailable(error);
    }
  }

  /** How far it has come, `null` when there is none of that id; throws {@link TicketUnavailable} without a worker. */
  async read(id: string): Promise<FanOutAnswer | null> {
    const handle = this.client.workflow.getHandle(fanOutWorkflowId(id));
    try {
      return await this.client.withDeadline(Date.now() + 3000, async () => {
        const [{ status }, progress] = [await handle.describe(), await handle.query(fanOutQuery)];
        const ended = status.name !== 'RUNNING' && status.name !== 'CONTINUED_AS_NEW';
        return { ...progress, state: progress.done === progress.total ? 'done' : ended ? 'stopped' : 'running' };
      });
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return null;
      throw unavailable(error);
    }
  }
}

function fanOutStart(input: FanOutInput) {
  return {
    workflowId: fanOutWorkflowId(input.id),
    taskQueue: ticketQueue,
    args: [input] as [FanOutInput],
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    workflowIdConflictPolicy: 'FAIL',
    staticSummary: `${input.kind}: ${input.command.name} to ${input.references.length} tickets`,
  } satisfies WorkflowStartOptions;
}

function unavailable(error: unknown): Error {
  return new TicketUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
}
