import {
  ActivityFailure,
  continueAsNew,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  condition,
} from '@temporalio/workflow';
import { noticeDropped, noticeSent } from '../domain/event';
import { breachDueMs, isJudged, nextInstantMs, timetablesToExtend } from '../domain/ticket/announcements';
import { isEnded, ticketAnswer } from '../domain/ticket/answer';
import { decide, type TicketCommand } from '../domain/ticket/decide';
import { hasToTellMerge } from '../domain/ticket/duplicates';
import { evolve, openedTicket, openingEvent } from '../domain/ticket/evolve';
import { noticesFor, type Notice } from '../domain/ticket/notices';
import { leavesMs, whyNotSend } from '../domain/ticket/sending';
import { hoursInContract } from '../domain/ticket/amendment';
import type { TicketEvent } from '../domain/ticket/events';
import type { TicketAnswer, TicketState } from '../domain/ticket/schema';
import { toInstant } from '../domain/time/instant';
import { policies } from './activity-policies';
import type { TicketActivities } from './activity-types';
import { changingAttributes, ticketAttributes } from './attributes';
import { stateQuery, ticketQuery, type TicketInput } from './messages';
import { LocalFirst } from './local-first';
import { bindCommands, type TicketShell } from './ticket-commands';
import { bindDuplicates, tellMerge, type MergeTold } from './merge';
import { Shell, workflowNow, type Aggregate, type Durable } from './shell';

const { loadAdmission, loadTimetables, publishTicket } = proxyActivities<TicketActivities>(policies.untilDone);
const firstTry = proxyLocalActivities<TicketActivities>(policies.firstTry);
const { sendNotice } = proxyActivities<TicketActivities>(policies.notice);

const ticketAggregate = (
  local: LocalFirst,
  { publishAdmitted = false, fewAttributes = false }: TicketInput,
): Aggregate<TicketState, TicketCommand, TicketEvent, Notice> => ({
  decide,
  evolve,
  nextInstantMs,
  tick: (nowMs) => ({ type: 'tick', nowMs }),
  noticesFor,
  leavesMs,
  whyNotSend,
  sent: noticeSent,
  dropped: noticeDropped,
  attributes: fewAttributes ? ticketAttributes : changingAttributes,
  ended: (state) => isEnded(state) && isJudged(state) && !hasToTellMerge(state),
  mayPublish: ({ admission }) => !publishAdmitted || admission !== null,
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

/** The life of a ticket (annex §3 to §7): opened, admitted, then told by people and by its clocks until it is closed. */
export async function ticket(input: TicketInput): Promise<TicketAnswer> {
  const local = new LocalFirst();
  const shell = new Shell(ticketAggregate(local, input), input.carried ?? born(input.opening));
  const answer = (): TicketAnswer => ticketAnswer(shell.state, workflowNow(), shell.sequence);
  if (!input.carried) shell.record([openingEvent(input.opening)]);

  bindCommands({ shell, local, answer });
  bindDuplicates(shell);
  setHandler(ticketQuery, answer);
  setHandler(stateQuery, () => shell.state);

  void admit(shell, local);
  void keepTimetables(shell, local);
  const told = (what: MergeTold) => shell.give({ type: 'tell-merge', nowMs: workflowNow(), ...what });
  void tellMerge(() => shell.state, told);
  const outcome = await shell.live(input.continueAfterEvents, () => local.outlasted);
  if (outcome === 'continue') await continueAsNew<typeof ticket>({ ...input, carried: shell.durable() });
  return answer();
}

function born(opening: TicketInput['opening']): Durable<TicketState, TicketEvent, Notice> {
  return { state: openedTicket(opening), sequence: 0, outbox: [], notices: [], recentCommands: [] };
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
    const short = timetablesToExtend(shell.state, workflowNow());
    const { contractVersion } = hoursInContract(shell.state, short[0] ?? '');
    const names = short.filter((name) => hoursInContract(shell.state, name).contractVersion === contractVersion);
    const hours = [...new Set(names.map((name) => hoursInContract(shell.state, name).hours))];
    const fromMs = shell.state.timetables[names[0] ?? '']?.fromMs ?? workflowNow();
    const endsMs = Math.max(...names.map((name) => shell.state.timetables[name]?.toMs ?? 0));
    const request = {
      client: shell.state.opening.client,
      contractVersion,
      hours,
      fromMs,
      toMs: Math.max(endsMs, workflowNow()) + Math.max(spanMs, endsMs - fromMs),
    };
    const loaded = await local.orUntilDone(
      () => firstTry.loadTimetables(request),
      () => loadTimetables(request),
    );
    const timetables = Object.fromEntries(
      names.flatMap((name) => {
        const timetable = loaded[hoursInContract(shell.state, name).hours];
        return timetable ? [[name, timetable]] : [];
      }),
    );
    shell.give({ type: 'extend', nowMs: workflowNow(), timetables });
  }
}
