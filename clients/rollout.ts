import { createHash } from 'node:crypto';
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import type { RolloutAnswer } from '../domain/rollout/answer';
import type { RolloutCommandName } from '../domain/rollout/commands';
import { rolloutOpeningSchema, type RolloutOpening, type RolloutState } from '../domain/rollout/schema';
import { refusal, type Refusal } from '../domain/refusal';
import { ticketQueue } from '../workflows/messages';
import {
  rolloutQuery,
  rolloutStateQuery,
  rolloutUpdates,
  rolloutWorkflowId,
  rolloutWorkflowType,
  type RolloutInput,
  type RolloutRequest,
} from '../workflows/rollout-messages';
import { asked, unavailable, updated } from './updates';

/** Which rollout is meant. */
export interface RolloutKey {
  readonly product: string;
  readonly version: string;
}

const fingerprintOf = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');

/** The only code that starts, updates or queries rollout workflows. */
export class RolloutClient {
  constructor(
    private readonly client: Client,
    private readonly options: { continueAfterEvents?: number } = {},
  ) {}

  /** Publishes a version, once and for all; null: it has begun. @throws TicketUnavailable without Temporal */
  async publish(opening: RolloutOpening): Promise<{ refusal: Refusal } | null> {
    const { product, version } = opening;
    const input: RolloutInput = { opening: rolloutOpeningSchema.parse({ ...opening, rules: 2 }), ...this.options };
    try {
      await this.client.withDeadline(Date.now() + 10_000, () =>
        this.client.workflow.start(rolloutWorkflowType, {
          workflowId: rolloutWorkflowId(opening),
          taskQueue: ticketQueue,
          args: [input],
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
          workflowIdConflictPolicy: 'FAIL',
          staticSummary: `${product} ${version} to all its clients`,
        }),
      );
      return null;
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return refusal('rollout-known', { product, version });
      throw unavailable(error);
    }
  }

  /** Gives a command, repeated with the same id where the server could not answer; throws TicketUnavailable past that. */
  async command(
    key: RolloutKey,
    name: RolloutCommandName,
    request: RolloutRequest,
    commandId: string,
  ): Promise<{ answer: RolloutAnswer } | { refusal: Refusal }> {
    const given = await updated(this.client, rolloutWorkflowId(key), rolloutUpdates[name], {
      args: [request],
      updateId: `${commandId}#${fingerprintOf(request.data)}`,
    });
    if (given !== 'gone') return given;
    return (await this.read(key)) ? refusal('rollout-over') : refusal('rollout-unknown', { ...key });
  }

  /** The rollout as its workflow sees it now, `null` when there is none; throws TicketUnavailable without a worker. */
  async read(key: RolloutKey): Promise<RolloutAnswer | null> {
    return await asked(this.client, rolloutWorkflowId(key), rolloutQuery);
  }

  /** The whole state; `null` and throws as {@link read} does. */
  async state(key: RolloutKey): Promise<RolloutState | null> {
    return await asked(this.client, rolloutWorkflowId(key), rolloutStateQuery);
  }
}
