import {
  ActivityFailure,
  continueAsNew,
  condition,
  getExternalWorkflowHandle,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';
import { noticeDropped, noticeSent } from '../domain/event';
import { upgradeAnswer, type UpgradeAnswer } from '../domain/upgrade/answer';
import { nextInstantMs } from '../domain/upgrade/course';
import { decide, type UpgradeCommand } from '../domain/upgrade/decide';
import type { UpgradeEvent } from '../domain/upgrade/events';
import { evolve, startedUpgrade, startingEvent } from '../domain/upgrade/evolve';
import { noticesFor, upgradeName, whyNotSend, type UpgradeNotice } from '../domain/upgrade/notices';
import type { UpgradeState, UpgradeStatus } from '../domain/upgrade/schema';
import { isOverForGood, statusOf } from '../domain/upgrade/standing';
import { policies } from './activity-policies';
import { LocalFirst } from './local-first';
import { promotionEndedSignal } from './promotion-ended';
import { reportSignal, rolloutWorkflowId } from './rollout-messages';
import { Shell, workflowNow, type Aggregate } from './shell';
import { upgradeAttributes } from './upgrade-attributes';
import { bindUpgradeCommands } from './upgrade-commands';
import {
  registersSignal,
  rolloutSignal,
  ticketSignal,
  upgradeQuery,
  upgradeStateQuery,
  type UpgradeActivities,
  type UpgradeInput,
} from './upgrade-messages';
import { payOwed } from './upgrade-owed';

const { publishUpgrade } = proxyActivities<UpgradeActivities>(policies.untilDone);
const firstTry = proxyLocalActivities<UpgradeActivities>(policies.firstTry);
const { sendUpgradeNotice } = proxyActivities<UpgradeActivities>(policies.notice);

export type UpgradeShell = Shell<UpgradeState, UpgradeCommand, UpgradeEvent, UpgradeNotice>;

/** What the rollout was told last of how this upgrade stands. */
interface Reported {
  status: UpgradeStatus;
}

const upgradeAggregate = (
  local: LocalFirst,
  reported: Reported,
): Aggregate<UpgradeState, UpgradeCommand, UpgradeEvent, UpgradeNotice> => ({
  decide,
  evolve,
  nextInstantMs,
  tick: (nowMs) => ({ type: 'tick', nowMs }),
  noticesFor,
  leavesMs: (_notice, _state, nowMs) => nowMs,
  whyNotSend,
  sent: noticeSent,
  dropped: noticeDropped,
  attributes: upgradeAttributes,
  ended: (state) => isOverForGood(state) && state.owed.length === 0 && reported.status === statusOf(state),
  publish: (events, state, sequence) => {
    const batch = {
      upgrade: upgradeName(state.opening),
      events,
      answer: upgradeAnswer(state, workflowNow(), sequence),
    };
    return local.orUntilDone(
      () => firstTry.publishUpgrade(batch),
      () => publishUpgrade(batch),
    );
  },
  send: sendUpgradeNotice,
  isStillTrying: (error) => error instanceof ActivityFailure,
});

/** One client's part in a rollout (annex §10): deployed to test, told, a month, promoted unless an incident stands in the way. */
export async function upgrade(input: UpgradeInput): Promise<UpgradeAnswer> {
  const { opening, carried } = input;
  const local = new LocalFirst();
  const reported: Reported = { status: input.reported ?? 'preparing' };
  const born = { state: startedUpgrade(opening), sequence: 0, outbox: [], notices: [], recentCommands: [] };
  const shell = new Shell(upgradeAggregate(local, reported), carried ?? born);
  const answer = (): UpgradeAnswer => upgradeAnswer(shell.state, workflowNow(), shell.sequence);
  if (!carried) {
    shell.record([startingEvent(opening)]);
    shell.give({ type: 'tick', nowMs: workflowNow() });
  }

  bindUpgradeCommands({ shell, local, answer });
  setHandler(ticketSignal, (told) => {
    shell.give({ type: 'ticket-told', nowMs: workflowNow(), told });
  });
  setHandler(rolloutSignal, (message) => {
    shell.give({ type: 'rollout-told', nowMs: workflowNow(), message });
  });
  setHandler(registersSignal, () => {
    shell.give({ type: 'registers-changed', nowMs: workflowNow() });
  });
  setHandler(promotionEndedSignal, (end) => {
    shell.give({ type: 'promotion-ended', nowMs: workflowNow(), ...end });
  });
  setHandler(upgradeQuery, answer);
  setHandler(upgradeStateQuery, () => shell.state);

  void payOwed(shell, local);
  void report(shell, reported);
  const outcome = await shell.live(input.continueAfterEvents, () => local.outlasted);
  if (outcome === 'continue')
    await continueAsNew<typeof upgrade>({ ...input, carried: shell.durable(), reported: reported.status });
  return answer();
}

/** Tells the rollout how this upgrade stands, each time that it stands otherwise; one that has ended is told no more. */
async function report(shell: UpgradeShell, reported: Reported): Promise<void> {
  const { client, ...version } = shell.state.opening;
  for (;;) {
    await condition(() => statusOf(shell.state) !== reported.status);
    const status = statusOf(shell.state);
    const told = { client, status, number: shell.sequence };
    try {
      await getExternalWorkflowHandle(rolloutWorkflowId(version)).signal(reportSignal, told);
    } catch {
      // The server knows no such workflow any more, or none that runs: nothing else makes a Signal fail.
    }
    reported.status = status;
  }
}
