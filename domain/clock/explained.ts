import { explain, stopTold, type Segment } from './explanation';
import type { ClockFact } from './facts';
import { clockLife, type Timetables } from './life';
import type { ClockPolicies } from './policies';
import { readClock, type Reading } from './reading';
import { targetChanges, type TargetChange } from './target-changes';

/** A clock at an instant and all that it stands on. */
export interface ExplainedClock<Read extends Reading = Reading> {
  readonly reading: Read;
  /** Its life in order, whose counted milliseconds add up to the reading's. */
  readonly segments: readonly Segment[];
  /** The changes of priority, and what each made of time counted and deadline. */
  readonly changes: readonly TargetChange[];
  /** For a stopped clock when it was stopped, and who entered that if it was late. */
  readonly stopped: ReturnType<typeof stopTold>;
}

/** Why a clock stands where it stands at an instant (epoch milliseconds); `undefined` before its start. */
export function explainClock(
  facts: readonly ClockFact[],
  timetables: Timetables,
  policies: ClockPolicies,
  asOfMs: number,
): ExplainedClock | undefined {
  const reading = readClock(facts, timetables, policies, asOfMs);
  if (!reading) return undefined;
  const life = clockLife(facts, timetables, policies);
  return {
    reading,
    segments: explain(life, timetables, asOfMs),
    changes: targetChanges(facts, timetables, policies, asOfMs),
    stopped: stopTold(life, asOfMs),
  };
}
