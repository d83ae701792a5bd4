import { countedBetween, type Timetable } from '../calendar/timetable';
import { compareFacts, type ClockFact } from './facts';
import type { ClockPolicies } from './policies';

/** The compiled hours that a clock counts in, by the name that the contract gives them. */
export type Timetables = Readonly<Record<string, Timetable>>;

export type ClockState = 'running' | 'paused' | 'excluded' | 'stopped';

/** What the clock stood at when it was stopped: its verdict, until it is reopened. All in milliseconds. */
export interface Stop {
  readonly atMs: number;
  readonly countedMs: number;
  readonly targetMs: number;
  readonly deadline: number;
  /** The hours in force, and what a change of target at that very instant made of the time counted before. */
  readonly hours: string;
  readonly before: Stretch['before'];
}

/** A stretch of a clock's life `[fromMs, toMs)` in which state, hours and target hold; the last one ends at Infinity. */
export interface Stretch {
  readonly state: ClockState;
  readonly fromMs: number;
  readonly toMs: number;
  readonly hours: string;
  readonly targetMs: number;
  /** Counts the targets that the clock has had: what is announced, is announced once for each. */
  readonly deadline: number;
  /** Milliseconds of support counted up to `fromMs`. */
  readonly countedMs: number;
  /** What the change of target at `fromMs` made of the time counted before it. */
  readonly before: 'kept' | 'recounted' | 'dropped';
  /** The pause, exclusion or other fact that the stretch stands on. */
  readonly because: ClockFact;
  readonly stop: Stop | undefined;
}

/** Milliseconds of support that a stretch counts in `[fromMs, toMs)`. */
export function countedIn(
  timetables: Timetables,
  { state, hours }: Pick<Stretch, 'state' | 'hours'>,
  fromMs: number,
  toMs: number,
): number {
  const timetable = timetables[hours];
  return state === 'running' && timetable ? countedBetween(timetable, fromMs, toMs) : 0;
}

/** Milliseconds of support counted up to an instant of a stretch. */
export function countedAt(timetables: Timetables, stretch: Stretch, atMs: number): number {
  return stretch.countedMs + countedIn(timetables, stretch, stretch.fromMs, atMs);
}

/**
 * The life of a clock from its facts in any order: the time up to a fact counts under what held before it, the fact holds from
 * its instant on (GTI, GTR, annex §7). A wait that began before the start holds from the start. While stopped, nothing but
 * reopening lets it run; reopening ends all waits. Pauses and exclusions that overlap are counted once.
 */
export function clockLife(facts: readonly ClockFact[], timetables: Timetables, policies: ClockPolicies): Stretch[] {
  const machine = new Machine(timetables, policies);
  for (const mark of marks(facts, policies)) machine.take(mark);
  return machine.life;
}

/** A fact at the instant at which it holds; an exclusion is two of them, its beginning and its end. */
interface Mark {
  readonly atMs: number;
  readonly fact: ClockFact;
  readonly ends: boolean;
}

function marks(facts: readonly ClockFact[], { deductPlannedDowntime }: ClockPolicies): Mark[] {
  const ordered = inOrder(facts).map((fact) => ({ atMs: fact.atMs, fact, ends: false }));
  if (!facts.some(({ kind }) => kind === 'exclude')) return ordered;
  const deducted = ordered.filter(({ fact }) => fact.kind !== 'exclude' || deductPlannedDowntime);
  const ends = deducted.flatMap(({ fact }) =>
    fact.kind === 'exclude' ? [{ atMs: fact.untilMs, fact, ends: true }] : [],
  );
  return [...deducted, ...ends].sort((a, b) => a.atMs - b.atMs);
}

function inOrder(facts: readonly ClockFact[]): readonly ClockFact[] {
  const sorted = facts.every((fact, index) => {
    const before = facts[index - 1];
    return !before || compareFacts(before, fact) <= 0;
  });
  return sorted ? facts : [...facts].sort(compareFacts);
}

/** What a fact may change of a stretch; an empty change begins a stretch of another state. */
type Change = Partial<Pick<Stretch, 'hours' | 'targetMs' | 'deadline' | 'countedMs' | 'before'>>;

class Machine {
  readonly life: Stretch[] = [];
  private readonly waits: Extract<ClockFact, { kind: 'pause' }>[] = [];
  private readonly exclusions: Extract<ClockFact, { kind: 'exclude' }>[] = [];
  private stopped: { readonly fact: ClockFact; readonly stop: Stop } | undefined;
  private going: ClockFact | undefined;

  constructor(
    private readonly timetables: Timetables,
    private readonly policies: ClockPolicies,
  ) {}

  take(mark: Mark): void {
    const { fact, atMs } = mark;
    if (fact.kind === 'start') this.start(fact);
    else {
      const change = this.changeBy(mark);
      if (change) this.change(atMs, change);
    }
  }

  private start(fact: Extract<ClockFact, { kind: 'start' }>): void {
    if (this.going) return;
    this.going = fact;
    const { atMs, targetMs, hours } = fact;
    this.push({ fromMs: atMs, targetMs, hours, deadline: 0, countedMs: 0, before: 'kept' });
  }

  /** Takes note of a fact; `undefined` when it changes nothing. */
  private changeBy({ fact, atMs, ends }: Mark): Change | undefined {
    switch (fact.kind) {
      case 'start':
        return undefined;
      case 'retarget':
        return this.retarget(fact);
      case 'reopen':
        return this.reopen(fact);
      case 'stop': {
        const stop = this.standing(atMs);
        if (!stop || this.stopped) return undefined;
        this.stopped = { fact, stop };
        return {};
      }
      case 'pause':
        if (this.waits.some(({ wait }) => wait === fact.wait)) return undefined;
        this.waits.push(fact);
        return {};
      case 'resume': {
        const index = this.waits.findIndex(({ wait }) => wait === fact.wait);
        if (index < 0) return undefined;
        this.waits.splice(index, 1);
        if (this.going) this.going = fact;
        return {};
      }
      case 'exclude':
        if (ends) this.exclusions.splice(this.exclusions.indexOf(fact), 1);
        else this.exclusions.push(fact);
        return {};
    }
  }

  private retarget({ atMs, targetMs, hours, policy }: Extract<ClockFact, { kind: 'retarget' }>): Change {
    const aim = { targetMs, hours, deadline: (this.life.at(-1)?.deadline ?? 0) + 1 };
    switch (policy ?? this.policies.onRetarget) {
      case 'carry-elapsed':
        return aim;
      case 'restart':
        return { ...aim, countedMs: 0, before: 'dropped' };
      case 'recount-from-creation':
        return { ...aim, countedMs: this.recounted(hours, atMs), before: 'recounted' };
    }
  }

  private reopen(fact: Extract<ClockFact, { kind: 'reopen' }>): Change | undefined {
    if (!this.stopped) return undefined;
    this.stopped = undefined;
    this.waits.length = 0;
    this.going = fact;
    const deadline = (this.life.at(-1)?.deadline ?? 0) + 1;
    return (fact.policy ?? this.policies.onReopen) === 'restart' ? { deadline, countedMs: 0, before: 'dropped' } : {};
  }

  /** What the clock stands at, at an instant that is not before its last fact; `undefined` before its start. */
  private standing(atMs: number): Stop | undefined {
    const last = this.life.at(-1);
    if (!last) return undefined;
    const { targetMs, deadline, hours } = last;
    const before = last.fromMs === atMs ? last.before : 'kept';
    return { atMs, countedMs: countedAt(this.timetables, last, atMs), targetMs, deadline, hours, before };
  }

  /** Ends the last stretch and begins one with what has changed; a stretch that lasted no time leaves nothing behind. */
  private change(atMs: number, change: Change): void {
    const last = this.life.pop();
    if (!last) return;
    const lasted = atMs > last.fromMs;
    if (lasted) this.life.push({ ...last, toMs: atMs });
    const before = change.before ?? 'kept';
    // Of two changes of target at one instant the one that drops the time counted decides what was before it.
    const decides = lasted || last.before === 'kept' || before === 'dropped';
    this.push({
      fromMs: atMs,
      hours: change.hours ?? last.hours,
      targetMs: change.targetMs ?? last.targetMs,
      deadline: change.deadline ?? last.deadline,
      countedMs: change.countedMs ?? countedAt(this.timetables, last, atMs),
      before: decides ? before : last.before,
    });
  }

  private push(begun: Pick<Stretch, 'fromMs' | 'hours' | 'targetMs' | 'deadline' | 'countedMs' | 'before'>): void {
    const holding = this.holding();
    if (!holding) return;
    // Each field by its name: copying parts of objects would take several times as long.
    this.life.push({
      state: holding.state,
      fromMs: begun.fromMs,
      toMs: Infinity,
      hours: begun.hours,
      targetMs: begun.targetMs,
      deadline: begun.deadline,
      countedMs: begun.countedMs,
      before: begun.before,
      because: holding.because,
      stop: this.stopped?.stop,
    });
  }

  /** What holds now: stopped before paused before excluded before running. */
  private holding(): Pick<Stretch, 'state' | 'because'> | undefined {
    const wait = this.waits[0];
    const exclusion = this.exclusions[0];
    if (this.stopped) return { state: 'stopped', because: this.stopped.fact };
    if (wait) return { state: 'paused', because: wait };
    if (exclusion) return { state: 'excluded', because: exclusion };
    return this.going && { state: 'running', because: this.going };
  }

  /** All time since the start, or since it was last dropped, counted in other hours. */
  private recounted(hours: string, atMs: number): number {
    const from = Math.max(
      this.life.findLastIndex(({ before }) => before === 'dropped'),
      0,
    );
    return this.life
      .slice(from)
      .reduce(
        (sum, { state, fromMs, toMs }) =>
          sum + countedIn(this.timetables, { state, hours }, fromMs, Math.min(toMs, atMs)),
        0,
      );
  }
}
