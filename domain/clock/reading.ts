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
  const { state, stop, deadline } = stretch;
  const { countedMs, targetMs } = stop ?? { ...stretch, countedMs: countedAt(timetables, stretch, asOfMs) };
  const breached = countedMs > targetMs;
  // A target given and stopped at one instant has no stretch of its own; it may have been used up from its beginning.
  const usedUpAtStop = stop && countedMs >= targetMs ? stop.atMs : undefined;
  const dueMs = usedUpMs(life, timetables, stop?.deadline ?? deadline, targetMs) ?? usedUpAtStop;
  const lateMs = dueMs !== undefined && breached ? (stop?.atMs ?? asOfMs) - dueMs : undefined;
  return {
    state,
    countedMs,
    targetMs,
    remainingMs: targetMs - countedMs,
    running: counting(stretch, timetables, asOfMs).open,
    asOfMs,
    changesMs: changesMs(life, timetables, asOfMs),
    dueMs,
    dueIfResumedMs: state === 'paused' ? (dueMs ?? dueIfResumedMs(known, timetables, policies, asOfMs)) : undefined,
    breached,
    lateness: lateMs === undefined ? undefined : { supportMs: countedMs - targetMs, elapsedMs: lateMs },
    verdict: stop && (breached ? 'breached' : 'met'),
    stoppedMs: stop?.atMs,
  };
}

/** The first instant of one deadline at which so much was counted, or will be: its beginning, if it was used up before. */
export function usedUpMs(
  life: readonly Stretch[],
  timetables: Timetables,
  deadline: number,
  targetMs: number,
): number | undefined {
  for (const stretch of life) {
    if (stretch.deadline !== deadline) continue;
    const atMs = stretch.countedMs >= targetMs ? stretch.fromMs : reachedIn(stretch, timetables, targetMs);
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

/** Whether the time passing at an instant of a stretch is counted, and when the support hours change that. */
function counting({ state, hours }: Stretch, timetables: Timetables, atMs: number): ReturnType<typeof openingState> {
  const timetable = timetables[hours];
  return state === 'running' && timetable ? openingState(timetable, atMs) : { open: false, changesMs: undefined };
}

/** When what passes begins or ends to be counted; a pause or a stop has no end that is known beforehand. */
function changesMs(life: readonly Stretch[], timetables: Timetables, asOfMs: number): number | undefined {
  const ahead = life.filter(({ toMs }) => toMs > asOfMs);
  const running = ahead.slice(0, 1).some((stretch) => counting(stretch, timetables, asOfMs).open);
  for (const stretch of ahead) {
    const fromMs = Math.max(stretch.fromMs, asOfMs);
    if (fromMs >= (timetables[stretch.hours]?.toMs ?? -Infinity)) return undefined;
    const { open, changesMs: nextMs = Infinity } = counting(stretch, timetables, fromMs);
    if (open !== running) return fromMs;
    if (nextMs < stretch.toMs) return nextMs;
  }
  return undefined;
}
