import { createHash } from 'node:crypto';
import { TypedSearchAttributes, type SearchAttributePair } from '@temporalio/common';
import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type Client,
  type WorkflowStartOptions,
} from '@temporalio/client';
import { refusal, type Refusal } from '../domain/refusal';
import type { UpgradeAnswer } from '../domain/upgrade/answer';
import type { UpgradeCommandName } from '../domain/upgrade/commands';
import { startedUpgrade } from '../domain/upgrade/evolve';
import type { ToldTicket } from '../domain/upgrade/incidents';
import type { BeginRequest } from '../domain/upgrade/promoting';
import type { UpgradeOpening, UpgradeState } from '../domain/upgrade/schema';
import type { RolloutMessage } from '../domain/upgrade/telling';
import { ticketQueue } from '../workflows/messages';
import { upgradeAttributes } from '../workflows/upgrade-attributes';
import {
  beginPromotionUpdate,
  registersSignal,
  rolloutSignal,
  ticketSignal,
  upgradeQuery,
  upgradeStateQuery,
  upgradeUpdates,
  upgradeWorkflowId,
  upgradeWorkflowType,
  type BeginAnswer,
  type UpgradeInput,
  type UpgradeRequest,
} from '../workflows/upgrade-messages';
import { asked, unavailable, updated } from './updates';
import { workflowTaskTimeoutMs } from './workflow-task';

export type UpgradeGiven = { answer: UpgradeAnswer } | { refusal: Refusal };

/** Which upgrade is meant. */
export interface UpgradeKey {
  readonly client: string;
  readonly product: string;
  readonly version: string;
}

const fingerprintOf = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');

/** The only code that starts, updates, signals or queries upgrade workflows. */
export class UpgradeClient {
  constructor(
    private readonly client: Client,
    private readonly options: { continueAfterEvents?: number; taskTimeoutMs?: number } = {},
  ) {}

  /** Starts an upgrade; one that was started before is left as it is. @throws TicketUnavailable without Temporal */
  async start(opening: UpgradeOpening): Promise<void> {
    const { taskTimeoutMs = workflowTaskTimeoutMs, ...options } = this.options;
    try {
      await this.client.withDeadline(Date.now() + 10_000, () =>
        this.client.workflow.start(
          upgradeWorkflowType,
          upgradeStart({ opening: { ...opening, rules: 3 }, ...options }, taskTimeoutMs),
        ),
      );
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw unavailable(error);
    }
  }

  /** Gives a command, repeated with the same id where the server could not answer; throws TicketUnavailable past that. */
  async command(
    key: UpgradeKey,
    name: UpgradeCommandName,
    request: UpgradeRequest,
    commandId: string,
  ): Promise<UpgradeGiven> {
    const given = await updated(this.client, upgradeWorkflowId(key), upgradeUpdates[name], {
      args: [request],
      updateId: `${commandId}#${fingerprintOf(request.data)}`,
    });
    if (given !== 'gone') return given;
    const { client, product, version } = key;
    const answer = await this.read(key);
    return answer
      ? refusal('upgrade-over', { command: name })
      : refusal('upgrade-unknown', { client, product, version });
  }

  /** Whether a promotion may begin, or go on, asked by the maintenance that does it; the same asking again, the answer is the same. */
  async beginPromotion({ upgrade, ...asked }: BeginRequest & { upgrade: string }): Promise<BeginAnswer> {
    const { maintenance, asking } = asked;
    const given = await updated(this.client, `upgrade:${upgrade}`, beginPromotionUpdate, {
      args: [asked],
      updateId: `begin-promotion/${maintenance}${asking === 'last' ? '/last' : ''}`,
    });
    if (given === 'gone') return { go: false, detail: 'the upgrade is over' };
    return 'refusal' in given ? { go: false, detail: given.refusal.code } : given.answer;
  }

  /** Tells an upgrade how a ticket stands; one that is not, or no more, is told nothing. */
  async tellTicket(key: UpgradeKey, told: ToldTicket): Promise<void> {
    await this.signalled(() => this.handle(key).signal(ticketSignal, told));
  }

  /** Tells an upgrade what its rollout says; one that is not, or no more, is told nothing. */
  async tellMessage(key: UpgradeKey, message: RolloutMessage): Promise<void> {
    await this.signalled(() => this.handle(key).signal(rolloutSignal, message));
  }

  /** Tells an upgrade that the registers have changed; one that is not, or no more, is told nothing. */
  async tellRegistersChanged(key: UpgradeKey): Promise<void> {
    await this.signalled(() => this.handle(key).signal(registersSignal));
  }

  /** The upgrade as its workflow sees it now, `null` when there is none; throws TicketUnavailable without a worker. */
  async read(key: UpgradeKey): Promise<UpgradeAnswer | null> {
    return await asked(this.client, upgradeWorkflowId(key), upgradeQuery);
  }

  /** The whole state; `null` and throws as {@link read} does. */
  async state(key: UpgradeKey): Promise<UpgradeState | null> {
    return await asked(this.client, upgradeWorkflowId(key), upgradeStateQuery);
  }

  private handle(key: UpgradeKey) {
    return this.client.workflow.getHandle(upgradeWorkflowId(key));
  }

  private async signalled(signal: () => Promise<void>): Promise<void> {
    try {
      await this.client.withDeadline(Date.now() + 5000, signal);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw unavailable(error);
    }
  }
}

function upgradeStart(input: UpgradeInput, taskTimeoutMs: number) {
  const { opening } = input;
  const known = upgradeAttributes(startedUpgrade(opening));
  return {
    workflowId: upgradeWorkflowId(opening),
    taskQueue: ticketQueue,
    args: [input] as [UpgradeInput],
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    workflowIdConflictPolicy: 'FAIL',
    workflowTaskTimeout: taskTimeoutMs,
    staticSummary: `${opening.client}: ${opening.product} ${opening.version}`,
    typedSearchAttributes: new TypedSearchAttributes(
      known.filter((one) => one.value !== null) as SearchAttributePair[],
    ),
  } satisfies WorkflowStartOptions;
}
