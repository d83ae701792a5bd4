import fc from 'fast-check';
import { explain, segmentClauses, type Segment } from '../../../domain/clock/explanation';
import { knownAt, type ClockFact } from '../../../domain/clock/facts';
import { clockLife, countedAt } from '../../../domain/clock/life';
import { readClock, type Reading } from '../../../domain/clock/reading';
import { crossings, type Crossing } from '../../../domain/clock/thresholds';
import { holds } from '../seeds';
import { cases, spanMs, type Case } from './clock-cases';
import { oracleLife } from './clock-oracle';
import { oracleReading, oracleSegments } from './clock-oracle-figures';

/** The property holds in so many cases by chance. */
const holdsIn = (numRuns: number, property: (one: Case) => void): void =>
  holds(fc.property(cases, property), { numRuns });

const read = ({ timetables, world }: Case, facts: readonly ClockFact[], asOfMs: number): Reading | undefined =>
  readClock(facts, timetables, world.policies, asOfMs);
const lifeOf = ({ timetables, world }: Case, facts: readonly ClockFact[]): ReturnType<typeof clockLife> =>
  clockLife(facts, timetables, world.policies);
const crossed = (one: Case, facts: readonly ClockFact[]): Crossing[] =>
  crossings(lifeOf(one, facts), one.timetables, one.thresholds);
const told = (one: Case, facts: readonly ClockFact[], asOfMs: number): Segment[] =>
  explain(lifeOf(one, facts), one.timetables, asOfMs);

test('a reading is what a walk through every millisecond finds, in each of its fields', () => {
  holdsIn(400, (one) => {
    for (const asOfMs of one.asOf)
      expect(read(one, one.shuffled, asOfMs)).toEqual(oracleReading(one.world, one.facts, asOfMs));
  });
});

test('a life is what a walk through every millisecond finds, and so are all crossings', () => {
  holdsIn(400, (one) => {
    const life = lifeOf(one, one.shuffled);
    const { moments, crossings: walked } = oracleLife(one.world, one.facts, one.thresholds);
    const faulty = life.filter(({ fromMs, toMs, state, stop }, index) => {
      const goesOn = toMs === (life[index + 1]?.fromMs ?? Infinity);
      return toMs <= fromMs || !goesOn || (stop !== undefined) !== (state === 'stopped');
    });
    expect(faulty).toEqual([]);
    let at = 0;
    for (const [atMs, moment] of moments.entries()) {
      while (atMs >= (life[at]?.toMs ?? Infinity)) at += 1;
      const stretch = life[at];
      if (!moment || !stretch) continue;
      const { state, hours, targetMs, deadline: target } = stretch;
      const same = { state, hours, targetMs, target, countedMs: countedAt(one.timetables, stretch, atMs) };
      const differs = (Object.keys(same) as (keyof typeof same)[]).some((key) => same[key] !== moment[key]);
      // An expectation for each millisecond would take longer than all the rest.
      if (differs) expect({ atMs, ...same }).toEqual({ atMs, ...moment });
    }
    expect(moments.findIndex((moment) => moment !== undefined)).toBe(life[0]?.fromMs ?? -1);
    expect(crossed(one, one.shuffled)).toEqual(walked);
  });
});

test('an explanation says of every millisecond what a walk through it finds', () => {
  holdsIn(400, (one) => {
    for (const asOfMs of one.asOf) {
      const walked = oracleSegments(one.world, one.facts, asOfMs);
      const expected = walked.map((segment) => ({ ...segment, clause: segmentClauses[segment.reason] }));
      expect(told(one, one.shuffled, asOfMs)).toEqual(expected);
    }
  });
});

test('the segments of an explanation follow each other from the start on and add up to the reading', () => {
  holdsIn(1000, (one) => {
    for (const asOfMs of one.asOf) {
      const reading = read(one, one.facts, asOfMs);
      const segments = told(one, one.facts, asOfMs);
      const startMs = Math.min(...one.facts.flatMap(({ kind, atMs }) => (kind === 'start' ? [atMs] : [])));
      const untilMs = reading?.stoppedMs ?? asOfMs;
      expect(segments.reduce((sum, { countedMs }) => sum + countedMs, 0)).toBe(reading?.countedMs ?? 0);
      expect(segments.at(0)?.fromMs).toBe(untilMs > startMs ? startMs : undefined);
      expect(segments.at(-1)?.toMs).toBe(untilMs > startMs ? untilMs : undefined);
      const faulty = segments.filter(({ fromMs, toMs, counted, countedMs }, index) => {
        const goesOn = toMs === (segments[index + 1]?.fromMs ?? toMs);
        return toMs <= fromMs || !goesOn || countedMs !== (counted ? toMs - fromMs : 0);
      });
      if (faulty.length > 0) expect(faulty).toEqual([]);
    }
  });
});

test('facts in any order give the same reading, explanation and crossings', () => {
  holdsIn(400, (one) => {
    expect(crossed(one, one.shuffled)).toEqual(crossed(one, one.facts));
    for (const asOfMs of one.asOf) {
      expect(read(one, one.shuffled, asOfMs)).toEqual(read(one, one.facts, asOfMs));
      expect(told(one, one.shuffled, asOfMs)).toEqual(told(one, one.facts, asOfMs));
    }
  });
});

test('nothing is crossed while the clock is paused, excluded or stopped, but for a breach told with its stop', () => {
  holdsIn(1000, (one) => {
    for (const { threshold, atMs, certainMs } of crossed(one, one.facts)) {
      const { state, stoppedMs, verdict } = read(one, one.facts, atMs) ?? {};
      if (state === 'running') continue;
      expect({ threshold, certainMs, state, stoppedMs, verdict }).toEqual({
        threshold: 'breach',
        certainMs: atMs,
        state: 'stopped',
        stoppedMs: atMs,
        verdict: 'breached',
      });
    }
  });
});

test('nothing is crossed twice for one target, and of a breach no earlier instant is certain', () => {
  holdsIn(1000, (one) => {
    const found = crossed(one, one.facts);
    const keys = found.map(({ threshold, deadline }) => `${threshold} ${deadline}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { threshold, atMs, certainMs } of found) {
      if (threshold !== 'breach') {
        expect(certainMs).toBe(atMs);
        continue;
      }
      // Facts of the next millisecond come after what is counted in this one.
      const facts = one.facts.filter((fact) => fact.atMs <= atMs || fact.kind === 'exclude');
      expect(read(one, facts, certainMs)?.breached).toBe(true);
      const { breached, remainingMs, running } = read(one, facts, atMs) ?? {};
      if (breached) expect(certainMs).toBe(atMs);
      else expect({ remainingMs, running, certainMs }).toEqual({ remainingMs: 0, running: true, certainMs: atMs + 1 });
    }
  });
});

test('what is exceeded is late since its deadline, and a verdict says so', () => {
  holdsIn(1000, (one) => {
    for (const asOfMs of one.asOf) {
      const reading = read(one, one.facts, asOfMs);
      if (!reading) continue;
      expect(reading.lateness !== undefined).toBe(reading.breached);
      expect(reading.lateness?.supportMs ?? 0).toBe(Math.max(-reading.remainingMs, 0));
      expect(reading.lateness?.elapsedMs ?? 0).toBeGreaterThanOrEqual(0);
      expect(reading.verdict === 'breached').toBe(reading.breached && reading.state === 'stopped');
    }
  });
});

test('another wait never makes the deadline earlier nor the time counted more', () => {
  const more = fc.tuple(fc.nat(spanMs), fc.option(fc.nat(400)));
  const property = fc.property(cases, more, (one, [atMs, lengthMs]) => {
    const pause: ClockFact = { kind: 'pause', atMs, wait: 'another', reason: 'client' };
    const end: ClockFact[] =
      lengthMs === null ? [] : [{ kind: 'resume', atMs: atMs + lengthMs, sequence: 99, wait: 'another' }];
    const waited = [...one.facts, pause, ...end];
    for (const asOfMs of one.asOf) {
      const before = read(one, one.facts, asOfMs);
      const after = read(one, waited, asOfMs);
      expect(after?.countedMs ?? 0).toBeLessThanOrEqual(before?.countedMs ?? 0);
      expect(after?.dueMs ?? Infinity).toBeGreaterThanOrEqual(before?.dueMs ?? Infinity);
    }
  });
  holds(property, { numRuns: 1500 });
});

test('while nothing happens the time counted grows by no more than the time that passes, and the deadline stays', () => {
  holdsIn(1000, (one) => {
    const [fromMs = 0, toMs = 0] = one.asOf.slice(0, 2).sort((a, b) => a - b);
    const facts = one.facts.filter(({ atMs, kind }) => atMs <= fromMs || kind === 'exclude');
    const [before, after] = [read(one, facts, fromMs), read(one, facts, toMs)];
    if (!before || !after) return;
    const { countedMs, dueMs, targetMs, changesMs = Infinity } = before;
    expect(after).toMatchObject({ targetMs });
    expect(after.dueMs).toBe(dueMs);
    expect(after.countedMs).toBeGreaterThanOrEqual(countedMs);
    expect(after.countedMs).toBeLessThanOrEqual(countedMs + toMs - fromMs);
    // What a browser does between two changes: it only subtracts.
    if (toMs < Math.min(changesMs, spanMs))
      expect(after.remainingMs).toBe(before.remainingMs - (before.running ? toMs - fromMs : 0));
  });
});

test('before a late entry was made its figures are unknown; once made, they are those of a fact entered in time', () => {
  const entry = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 500 }));
  const property = fc.property(cases, entry, (one, [pick, delayMs]) => {
    const inTime = one.facts.map(({ recordedMs: _, ...fact }): ClockFact => ({ ...fact, recordedMs: fact.atMs }));
    const chosen = inTime[pick % Math.max(inTime.length, 1)];
    if (!chosen) return;
    const recordedMs = chosen.atMs + delayMs;
    const others = inTime.filter((fact) => fact !== chosen);
    const late = [...others, { ...chosen, recordedMs, by: 'agent', evidence: 'a call' }];
    for (const asOfMs of [...one.asOf, chosen.atMs, recordedMs - 1]) {
      if (asOfMs < recordedMs)
        expect(read(one, knownAt(late, asOfMs), asOfMs)).toEqual(read(one, knownAt(others, asOfMs), asOfMs));
      expect(read(one, late, asOfMs)).toEqual(read(one, inTime, asOfMs));
      const figures = (facts: readonly ClockFact[]): number =>
        told(one, facts, asOfMs).reduce((sum, each) => sum + each.countedMs, 0);
      expect(figures(late)).toBe(figures(inTime));
    }
    expect(crossed(one, late)).toEqual(crossed(one, inTime));
  });
  holds(property, { numRuns: 1000 });
});
