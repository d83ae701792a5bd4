import { condition, proxyActivities, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import { refusal, type Refusal } from '../domain/refusal';
import type { UpgradeAnswer } from '../domain/upgrade/answer';
import { upgradeCommandNames } from '../domain/upgrade/commands';
import type { UpgradeCommand } from '../domain/upgrade/decide';
import { beginRequestSchema, isAnswered } from '../domain/upgrade/promoting';
import { isShownText } from '../domain/upgrade/putting-off';
import type { UpgradeState } from '../domain/upgrade/schema';
import { policies } from './activity-policies';
import { bindCommand } from './command-handler';
import type { LocalFirst } from './local-first';
import { workflowNow } from './shell';
import type { UpgradeShell } from './upgrade';
import {
  beginPromotionUpdate,
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
  const { shell, answer } = bound;
  for (const name of upgradeCommandNames)
    bindCommand(upgradeUpdates[name], {
      shell,
      toCommand: (request: UpgradeRequest) => parseUpgradeCommand(name, request, workflowNow()),
      answer,
      name: () => {
        const { client, product, version } = shell.state.opening;
        return `${client} ${product} ${version}`;
      },
      refusesToo: (command) => outdatedWaiver(shell.state, command),
    });
  bindBeginning(bound);
}

/** Who signs has read what holds now. In the validator alone: a text that is worded anew changes nothing that was decided. */
function outdatedWaiver(state: UpgradeState, command: UpgradeCommand): Refusal | undefined {
  if (command.type !== 'refuse' && command.type !== 'postpone') return undefined;
  const until = command.type === 'postpone' ? command.data.until : null;
  return isShownText(state, { facts: command.facts ?? {} }, until) ? undefined : refusal('waiver-outdated').refusal;
}

/**
 * The maintenance asks whether it may promote. Tickets, freezes and the rollout are looked up first, whatever was told of them before;
 * then it is decided in one stretch, so that nothing comes in between (annex §10: no incident reported).
 */
function bindBeginning({ shell, local }: Bound): void {
  setHandler(
    beginPromotionUpdate,
    async (asked) => {
      const announcing = (): boolean => shell.state.owed.some(({ kind }) => kind === 'announce-maintenance');
      // It may ask before its own beginning has been answered.
      if (announcing()) await condition(() => !announcing());
      if (!isAnswered(shell.state, asked)) {
        const { opening, incidents } = shell.state;
        const tickets = incidents.flatMap(({ ticket }) => (ticket === null ? [] : [ticket]));
        const untilMs = shell.state.maintenance?.window.endMs;
        const request = { opening, tickets, atMs: workflowNow(), ...(untilMs === undefined ? {} : { untilMs }) };
        const { tickets: told, ...facts } = await local.orUntilDone(
          () => firstTry.loadPromotionFacts(request),
          () => loadPromotionFacts(request),
        );
        const nowMs = workflowNow();
        for (const one of told) shell.give({ type: 'ticket-told', nowMs, told: one });
        shell.give({ type: 'begin-promotion', nowMs, ...asked, facts });
      }
      return beginAnswer(shell, asked.maintenance);
    },
    { validator: (request) => void beginRequestSchema.parse(request) },
  );
}

function beginAnswer({ state }: UpgradeShell, maintenance: string): BeginAnswer {
  const { promotion } = state;
  if (promotion?.maintenance === maintenance)
    return { go: true, detail: 'go', ...(promotion.installed ? { installed: promotion.installed } : {}) };
  const open = state.incidents.filter((one) => one.open).map(({ ticket }) => ticket ?? 'a failed promotion');
  const detail = open.length > 0 ? `open incidents: ${open.join(', ')}` : 'it is not to be promoted now';
  return { go: false, detail };
}
