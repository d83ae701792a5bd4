import { z } from 'zod';
import { reopenPolicySchema, retargetPolicySchema } from './policies';

const ms = z.number().int();

/**
 * How a fact came to be known. `sequence` is the order of recording. What is entered later than it happened names its author,
 * the evidence and the instant of the entry (epoch milliseconds).
 */
const record = {
  atMs: ms,
  sequence: z.number().int().nonnegative().optional(),
  by: z.string().min(1).max(200).optional(),
  recordedMs: ms.optional(),
  evidence: z.string().min(1).max(2000).optional(),
};

/** `name` is what the contract calls the target: a priority. A fact's own `policy` goes before that of the clock. */
const aim = {
  targetMs: ms.positive(),
  hours: z.string().min(1).max(60),
  name: z.string().min(1).max(40).optional(),
};

/** Which wait a pause begins and a resume ends; two waits that overlap are counted once. */
const wait = z.string().min(1).max(100).optional();

const fact = <Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  z.strictObject({ kind: z.literal(kind), ...record, ...shape });

/** What happened to one guaranteed time (annex GTI, GTR, §7); all instants are epoch milliseconds, durations support time. */
export const clockFactSchema = z.discriminatedUnion('kind', [
  fact('start', aim),
  fact('reopen', { policy: reopenPolicySchema.optional() }),
  fact('resume', { wait }),
  /** `amended`: by an amendment of the contract, not by another priority. */
  fact('retarget', { ...aim, policy: retargetPolicySchema.optional(), amended: z.literal(true).optional() }),
  fact('exclude', { untilMs: ms, name: z.string().min(1).max(200) }).refine(
    ({ atMs, untilMs }) => untilMs > atMs,
    'an exclusion ends after it starts',
  ),
  fact('pause', { wait, reason: z.string().min(1).max(40) }),
  /** Why it ended, where that is not that its aim was reached. */
  fact('stop', { reason: z.string().min(1).max(40).optional() }),
]);
export type ClockFact = z.infer<typeof clockFactSchema>;

/** For facts of one instant whose order of recording is not known: what lets the clock run comes before what holds it. */
const rank: Record<ClockFact['kind'], number> = {
  start: 0,
  reopen: 1,
  resume: 2,
  retarget: 3,
  exclude: 4,
  pause: 5,
  stop: 6,
};

/**
 * The total order of facts: by instant; at one instant by order of recording; where that is not known (an import of two
 * logs), start, reopen, resume, retarget, exclude, pause, stop, and two of one kind as they are given. No time passes between facts of one instant, so their order
 * decides the state after it and never the time counted up to it. A threshold reached at that same instant comes after them.
 */
export function compareFacts(a: ClockFact, b: ClockFact): number {
  return a.atMs - b.atMs || (a.sequence ?? 0) - (b.sequence ?? 0) || rank[a.kind] - rank[b.kind];
}

/** Who entered a fact later than it happened, when (epoch milliseconds), and on what evidence. */
export const entrySchema = z.strictObject({
  by: z.string().nullable(),
  recordedMs: ms,
  evidence: z.string().nullable(),
});
export type Entry = z.infer<typeof entrySchema>;

/** The entry of a fact that was entered later than it happened; `null` for one entered in time. */
export function lateEntry({ atMs, by, recordedMs, evidence }: ClockFact): Entry | null {
  if (recordedMs === undefined || recordedMs <= atMs) return null;
  return { by: by ?? null, recordedMs, evidence: evidence ?? null };
}

/** The facts as they were known at an instant (epoch milliseconds): what was entered after it is left out. */
export function knownAt(facts: readonly ClockFact[], ms: number): ClockFact[] {
  return facts.filter(({ kind, atMs, recordedMs = kind === 'exclude' ? -Infinity : atMs }) => recordedMs <= ms);
}
