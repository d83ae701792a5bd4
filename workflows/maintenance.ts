import {
  ActivityFailure,
  condition,
  continueAsNew,
  patched,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';
import { noticeDropped, noticeSent } from '../domain/event';
import { isEnded, maintenanceAnswer, type MaintenanceAnswer } from '../domain/maintenance/answer';
import { maintenanceCommandNames } from '../domain/maintenance/commands';
import { decide, type MaintenanceCommand } from '../domain/maintenance/decide';
import { nextInstantMs } from '../domain/maintenance/due';
import type { MaintenanceEvent } from '../domain/maintenance/events';
import { evolve, openedMaintenance, openingEvent } from '../domain/maintenance/evolve';
import { noticesFor, whyNotSend, type MaintenanceNotice } from '../domain/maintenance/notices';
import type { MaintenanceState } from '../domain/maintenance/schema';
import { toInstant } from '../domain/time/instant';
import { policies } from './activity-policies';
import type { DeployerActivities } from './activity-types';
import { bindCommand } from './command-handler';
import { LocalFirst } from './local-first';
import { maintenanceAttributes } from './maintenance-attributes';
import {
  maintenanceQuery,
  maintenanceStateQuery,
  maintenanceUpdates,
  parseMaintenanceCommand,
  type MaintenanceActivities,
  type MaintenanceInput,
  type MaintenanceRequest,
} from './maintenance-messages';
import { takeSteps } from './maintenance-steps';
import { hasToTellUpgrade, tellUpgrade } from './promotion-ended';
import { Shell, workflowNow, type Aggregate } from './shell';

const { publishMaintenance, askUpgrade, findFreeze } = proxyActivities<MaintenanceActivities>(policies.untilDone);
const firstTry = proxyLocalActivities<MaintenanceActivities>(policies.firstTry);
const { holdEnvironments } = proxyActivities<DeployerActivities>(policies.deploying);
const { sendMaintenanceNotice } = proxyActivities<MaintenanceActivities>(policies.notice);

export type MaintenanceShell = Shell<MaintenanceState, MaintenanceCommand, MaintenanceEvent, MaintenanceNotice>;

const maintenanceAggregate = (
  local: LocalFirst,
): Aggregate<MaintenanceState, MaintenanceCommand, MaintenanceEvent, MaintenanceNotice> => ({
  decide,
  evolve,
  nextInstantMs,
  tick: (nowMs) => ({ type: 'tick', nowMs }),
  noticesFor,
  leavesMs: (_notice, _state, nowMs) => nowMs,
  whyNotSend,
  sent: noticeSent,
  dropped: noticeDropped,
  attributes: maintenanceAttributes,
  ended: (state) => isEnded(state) && !hasToTellUpgrade(state),
  publish: (events, state, sequence) => {
    const batch = { reference: state.opening.reference, events, answer: maintenanceAnswer(state, sequence) };
    return local.orUntilDone(
      () => firstTry.publishMaintenance(batch),
      () => publishMaintenance(batch),
    );
  },
  send: sendMaintenanceNotice,
  isStillTrying: (error) => error instanceof ActivityFailure,
});

/** The life of a maintenance (annex §10): announced, reminded, begun, worked on, checked, and operational again. */
export async function maintenance(input: MaintenanceInput): Promise<MaintenanceAnswer> {
  const { opening, carried } = input;
  const born = { state: openedMaintenance(opening), sequence: 0, outbox: [], notices: [], recentCommands: [] };
  const local = new LocalFirst();
  const shell = new Shell(maintenanceAggregate(local), carried ?? born);
  const answer = (): MaintenanceAnswer => maintenanceAnswer(shell.state, shell.sequence);
  if (!carried) shell.record([openingEvent(opening)]);

  bindCommands(shell, answer);
  setHandler(maintenanceQuery, answer);
  setHandler(maintenanceStateQuery, () => shell.state);

  void askBeforeBeginning(shell);
  void askBeforeInstalling(shell);
  void takeSteps(shell);
  const told = (outcome: 'told' | 'ended') => shell.give({ type: 'tell-upgrade', nowMs: workflowNow(), outcome });
  void tellUpgrade(() => shell.state, told);
  const outcome = await shell.live(input.continueAfterEvents, () => local.outlasted);
  if (outcome === 'continue') await continueAsNew<typeof maintenance>({ ...input, carried: shell.durable() });
  return answer();
}

/** Between two attempts to take environments that another maintenance has, ms; each attempt waits by itself, too. */
const holdAgainMs = 30_000;

/**
 * Takes the environments before anybody is asked: a promotion that waited for them after its upgrade's "go" would go on against an
 * incident of the meantime (annex §10). False: it is not begun, as it would not end in its window any more.
 */
async function takeEnvironments(shell: MaintenanceShell): Promise<boolean> {
  const { client, reference: maintenance, environments } = shell.state.opening;
  const waits = (): boolean => shell.state.status === 'asking';
  while (waits()) {
    const holder = await holderOf({ client, claim: { maintenance, environments } });
    if (holder === null) return true;
    shell.give({ type: 'take-hold-answer', nowMs: workflowNow(), holder });
    if (waits()) await sleep(holdAgainMs);
  }
  return false;
}

async function holderOf(request: Parameters<typeof holdEnvironments>[0]): Promise<string | null> {
  try {
    return (await holdEnvironments(request)).holder;
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    return 'whoever';
  }
}

/**
 * At the very instant at which it would begin, the upgrade says whether its promotion may (annex §10: no incident reported), and of
 * planned work by people the registers say whether a freeze holds.
 */
async function askBeforeBeginning(shell: MaintenanceShell): Promise<void> {
  await condition(() => shell.state.status === 'asking');
  if (patched('environments-before-asking') && !(await takeEnvironments(shell))) return;
  const { work, reference, client, environments } = shell.state.opening;
  if (work.kind !== 'promotion') {
    const span = { from: toInstant(workflowNow()), until: toInstant(shell.state.window.endMs) };
    const reason = await findFreeze({ client, environments, ...span });
    shell.give({ type: 'take-freeze-answer', nowMs: workflowNow(), reason });
    return;
  }
  // One of older rules installs as soon as the service is closed.
  const asking = shell.state.rules >= 3 ? { asking: 'first' as const } : {};
  const answer = await askUpgrade({ upgrade: work.upgrade, maintenance: reference, ...asking });
  shell.give({ type: 'take-upgrade-answer', nowMs: workflowNow(), ...answer });
}

/**
 * Once the service is closed, which may take long where a deployer does not answer: a veto, a refusal or a stop of the meantime holds the
 * promotion still (annex §10: never against an incident that was reported).
 */
async function askBeforeInstalling(shell: MaintenanceShell): Promise<void> {
  await condition(() => shell.state.course.phase === 'asking-again');
  const { work, reference } = shell.state.opening;
  if (work.kind !== 'promotion') return;
  const answer = await askUpgrade({ upgrade: work.upgrade, maintenance: reference, asking: 'last' });
  shell.give({ type: 'take-upgrade-answer', nowMs: workflowNow(), ...answer });
}

/** Sets the handler of each command, before the first `await` of the workflow. */
function bindCommands(shell: MaintenanceShell, answer: () => MaintenanceAnswer): void {
  for (const name of maintenanceCommandNames)
    bindCommand(maintenanceUpdates[name], {
      shell,
      toCommand: (request: MaintenanceRequest) => parseMaintenanceCommand(name, request, workflowNow()),
      answer,
      name: () => shell.state.opening.reference,
    });
}
