import { z } from 'zod';
import type { PromotionOutcome } from './promotion';
import type { MaintenanceState } from './schema';

export const phaseSchema = z.enum([
  'waiting',
  'asking',
  'entering',
  /** Users find it closed by now: the upgrade is asked once more, before anything is installed. */
  'asking-again',
  'deploying',
  'rolling-back',
  /** People work, or have to look at what machines could not do: a person says when it is done. */
  'working',
  'checking',
  'leaving',
  /** Checked once more, as users now find it. */
  'confirming',
  'over',
]);
export type Phase = z.infer<typeof phaseSchema>;

/** Where the work of a maintenance stands: one phase after another, in each one environment after another. */
export const courseSchema = z.strictObject({
  phase: phaseSchema,
  /** Which of the environments, from 0. */
  index: z.int(),
  /** How often people have said that the work is done: what machines are then asked for has a new name. */
  cycle: z.int(),
  /** Which naming of the operation: what has failed is asked for under a new name, what is unknown under the same. */
  round: z.int(),
  tries: z.int(),
  notBeforeMs: z.int(),
  /** In how many of the environments the new version was asked for. */
  reached: z.int(),
  rolledBack: z.boolean(),
  /** Whether a deployer has switched the maintenance mode on somewhere. */
  closed: z.boolean(),
  /** In how many of the environments users were told that it takes longer; runs of an older version do not say. */
  prolonged: z.int().optional(),
});
export type Course = z.infer<typeof courseSchema>;

export const courseBegun: Course = {
  phase: 'waiting',
  index: 0,
  cycle: 0,
  round: 0,
  tries: 0,
  notBeforeMs: 0,
  reached: 0,
  rolledBack: false,
  closed: false,
};

export const stepKindSchema = z.enum(['enter', 'deploy', 'roll-back', 'check', 'leave', 'prolong']);
export type StepKind = z.infer<typeof stepKindSchema>;

/** What an activity answered to a step. */
export const stepOutcomeSchema = z.enum([
  'done',
  'failed',
  'unknown',
  'no-deployer',
  'healthy',
  'unhealthy',
  'no-check',
  /** Another maintenance has closed the environment, and is at work in it. */
  'held',
]);
export type StepOutcome = z.infer<typeof stepOutcomeSchema>;

/** What a step has led to: where the work goes on, what the upgrade is told, and whether the provider's people must look. */
export interface CourseAfter {
  readonly course: Course;
  readonly decided?: PromotionOutcome;
  readonly wantsPeople?: true;
}

const mostTries = 3;
const retryMs = 30_000;
/** Opening and closing a service takes seconds: so long one attempt waits for it, milliseconds. */
export const switchingMs = 5 * 60_000;
/** A service that stays closed is tried to be opened without end, at most so far apart. */
const longestRetryMs = 600_000;

export function entered(course: Course, phase: Phase): Course {
  return { ...course, phase, index: 0, round: 0, tries: 0, notBeforeMs: 0 };
}

/** The work after a step's outcome at an instant, epoch milliseconds. */
export function courseAfter(state: MaintenanceState, kind: StepKind, outcome: StepOutcome, nowMs: number): CourseAfter {
  switch (kind) {
    case 'enter':
      return afterEntering(state, outcome, nowMs);
    case 'deploy':
      return afterDeploying(state, outcome, nowMs);
    case 'roll-back':
      return afterRollingBack(state, outcome, nowMs);
    case 'check':
      return afterChecking(state, outcome);
    case 'leave':
      return afterLeaving(state, outcome, nowMs);
    case 'prolong':
      // A page that names an end which is past is no reason to stop the work.
      return { course: { ...state.course, prolonged: (state.course.prolonged ?? 0) + 1 } };
  }
}

function afterEntering(state: MaintenanceState, outcome: StepOutcome, nowMs: number): CourseAfter {
  const { course, opening } = state;
  const isPromotion = opening.work.kind === 'promotion';
  const installing = state.rules >= 3 ? 'asking-again' : 'deploying';
  const next = isPromotion ? installing : 'working';
  if (outcome === 'done') return { course: advanced(state, next, { closed: true }) };
  if (outcome === 'no-deployer') return { course: advanced(state, next) };
  // Whoever has closed it tells users that it works again: it is waited for, however long that takes.
  if (outcome === 'held') return { course: { ...course, notBeforeMs: nowMs + retryMs } };
  if (course.tries + 1 < mostTries) return { course: tried(course, outcome, nowMs) };
  // Users who find a service closed must be told why (annex §10): nothing is installed where that can't be.
  if (isPromotion) return { course: entered(course, 'leaving'), decided: 'not-started' };
  return { course: advanced(state, next), wantsPeople: true };
}

function afterDeploying(state: MaintenanceState, outcome: StepOutcome, nowMs: number): CourseAfter {
  const { course } = state;
  const reached = Math.max(course.reached, course.index + 1);
  if (outcome === 'done') return { course: advanced(state, 'checking', { reached }) };
  if (outcome === 'failed') return { course: { ...entered(course, 'rolling-back'), reached } };
  if (outcome === 'no-deployer') return { course: { ...entered(course, 'working'), reached }, wantsPeople: true };
  if (course.tries + 1 < mostTries) return { course: { ...tried(course, outcome, nowMs), reached } };
  // It may still be at work: whoever went back now would be in its way.
  return { course: { ...entered(course, 'working'), reached }, decided: 'failed', wantsPeople: true };
}

function afterRollingBack(state: MaintenanceState, outcome: StepOutcome, nowMs: number): CourseAfter {
  const { course } = state;
  if (outcome === 'done') return { course: advanced(state, 'checking', { rolledBack: true }) };
  if (outcome !== 'no-deployer' && course.tries + 1 < mostTries) return { course: tried(course, outcome, nowMs) };
  return { course: entered(course, 'working'), decided: 'failed', wantsPeople: true };
}

function afterChecking(state: MaintenanceState, outcome: StepOutcome): CourseAfter {
  const { course, opening, evidence, outcome: decided } = state;
  const isPromotion = opening.work.kind === 'promotion';
  const works = outcome === 'healthy' || (outcome === 'no-check' && evidence !== null);
  if (course.phase === 'confirming')
    return works ? { course: advanced(state, 'over') } : { course: entered(course, 'working'), wantsPeople: true };
  if (works) {
    const next = advanced(state, 'leaving');
    if (!isPromotion || decided || next.phase === 'checking') return { course: next };
    return { course: next, decided: course.rolledBack ? 'rolled-back' : 'done' };
  }
  const untouched = isPromotion && !decided && !course.rolledBack && course.cycle === 0;
  if (untouched && outcome === 'unhealthy') return { course: entered(course, 'rolling-back') };
  const isLost = isPromotion && !decided && outcome === 'unhealthy';
  return { course: entered(course, 'working'), wantsPeople: true, ...(isLost ? { decided: 'failed' } : {}) };
}

function afterLeaving(state: MaintenanceState, outcome: StepOutcome, nowMs: number): CourseAfter {
  const { course, opening } = state;
  if (outcome === 'done' || outcome === 'no-deployer') {
    // Whoever closed a service once more that users have got back would do harm.
    const prolonged = opening.environments.length;
    return { course: advanced(state, course.closed ? 'confirming' : 'over', { prolonged }) };
  }
  const waitMs = Math.min(retryMs * 2 ** Math.min(course.tries, 10), longestRetryMs);
  return {
    course: tried(course, outcome, nowMs, waitMs),
    ...(course.tries === 0 ? { wantsPeople: true as const } : {}),
  };
}

/** The same step again, later. */
function tried(course: Course, outcome: StepOutcome, nowMs: number, waitMs = retryMs): Course {
  const round = outcome === 'failed' ? course.round + 1 : course.round;
  return { ...course, round, tries: course.tries + 1, notBeforeMs: nowMs + waitMs };
}

/** The next environment, or the next phase after the last one. */
function advanced({ course, opening }: MaintenanceState, next: Phase, more: Partial<Course> = {}): Course {
  const many = course.phase === 'rolling-back' ? Math.max(1, course.reached) : opening.environments.length;
  const index = course.index + 1;
  const told = { ...course, ...more };
  return index < many ? { ...told, index, round: 0, tries: 0, notBeforeMs: 0 } : entered(told, next);
}
