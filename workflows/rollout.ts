import { condition, continueAsNew, proxyActivities, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import { rolloutAnswer, type RolloutAnswer } from '../domain/rollout/answer';
import { rolloutCommandNames } from '../domain/rollout/commands';
import { decide, nextInstantMs, type RolloutCommand } from '../domain/rollout/decide';
import type { Report, RolloutEvent } from '../domain/rollout/events';
import { evolve, publishedRollout, publishingEvent } from '../domain/rollout/evolve';
import type { RolloutState } from '../domain/rollout/schema';
import { isOverForGood, statusOf } from '../domain/rollout/standing';
import { toInstant } from '../domain/time/instant';
import { policies } from './activity-policies';
import { searchAttributes } from './attributes';
import { bindCommand } from './command-handler';
import { LocalFirst } from './local-first';
import {
  parseRolloutCommand,
  reportSignal,
  rolloutQuery,
  rolloutStateQuery,
  rolloutUpdates,
  type RolloutActivities,
  type RolloutInput,
  type RolloutRequest,
} from './rollout-messages';
import { Shell, workflowNow, type Aggregate } from './shell';

const { publishRollout, listProductClients } = proxyActivities<RolloutActivities>(policies.untilDone);
const { startUpgrades, tellUpgrades } = proxyActivities<RolloutActivities>(policies.commands);
const firstTry = proxyLocalActivities<RolloutActivities>(policies.firstTry);

type RolloutShell = Shell<RolloutState, RolloutCommand, RolloutEvent, never>;

/** So many upgrades one activity starts or tells: some seconds of work. */
const batchSize = 100;

const rolloutAggregate = (local: LocalFirst): Aggregate<RolloutState, RolloutCommand, RolloutEvent, never> => ({
  decide,
  evolve,
  nextInstantMs,
  tick: (nowMs) => ({ type: 'tick', nowMs }),
  // Clients are told by their upgrades.
  noticesFor: () => [],
  leavesMs: (_notice, _state, nowMs) => nowMs,
  whyNotSend: () => undefined,
  sent: (notice) => notice,
  dropped: (notice) => notice,
  send: (notice) => notice,
  isStillTrying: () => false,
  attributes: (state) => [{ key: searchAttributes.status, value: statusOf(state) }],
  ended: isOverForGood,
  publish: (events, state, sequence) => {
    const { product, version } = state.opening;
    const batch = { product, version, events, answer: rolloutAnswer(state, workflowNow(), sequence) };
    return local.orUntilDone(
      () => firstTry.publishRollout(batch),
      () => publishRollout(batch),
    );
  },
});

/** A version on its way to all clients of its product (annex §10): waves, progress, pause and stop. */
export async function rollout(input: RolloutInput): Promise<RolloutAnswer> {
  const { opening, carried } = input;
  const born = { state: publishedRollout(opening), sequence: 0, outbox: [], notices: [], recentCommands: [] };
  const local = new LocalFirst();
  const shell: RolloutShell = new Shell(rolloutAggregate(local), carried ?? born);
  const heard: Report[] = [...(input.heard ?? [])];
  const answer = (): RolloutAnswer => rolloutAnswer(shell.state, workflowNow(), shell.sequence);
  if (!carried) shell.record([publishingEvent(opening)]);

  for (const name of rolloutCommandNames)
    bindCommand(rolloutUpdates[name], {
      shell,
      toCommand: (request: RolloutRequest) => parseRolloutCommand(name, request, workflowNow()),
      answer,
      name: () => `${opening.product} ${opening.version}`,
    });
  setHandler(reportSignal, (report) => {
    heard.push(report);
  });
  setHandler(rolloutQuery, answer);
  setHandler(rolloutStateQuery, () => shell.state);

  void takeReports(shell, heard);
  void keepStarting(shell);
  void keepTelling(shell);
  const outcome = await shell.live(input.continueAfterEvents, () => local.outlasted);
  if (outcome === 'continue') await continueAsNew<typeof rollout>({ ...input, carried: shell.durable(), heard });
  return answer();
}

/** All reports that have come together are one event: each alone would make a history of thousands. */
async function takeReports(shell: RolloutShell, heard: Report[]): Promise<void> {
  for (;;) {
    await condition(() => heard.length > 0 && shell.state.clients !== null);
    shell.give({ type: 'take-reports', nowMs: workflowNow(), reports: heard.splice(0) });
  }
}

/**
 * Starts upgrades in batches, by an activity and not as children: three events for a hundred of them, and they outlive every run of
 * the rollout without any policy.
 */
async function keepStarting(shell: RolloutShell): Promise<void> {
  const { product, version, kind, reasons, documentation, unplanned } = shell.state.opening;
  if (!shell.state.clients) {
    const clients = await listProductClients({ product, version });
    shell.give({ type: 'list-clients', nowMs: workflowNow(), clients });
  }
  for (;;) {
    await condition(() => mayStart(shell.state));
    const { clients, started, wanted } = shell.state;
    const until = Math.min(wanted, started + batchSize);
    const startedAt = toInstant(workflowNow());
    const openings = (clients ?? [])
      .slice(started, until)
      .map((client) => ({ client, product, version, kind, reasons, documentation, unplanned, startedAt }));
    await startUpgrades(openings);
    shell.give({ type: 'started', nowMs: workflowNow(), started: until });
  }
}

function mayStart({ started, wanted, pause, stopped }: RolloutState): boolean {
  return started < wanted && !pause && !stopped;
}

/** Tells all upgrades what the release manager said, in its order. */
async function keepTelling(shell: RolloutShell): Promise<void> {
  const { product, version } = shell.state.opening;
  for (;;) {
    await condition(() => shell.state.telling.length > 0);
    const [first] = shell.state.telling;
    if (!first) continue;
    const { told, ...message } = first;
    const { clients, started } = shell.state;
    const until = Math.min(started, told + batchSize);
    await tellUpgrades({ product, version, clients: (clients ?? []).slice(told, until), message });
    shell.give({ type: 'told', nowMs: workflowNow(), number: message.number, told: until });
  }
}
