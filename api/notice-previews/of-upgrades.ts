import type { MaintenanceClient } from '../../clients/maintenance';
import type { UpgradeClient } from '../../clients/upgrade';
import { withdrawalReason } from '../../domain/letters/upgrade/withdrawal';
import { wouldTell, wouldTellOpened } from '../../domain/maintenance/would-tell';
import { cadran } from '../../domain/ticket/actor';
import { startedUpgrade } from '../../domain/upgrade/evolve';
import { promotionOpening } from '../../domain/upgrade/promotion-opening';
import type { UpgradeOpening, UpgradeStatus } from '../../domain/upgrade/schema';
import type { RolloutMessage } from '../../domain/upgrade/telling';
import { thinkThrough, type ThoughtThrough } from '../../domain/upgrade/would-tell';
import { listUpgrades } from '../../store/upgrades';
import { upgradeCalendar } from '../../store/upgrade-calendar';
import { productClients } from '../../store/product-clients';
import { shownMaintenance, shownUpgrade, type Preview, type Shown } from './preview';

/** For so many clients the notices are made: each asks the registers, or a workflow, several times. */
const mostShown = 10;
/** Stands where a maintenance is not announced yet, and so has no reference. */
const noReference = 'M-0000000000';
/** Whom a rollout tells nothing any more; a client that has refused is told. */
const over: readonly UpgradeStatus[] = ['promoted', 'stopped', 'superseded'];
/** More than an upgrade owes before its first notice. */
const stepsAtMost = 6;

/** What the clients of a product would be told of a version that was published now, once it is installed for their test. */
export async function ofPublication(
  opening: Omit<UpgradeOpening, 'client'>,
  nowMs: number,
  publicUrl: string | undefined,
): Promise<Preview> {
  const clients = await productClients(opening);
  const shown = clients.slice(0, mostShown);
  const notices = await Promise.all(shown.map((client) => ofStart({ ...opening, client }, nowMs, publicUrl)));
  return { clients: clients.length, shown: shown.length, notices: notices.flat() };
}

async function ofStart(opening: UpgradeOpening, nowMs: number, publicUrl: string | undefined): Promise<Shown[]> {
  let thought = thinkThrough({ state: startedUpgrade(opening), notices: [] }, { type: 'tick', nowMs });
  for (let step = 0; step < stepsAtMost; step += 1) {
    const next = await taken(thought, opening, nowMs);
    if (!next) break;
    thought = next;
  }
  const { state, notices } = thought;
  const wanted = state.owed.find((one) => one.kind === 'announce-maintenance');
  const announced =
    wanted?.kind === 'announce-maintenance' && state.calendar
      ? wouldTellOpened(
          promotionOpening(opening, state.calendar, { reference: noReference, atMs: nowMs, window: wanted.window }),
        )
      : [];
  return [...shownUpgrade(notices, { why: opening.unplanned?.why, publicUrl }), ...shownMaintenance(announced)];
}

/** The next thing that an upgrade owes before its first notice, taken as done; `undefined`: nothing is. */
async function taken(
  thought: ThoughtThrough,
  opening: UpgradeOpening,
  nowMs: number,
): Promise<ThoughtThrough | undefined> {
  const owed = thought.state.owed.find(({ kind }) => kind === 'load-calendar' || kind === 'deploy-test');
  if (owed?.kind === 'load-calendar') {
    const calendar = await upgradeCalendar({ opening, atMs: nowMs, firstNoticeMs: owed.firstNoticeMs });
    return thinkThrough(thought, { type: 'did', nowMs, owed, outcome: { kind: 'load-calendar', calendar } });
  }
  if (owed?.kind !== 'deploy-test') return undefined;
  return thinkThrough(thought, {
    type: 'did',
    nowMs,
    owed,
    outcome: { kind: 'deploy-test', outcome: 'done', detail: '' },
  });
}

/** What a rollout's clients would be told of what is done to it now, and of the maintenances that it would call off. */
export async function ofMessage(
  {
    upgrades,
    maintenances,
    publicUrl,
  }: {
    readonly upgrades: UpgradeClient;
    readonly maintenances: MaintenanceClient;
    readonly publicUrl: string | undefined;
  },
  rollout: { readonly product: string; readonly version: string },
  message: Pick<RolloutMessage, 'kind' | 'reason' | 'at'>,
  nowMs: number,
): Promise<Preview> {
  const { items } = await listUpgrades(rollout, { limit: 2000, descending: false });
  const concerned = items.filter(({ status }) => !over.includes(status));
  const shown = concerned.slice(0, mostShown);
  const notices = await Promise.all(
    shown.map(async ({ client }) => {
      const state = await upgrades.state({ client, ...rollout });
      if (!state) return [];
      const told: RolloutMessage = { ...message, number: state.rolloutSequence + 1 };
      const thought = thinkThrough({ state, notices: [] }, { type: 'rollout-told', nowMs, message: told });
      return [...shownUpgrade(thought.notices, { publicUrl }), ...(await calledOff(maintenances, thought, nowMs))];
    }),
  );
  return { clients: concerned.length, shown: shown.length, notices: notices.flat() };
}

/** What is told of the maintenances that an upgrade would call off. */
async function calledOff(maintenances: MaintenanceClient, { state }: ThoughtThrough, nowMs: number): Promise<Shown[]> {
  const shown = state.owed.map(async (owed) => {
    if (owed.kind !== 'withdraw-maintenance') return [];
    const maintenance = await maintenances.state(owed.reference);
    if (!maintenance) return [];
    const data = { reason: withdrawalReason(owed.why) };
    const told = wouldTell(maintenance, { type: 'cancel', actor: cadran, nowMs, data });
    return 'refusal' in told ? [] : shownMaintenance(told);
  });
  return (await Promise.all(shown)).flat();
}
