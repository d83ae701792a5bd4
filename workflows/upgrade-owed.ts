import { ActivityFailure, condition, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Outcome } from '../domain/upgrade/decide';
import { upgradeName } from '../domain/upgrade/notices';
import type { Owed } from '../domain/upgrade/owed';
import { testOperation } from '../domain/upgrade/test-sharing';
import { policies } from './activity-policies';
import type { DeployerActivities } from './activity-types';
import type { LocalFirst } from './local-first';
import { workflowNow } from './shell';
import type { UpgradeShell } from './upgrade';
import type { UpgradeActivities } from './upgrade-messages';

const untilDone = proxyActivities<UpgradeActivities>(policies.untilDone);
const firstTry = proxyLocalActivities<UpgradeActivities>(policies.firstTry);
const { runDeployment } = proxyActivities<DeployerActivities>(policies.deploying);

/**
 * Brings about what the upgrade owes: each at once and for as long as it takes. What is under way when a run ends or a worker dies is
 * still owed, and is begun again under the same name.
 */
export async function payOwed(shell: UpgradeShell, local: LocalFirst): Promise<void> {
  const underWay = new Set<string>();
  const waits = (): Owed[] => shell.state.owed.filter(({ id }) => !underWay.has(id));
  for (;;) {
    await condition(() => waits().length > 0);
    for (const owed of waits()) {
      underWay.add(owed.id);
      void pay(shell, local, owed).then(() => underWay.delete(owed.id));
    }
  }
}

async function pay(shell: UpgradeShell, local: LocalFirst, owed: Owed): Promise<void> {
  const outcome = await paid(shell, local, owed);
  shell.give({ type: 'did', nowMs: workflowNow(), owed, outcome });
}

async function paid(shell: UpgradeShell, local: LocalFirst, owed: Owed): Promise<Outcome> {
  const { opening, calendar } = shell.state;
  const upgrade = upgradeName(opening);
  const atMs = workflowNow();
  switch (owed.kind) {
    case 'load-calendar': {
      const request = { opening, atMs, firstNoticeMs: owed.firstNoticeMs };
      const loaded = await local.orUntilDone(
        () => firstTry.loadUpgradeCalendar(request),
        () => untilDone.loadUpgradeCalendar(request),
      );
      return { kind: owed.kind, calendar: { ...loaded, asOfMs: atMs, firstNoticeMs: owed.firstNoticeMs } };
    }
    case 'deploy-test':
      return await deployed(shell, owed);
    case 'register-test':
      return { kind: owed.kind, detail: await untilDone.registerTest({ opening, environment: owed.environment }) };
    case 'tie-ticket':
      return { kind: owed.kind, told: await untilDone.tieTicket({ opening, ticket: owed.ticket }) };
    case 'announce-maintenance': {
      // It is owed by what the calendar said, so there is one.
      if (!calendar) return { kind: owed.kind, refusal: 'calendar-missing', earliestMs: null };
      const { number, window, environments: production = calendar.production } = owed;
      return {
        kind: owed.kind,
        ...(await untilDone.announceMaintenance({
          opening,
          calendar: { ...calendar, production },
          atMs,
          number,
          window,
        })),
      };
    }
    case 'withdraw-maintenance': {
      const { reference, why } = owed;
      return { kind: owed.kind, detail: await untilDone.withdrawMaintenance({ upgrade, reference, why }) };
    }
    case 'open-incident': {
      const { maintenance, outcome, detail } = owed;
      const environment = calendar?.production[0] ?? '';
      const request = { opening, environment, atMs, maintenance, outcome, detail };
      return { kind: owed.kind, ticket: await untilDone.openPromotionIncident(request) };
    }
    case 'install-version': {
      const environments = [...(owed.environments ?? calendar?.production ?? [])];
      return { kind: owed.kind, detail: await untilDone.installVersion({ opening, environments }) };
    }
  }
}

/** So long the end of a deployment to test is waited for: nobody waits beside it. */
const patienceMs = 2 * 3600 * 1000;

async function deployed(shell: UpgradeShell, owed: Extract<Owed, { kind: 'deploy-test' }>): Promise<Outcome> {
  const { opening, calendar, test } = shell.state;
  const { client, product, version } = opening;
  const { kind, environment } = owed;
  const reserved =
    opening.rules === undefined
      ? { free: true as const, installed: null }
      : await untilDone.reserveTest({ opening, environment, attempt: test.attempt, atMs: workflowNow() });
  if (!reserved.free) return { kind, outcome: 'waiting', ...reserved };
  try {
    const { outcome, detail } = await runDeployment({
      operation: testOperation(upgradeName(opening), test.attempt),
      kind: 'deploy',
      ...{ client, environment, product, version, from: reserved.installed ?? calendar?.support.installed ?? null },
      reason: { fr: `Version ${version} à tester`, en: `Version ${version} to be tested` },
      waitMs: patienceMs,
    });
    const outcomes = { done: 'done', failed: 'failed', unknown: 'failed', 'no-deployer': 'by-hand' } as const;
    return { kind, outcome: outcomes[outcome], detail };
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    return { kind, outcome: 'failed', detail: 'the deployer did not answer' };
  }
}
