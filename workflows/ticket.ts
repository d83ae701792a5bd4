import {
  ApplicationFailure,
  ActivityFailure,
  continueAsNew,
  currentUpdateInfo,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  condition,
} from '@temporalio/workflow';
import { breachDueMs, isJudged, nextInstantMs, timetablesToExtend } from '../domain/ticket/announcements';
import { cadran } from '../domain/ticket/actor';
import { isEnded, ticketAnswer } from '../domain/ticket/answer';
import { decide, type TicketCommand } from '../domain/ticket/decide';
import { evolve, openedTicket, openingEvent } from '../domain/ticket/evolve';
import { noticesFor, whyNotSend, type Notice } from '../domain/ticket/notices';
import { ticketCommandNames, type TicketCommandName } from '../domain/ticket/commands';
import type { TicketEvent } from '../domain/ticket/events';
import type { TicketAnswer, TicketState } from '../domain/ticket/schema';
import { refusal, type Refusal } from '../domain/refusal';
import { toEpochMs, toInstant } from '../domain/time/instant';
import { policies } from './activity-policies';
import type { TicketActivities } from './activity-types';
import { ticketAttributes } from './attributes';
import {
  commandUpdates,
  parseCommand,
  stateQuery,
  ticketQuery,
  type CommandRequest,
  type TicketInput,
} from './messages';
import { LocalFirst } from './local-first';
import { Shell, workflowNow, type Aggregate, type Durable } from './shell';

const { loadAdmission, loadTimetables, publishTicket } = proxyActivities<TicketActivities>(policies.untilDone);
const firstTry = proxyLocalActivities<TicketActivities>(policies.firstTry);
const { sendNotice } = proxyActivities<TicketActivities>(policies.notice);

const ticketAggregate = (local: LocalFirst): Aggregate<TicketState, TicketCommand, TicketEvent, Notice> => ({
  decide,
  evolve,
  nextInstantMs,
  tick: (nowMs) => ({ type: 'tick', nowMs }),
  noticesFor,
  whyNotSend,
  sent: ({ sequence, template, recipient }, { outcome, detail }, at) => ({
    type: 'notice-sent',
    at,
    by: cadran,
    data: { of: sequence, template, recipient, outcome, detail },
  }),
  dropped: ({ sequence, template, recipient }, reason, at) => ({
    type: 'notice-dropped',
    at,
    by: cadran,
    data: { of: sequence, template, recipient, reason },
  }),
  attributes: ticketAttributes,
  ended: (state) => isEnded(state) && isJudged(state),
  publish: (events, state, sequence) => {
    const { reference } = state.opening;
    const dueMs = breachDueMs(state);
    const breachDueAt = dueMs === undefined ? null : toInstant(dueMs);
    const batch = { reference, events, answer: ticketAnswer(state, workflowNow(), sequence), breachDueAt };
    return local.orUntilDone(
      () => firstTry.publishTicket(batch),
      () => publishTicket(batch),
    );
  },
  send: sendNotice,
  isStillTrying: (error) => error instanceof ActivityFailure,
});

function refused({ code, clause, params }: Refusal): ApplicationFailure {
  return ApplicationFailure.nonRetryable(code, 'Refusal', { code, clause, params });
}

function toCommand(name: TicketCommandName, request: CommandRequest): TicketCommand {
  const { happenedAt, ...command } = parseCommand(name, request);
  return {
    ...command,
    nowMs: workflowNow(),
    ...(happenedAt === undefined ? {} : { happenedMs: toEpochMs(happenedAt) }),
  };
}

/** The life of a ticket (annex §3 to §7): opened, admitted, then told by people and by its clocks until it is closed. */
export async function ticket(input: TicketInput): Promise<TicketAnswer> {
  const local = new LocalFirst();
  const shell = new Shell(ticketAggregate(local), input.carried ?? born(input.opening));
  const answer = (): TicketAnswer => ticketAnswer(shell.state, workflowNow(), shell.sequence);
  if (!input.carried) shell.record([openingEvent(input.opening)]);

  for (const name of ticketCommandNames) bindCommand(shell, name, answer);
  setHandler(ticketQuery, answer);
  setHandler(stateQuery, () => shell.state);

  void admit(shell, local);
  void keepTimetables(shell, local);
  const outcome = await shell.live(input.continueAfterEvents);
  if (outcome === 'continue') await continueAsNew<typeof ticket>({ ...input, carried: shell.durable() });
  return answer();
}

type TicketShell = Shell<TicketState, TicketCommand, TicketEvent, Notice>;

function born(opening: TicketInput['opening']): Durable<TicketState, TicketEvent, Notice> {
  return { state: openedTicket(opening), sequence: 0, outbox: [], notices: [], recentCommands: [] };
}

/** An Update: decided in the validator, whose refusal leaves nothing behind, and again in the handler's one synchronous stretch. */
function bindCommand(shell: TicketShell, name: TicketCommandName, answer: () => TicketAnswer): void {
  setHandler(
    commandUpdates[name],
    (request: CommandRequest) => {
      const id = currentUpdateInfo()?.id;
      if (shell.wasGiven(id)) return answer();
      const refusedBy = shell.give(toCommand(name, request));
      if (refusedBy) throw refused(refusedBy);
      shell.remember(id);
      return answer();
    },
    {
      validator: (request: CommandRequest) => {
        const command = toCommand(name, request);
        const id = currentUpdateInfo()?.id;
        if (shell.wasGiven(id)) return;
        if (shell.isReused(id))
          throw refused(refusal('key-reused', { reference: shell.state.opening.reference }).refusal);
        const decision = decide(shell.state, command);
        if ('refusal' in decision) throw refused(decision.refusal);
      },
    },
  );
}

/** The ticket's first act: what the registers say at its creation decides whether it is eligible (annex §2). */
async function admit(shell: TicketShell, local: LocalFirst): Promise<void> {
  if (shell.state.admission) return;
  const { opening } = shell.state;
  const answer = await local.orUntilDone(
    () => firstTry.loadAdmission(opening),
    () => loadAdmission(opening),
  );
  shell.give({ type: 'admit', nowMs: workflowNow(), ...answer });
}

/** More of the timetable before a running clock comes to its end. */
async function keepTimetables(shell: TicketShell, local: LocalFirst): Promise<void> {
  const spanMs = 120 * 24 * 3600 * 1000;
  for (;;) {
    await condition(() => timetablesToExtend(shell.state, workflowNow()).length > 0);
    const hours = timetablesToExtend(shell.state, workflowNow());
    const fromMs = shell.state.timetables[hours[0] ?? '']?.fromMs ?? workflowNow();
    const endsMs = Math.max(...hours.map((name) => shell.state.timetables[name]?.toMs ?? 0));
    const request = {
      client: shell.state.opening.client,
      contractVersion: shell.state.terms?.contractVersion ?? 0,
      hours,
      fromMs,
      toMs: Math.max(endsMs, workflowNow()) + Math.max(spanMs, endsMs - fromMs),
    };
    const timetables = await local.orUntilDone(
      () => firstTry.loadTimetables(request),
      () => loadTimetables(request),
    );
    shell.give({ type: 'extend', nowMs: workflowNow(), timetables });
  }
}
