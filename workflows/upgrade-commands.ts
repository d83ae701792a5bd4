import {
  ApplicationFailure,
  condition,
  currentUpdateInfo,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';
import { refusal, type Refusal } from '../domain/refusal';
import type { UpgradeAnswer } from '../domain/upgrade/answer';
import { upgradeCommandNames, type UpgradeCommandName } from '../domain/upgrade/commands';
import { decide } from '../domain/upgrade/decide';
import { isShownText } from '../domain/upgrade/putting-off';
import type { UpgradeState } from '../domain/upgrade/schema';
import { policies } from './activity-policies';
import type { LocalFirst } from './local-first';
import { workflowNow } from './shell';
import type { UpgradeShell } from './upgrade';
import {
  beginPromotionUpdate,
  beginRequestSchema,
  parseUpgradeCommand,
  upgradeUpdates,
  type BeginAnswer,
  type UpgradeActivities,
  type UpgradeRequest,
} from './upgrade-messages';

const { loadPromotionFacts } = proxyActivities<UpgradeActivities>(policies.untilDone);
const firstTry = proxyLocalActivities<UpgradeActivities>(policies.firstTry);

interface Bound {
  readonly shell: UpgradeShell;
  readonly local: LocalFirst;
  readonly answer: () => UpgradeAnswer;
}

/** Sets the handler of each command, before the first `await` of the workflow. */
export function bindUpgradeCommands(bound: Bound): void {
  for (const name of upgradeCommandNames) bindCommand(bound, name);
  bindBeginning(bound);
}

function bindCommand({ shell, answer }: Bound, name: UpgradeCommandName): void {
  setHandler(
    upgradeUpdates[name],
    (request: UpgradeRequest) => {
      const id = currentUpdateInfo()?.id;
      if (shell.wasGiven(id)) return answer();
      const refusedBy = shell.give(parseUpgradeCommand(name, request, workflowNow()));
      if (refusedBy) throw refused(refusedBy);
      shell.remember(id);
      return answer();
    },
    { validator: (request: UpgradeRequest) => validate(shell, name, request) },
  );
}

/** Decided here too, so that a refusal leaves nothing in the history. */
function validate(shell: UpgradeShell, name: UpgradeCommandName, request: UpgradeRequest): void {
  const command = parseUpgradeCommand(name, request, workflowNow());
  const id = currentUpdateInfo()?.id;
  if (shell.wasGiven(id)) return;
  const { client, product, version } = shell.state.opening;
  if (shell.isReused(id))
    throw refused(refusal('key-reused', { reference: `${client} ${product} ${version}` }).refusal);
  const decision = decide(shell.state, command);
  if ('refusal' in decision) throw refused(decision.refusal);
  // Who signs has read what holds now. In the validator alone: a text that is worded anew changes nothing that was decided.
  if (command.type === 'refuse' || command.type === 'postpone') {
    const until = command.type === 'postpone' ? command.data.until : null;
    if (!isShownText(shell.state, { facts: command.facts ?? {} }, until))
      throw refused(refusal('waiver-outdated').refusal);
  }
}

/**
 * The maintenance asks whether it may promote. Tickets, freezes and the rollout are looked up first, whatever was told of them before;
 * then it is decided in one stretch, so that nothing comes in between (annex §10: no incident reported).
 */
function bindBeginning({ shell, local }: Bound): void {
  setHandler(
    beginPromotionUpdate,
    async ({ maintenance }) => {
      const announcing = (): boolean => shell.state.owed.some(({ kind }) => kind === 'announce-maintenance');
      // It may ask before its own beginning has been answered.
      if (announcing()) await condition(() => !announcing());
      if (!isDecided(shell.state, maintenance)) {
        const { opening, incidents } = shell.state;
        const tickets = incidents.flatMap(({ ticket }) => (ticket === null ? [] : [ticket]));
        const request = { opening, tickets, atMs: workflowNow() };
        const { tickets: told, ...facts } = await local.orUntilDone(
          () => firstTry.loadPromotionFacts(request),
          () => loadPromotionFacts(request),
        );
        const nowMs = workflowNow();
        for (const one of told) shell.give({ type: 'ticket-told', nowMs, told: one });
        shell.give({ type: 'begin-promotion', nowMs, maintenance, facts });
      }
      return beginAnswer(shell, maintenance);
    },
    { validator: (request) => void beginRequestSchema.parse(request) },
  );
}

function isDecided({ promotion, withheld }: UpgradeState, maintenance: string): boolean {
  return promotion?.maintenance === maintenance || withheld === maintenance;
}

function beginAnswer({ state }: UpgradeShell, maintenance: string): BeginAnswer {
  if (state.promotion?.maintenance === maintenance) return { go: true, detail: 'go' };
  const open = state.incidents.filter((one) => one.open).map(({ ticket }) => ticket ?? 'a failed promotion');
  const detail = open.length > 0 ? `open incidents: ${open.join(', ')}` : 'it is not to be promoted now';
  return { go: false, detail };
}

function refused({ code, clause, params }: Refusal): ApplicationFailure {
  return ApplicationFailure.nonRetryable(code, 'Refusal', { code, clause, params });
}
