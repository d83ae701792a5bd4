import { condition, currentUpdateInfo, proxyActivities, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { z } from 'zod';
import { timetablesToExtend } from '../domain/ticket/announcements';
import {
  commandRules,
  ticketCommandNames,
  type PersonCommand,
  type TicketCommandName,
} from '../domain/ticket/commands';
import type { TicketCommand } from '../domain/ticket/decide';
import type { TicketEvent } from '../domain/ticket/events';
import type { Notice } from '../domain/ticket/notices';
import type { Loaded, Rule } from '../domain/ticket/rule';
import type { TicketAnswer, TicketState } from '../domain/ticket/schema';
import { toEpochMs, toInstant } from '../domain/time/instant';
import { policies } from './activity-policies';
import type { RegisterActivities } from './activity-types';
import { bindCommand, refused, validate } from './command-handler';
import type { LocalFirst } from './local-first';
import { commandUpdates, parseCommand, type CommandRequest } from './messages';
import { workflowNow, type Shell } from './shell';

const { loadTerms, decideAgain } = proxyActivities<RegisterActivities>(policies.untilDone);
const firstTry = proxyLocalActivities<RegisterActivities>(policies.firstTry);

export type TicketShell = Shell<TicketState, TicketCommand, TicketEvent, Notice>;

interface Told {
  readonly shell: TicketShell;
  readonly local: LocalFirst;
  readonly answer: () => TicketAnswer;
}

/** Sets the handler of each command, before the first `await` of the workflow. */
export function bindCommands(told: Told): void {
  for (const name of ticketCommandNames) {
    const loads = loadsOf(name);
    if (loads) bindLoadingCommand(told, name, loads);
    else bindCommand(commandUpdates[name], takingOf(told, name));
  }
}

function takingOf({ shell, answer }: Told, name: TicketCommandName) {
  const toCommand = (request: CommandRequest): TicketCommand => toTicketCommand(name, request);
  return { shell, toCommand, answer, name: () => shell.state.opening.reference };
}

/** An Update that is decided on what the registers say: that is loaded first, and then decided and applied in one stretch. */
function bindLoadingCommand(told: Told, name: TicketCommandName, loads: keyof Loaded): void {
  const { shell, local, answer } = told;
  setHandler(
    commandUpdates[name],
    async (request: CommandRequest) => {
      const id = currentUpdateInfo()?.id;
      if (shell.wasGiven(id)) return answer();
      await condition(() => shell.state.admission !== null);
      const loaded = await load(shell.state, request, loads, local);
      const refusedBy = shell.give({ ...toTicketCommand(name, request), loaded } as TicketCommand);
      if (refusedBy) throw refused(refusedBy);
      shell.remember(id);
      // The answer has the new deadlines, if the registers tell them soon.
      const whole = (): boolean => timetablesToExtend(shell.state, workflowNow()).length === 0;
      if (!whole()) await condition(whole, '2 seconds');
      return answer();
    },
    { validator: (request: CommandRequest) => validate(takingOf(told, name), request) },
  );
}

function loadsOf(name: TicketCommandName): keyof Loaded | undefined {
  const rule: Pick<Rule<z.ZodObject>, 'loads'> = commandRules[name];
  return rule.loads;
}

/** How far new terms have their timetables at first; a running clock asks for more. */
const firstSpanMs = 60 * 24 * 3600 * 1000;

async function load(
  { opening, terms }: TicketState,
  { happenedAt, data }: CommandRequest,
  loads: keyof Loaded,
  local: LocalFirst,
): Promise<Loaded> {
  const at = happenedAt ?? toInstant(workflowNow());
  if (loads === 'admission') {
    const request = { opening, contractVersion: terms?.contractVersion ?? 0, at };
    return {
      admission: await local.orUntilDone(
        () => firstTry.decideAgain(request),
        () => decideAgain(request),
      ),
    };
  }
  const { contractVersion } = data as Extract<PersonCommand, { type: 'amend' }>['data'];
  const fromMs = toEpochMs(opening.openedAt) - 24 * 3600 * 1000;
  const request = { client: opening.client, contractVersion, at, fromMs, toMs: workflowNow() + firstSpanMs };
  return {
    terms: await local.orUntilDone(
      () => firstTry.loadTerms(request),
      () => loadTerms(request),
    ),
  };
}

function toTicketCommand(name: TicketCommandName, request: CommandRequest): TicketCommand {
  const { happenedAt, ...command } = parseCommand(name, request);
  return {
    ...command,
    nowMs: workflowNow(),
    ...(happenedAt === undefined ? {} : { happenedMs: toEpochMs(happenedAt) }),
  };
}
