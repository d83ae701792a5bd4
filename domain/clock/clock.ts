import { z } from 'zod';
import { countedBetween, instantAfter, openingState, type Timetable } from '../calendar/timetable';

/** What happened to one guaranteed time. All instants are epoch milliseconds. */
export type ClockFact =
  | { kind: 'start'; atMs: number; targetMs: number; hours: string }
  | { kind: 'pause'; atMs: number }
  | { kind: 'resume'; atMs: number }
  | { kind: 'retarget'; atMs: number; targetMs: number; hours: string }
  | { kind: 'stop'; atMs: number }
  | { kind: 'reopen'; atMs: number };

/**
 * What becomes of the time counted when target and hours change (annex §7): it stays counted as it was, or all of it is
 * counted again under the new hours, or counting starts anew.
 */
export const retargetPolicySchema = z.enum(['carry-elapsed', 'recount-from-creation', 'restart']);
export type RetargetPolicy = z.infer<typeof retargetPolicySchema>;

/** The compiled hours that a clock counts in, by the name that the contract gives them. */
export type Timetables = Readonly<Record<string, Timetable>>;

/** A stretch of a clock's life `[fromMs, toMs)` in which state, hours and target hold; the last one has no end yet. */
export interface Stretch {
  readonly state: 'running' | 'paused' | 'stopped';
  readonly fromMs: number;
  readonly toMs: number;
  readonly hours: string;
  readonly targetMs: number;
  /** Counts the targets that the clock has had: what is announced, is announced once for each. */
  readonly deadline: number;
  /** Milliseconds of support counted up to `fromMs`. */
  readonly countedMs: number;
}

function countedIn(
  timetables: Timetables,
  stretch: Pick<Stretch, 'state' | 'hours'>,
  fromMs: number,
  toMs: number,
): number {
  const timetable = timetables[stretch.hours];
  return stretch.state === 'running' && timetable ? countedBetween(timetable, fromMs, toMs) : 0;
}

const stateAfter = {
  start: 'running',
  resume: 'running',
  reopen: 'running',
  pause: 'paused',
  stop: 'stopped',
} as const;

/**
 * The life of a clock from its facts, in the order in which they stand: the time up to a fact counts under what held before
 * it, the fact holds from its instant on, that instant included (GTI, GTR, annex §7). A pause while stopped and a resume
 * while running change nothing; facts before the start are ignored.
 */
export function stretches(facts: readonly ClockFact[], timetables: Timetables, policy: RetargetPolicy): Stretch[] {
  const life: Stretch[] = [];
  for (const fact of facts) {
    const last = life.pop();
    if (!last) {
      if (fact.kind === 'start')
        life.push({ ...termsOf(fact), state: 'running', fromMs: fact.atMs, toMs: Infinity, deadline: 0, countedMs: 0 });
      continue;
    }
    const ended = { ...last, toMs: Math.max(fact.atMs, last.fromMs) };
    life.push(ended);
    const countedMs = ended.countedMs + countedIn(timetables, ended, ended.fromMs, ended.toMs);
    const next = { ...ended, fromMs: ended.toMs, toMs: Infinity, countedMs };
    if (fact.kind !== 'start' && fact.kind !== 'retarget') {
      life.push(ended.state === 'stopped' && fact.kind !== 'reopen' ? next : { ...next, state: stateAfter[fact.kind] });
      continue;
    }
    const terms = termsOf(fact);
    const recounted = {
      'carry-elapsed': countedMs,
      restart: 0,
      'recount-from-creation': recount(life, timetables, terms.hours),
    };
    life.push({ ...next, ...terms, deadline: ended.deadline + 1, countedMs: recounted[policy] });
  }
  return life;
}

function termsOf({ targetMs, hours }: { targetMs: number; hours: string }): { targetMs: number; hours: string } {
  return { targetMs, hours };
}

function recount(life: readonly Stretch[], timetables: Timetables, hours: string): number {
  return life.reduce((sum, { state, fromMs, toMs }) => sum + countedIn(timetables, { state, hours }, fromMs, toMs), 0);
}

/** A clock as it stands at an instant; all instants are epoch milliseconds, all durations milliseconds of support. */
export interface Reading {
  readonly state: Stretch['state'];
  readonly countedMs: number;
  readonly targetMs: number;
  /** Whether the time passing now is counted: the clock runs, in support hours. */
  readonly running: boolean;
  readonly asOfMs: number;
  /** When `running` changes if nothing happens, as far as the timetable reaches. */
  readonly changesMs: number | undefined;
  /** When the target is used up if nothing happens; a stopped clock keeps none, a paused one has none. */
  readonly dueMs: number | undefined;
  /** For a paused clock, when the target would be used up if it resumed at `asOfMs`. */
  readonly dueIfResumedMs: number | undefined;
  /** Decided when the clock stops: met is no more counted than the target in force then. */
  readonly verdict: 'met' | 'breached' | undefined;
  readonly stoppedMs: number | undefined;
}

/** What the clock shows at an instant, `undefined` before its start. The same for a live ticket, an import, a replay and a report. */
export function readClock(life: readonly Stretch[], timetables: Timetables, asOfMs: number): Reading | undefined {
  const stretch = life.findLast(({ fromMs }) => fromMs <= asOfMs);
  if (!stretch) return undefined;
  const { state, targetMs, hours, fromMs } = stretch;
  const timetable = timetables[hours];
  const countedMs = stretch.countedMs + countedIn(timetables, stretch, fromMs, asOfMs);
  const due =
    timetable && dueFrom(timetable, asOfMs, targetMs - countedMs, () => crossing(stretch, timetables, targetMs));
  const opening = timetable && openingState(timetable, asOfMs);
  return {
    state,
    countedMs,
    targetMs,
    running: state === 'running' && opening?.open === true,
    asOfMs,
    changesMs: state === 'running' ? opening?.changesMs : undefined,
    dueMs: state === 'running' ? due : undefined,
    dueIfResumedMs: state === 'paused' ? due : undefined,
    verdict: state !== 'stopped' ? undefined : countedMs <= targetMs ? 'met' : 'breached',
    stoppedMs:
      state === 'stopped' ? life.findLast((one) => one.state !== 'stopped' && one.toMs <= fromMs)?.toMs : undefined,
  };
}

/** The deadline seen from an instant: ahead while time is left, else the instant in the past at which it was used up. */
function dueFrom(
  timetable: Timetable,
  fromMs: number,
  leftMs: number,
  past: () => number | undefined,
): number | undefined {
  return leftMs > 0 ? instantAfter(timetable, fromMs, leftMs) : past();
}

/** The first instant of a running stretch by whose passing `neededMs` are counted; `undefined` when it has none. */
function crossing(stretch: Stretch, timetables: Timetables, neededMs: number): number | undefined {
  const timetable = timetables[stretch.hours];
  if (stretch.countedMs >= neededMs) return stretch.fromMs;
  if (stretch.state !== 'running' || !timetable) return undefined;
  const atMs = instantAfter(timetable, stretch.fromMs, neededMs - stretch.countedMs);
  // At a stretch's end its successor says what holds; an amount used up exactly there is used up in this one.
  return atMs !== undefined && atMs <= stretch.toMs ? atMs : undefined;
}

/** Something to be told of a clock: so much of its target is used up, or more than all of it. */
export type Threshold = number | 'breach';

export interface Crossing {
  readonly threshold: Threshold;
  readonly deadline: number;
  readonly atMs: number;
  readonly targetMs: number;
}

/** Milliseconds counted at which a threshold is crossed. A breach needs more than the target: time used up to the last millisecond is met. */
function neededMs(threshold: Threshold, targetMs: number): number {
  return threshold === 'breach' ? targetMs + 1 : Math.ceil((targetMs * threshold) / 100);
}

/**
 * Every crossing of the thresholds (per cent of the target, or breach) in the life of a clock, past and to come, as far as the
 * timetables reach: each threshold once for each target that the clock has had, a breach once for as long as it lasts.
 */
export function crossings(
  life: readonly Stretch[],
  timetables: Timetables,
  thresholds: readonly Threshold[],
): Crossing[] {
  const found: Crossing[] = [];
  for (const threshold of thresholds) {
    let crossedFor: number | undefined;
    for (const stretch of life) {
      if (stretch.state !== 'running') continue;
      const { deadline, targetMs, fromMs } = stretch;
      const needed = neededMs(threshold, targetMs);
      const goesOn = threshold === 'breach' && crossedFor !== undefined && stretch.countedMs >= needed;
      if (crossedFor === deadline || goesOn) {
        crossedFor = deadline;
        continue;
      }
      crossedFor = undefined;
      const atMs = crossing(stretch, timetables, needed);
      if (atMs === undefined || (atMs >= stretch.toMs && atMs > fromMs)) continue;
      found.push({ threshold, deadline, atMs, targetMs });
      crossedFor = deadline;
    }
  }
  return found.sort((a, b) => a.atMs - b.atMs);
}
