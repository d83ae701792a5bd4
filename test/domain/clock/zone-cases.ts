import fc from 'fast-check';
import type { ClockFact } from '../../../domain/clock/facts';
import type { Timetables } from '../../../domain/clock/life';
import type { ClockPolicies } from '../../../domain/clock/policies';
import type { Threshold } from '../../../domain/clock/thresholds';
import { calendarOf, momentsIn, rules, zones, type Rules } from '../calendar/timetable-cases';
import type { Asked } from './both-answers';
import { told } from './clock-cases';
import type { MinuteWorld } from './minute-clock';

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;

/** The hours of a contract in one zone or two around a moment, to the domain and to the oracle. */
export interface Calendars {
  readonly timetables: Timetables;
  readonly world: Omit<MinuteWorld, 'policies'>;
  /** Openings and closings of all hours in order, and the moment. */
  readonly edges: readonly number[];
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

export function calendarsOf(
  named: Readonly<Record<'office' | 'critical', { readonly zone: string; readonly rules: Rules }>>,
  moment: number,
  { fromMs, toMs }: Span,
): Calendars {
  const calendars = Object.entries(named).map(([name, of]) => [name, calendarOf(of.zone, moment, of.rules)] as const);
  const hours = Object.fromEntries(calendars.map(([name, { oracle }]) => [name, oracle(fromMs, toMs)]));
  const runs = Object.values(hours).flatMap((oracle) => oracle.openings());
  return {
    timetables: Object.fromEntries(calendars.map(([name, { compiled }]) => [name, compiled(fromMs, toMs)])),
    world: { hours, toMs },
    edges: [moment, ...runs.flatMap((run) => [run.fromMs, run.toMs])].sort((a, b) => a - b),
  };
}

/** What happened to a clock in one zone or two, and what is asked of it. */
export interface Story extends Asked {
  readonly facts: readonly ClockFact[];
  readonly shuffled: readonly ClockFact[];
}

const policies: fc.Arbitrary<ClockPolicies> = fc.record({
  onRetarget: fc.constantFrom('carry-elapsed', 'recount-from-creation', 'restart'),
  onReopen: fc.constantFrom('continue', 'restart'),
  deductPlannedDowntime: fc.boolean(),
});

/** An opening, a closing or the moment itself, or a millisecond beside it; now and then any instant. */
const place = fc.record({
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  beside: fc.constantFrom(0, 0, 0, 1, -1),
  any: fc.constantFrom(false, false, true),
});
/** One of a few instants: facts fall together, and late entries between them. */
const pick = fc.nat(99);
/** Any time of support up to three days, or what the hours count up to one of the instants: due then, or a millisecond beside. */
const amount = fc.oneof(
  fc.integer({ min: 1, max: 3 * dayMs }).map((anyMs) => ({ anyMs, until: 0 })),
  fc.record({ anyMs: fc.constantFrom(0, 0, 1, -1), until: fc.integer({ min: 1, max: 99 }) }),
);
const shape = fc.record({
  kind: fc.constantFrom(
    ...(['pause', 'pause', 'resume', 'resume', 'retarget', 'retarget'] as const),
    ...(['exclude', 'stop', 'stop', 'reopen', 'reopen', 'start'] as const),
  ),
  at: pick,
  until: pick,
  wait: fc.constantFrom({}, {}, { wait: 'call' }),
  hours: fc.constantFrom('office', 'critical'),
  amount,
  sequence: fc.option(fc.nat(9), { freq: 3 }),
  entered: fc.option(pick, { freq: 3 }),
  order: fc.nat(),
});
type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;

/** By chance, a story of a clock in a zone; {@link storyOf} tells it. */
export function plotIn(zone: string) {
  return fc.record({
    moment: fc.constantFrom(...momentsIn(zone)),
    before: fc.integer({ min: 1, max: 3 * 1440 }),
    after: fc.integer({ min: 1, max: 4 * 1440 }),
    office: fc.record({ zone: fc.constant(zone), rules }),
    critical: fc.record({ zone: fc.constantFrom(zone, ...zones), rules }),
    policies,
    places: fc.array(place, { minLength: 4, maxLength: 9 }),
    start: shape,
    shapes: fc.array(shape, { maxLength: 12 }),
    asOf: fc.array(pick, { minLength: 2, maxLength: 2 }),
    thresholds: fc.constantFrom<Threshold[]>(
      [50, 75, 90, 'breach'],
      ['-PT8H', '-PT30M', 'breach'],
      [33.3, 100, '-PT0S'],
    ),
  });
}
type Plot = ReturnType<typeof plotIn> extends fc.Arbitrary<infer T> ? T : never;

export function storyOf({ moment, before, after, office, critical, places, start, shapes, ...more }: Plot): Story {
  const span = { fromMs: moment - before * minuteMs, toMs: moment + after * minuteMs };
  const { timetables, world, edges } = calendarsOf({ office, critical }, moment, span);
  const instants = instantsAt(places, edges, span);
  const instantOf = (picked: number): number => instants[picked % instants.length] ?? moment;
  // The clock begins at one of the earlier instants.
  const begun = { ...start, kind: 'start' as const, at: start.at % Math.ceil(instants.length / 2) };
  const startMs = instantOf(begun.at);
  const facts = told([begun, ...shapes].map((each) => factOf(each, instantOf, startMs, world)));
  const shuffled = facts
    .map((fact, index) => ({ fact, order: [begun, ...shapes][index]?.order ?? 0 }))
    .sort((a, b) => a.order - b.order)
    .map(({ fact }) => fact);
  const asOf = more.asOf.map(instantOf);
  return {
    timetables,
    world: { ...world, policies: more.policies },
    facts,
    shuffled,
    asOf,
    thresholds: more.thresholds,
  };
}

type Place = typeof place extends fc.Arbitrary<infer T> ? T : never;

function instantsAt(places: readonly Place[], edges: readonly number[], { fromMs, toMs }: Span): number[] {
  return places
    .map(({ share, beside, any }) => {
      const edge = edges[Math.floor(share * (edges.length - 1))] ?? fromMs;
      return any ? Math.floor(fromMs + share * (toMs - fromMs)) : Math.min(Math.max(edge + beside, fromMs), toMs);
    })
    .sort((a, b) => a - b);
}

function factOf(
  { kind, at, until, wait, hours, amount: { anyMs, until: due }, sequence, entered }: Shape,
  instantOf: (picked: number) => number,
  startMs: number,
  { hours: calendars }: Calendars['world'],
): ClockFact {
  const atMs = instantOf(at);
  const late = { by: 'agent', recordedMs: Math.max(instantOf(entered ?? 0), atMs), evidence: 'a call' };
  const known = { atMs, ...(sequence === null ? {} : { sequence }), ...(entered === null ? {} : late) };
  const countedMs = due === 0 ? 0 : (calendars[hours]?.count(startMs, instantOf(due)) ?? 0);
  const aim = { targetMs: Math.max(countedMs + anyMs, 1), hours };
  switch (kind) {
    case 'start':
    case 'retarget':
      return { kind, ...known, ...aim };
    case 'pause':
      return { kind, ...known, ...wait, reason: 'client' };
    case 'resume':
      return { kind, ...known, ...wait };
    case 'exclude':
      return { kind, ...known, untilMs: Math.max(instantOf(until), atMs + 1), name: 'upgrade' };
    case 'stop':
    case 'reopen':
      return { kind, ...known };
  }
}
