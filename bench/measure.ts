/** Something that is timed: one pass over its cases. */
export interface Contestant {
  readonly name: string;
  /** How many results one pass makes. */
  readonly results: number;
  /** Gives the {@link digest} of all its results, in order. */
  pass(): number;
}

/**
 * Takes a result into the digest of those before it (a whole number of 32 bits). What nobody looks at, the engine may leave out:
 * each pass is held against the digest of the first, so every result is used, and each timed one is known to be the right one.
 */
export function digest(before: number, result: number): number {
  return (Math.imul(before, 31) + result) | 0;
}

export interface Speed {
  /** Results for each second of processor time: the median of the rounds, the slowest and the fastest of them. */
  readonly median: number;
  readonly slowest: number;
  readonly fastest: number;
}

export interface RaceOptions {
  readonly rounds: number;
  /** A round has so many passes that it lasts about so long, in milliseconds, or longer. */
  readonly roundMs: number;
  /** Hears what has begun. */
  readonly heard: (stage: string) => void;
}

interface Prepared {
  readonly contestant: Contestant;
  readonly expected: number;
  readonly passes: number;
  readonly perSecond: number[];
}

/**
 * How fast each contestant is. A first round, which is not counted, warms up and sees how many passes a round needs. Then all
 * take turns, round by round, so that a machine that slows down slows all of them.
 */
export function race(contestants: readonly Contestant[], { rounds, roundMs, heard }: RaceOptions): Map<string, Speed> {
  heard('warming up');
  const prepared = contestants.map((contestant) => prepare(contestant, roundMs));
  for (let round = 1; round <= rounds; round += 1) {
    heard(`round ${round}`);
    for (const { contestant, expected, passes, perSecond } of prepared) {
      const ms = time(contestant, passes, expected);
      perSecond.push((contestant.results * passes * 1000) / ms);
    }
  }
  return new Map(prepared.map(({ contestant, perSecond }) => [contestant.name, speedOf(perSecond)]));
}

function prepare(contestant: Contestant, roundMs: number): Prepared {
  const expected = contestant.pass();
  for (let passes = 1; ;) {
    const ms = time(contestant, passes, expected);
    if (ms >= roundMs) return { contestant, expected, passes, perSecond: [] };
    passes = Math.ceil(Math.min(passes * 10, (passes * roundMs * 1.1) / Math.max(ms, 0.01)));
  }
}

/**
 * Milliseconds that some passes take, of processor time: what one core does in them, whatever else the machine is busy with. What
 * the engine's helpers do meanwhile (collecting garbage, compiling) is charged as well.
 */
function time(contestant: Contestant, passes: number, expected: number): number {
  const began = process.cpuUsage();
  let same = true;
  for (let pass = 0; pass < passes; pass += 1) same = contestant.pass() === expected && same;
  const { user, system } = process.cpuUsage(began);
  if (!same) throw new Error(`${contestant.name} gave other results when it was timed`);
  return (user + system) / 1000;
}

function speedOf(perSecond: readonly number[]): Speed {
  const sorted = [...perSecond].sort((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? NaN;
  const half = sorted.length / 2;
  const median = Number.isInteger(half) ? (at(half - 1) + at(half)) / 2 : at(Math.floor(half));
  return { median, slowest: at(0), fastest: at(sorted.length - 1) };
}
