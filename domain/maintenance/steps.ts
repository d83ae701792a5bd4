import type { Phase, StepKind } from './course';
import type { MaintenanceState } from './schema';

/** What is to be done next with an environment, by a machine. */
export interface Step {
  readonly kind: StepKind;
  readonly environment: string;
  /** Names the operation for its deployer: the same name is never done twice. */
  readonly name: string;
  /** Names the asking: an answer to another one is none to this. */
  readonly key: string;
  readonly notBeforeMs: number;
  /** The version to install, or that has to serve; null: any. */
  readonly version: string | null;
}

const kinds: Partial<Record<Phase, StepKind>> = {
  entering: 'enter',
  deploying: 'deploy',
  'rolling-back': 'roll-back',
  checking: 'check',
  leaving: 'leave',
  confirming: 'check',
};

/**
 * The next step, `undefined` while it waits for time, people or its upgrade, and once it is over: past the end of the window users are
 * first told that it takes longer.
 */
export function nextStep(state: MaintenanceState): Step | undefined {
  return prolongation(state) ?? workStep(state);
}

/** The step that an answer belongs to: what was asked before the window ended is answered all the same. */
export function stepOf(state: MaintenanceState, key: string): Step | undefined {
  return [prolongation(state), workStep(state)].find((step) => step?.key === key);
}

const closedPhases: readonly Phase[] = ['asking-again', 'deploying', 'rolling-back', 'working', 'checking'];

/** Users who find the service closed were told an end that is past: it is taken back, in one environment after another. */
function prolongation({ course, opening, status, overranAt }: MaintenanceState): Step | undefined {
  const { prolonged = 0, closed, phase } = course;
  const environment = opening.environments[prolonged];
  if (status !== 'in-progress' || overranAt === null || !closed || environment === undefined) return undefined;
  if (!closedPhases.includes(phase)) return undefined;
  const name = `maintenance:${opening.reference}/prolonging/${environment}`;
  return { kind: 'prolong', environment, name, key: name, notBeforeMs: 0, version: null };
}

function workStep(state: MaintenanceState): Step | undefined {
  const { course, opening, status } = state;
  const kind = kinds[course.phase];
  const environment = opening.environments[course.index];
  if (status !== 'in-progress' || kind === undefined || environment === undefined) return undefined;
  const { cycle, round, tries, phase, notBeforeMs } = course;
  const name = `maintenance:${opening.reference}/${phase}/${environment}/${cycle}.${round}`;
  return {
    kind,
    environment,
    name,
    key: `${name}#${tries}`,
    notBeforeMs,
    version: versionOf(state, kind, environment),
  };
}

function versionOf(state: MaintenanceState, kind: StepKind, environment: string): string | null {
  const { opening, course, outcome } = state;
  const { work } = opening;
  if (work.kind !== 'promotion') return null;
  const before = ranBefore(state, environment);
  if (kind === 'deploy') return work.version;
  if (kind === 'roll-back') return before;
  // Of what went wrong, people decide what has to serve.
  if (outcome?.outcome === 'failed') return null;
  return course.rolledBack || outcome?.outcome === 'not-started' ? before : work.version;
}

/** What an environment ran when its promotion began; null: nothing is promoted. */
export function ranBefore({ opening: { work }, installed }: MaintenanceState, environment: string): string | null {
  return work.kind === 'promotion' ? (installed?.[environment] ?? work.from) : null;
}
