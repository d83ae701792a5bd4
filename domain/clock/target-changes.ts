import { z } from 'zod';
import { compareFacts, entrySchema, lateEntry, type ClockFact } from './facts';
import { clockLife, countedAt, type Stretch, type Timetables } from './life';
import { retargetPolicySchema, type ClockPolicies } from './policies';
import { usedUpMs } from './reading';

const ms = z.number().int();

/**
 * What a clock stands at beside a change of its target: milliseconds of support; `dueMs` is an instant (epoch milliseconds), null
 * while the clock is held. `name` is what the contract calls the target: a priority.
 */
const standingSchema = z.strictObject({
  name: z.string().nullable(),
  targetMs: ms,
  hours: z.string(),
  countedMs: ms,
  /** What is left of the target; below 0 where more than it is counted. */
  remainingMs: ms,
  dueMs: ms.nullable(),
});
type Standing = z.infer<typeof standingSchema>;

/**
 * A change of target (annex §7, by an amendment §6) at an instant (epoch milliseconds): the contract's policy, and what the clock stood at just
 * before and just after. `deadline` is the number of the new target, which the segments under it carry.
 */
export const targetChangeSchema = z.strictObject({
  atMs: ms,
  deadline: z.number().int(),
  policy: retargetPolicySchema,
  clause: z.string(),
  from: standingSchema,
  to: standingSchema,
  /** Who entered the change later than it happened, when, and on what evidence. */
  entered: entrySchema.nullable(),
});
export type TargetChange = z.infer<typeof targetChangeSchema>;

/** The annex clauses: of the service level that the contract has, and of another priority. */
const clauseOf = (fact: ClockFact): string => (fact.kind === 'retarget' && fact.amended ? '§6' : '§7');

/**
 * The changes of target that a reading at an instant (epoch milliseconds) stands on, in their order. Those made while the clock
 * is stopped are told once it is reopened, as the verdict does not stand on them.
 */
export function targetChanges(
  facts: readonly ClockFact[],
  timetables: Timetables,
  policies: ClockPolicies,
  untilMs: number,
): TargetChange[] {
  if (!facts.some(({ kind }) => kind === 'retarget')) return [];
  const ordered = [...facts].sort(compareFacts).filter(({ kind, atMs }) => kind === 'exclude' || atMs <= untilMs);
  const { stop } = stretchAt(clockLife(ordered, timetables, policies), untilMs) ?? {};
  const changes: TargetChange[] = [];
  let name: string | undefined;
  for (const [index, fact] of ordered.entries()) {
    if (fact.kind !== 'start' && fact.kind !== 'retarget') continue;
    const before = standingAfter(ordered, index, timetables, policies, fact.atMs);
    // A second start is none, and before the first one there is nothing to change.
    if ((fact.kind === 'start') === (before !== undefined)) continue;
    const after = standingAfter(ordered, index + 1, timetables, policies, fact.atMs);
    if (before && after && after.deadline <= (stop?.deadline ?? Infinity))
      changes.push({
        atMs: fact.atMs,
        deadline: after.deadline,
        policy: (fact.kind === 'retarget' ? fact.policy : undefined) ?? policies.onRetarget,
        clause: clauseOf(fact),
        from: { name: name ?? null, ...before.standing },
        to: { name: fact.name ?? null, ...after.standing },
        entered: lateEntry(fact),
      });
    name = fact.name;
  }
  return changes;
}

/** What the clock stands at, at an instant, after so many facts and the downtime planned; `undefined` before its start. */
function standingAfter(
  ordered: readonly ClockFact[],
  count: number,
  timetables: Timetables,
  policies: ClockPolicies,
  atMs: number,
): { deadline: number; standing: Omit<Standing, 'name'> } | undefined {
  const known = ordered.filter(({ kind }, index) => index < count || kind === 'exclude');
  const life = clockLife(known, timetables, policies);
  const stretch = stretchAt(life, atMs);
  if (!stretch) return undefined;
  const { targetMs, hours, deadline, state } = stretch;
  const countedMs = countedAt(timetables, stretch, atMs);
  // A stopped clock has its verdict: what it stands at matters again once it is reopened.
  const dueMs = state === 'stopped' ? undefined : usedUpMs(life, timetables, deadline, targetMs);
  const remainingMs = targetMs - countedMs;
  return { deadline, standing: { targetMs, hours, countedMs, remainingMs, dueMs: dueMs ?? null } };
}

function stretchAt(life: readonly Stretch[], atMs: number): Stretch | undefined {
  return life.findLast(({ fromMs }) => fromMs <= atMs);
}
