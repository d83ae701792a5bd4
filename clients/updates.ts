import {
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  isGrpcServiceError,
  type Client,
} from '@temporalio/client';
import { ApplicationFailure, type QueryDefinition, type UpdateDefinition } from '@temporalio/common';
import type { Refusal } from '../domain/refusal';

/** The workflow did not answer in time; the command may or may not have been applied: repeat it with the same id. */
export class TicketUnavailable extends Error {}

/** How often and how long a command is repeated, with the same id, when the server asks for it. */
const attempts = 4;
const attemptMs = 5000;

/**
 * Gives an Update, repeated with the same id where the server could not answer. `gone`: there is no such workflow, or none that runs.
 * Throws {@link TicketUnavailable} past the attempts.
 */
export async function updated<Answer, Args extends [unknown, ...unknown[]]>(
  client: Client,
  workflowId: string,
  update: UpdateDefinition<Answer, Args>,
  { args, updateId }: { readonly args: Args; readonly updateId: string },
): Promise<{ answer: Answer } | { refusal: Refusal } | 'gone'> {
  const handle = client.workflow.getHandle(workflowId);
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await client.withDeadline(Date.now() + attemptMs, () =>
        handle.executeUpdate<Answer, Args>(update, { args, updateId }),
      );
      return { answer };
    } catch (error) {
      const refused = refusalOf(error);
      if (refused) return { refusal: refused };
      if (error instanceof WorkflowNotFoundError) return 'gone';
      if (attempt >= attempts || !isWorthRepeating(error)) throw unavailable(error);
    }
  }
}

/**
 * Longer than a task waits for a worker that was killed, before another takes it (`worker/create-worker.ts`), milliseconds.
 */
const questionMs = 7000;

/** Asks a workflow, `null` when there is none of that id; throws {@link TicketUnavailable} without a worker. */
export async function asked<Answer>(
  client: Client,
  workflowId: string,
  query: QueryDefinition<Answer>,
): Promise<Answer | null> {
  try {
    return await client.withDeadline(Date.now() + questionMs, () => client.workflow.getHandle(workflowId).query(query));
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw unavailable(error);
  }
}

export function unavailable(error: unknown): TicketUnavailable {
  return new TicketUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
}

function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof WorkflowUpdateFailedError) || !(error.cause instanceof ApplicationFailure)) return undefined;
  const { type, details } = error.cause;
  return type === 'Refusal' && details ? (details[0] as Refusal) : undefined;
}

const failedPrecondition = 9;
const deadlineExceeded = 4;
const unavailableCode = 14;

function isWorthRepeating(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  if (error instanceof WorkflowUpdateFailedError)
    return error.cause instanceof ApplicationFailure && error.cause.type === 'AcceptedUpdateCompletedWorkflow';
  return isGrpcServiceError(error) && [failedPrecondition, deadlineExceeded, unavailableCode].includes(error.code);
}
