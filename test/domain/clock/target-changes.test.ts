import fc from 'fast-check';
import { explain } from '../../../domain/clock/explanation';
import { compareFacts, type ClockFact } from '../../../domain/clock/facts';
import { clockLife } from '../../../domain/clock/life';
import type { ClockPolicies } from '../../../domain/clock/policies';
import { targetChanges, type TargetChange } from '../../../domain/clock/target-changes';
import { changeInWords } from '../../../domain/clock/words';
import { cases } from './clock-cases';
import { Walk } from './clock-oracle';
import { hour, pause, policies, reopen, resume, retarget, start, stop, timetables, winter } from './trap-fixtures';

const seed = Number(process.env.CADRAN_SEED ?? 1);
const monday = (time: string): number => winter(`2026-11-23T${time}`);
const tuesday = (time: string): number => winter(`2026-11-24T${time}`);
const wednesday = (time: string): number => winter(`2026-11-25T${time}`);

const changes = (facts: ClockFact[], untilMs: number, more: Partial<ClockPolicies> = {}): TargetChange[] =>
  targetChanges(facts, timetables, { ...policies, ...more }, untilMs);

/** P3 from Monday 9:00 in office hours, critical at all hours from 20:00 on; eight hours were counted. */
const raised: ClockFact[] = [
  { ...start(monday('09:00'), 16 * hour), name: 'P3' },
  { ...retarget(monday('20:00'), 10 * hour, 'always'), name: 'P1' },
];
const from = {
  name: 'P3',
  targetMs: 16 * hour,
  hours: 'office',
  countedMs: 8 * hour,
  remainingMs: 8 * hour,
  dueMs: tuesday('17:00'),
};
const to = { name: 'P1', targetMs: 10 * hour, hours: 'always' };

test.each([
  ['carry-elapsed', { ...to, countedMs: 8 * hour, remainingMs: 2 * hour, dueMs: monday('22:00') }],
  ['recount-from-creation', { ...to, countedMs: 11 * hour, remainingMs: -hour, dueMs: monday('20:00') }],
  ['restart', { ...to, countedMs: 0, remainingMs: 10 * hour, dueMs: tuesday('06:00') }],
] as const)('a change of target under %s is told with what it made of the time counted', (policy, after) => {
  expect(changes(raised, tuesday('09:00'), { onRetarget: policy })).toEqual([
    { atMs: monday('20:00'), deadline: 1, policy, clause: '§7', from, to: after, entered: null },
  ]);
});

test('the segments say which target held, and none goes over a change of it', () => {
  for (const onRetarget of ['carry-elapsed', 'recount-from-creation'] as const) {
    // The same target in the same hours once more: nothing but the agreement is new.
    const facts = [
      start(monday('09:00'), 16 * hour),
      retarget(monday('11:00'), 16 * hour),
      retarget(monday('12:00'), 8 * hour),
    ];
    const life = clockLife(facts, timetables, { ...policies, onRetarget });
    const segments = explain(life, timetables, monday('13:00'));
    expect(segments.map(({ fromMs, targetMs, deadline }) => [fromMs, targetMs, deadline])).toEqual([
      [monday('09:00'), 16 * hour, 0],
      [monday('11:00'), 16 * hour, 1],
      [monday('12:00'), 8 * hour, 2],
    ]);
  }
});

test('a change that was entered late says who entered it, when, and on what evidence', () => {
  const entry = { by: 'n2', recordedMs: tuesday('09:00'), evidence: 'call of Monday evening' };
  const late = raised.map((fact) => (fact.kind === 'retarget' ? { ...fact, ...entry } : fact));
  expect(changes(late, tuesday('09:00'))[0]?.entered).toEqual(entry);
});

test('a change during a wait has no deadline before and after it', () => {
  const facts = [start(monday('09:00'), 16 * hour), pause(monday('12:00')), retarget(monday('14:00'), 8 * hour)];
  const [change] = changes([...facts, resume(monday('16:00'))], tuesday('09:00'));
  expect(change?.from).toMatchObject({ countedMs: 3 * hour, remainingMs: 13 * hour, dueMs: null });
  expect(change?.to).toMatchObject({ countedMs: 3 * hour, remainingMs: 5 * hour, dueMs: null });
});

test('a change while the clock is stopped is told once it is reopened: the verdict does not stand on it', () => {
  const facts = [start(monday('09:00'), 4 * hour), stop(monday('12:00')), retarget(monday('15:00'), 8 * hour)];
  expect(changes(facts, wednesday('12:00'))).toEqual([]);
  const again = [...facts, reopen(tuesday('10:00'))];
  expect(changes(again, tuesday('09:00'))).toEqual([]);
  expect(changes(again, tuesday('11:00'))).toMatchObject([
    {
      atMs: monday('15:00'),
      from: { targetMs: 4 * hour, countedMs: 3 * hour, dueMs: null },
      to: { targetMs: 8 * hour, countedMs: 3 * hour, remainingMs: 5 * hour, dueMs: null },
    },
  ]);
});

test('a change at the instant of the stop is told if it came before it', () => {
  const facts = (changed: number, stopped: number): ClockFact[] => [
    start(monday('09:00'), 4 * hour),
    { ...retarget(monday('12:00'), 2 * hour), sequence: changed },
    { ...stop(monday('12:00')), sequence: stopped },
  ];
  expect(changes(facts(1, 2), tuesday('09:00'))).toMatchObject([{ to: { remainingMs: -hour } }]);
  expect(changes(facts(2, 1), tuesday('09:00'))).toEqual([]);
});

test('what changes after the instant asked for, or before the start, is not told', () => {
  expect(changes(raised, monday('19:59'))).toEqual([]);
  expect(changes(raised, monday('20:00'))).toHaveLength(1);
  expect(changes([retarget(monday('08:00'), hour), ...raised], tuesday('09:00'))).toHaveLength(1);
});

test('a change is told in words, French and English', () => {
  const [change] = changes(raised, tuesday('09:00'), { onRetarget: 'recount-from-creation' });
  if (!change) throw new Error('no change was told');
  expect(changeInWords(change, 'Europe/Paris', 'en')).toBe(
    'change of target: P3, 16 h 00 in “office” → P1, 10 h 00 in “always”; all time is counted again in the new hours: ' +
      'counted 8 h 00 → 11 h 00, remaining 8 h 00 → -1 h 00, due Tue, 24/11/2026, 17:00 GMT+1 → Mon, 23/11/2026, 20:00 GMT+1',
  );
  const held = { ...change, policy: 'carry-elapsed' as const, to: { ...change.to, name: null, dueMs: null } };
  const late = { ...held, entered: { by: 'n2', recordedMs: tuesday('09:00'), evidence: null } };
  expect(changeInWords(late, 'Europe/Paris', 'fr')).toBe(
    'changement d’engagement : P3, 16 h 00 en « office » → 10 h 00 en « always » ; le temps compté reste compté : ' +
      'compté 8 h 00 → 11 h 00, reste 8 h 00 → -1 h 00, échéance mar. 24/11/2026 17:00 UTC+1 → aucune' +
      ' (saisi le mar. 24/11/2026 09:00 UTC+1 par n2)',
  );
});

test('what stands before and after each change is what a walk through every millisecond finds', () => {
  const property = fc.property(cases, ({ world, timetables: hours, facts, shuffled, asOf }) => {
    const ordered = [...facts].sort(compareFacts);
    for (const asOfMs of asOf) {
      const told = targetChanges(shuffled, hours, world.policies, asOfMs);
      const lived = ordered.filter(({ kind, atMs }) => kind === 'exclude' || atMs <= asOfMs);
      const { moments, frozen } = new Walk(world, lived, { untilMs: asOfMs });
      // A reopening that starts anew makes a target, too.
      if (world.policies.onReopen === 'continue') expect(told).toHaveLength((frozen ?? moments[asOfMs])?.target ?? 0);
      for (const change of told) {
        const candidates = ordered.flatMap((fact, index) => {
          if (fact.kind !== 'retarget' || fact.atMs !== change.atMs) return [];
          const known = (count: number): ClockFact[] =>
            ordered.filter((one, at) => at < count || one.kind === 'exclude');
          return [[standing(known(index), fact.atMs), standing(known(index + 1), fact.atMs)]];
        });
        expect(candidates).toContainEqual([change.from, change.to]);
      }
    }

    function standing(known: ClockFact[], atMs: number): unknown {
      const { moments, usedUp } = new Walk(world, known, { untilMs: atMs });
      const moment = moments[atMs];
      if (!moment) return undefined;
      const { state, targetMs, countedMs, target, hours: name } = moment;
      const dueMs = state === 'stopped' ? null : (usedUp.get(target) ?? null);
      return { name: null, targetMs, hours: name, countedMs, remainingMs: targetMs - countedMs, dueMs };
    }
  });
  fc.assert(property, { seed, numRuns: 300 });
});
