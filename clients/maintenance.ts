import { createHash } from 'node:crypto';
import { TypedSearchAttributes, type SearchAttributePair } from '@temporalio/common';
import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type Client,
  type WorkflowStartOptions,
} from '@temporalio/client';
import type { MaintenanceAnswer } from '../domain/maintenance/answer';
import { whyNotOpen, type MaintenanceCommandName, type OtherWindows } from '../domain/maintenance/commands';
import { openedMaintenance } from '../domain/maintenance/evolve';
import { maintenanceOpeningSchema, type MaintenanceOpening } from '../domain/maintenance/opening';
import type { MaintenanceState } from '../domain/maintenance/schema';
import { refusal, type Refusal } from '../domain/refusal';
import { toEpochMs } from '../domain/time/instant';
import { maintenanceAttributes } from '../workflows/maintenance-attributes';
import {
  maintenanceQuery,
  maintenanceStateQuery,
  maintenanceUpdates,
  maintenanceWorkflowId,
  maintenanceWorkflowType,
  type MaintenanceInput,
  type MaintenanceRequest,
} from '../workflows/maintenance-messages';
import { ticketQueue } from '../workflows/messages';
import { asked, unavailable, updated } from './updates';
import { workflowTaskTimeoutMs } from './workflow-task';

export type MaintenanceGiven = { answer: MaintenanceAnswer } | { refusal: Refusal };

const fingerprintOf = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');

/** The only code that starts, updates or queries maintenance workflows. */
export class MaintenanceClient {
  constructor(
    private readonly client: Client,
    private readonly options: { continueAfterEvents?: number } = {},
  ) {}

  /**
   * Starts a maintenance, whose first notices then leave. Its reference is the caller's: drawn by chance, or made of what it is for
   * (`maintenanceReferenceOf`), so that it is started once. The same one again is answered as `repeated`; with another content it
   * is refused. `others`: which maintenance is in the way, and the first window that would do; `asked`: what the caller asked for.
   * @throws TicketUnavailable without Temporal, a ZodError for an opening of another shape
   */
  async open(
    opening: MaintenanceOpening,
    { others = {}, asked }: { readonly others?: OtherWindows; readonly asked?: unknown } = {},
  ): Promise<{ reference: string; repeated: boolean } | { refusal: Refusal }> {
    const parsed = maintenanceOpeningSchema.parse({ ...opening, rules: 3 });
    const { reference, openedAt, client, kind, environments, window, work } = parsed;
    // Contacts and the like are read anew by whoever repeats, and a beginning may be "now": what was asked is compared, where it is told.
    const fingerprint = fingerprintOf(asked ?? [client, kind, environments, window.startMs, work]);
    const refused = whyNotOpen(parsed, toEpochMs(openedAt), others);
    if (refused) {
      // One that was announced in time is, however late it is asked for again.
      const known = await this.first(reference, fingerprint);
      return known ?? refused;
    }
    try {
      await this.client.withDeadline(Date.now() + 10_000, () =>
        this.client.workflow.start(
          maintenanceWorkflowType,
          maintenanceStart({ opening: parsed, ...this.options }, fingerprint),
        ),
      );
      return { reference, repeated: false };
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw unavailable(error);
      const known = await this.first(reference, fingerprint);
      return known ?? refusal('maintenance-unknown', { reference });
    }
  }

  /** What is known of a maintenance that was started before; null when there is none. */
  private async first(
    reference: string,
    fingerprint: string,
  ): Promise<{ reference: string; repeated: true } | { refusal: Refusal } | null> {
    try {
      const { memo } = await this.client.workflow.getHandle(maintenanceWorkflowId(reference)).describe();
      return memo?.['fingerprint'] === fingerprint
        ? { reference, repeated: true }
        : refusal('key-reused', { reference });
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return null;
      throw unavailable(error);
    }
  }

  /**
   * Gives a command, repeated with the same id where the server could not answer; throws TicketUnavailable past that. `asked`: what the
   * caller asked for, where the data have what was computed of it: of a repetition it comes out otherwise later.
   */
  async command(
    reference: string,
    name: MaintenanceCommandName,
    request: MaintenanceRequest,
    commandId: string,
    asked: unknown = request.data,
  ): Promise<MaintenanceGiven> {
    const given = await updated(this.client, maintenanceWorkflowId(reference), maintenanceUpdates[name], {
      args: [request],
      updateId: `${commandId}#${fingerprintOf(asked)}`,
    });
    if (given !== 'gone') return given;
    const answer = await this.read(reference);
    return answer
      ? refusal('maintenance-status', { command: name, status: answer.status })
      : refusal('maintenance-unknown', { reference });
  }

  /** The maintenance as its workflow sees it now, `null` when there is none; throws TicketUnavailable without a worker. */
  async read(reference: string): Promise<MaintenanceAnswer | null> {
    return await asked(this.client, maintenanceWorkflowId(reference), maintenanceQuery);
  }

  /** The whole state; `null` and throws as {@link read} does. */
  async state(reference: string): Promise<MaintenanceState | null> {
    return await asked(this.client, maintenanceWorkflowId(reference), maintenanceStateQuery);
  }
}

function maintenanceStart(input: MaintenanceInput, fingerprint: string) {
  const { opening } = input;
  const known = maintenanceAttributes(openedMaintenance(opening));
  return {
    workflowId: maintenanceWorkflowId(opening.reference),
    taskQueue: ticketQueue,
    args: [input] as [MaintenanceInput],
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    workflowIdConflictPolicy: 'FAIL',
    workflowTaskTimeout: workflowTaskTimeoutMs,
    memo: { fingerprint, openedAt: opening.openedAt },
    staticSummary: `${opening.kind} maintenance of ${opening.client}`,
    typedSearchAttributes: new TypedSearchAttributes(
      known.filter((one) => one.value !== null) as SearchAttributePair[],
    ),
  } satisfies WorkflowStartOptions;
}
