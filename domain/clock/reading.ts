import { openingState } from '../calendar/timetable';
import type { ClockFact } from './facts';
import { clockLife, countedAt, type ClockState, type Stretch, type Timetables } from './life';
import type { ClockPolicies } from './policies';
import { reachedIn } from './thresholds';

/** A clock as it stands at an instant; all instants are epoch milliseconds, all durations milliseconds of support. */
export interface Reading {
  readonly state: ClockState;
  readonly countedMs: number;
  readonly targetMs: number;
  /** What is left of the target; below 0 once it is exceeded. */
  readonly remainingMs: number;
  /** Whether the time passing now is counted: the clock runs, in support hours. */
  readonly running: boolean;
  readonly asOfMs: number;
  /** When `running` changes if nothing happens, as far as the timetable reaches. */
  readonly changesMs: number | undefined;
  /** When the target is used up if nothing happens, or was; a clock that was held before that has none. */
  readonly dueMs: number | undefined;
  /** For a paused clock, when the target would be used up if it resumed at `asOfMs`. */
  readonly dueIfResumedMs: number | undefined;
  /** More than the target in force is counted (for a stopped clock: was, when it stopped). */
  readonly breached: boolean;
  /** By how much the target is exceeded: in support time, and in elapsed time since the deadline; no longer than to the stop. */
  readonly lateness: { readonly supportMs: number; readonly elapsedMs: number } | undefined;
  /** Decided when the clock stops: met is no more counted than the target in force then. */
  readonly verdict: 'met' | 'breached' | undefined;
  readonly stoppedMs: number | undefined;
}

/**
 * What the clock shows at an instant, `undefined` before its start. The same for a live ticket, an import, a replay and a
 * report: later facts are left out, planned exclusions are known beforehand.
 */
export function readClock(
  facts: readonly ClockFact[],
  timetables: Timetables,
  policies: ClockPolicies,
  asOfMs: number,
): Reading | undefined {
  const known = facts.filter(({ kind, atMs }) => atMs <= asOfMs || kind === 'exclude');
  const life = clockLife(known, timetables, policies);
  const stretch = life.findLast(({ fromMs }) => fromMs <= asOfMs);
  if (!stretch) return undefined;
  const { state, stop, hours, deadline } = stretch;
  const { countedMs, targetMs } = stop ?? { ...stretch, countedMs: countedAt(timetables, stretch, asOfMs) };
  const breached = countedMs > targetMs;
  const dueMs = usedUpMs(life, timetables, stop?.deadline ?? deadline, targetMs);
  const timetable = timetables[hours];
  const opening = timetable && openingState(timetable, asOfMs);
  const lateMs = dueMs !== undefined && breached ? (stop?.atMs ?? asOfMs) - dueMs : undefined;
  return {
    state,
    countedMs,
    targetMs,
    remainingMs: targetMs - countedMs,
    running: state === 'running' && opening?.open === true,
    asOfMs,
    changesMs: changesMs(stretch, opening?.changesMs),
    dueMs,
    dueIfResumedMs: state === 'paused' ? (dueMs ?? dueIfResumedMs(known, timetables, policies, asOfMs)) : undefined,
    breached,
    lateness: lateMs === undefined ? undefined : { supportMs: countedMs - targetMs, elapsedMs: lateMs },
    verdict: stop && (breached ? 'breached' : 'met'),
    stoppedMs: stop?.atMs,
  };
}

/** The first instant at which so much was counted, or will be, in the running stretches of one deadline. */
function usedUpMs(
  life: readonly Stretch[],
  timetables: Timetables,
  deadline: number,
  targetMs: number,
): number | undefined {
  for (const stretch of life) {
    if (stretch.deadline !== deadline) continue;
    const atMs = reachedIn(stretch, timetables, targetMs);
    if (atMs !== undefined) return atMs;
  }
  return undefined;
}

function dueIfResumedMs(
  known: readonly ClockFact[],
  timetables: Timetables,
  policies: ClockPolicies,
  atMs: number,
): number | undefined {
  const resumes = known.flatMap((fact): ClockFact[] =>
    fact.kind === 'pause' ? [{ kind: 'resume', atMs, sequence: Infinity, wait: fact.wait }] : [],
  );
  const life = clockLife([...known, ...resumes], timetables, policies);
  const last = life.at(-1);
  return last && usedUpMs(life, timetables, last.deadline, last.targetMs);
}

/** When what passes begins or ends to be counted; a pause or a stop has no end that is known beforehand. */
function changesMs({ state, toMs }: Stretch, openingChangesMs: number | undefined): number | undefined {
  if (state === 'paused' || state === 'stopped') return undefined;
  const next = Math.min(toMs, state === 'running' ? (openingChangesMs ?? Infinity) : Infinity);
  return next === Infinity ? undefined : next;
}
