import type { ClockFact } from '../../../domain/clock/facts';
import type { ClockState } from '../../../domain/clock/life';
import type { ClockPolicies } from '../../../domain/clock/policies';

/* What holds of a clock, read off the facts so far by the definitions of docs/sla-clock.md, all of them each time. */

/** What holds at an instant after some facts; instants and durations in milliseconds. */
export interface Standing {
  readonly state: ClockState;
  readonly hours: string;
  readonly targetMs: number;
  /** How many targets the clock has had before this one. */
  readonly target: number;
  /** Instants before which nothing counts any more. */
  readonly drops: readonly number[];
  /** Instants before which what counts is counted in these hours. */
  readonly recounts: readonly { readonly atMs: number; readonly hours: string }[];
}

/** Whether time that was lived in some hours counts still, and in which hours: a recount tells nothing of what was dropped before it. */
export function heldNow(
  { drops, recounts }: Standing,
  fromMs: number,
  lived: string,
): { dropped: boolean; hours: string } {
  if (drops.length + recounts.length === 0) return { dropped: false, hours: lived };
  const droppedMs = drops.find((atMs) => atMs > fromMs) ?? Infinity;
  const recount = recounts.filter(({ atMs }) => atMs > fromMs && atMs < droppedMs).at(-1);
  return { dropped: droppedMs < Infinity, hours: recount?.hours ?? lived };
}

const kinds = ['start', 'reopen', 'resume', 'retarget', 'exclude', 'pause', 'stop'];

/** By instant, then by order of recording, then as the page on the clock lists the kinds. */
export function inDocumentedOrder(facts: readonly ClockFact[]): ClockFact[] {
  const placed = facts.map((fact, given) => ({
    fact,
    place: [fact.atMs, fact.sequence ?? 0, kinds.indexOf(fact.kind), given],
  }));
  const before = (a: readonly number[], b: readonly number[]): boolean => {
    const index = a.findIndex((part, at) => part !== b[at]);
    return index >= 0 && (a[index] ?? 0) < (b[index] ?? 0);
  };
  return placed.sort((a, b) => (before(a.place, b.place) ? -1 : 1)).map(({ fact }) => fact);
}

/**
 * What holds at an instant once the facts `so` far have happened, in their order; exclusions are told by `all`, for they are
 * known beforehand. `undefined` before the start. With `waitsOver`, as if all waits were over.
 */
export function standing(
  so: readonly ClockFact[],
  all: readonly ClockFact[],
  policies: ClockPolicies,
  atMs: number,
  waitsOver: boolean,
): Standing | undefined {
  const startAt = so.findIndex(({ kind }) => kind === 'start');
  const start = so[startAt];
  if (start?.kind !== 'start') return undefined;
  const since = so.slice(startAt);
  // Only the first of several stops stops, and only a clock that is stopped is reopened.
  const turns = since.filter(({ kind }) => kind === 'stop' || kind === 'reopen');
  const reopenings = turns.filter(({ kind }, at) => kind === 'reopen' && turns[at - 1]?.kind === 'stop');
  const retargets = since.flatMap((fact) => (fact.kind === 'retarget' ? [fact] : []));
  const aim = retargets.at(-1) ?? start;
  const dropping = [
    ...(policies.onRetarget === 'restart' ? retargets : []),
    ...(policies.onReopen === 'restart' ? reopenings : []),
  ];
  const excluded = all.some((fact) => fact.kind === 'exclude' && fact.atMs <= atMs && atMs < fact.untilMs);
  const state =
    turns.at(-1)?.kind === 'stop'
      ? 'stopped'
      : waits(so, reopenings.at(-1)) && !waitsOver
        ? 'paused'
        : excluded && policies.deductPlannedDowntime
          ? 'excluded'
          : 'running';
  return {
    state,
    hours: aim.hours,
    targetMs: aim.targetMs,
    target: retargets.length + (policies.onReopen === 'restart' ? reopenings.length : 0),
    drops: dropping.map((fact) => fact.atMs).sort((a, b) => a - b),
    recounts: policies.onRetarget === 'recount-from-creation' ? retargets : [],
  };
}

/** Whether a wait lasts: begun since the last reopening, even before the start, and not ended since. */
function waits(so: readonly ClockFact[], reopening: ClockFact | undefined): boolean {
  const since = reopening ? so.slice(so.indexOf(reopening)) : so;
  const last = new Map<string | undefined, string>();
  for (const fact of since) if (fact.kind === 'pause' || fact.kind === 'resume') last.set(fact.wait, fact.kind);
  return [...last.values()].includes('pause');
}
