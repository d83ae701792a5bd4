import type { z } from 'zod';
import { refusal } from '../refusal';
import { cadran, type Actor } from '../ticket/actor';
import { toInstant } from '../time/instant';
import { maintenanceRules, type MaintenanceCommandName, type MaintenanceDecision } from './commands';
import { courseAfter, type StepOutcome } from './course';
import { dueUpTo, started, withdrawal, wouldOverrun, wouldOverrunOnceClosed } from './due';
import type { MaintenanceEvent } from './events';
import { evolve } from './evolve';
import type { Bilingual, Installed } from './opening';
import { stepOf } from './steps';
import type { MaintenanceState } from './schema';

/** What a maintenance is told: by people, by time, by its upgrade, or by what was asked of machines. `nowMs`: epoch milliseconds. */
export type MaintenanceCommand =
  | { [Name in MaintenanceCommandName]: PersonsCommand<Name> }[MaintenanceCommandName]
  | { readonly type: 'tick'; readonly nowMs: number }
  /** The upgrade's answer, given in one stretch with what it means there: after the last `go` no incident stops the promotion. */
  | {
      readonly type: 'take-upgrade-answer';
      readonly nowMs: number;
      readonly go: boolean;
      readonly detail: string;
      readonly installed?: Installed | undefined;
    }
  /** Whether a freeze holds, and why; null: none does. */
  | { readonly type: 'take-freeze-answer'; readonly nowMs: number; readonly reason: Bilingual | null }
  /** Another maintenance is at work in one of the environments, so that nobody is asked yet. */
  | { readonly type: 'take-hold-answer'; readonly nowMs: number; readonly holder: string }
  | {
      readonly type: 'take-step';
      readonly nowMs: number;
      readonly key: string;
      readonly outcome: StepOutcome;
      readonly detail: string;
    }
  | { readonly type: 'tell-upgrade'; readonly nowMs: number; readonly outcome: 'told' | 'ended' };

interface PersonsCommand<Name extends MaintenanceCommandName> {
  readonly type: Name;
  readonly actor: Actor;
  readonly nowMs: number;
  readonly data: z.output<(typeof maintenanceRules)[Name]['data']>;
}

type FromOutside = Exclude<MaintenanceCommand, { readonly actor: Actor }>;

/**
 * What a command makes of a maintenance: the events, or a refusal that changes nothing. Events of one instant stand in this order:
 * what was due before it, the command, what is due at that instant.
 */
export function decide(state: MaintenanceState, command: MaintenanceCommand): MaintenanceDecision {
  const { nowMs } = command;
  const before = dueUpTo(state, nowMs - 1, nowMs);
  const known = before.reduce(evolve, state);
  const answer = 'actor' in command ? byPerson(known, command) : { events: fromOutside(known, command) };
  if ('refusal' in answer) return answer;
  const events = [...before, ...answer.events];
  return { events: [...events, ...dueUpTo(events.reduce(evolve, state), nowMs, nowMs)] };
}

function byPerson(
  state: MaintenanceState,
  { type, actor, nowMs, data }: Extract<MaintenanceCommand, { readonly actor: Actor }>,
): MaintenanceDecision {
  const rule = maintenanceRules[type];
  if (!rule.roles.includes(actor.role)) return refusal('not-allowed', { command: type, role: actor.role });
  if (!rule.in.includes(state.status)) return refusal('maintenance-status', { command: type, status: state.status });
  return rule.decide(state, data as never, { by: actor, at: toInstant(nowMs), nowMs });
}

function fromOutside(state: MaintenanceState, command: FromOutside): MaintenanceEvent[] {
  const at = toInstant(command.nowMs);
  switch (command.type) {
    case 'tick':
      return [];
    case 'take-upgrade-answer': {
      if (state.course.phase === 'asking-again') return answeredAgain(state, command);
      if (state.status !== 'asking' || state.opening.work.kind !== 'promotion') return [];
      const { go, detail, installed } = command;
      if (!go) return [{ type: 'withdrawn', at, by: cadran, data: { why: 'upgrade', detail } }];
      if (wouldOverrun(state, command.nowMs)) return withdrawal(state, at, 'would-overrun', detail);
      return [started(state, at, installed)];
    }
    case 'take-freeze-answer': {
      if (state.status !== 'asking' || state.opening.work.kind === 'promotion') return [];
      const { reason, nowMs } = command;
      if (reason) return withdrawal(state, at, 'frozen', reason.en, reason);
      return wouldOverrun(state, nowMs) ? withdrawal(state, at, 'would-overrun', '') : [started(state, at)];
    }
    case 'take-hold-answer':
      return state.status === 'asking' && wouldOverrun(state, command.nowMs)
        ? withdrawal(state, at, 'would-overrun', `${command.holder} is at work in it`)
        : [];
    case 'take-step':
      return stepTaken(state, command);
    case 'tell-upgrade':
      return state.outcome && !state.outcome.told
        ? [{ type: 'promotion-told', at, by: cadran, data: { outcome: command.outcome } }]
        : [];
  }
}

/** What was said while the service was being closed counts still (annex §10): if it is wanted no more, it is opened as it was. */
function answeredAgain(
  state: MaintenanceState,
  { nowMs, go, detail, installed }: Extract<FromOutside, { type: 'take-upgrade-answer' }>,
): MaintenanceEvent[] {
  const told = { at: toInstant(nowMs), by: cadran };
  const isLate = go && wouldOverrunOnceClosed(state, nowMs);
  const goes = go && !isLate;
  const why = isLate ? 'would-overrun' : detail;
  const asked: MaintenanceEvent = {
    ...{ type: 'upgrade-asked-again', ...told },
    data: { go: goes, detail: why, ...(installed ? { installed } : {}) },
  };
  if (goes) return [asked];
  return [asked, { type: 'promotion-decided', ...told, data: { outcome: 'not-started', detail: why } }];
}

/** The answer to the step that is under way; one to another step, asked before, tells nothing. */
function stepTaken(
  state: MaintenanceState,
  { nowMs, key, outcome, detail }: Extract<FromOutside, { type: 'take-step' }>,
): MaintenanceEvent[] {
  const step = stepOf(state, key);
  if (!step) return [];
  const { kind, environment, name } = step;
  const at = toInstant(nowMs);
  const asked: MaintenanceEvent = {
    type: 'step-done',
    at,
    by: cadran,
    data: { kind, environment, name, outcome, detail },
  };
  // What it has closed itself is opened again by steps: the upgrade, asked again once all are closed, says that it is too late.
  if (outcome === 'held' && !state.course.closed && wouldOverrun(state, nowMs))
    return [asked, ...withdrawal(state, at, 'would-overrun', detail)];
  const { course, decided, wantsPeople } = courseAfter(state, kind, outcome, nowMs);
  const events: MaintenanceEvent[] = [asked];
  if (decided) events.push({ type: 'promotion-decided', at, by: cadran, data: { outcome: decided, detail } });
  if (wantsPeople) events.push({ type: 'people-wanted', at, by: cadran, data: { environment, kind, detail } });
  if (course.phase === 'over') events.push({ type: 'operational', at, by: cadran, data: { evidence: state.evidence } });
  return events;
}
