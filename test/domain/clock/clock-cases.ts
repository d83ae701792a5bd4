import fc from 'fast-check';
import { timetableOf, type DayRule } from '../../../domain/calendar/timetable';
import type { ClockFact } from '../../../domain/clock/facts';
import type { Timetables } from '../../../domain/clock/life';
import type { ClockPolicies } from '../../../domain/clock/policies';
import type { Threshold } from '../../../domain/clock/thresholds';
import { worldOf, type OracleHours, type World } from './clock-oracle';

/** What happened to a clock by chance, in a world small enough to be walked through millisecond by millisecond. */
export interface Case {
  readonly world: World;
  readonly timetables: Timetables;
  readonly facts: readonly ClockFact[];
  readonly shuffled: readonly ClockFact[];
  readonly asOf: readonly number[];
  readonly thresholds: readonly Threshold[];
}

export const spanMs = 1500;
const dayMs = 250;

/** Chance likes round instants: facts fall together, and on the edges of openings and days. */
const instant = fc.oneof(
  fc.integer({ min: 0, max: 30 }).map((step) => step * 50),
  fc.integer({ min: 0, max: spanMs + 50 }),
);

const opening = fc
  .tuple(instant, fc.constantFrom(1, 30, 50, 100, 220, 500))
  .map(([fromMs, lengthMs]) => ({ fromMs: Math.min(fromMs, spanMs), toMs: Math.min(fromMs + lengthMs, spanMs) }));

const days = fc
  .array(fc.constantFrom(undefined, undefined, 'FR', 'contract'), {
    minLength: spanMs / dayMs,
    maxLength: spanMs / dayMs,
  })
  .map((sources) =>
    sources.flatMap((source, index): DayRule[] => {
      const names = { fr: `jour ${index}`, en: `day ${index}` };
      const span = { fromMs: index * dayMs, toMs: (index + 1) * dayMs };
      return source === undefined ? [] : [{ date: names.en, ...span, names, source }];
    }),
  );

const hours: fc.Arbitrary<OracleHours> = fc.record({ openings: fc.array(opening, { maxLength: 8 }), days });
const always: OracleHours = { openings: [{ fromMs: 0, toMs: spanMs }], days: [] };

const policies: fc.Arbitrary<ClockPolicies> = fc.record({
  onRetarget: fc.constantFrom('carry-elapsed', 'recount-from-creation', 'restart'),
  onReopen: fc.constantFrom('continue', 'restart'),
  deductPlannedDowntime: fc.boolean(),
});

const record = fc.oneof(
  { weight: 5, arbitrary: fc.constant({}) },
  { weight: 2, arbitrary: fc.record({ sequence: fc.integer({ min: 0, max: 9 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ by: fc.constant('agent'), recordedMs: instant, evidence: fc.constant('a call') }),
  },
);
const known = fc.tuple(instant, record).map(([atMs, how]) => ({ atMs, ...how }));
const aim = fc.record({
  targetMs: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 900 })),
  hours: fc.constantFrom('office', 'night', 'always'),
});
const wait = fc.constantFrom({}, { wait: 'call' }, { wait: 'mail' });
const lasting = fc.record({ lengthMs: fc.integer({ min: 1, max: 300 }), name: fc.constantFrom('A', 'B') });
const reason = fc.constantFrom('client', 'site');

const one = <Of>(kind: fc.Arbitrary<Of>, make: (of: Of) => ClockFact): fc.Arbitrary<ClockFact> => kind.map(make);
const start = one(fc.tuple(known, aim), ([at, to]) => ({ kind: 'start', ...at, ...to }));
const fact: fc.Arbitrary<ClockFact> = fc.oneof(
  {
    weight: 4,
    arbitrary: one(fc.tuple(known, wait, reason), ([at, of, why]) => ({ kind: 'pause', ...at, ...of, reason: why })),
  },
  { weight: 4, arbitrary: one(fc.tuple(known, wait), ([at, of]) => ({ kind: 'resume', ...at, ...of })) },
  { weight: 3, arbitrary: one(fc.tuple(known, aim), ([at, to]) => ({ kind: 'retarget', ...at, ...to })) },
  {
    weight: 2,
    arbitrary: one(fc.tuple(known, lasting), ([at, { lengthMs, name }]) => ({
      kind: 'exclude',
      ...at,
      untilMs: at.atMs + lengthMs,
      name,
    })),
  },
  { weight: 2, arbitrary: one(known, (at) => ({ kind: 'stop', ...at })) },
  { weight: 2, arbitrary: one(known, (at) => ({ kind: 'reopen', ...at })) },
  { weight: 1, arbitrary: start },
);

/** Two facts of one kind, one instant and one place in the order have no order: each gets a place of its own. */
export function told(facts: readonly ClockFact[]): ClockFact[] {
  const taken = new Set<string>();
  return facts.map((each) => {
    const place = (sequence: number): string => `${each.atMs} ${each.kind} ${sequence}`;
    let sequence = each.sequence ?? 0;
    while (taken.has(place(sequence))) sequence += 1;
    taken.add(place(sequence));
    return sequence === (each.sequence ?? 0) ? each : { ...each, sequence };
  });
}

const early = fc.constantFrom(0, 50, 120, 300).map((atMs): { atMs: number } => ({ atMs }));
const begun = one(fc.tuple(early, aim), ([at, to]) => ({ kind: 'start', ...at, ...to }));
/** What chance alone rarely makes: a wait in which the target is lowered, and the ticket resolved. */
const lag = fc.constantFrom(0, 1, 50);
const resolvedInWait = fc
  .tuple(known, aim, fc.integer({ min: 1, max: 60 }), fc.tuple(lag, lag, fc.option(lag)))
  .map(([at, to, targetMs, [first, second, third]]): ClockFact[] => {
    const loweredMs = at.atMs + first;
    const stop: ClockFact = { kind: 'stop', atMs: loweredMs + second };
    const reopen: ClockFact[] = third === null ? [] : [{ ...at, kind: 'reopen', atMs: stop.atMs + third }];
    return [
      { kind: 'pause', ...at, reason: 'client' },
      { kind: 'retarget', ...to, atMs: loweredMs, targetMs },
      stop,
      ...reopen,
    ];
  });
const happened = fc
  .tuple(
    fc.option(begun, { freq: 20 }),
    fc.array(fact, { maxLength: 14 }),
    fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: resolvedInWait }),
  )
  .map(([first, more, story]) => told([...(first ? [first] : []), ...more, ...story]));

const thresholds: fc.Arbitrary<Threshold[]> = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom<Threshold>(50, 75, 90, 100, 33.3, 0.07, 66.667, '-PT0S', '-PT0.05S', '-PT0.3S'), {
      maxLength: 4,
    }),
    fc.boolean(),
  )
  .map(([some, last]) => [...some, ...(last ? [] : (['breach'] as const))]);

export const cases: fc.Arbitrary<Case> = fc
  .record({
    office: hours,
    night: hours,
    policies,
    facts: happened,
    asOf: fc.array(instant, { minLength: 2, maxLength: 3 }),
    thresholds,
  })
  .chain(({ office, night, policies: held, facts, asOf, thresholds: at }) =>
    fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length }).map((shuffled): Case => {
      const named = { office, night, always };
      const timetables = Object.fromEntries(
        Object.entries(named).map(([name, { openings, days: rules }]) => [
          name,
          timetableOf(openings, { fromMs: 0, toMs: spanMs, zoneData: 'test' }, rules),
        ]),
      );
      // A reading at the very instant of a fact is where one is easily off by one.
      const instants = [...asOf, ...facts.slice(0, 2).map(({ atMs }) => atMs)];
      return { world: worldOf(spanMs, named, held), timetables, facts, shuffled, asOf: instants, thresholds: at };
    }),
  );
