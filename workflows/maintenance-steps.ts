import { ActivityFailure, condition, proxyActivities } from '@temporalio/workflow';
import { isEnded } from '../domain/maintenance/answer';
import { switchingMs, type StepOutcome } from '../domain/maintenance/course';
import { publicReason } from '../domain/maintenance/public-reason';
import { nextStep, ranBefore, type Step } from '../domain/maintenance/steps';
import type { MaintenanceState } from '../domain/maintenance/schema';
import { toInstant } from '../domain/time/instant';
import { policies } from './activity-policies';
import type { DeployerActivities } from './activity-types';
import type { MaintenanceShell } from './maintenance';
import { workflowNow } from './shell';

const { runDeployment, setMaintenanceMode } = proxyActivities<DeployerActivities>(policies.deploying);
const { checkHealth } = proxyActivities<DeployerActivities>(policies.health);

const minuteMs = 60_000;
/** How long a service that was just installed is given to come up. */
const settlingMs = 5 * minuteMs;

/** Has machines do one step after another, as long as there is one to do. */
export async function takeSteps(shell: MaintenanceShell): Promise<void> {
  for (;;) {
    await condition(() => nextStep(shell.state) !== undefined || isEnded(shell.state));
    const step = nextStep(shell.state);
    if (!step) return;
    const waitMs = step.notBeforeMs - workflowNow();
    if (waitMs > 0) {
      const moved = () => nextStep(shell.state)?.key !== step.key;
      await condition(moved, waitMs, { summary: `again ${toInstant(step.notBeforeMs)}` });
      continue;
    }
    const { outcome, detail } = await answerTo(step, shell.state);
    shell.give({ type: 'take-step', nowMs: workflowNow(), key: step.key, outcome, detail });
  }
}

async function answerTo(step: Step, state: MaintenanceState): Promise<{ outcome: StepOutcome; detail: string }> {
  try {
    return await taken(step, state);
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    // Tried for as long as the policy allows: how it ended nobody knows.
    const detail = error.cause?.message ?? error.message;
    return { outcome: step.kind === 'check' ? 'unhealthy' : 'unknown', detail };
  }
}

async function taken(step: Step, state: MaintenanceState) {
  const { opening, window, course } = state;
  const { kind, environment, name: operation, version } = step;
  const { client, work, why } = opening;
  const asked = { operation, client, environment };
  const shown = publicReason(opening);
  const claim = { maintenance: opening.reference, environments: opening.environments };
  switch (kind) {
    case 'enter':
      return await setMaintenanceMode({
        ...{ ...asked, claim, mode: 'on', reason: shown, until: toInstant(window.endMs), waitMs: switchingMs },
      });
    case 'prolong':
      return await setMaintenanceMode({ ...asked, mode: 'on', reason: shown, until: null, waitMs: switchingMs });
    case 'leave':
      return await setMaintenanceMode({ ...asked, claim, mode: 'off', waitMs: switchingMs });
    case 'check':
      return await checkHealth({
        ...{ client, environment },
        ...(version === null ? {} : { version }),
        waitMs: course.phase === 'checking' && work.kind === 'promotion' ? settlingMs : minuteMs,
      });
    case 'deploy':
    case 'roll-back': {
      if (work.kind !== 'promotion' || version === null) throw new Error(`nothing to ${kind}`);
      const from = kind === 'deploy' ? ranBefore(state, environment) : work.version;
      return await runDeployment({ ...asked, kind, product: work.product, version, from, reason: why });
    }
  }
}
