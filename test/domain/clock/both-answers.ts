import { explain } from '../../../domain/clock/explanation';
import { knownAt, type ClockFact } from '../../../domain/clock/facts';
import { clockLife, type Timetables } from '../../../domain/clock/life';
import { readClock, type Reading } from '../../../domain/clock/reading';
import { crossings, type Crossing, type Threshold } from '../../../domain/clock/thresholds';
import type { MinuteWorld } from './minute-clock';
import { enteredBy, joined, minuteAnswer, minuteCrossings, type MinuteAnswer } from './minute-clock-figures';

/** What is asked of a clock, of the domain and of the oracle alike. */
export interface Asked {
  readonly timetables: Timetables;
  readonly world: MinuteWorld;
  readonly asOf: readonly number[];
  readonly thresholds: readonly Threshold[];
}

/** All that is said of a clock, as one value to compare: one comparison for each case keeps many cases affordable. */
export interface Answers {
  readonly crossings: readonly Crossing[];
  readonly asOf: readonly MinuteAnswer[];
  /** The reading at the first of these instants, by what had been entered then. */
  readonly knownThen: Reading | undefined;
}

export function domainAnswers(asked: Asked, facts: readonly ClockFact[]): Answers {
  const { timetables, asOf, thresholds } = asked;
  const { policies } = asked.world;
  const life = clockLife(facts, timetables, policies);
  const [first = 0] = asOf;
  return {
    crossings: crossings(life, timetables, thresholds),
    asOf: asOf.map((asOfMs) => ({
      reading: readClock(facts, timetables, policies, asOfMs),
      segments: joined(explain(life, timetables, asOfMs)),
    })),
    knownThen: readClock(knownAt(facts, first), timetables, policies, first),
  };
}

export function oracleAnswers({ world, asOf, thresholds }: Asked, facts: readonly ClockFact[]): Answers {
  const [first = 0] = asOf;
  return {
    crossings: minuteCrossings(world, facts, thresholds),
    asOf: asOf.map((asOfMs) => minuteAnswer(world, facts, asOfMs)),
    knownThen: minuteAnswer(world, enteredBy(facts, first), first).reading,
  };
}
