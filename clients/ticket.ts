import { createHash } from 'node:crypto';
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import { refusal, type Refusal } from '../domain/refusal';
import type { TicketCommandName } from '../domain/ticket/commands';
import { decide } from '../domain/ticket/decide';
import { duplicatesToTell } from '../domain/ticket/duplicates';
import { rulesInForce } from '../domain/ticket/rules';
import type { TicketAnswer, TicketOpening, TicketState } from '../domain/ticket/schema';
import { toEpochMs } from '../domain/time/instant';
import {
  commandUpdates,
  stateQuery,
  takeDuplicatesUpdate,
  ticketQuery,
  ticketWorkflowId,
  ticketWorkflowType,
  type CommandRequest,
  type TicketInput,
} from '../workflows/messages';
import { drawnReference, referenceOf } from './ticket-reference';
import { ticketStart } from './ticket-start';
import { asked, TicketUnavailable, unavailable, updated } from './updates';

export { TicketUnavailable } from './updates';

export type CommandAnswer = { answer: TicketAnswer } | { refusal: Refusal };

/** What makes a repeated command the same one. Without evidence it is what it was before there was any to give. */
const contentOf = ({ data, happenedAt, evidence }: CommandRequest): unknown[] =>
  evidence === undefined ? [data, happenedAt] : [data, happenedAt, evidence];
const fingerprintOf = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');

/** The only code that starts, updates or queries ticket workflows. */
export class TicketClient {
  constructor(
    private readonly client: Client,
    private readonly options: { continueAfterEvents?: number } = {},
    /** A ticket as the store has it: Temporal forgets what ended long ago. */
    private readonly stored: (reference: string) => Promise<TicketAnswer | null> = () => Promise.resolve(null),
  ) {}

  /**
   * Starts a ticket's workflow; needs Temporal alone. The reference is drawn here and proved unique by the workflow id. The
   * same idempotency key of the same company answers the first ticket; with another content it is refused.
   */
  async open(
    opening: Omit<TicketOpening, 'reference'>,
    idempotencyKey?: string,
  ): Promise<{ reference: string; openedAt: string; repeated: boolean } | { refusal: Refusal }> {
    const { openedAt, ...content } = opening;
    const fingerprint = fingerprintOf(content);
    for (let draw = 0; draw < 5; draw += 1) {
      const reference =
        idempotencyKey === undefined
          ? drawnReference()
          : referenceOf(opening.client, opening.requester.id, idempotencyKey);
      const before = idempotencyKey === undefined ? undefined : await this.forgotten(reference, opening);
      if (before) return before;
      try {
        await this.start({ opening: { ...opening, reference, rules: rulesInForce } }, fingerprint);
        return { reference, openedAt, repeated: false };
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw unavailable(error);
        if (idempotencyKey !== undefined) return await this.first(reference, fingerprint);
      }
    }
    throw new TicketUnavailable('no free reference found');
  }

  /**
   * Lets a ticket that came from another helpdesk go on as a workflow from the state that it has come to; what it carries in its
   * outbox is published first. Answers which part of an import started it, this one or one before.
   */
  async takeOver(input: TicketInput): Promise<string | null> {
    const { reference } = input.opening;
    try {
      await this.start(input, fingerprintOf(input.opening));
      return input.opening.imported?.part ?? null;
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw unavailable(error);
      const { memo } = await this.client.workflow.getHandle(ticketWorkflowId(reference)).describe();
      return typeof memo?.['part'] === 'string' ? memo['part'] : null;
    }
  }

  private async start(input: TicketInput, fingerprint: string): Promise<void> {
    await this.client.withDeadline(Date.now() + 10_000, () =>
      this.client.workflow.start(ticketWorkflowType, ticketStart({ ...this.options, ...input }, fingerprint)),
    );
  }

  /**
   * A ticket of that reference which ended so long ago that Temporal knows it no more: opened anew it would take the place of what
   * was published, and billed. Without the store it is not looked for.
   */
  private async forgotten(
    reference: string,
    opening: Omit<TicketOpening, 'reference'>,
  ): Promise<{ reference: string; openedAt: string; repeated: boolean } | { refusal: Refusal } | undefined> {
    const known = await this.stored(reference).catch(() => null);
    if (!known) return undefined;
    const isThere = await this.client.workflow
      .getHandle(ticketWorkflowId(reference))
      .describe()
      .then(
        () => true,
        (error: unknown) => {
          if (error instanceof WorkflowNotFoundError) return false;
          throw unavailable(error);
        },
      );
    if (isThere) return undefined;
    const same = known.title === opening.title && known.description === opening.description;
    return same ? { reference, openedAt: known.openedAt, repeated: true } : refusal('key-reused', { reference });
  }

  private async first(
    reference: string,
    fingerprint: string,
  ): Promise<{ reference: string; openedAt: string; repeated: boolean } | { refusal: Refusal }> {
    const { memo } = await this.client.workflow.getHandle(ticketWorkflowId(reference)).describe();
    if (memo?.['fingerprint'] !== fingerprint) return refusal('key-reused', { reference });
    return { reference, openedAt: String(memo['openedAt']), repeated: true };
  }

  /** Gives a command, repeated with the same id where the server could not answer; throws {@link TicketUnavailable} past that. */
  async command(
    reference: string,
    name: TicketCommandName,
    request: CommandRequest,
    commandId: string,
  ): Promise<CommandAnswer> {
    if (name === 'merge-into') {
      const untaken = await this.whyNotTaken(reference, request, commandId);
      if (untaken) return untaken;
    }
    const given = await updated(this.client, ticketWorkflowId(reference), commandUpdates[name], {
      args: [request],
      updateId: `${commandId}#${fingerprintOf(contentOf(request))}`,
    });
    return given === 'gone' ? await this.ended(reference, name) : given;
  }

  /**
   * A duplicate ends only once the ticket that it goes on in has taken it, because that one may end between the question how it
   * stands and the command: the duplicate then stays as it is, and who merges is told. Where the duplicate would be refused, the
   * other is not asked. Should it be refused an instant later all the same, the other knows one more whose reporter it tells.
   */
  private async whyNotTaken(
    reference: string,
    request: CommandRequest,
    commandId: string,
  ): Promise<{ refusal: Refusal } | undefined> {
    const { data, happenedAt, ...told } = request as CommandRequest<{ reference: string; reason: string }>;
    const state = await this.state(reference);
    if (!state) return undefined;
    const nowMs = Math.max(Date.now(), state.changedAtMs);
    const happened = happenedAt === undefined ? {} : { happenedMs: toEpochMs(happenedAt) };
    if ('refusal' in decide(state, { type: 'merge-into', ...told, data, nowMs, ...happened })) return undefined;
    const { reference: into } = data;
    const taken = await updated(this.client, ticketWorkflowId(into), takeDuplicatesUpdate, {
      args: [{ duplicates: duplicatesToTell(state).flat() }],
      updateId: commandId,
    });
    if (taken !== 'gone') return 'refusal' in taken ? taken : undefined;
    const other = await this.read(into);
    if (other?.merged) return refusal('merged', { command: 'merge-into', into: other.merged.into });
    return refusal('merge-target-ended', { into, status: other?.status ?? 'closed' });
  }

  /** A ticket whose life is over takes no command; one that never was is not found. */
  private async ended(reference: string, name: TicketCommandName): Promise<CommandAnswer> {
    const answer = await this.read(reference);
    if (answer?.merged) return refusal('merged', { command: name, into: answer.merged.into });
    return answer
      ? refusal('ticket-closed', { reference, command: name, status: answer.status })
      : refusal('not-found', { reference });
  }

  /** The ticket as its workflow sees it now, `null` when there is none; throws {@link TicketUnavailable} without a worker. */
  async read(reference: string): Promise<TicketAnswer | null> {
    return await asked(this.client, ticketWorkflowId(reference), ticketQuery);
  }

  /** The whole state, with the timetables that explain the figures; `null` and throws as {@link read} does. */
  async state(reference: string): Promise<TicketState | null> {
    return await asked(this.client, ticketWorkflowId(reference), stateQuery);
  }
}
