import type { DayRule } from '../../../domain/calendar/timetable';
import type { ClockFact } from '../../../domain/clock/facts';
import type { ClockState } from '../../../domain/clock/life';
import type { ClockPolicies } from '../../../domain/clock/policies';
import type { Crossing, Threshold } from '../../../domain/clock/thresholds';

/*
 * A slow clock to hold the fast one against: it walks through time millisecond by millisecond and asks at each whether it is
 * counted. It shares no code with the domain, so that both can hardly be wrong in the same way.
 */

export interface OracleHours {
  readonly openings: readonly { readonly fromMs: number; readonly toMs: number }[];
  readonly days: readonly DayRule[];
}

/** The hours by name, each millisecond of `[0, spanMs)` open or not, and the policies of the contract. */
export interface World {
  readonly spanMs: number;
  readonly hours: Readonly<Record<string, OracleHours>>;
  readonly isOpen: (hours: string, atMs: number) => boolean;
  readonly policies: ClockPolicies;
}

export function worldOf(spanMs: number, hours: Readonly<Record<string, OracleHours>>, policies: ClockPolicies): World {
  const open: Record<string, Uint8Array> = {};
  for (const [name, { openings }] of Object.entries(hours)) {
    const ticks = new Uint8Array(spanMs);
    for (const { fromMs, toMs } of openings) ticks.fill(1, fromMs, toMs);
    open[name] = ticks;
  }
  return { spanMs, hours, isOpen: (name, atMs) => open[name]?.[atMs] === 1, policies };
}

const kinds: readonly ClockFact['kind'][] = ['start', 'reopen', 'resume', 'retarget', 'exclude', 'pause', 'stop'];

function inOrder(facts: readonly ClockFact[]): ClockFact[] {
  const key = ({ atMs, sequence = 0, kind }: ClockFact): number[] => [atMs, sequence, kinds.indexOf(kind)];
  return [...facts].sort((a, b) => {
    const other = key(b);
    return key(a).reduce((decided, part, index) => decided || part - (other[index] ?? 0), 0);
  });
}

/** Milliseconds that a threshold needs, in whole numbers alone: per cents are read as decimals. */
export function oracleNeeded(threshold: Threshold, targetMs: number): number {
  if (threshold === 'breach') return targetMs + 1;
  if (typeof threshold === 'number') {
    const thousandths = BigInt(threshold.toFixed(3).replace('.', ''));
    return Number((BigInt(targetMs) * thousandths + 99_999n) / 100_000n);
  }
  const [, amount = '', unit = ''] = /^-PT([\d.]+)([HMS])$/.exec(threshold) ?? [];
  return targetMs - Math.round(Number(amount) * (unit === 'H' ? 3_600_000 : unit === 'M' ? 60_000 : 1000));
}

/** One millisecond lived through, as it counts at the end. */
export interface Tick {
  readonly state: ClockState;
  readonly hours: string;
  readonly targetMs: number;
  readonly target: number;
  /** What holds the clock, or let it run last. */
  readonly because: ClockFact | undefined;
  /** Since when state, hours and target hold as they do. */
  readonly sinceMs: number;
  readonly dropped: boolean;
}

export interface Moment {
  readonly state: ClockState;
  readonly hours: string;
  readonly targetMs: number;
  readonly target: number;
  readonly countedMs: number;
}

interface Frozen extends Omit<Moment, 'state' | 'hours'> {
  readonly fact: ClockFact;
  readonly lived: readonly Tick[];
}

interface Wanted {
  readonly thresholds?: readonly Threshold[];
  /** The walk ends at this instant, and keeps the ticks that count then; otherwise it goes on as far as anything is known. */
  readonly toldAtMs?: number;
  /** The walk goes as far as this at least. */
  readonly untilMs?: number;
  /** The instant at which all waits end. */
  readonly resumedAtMs?: number;
}

/** A walk through all time from the facts, to the end of what they and the timetables say. */
export class Walk {
  readonly moments: (Moment | undefined)[] = [];
  readonly crossings: Crossing[] = [];
  /** When each target was used up first. */
  readonly usedUp = new Map<number, number>();
  told: readonly Tick[] = [];
  frozen: Frozen | undefined;
  startMs: number | undefined;
  private aim = { hours: '', targetMs: 0 };
  private target = 0;
  private counted = 0;
  private lived: Tick[] = [];
  private recounted: { atMs: number; lived: Tick[] } = { atMs: -1, lived: [] };
  private readonly waits = new Map<string | undefined, ClockFact>();
  private letRun: ClockFact | undefined;
  private readonly crossed = new Set<string>();
  private breachLasts = false;

  constructor(
    private readonly world: World,
    facts: readonly ClockFact[],
    { thresholds = [], toldAtMs, untilMs = 0, resumedAtMs }: Wanted = {},
  ) {
    const ordered = inOrder(facts);
    const exclusions = world.policies.deductPlannedDowntime
      ? ordered.flatMap((fact) => (fact.kind === 'exclude' ? [fact] : []))
      : [];
    const ends = [world.spanMs, ...ordered.map((fact) => (fact.kind === 'exclude' ? fact.untilMs : fact.atMs))];
    const endMs = toldAtMs ?? Math.max(...ends, untilMs) + 1;
    let next = 0;
    let tick: Tick | undefined;
    for (let atMs = 0; atMs <= endMs; atMs += 1) {
      this.noteUsedUp(atMs);
      for (let fact = ordered[next]; fact && fact.atMs <= atMs; fact = ordered[next]) {
        this.happens(fact);
        this.noteUsedUp(atMs);
        next += 1;
      }
      if (atMs === resumedAtMs) this.waits.clear();
      if (this.startMs === undefined) continue;
      const [wait] = this.waits.values();
      const exclusion = exclusions.find((one) => one.atMs <= atMs && atMs < one.untilMs);
      const state = this.frozen ? 'stopped' : wait ? 'paused' : exclusion ? 'excluded' : 'running';
      const { hours, targetMs } = this.aim;
      this.moments[atMs] = { state, hours, targetMs, target: this.target, countedMs: this.counted };
      const counts = state === 'running' && world.isOpen(hours, atMs);
      for (const threshold of thresholds) {
        if (threshold === 'breach') this.breach(atMs, state, counts);
        else if (state === 'running') this.warn(atMs, threshold);
      }
      if (atMs === toldAtMs) this.told = this.frozen?.lived ?? this.lived;
      if (atMs === toldAtMs) return;
      const because = this.frozen?.fact ?? wait ?? exclusion ?? this.letRun;
      if (tick?.state !== state || tick.because !== because || tick.target !== this.target)
        tick = { state, hours, targetMs, target: this.target, because, sinceMs: atMs, dropped: false };
      this.lived.push(tick);
      if (counts) this.counted += 1;
    }
  }

  private happens(fact: ClockFact): void {
    if (fact.kind === 'pause' && !this.waits.has(fact.wait)) this.waits.set(fact.wait, fact);
    if (fact.kind === 'resume' && this.waits.delete(fact.wait)) this.letRun = fact;
    if (fact.kind === 'start' && this.startMs === undefined) {
      this.startMs = fact.atMs;
      this.letRun = fact;
      this.aim = { hours: fact.hours, targetMs: fact.targetMs };
    }
    if (this.startMs === undefined) return;
    if (fact.kind === 'retarget') {
      this.aim = { hours: fact.hours, targetMs: fact.targetMs };
      this.target += 1;
      if (this.world.policies.onRetarget === 'restart') this.drop(fact.atMs);
      if (this.world.policies.onRetarget === 'recount-from-creation') this.recount(fact);
    }
    if (fact.kind === 'stop' && !this.frozen) {
      const { target, counted: countedMs, lived } = this;
      this.frozen = { fact, target, targetMs: this.aim.targetMs, countedMs, lived: [...lived] };
    }
    if (fact.kind === 'reopen' && this.frozen) {
      this.frozen = undefined;
      this.waits.clear();
      this.letRun = fact;
      if (this.world.policies.onReopen === 'continue') return;
      this.target += 1;
      this.drop(fact.atMs);
    }
  }

  private drop(atMs: number): void {
    this.counted = 0;
    // A recount at the same instant held for no time.
    const lived = this.recounted.atMs === atMs ? this.recounted.lived : this.lived;
    this.lived = lived.map((tick) => ({ ...tick, dropped: true }));
  }

  private recount({ hours, atMs }: { hours: string; atMs: number }): void {
    const startMs = this.startMs ?? 0;
    if (this.recounted.atMs !== atMs) this.recounted = { atMs, lived: this.lived };
    this.lived = this.lived.map((tick) => (tick.dropped ? tick : { ...tick, hours }));
    this.counted = this.lived.filter(
      ({ state, dropped }, index) => state === 'running' && !dropped && this.world.isOpen(hours, startMs + index),
    ).length;
  }

  private noteUsedUp(atMs: number): void {
    if (this.startMs !== undefined && this.counted >= this.aim.targetMs && !this.usedUp.has(this.target))
      this.usedUp.set(this.target, atMs);
  }

  private warn(atMs: number, threshold: Threshold): void {
    const { targetMs } = this.aim;
    const needed = oracleNeeded(threshold, targetMs);
    const key = `${threshold} ${this.target}`;
    if (needed <= 0 || this.counted < needed || this.crossed.has(key)) return;
    this.crossed.add(key);
    this.crossings.push({ threshold, deadline: this.target, atMs, certainMs: atMs, targetMs });
  }

  /**
   * Too much is counted already, or will be when this millisecond has passed. A clock that waits tells neither: its target may
   * change before it runs again. A stopped one waits for nothing, its verdict is there.
   */
  private breach(atMs: number, state: ClockState, counts: boolean): void {
    const { targetMs, target, countedMs } = this.frozen ?? {
      targetMs: this.aim.targetMs,
      target: this.target,
      countedMs: this.counted,
    };
    const already = countedMs > targetMs;
    if (!already) this.breachLasts = false;
    const begins = (already && (state === 'running' || state === 'stopped')) || (counts && countedMs + 1 > targetMs);
    if (!begins || this.breachLasts) return;
    this.breachLasts = true;
    const certainMs = already ? atMs : atMs + 1;
    this.crossings.push({ threshold: 'breach', deadline: target, atMs, certainMs, targetMs });
  }
}

/** What the clock stands at in each millisecond, nothing before its start, and every crossing. */
export function oracleLife(
  world: World,
  facts: readonly ClockFact[],
  thresholds: readonly Threshold[],
): Pick<Walk, 'moments' | 'crossings'> {
  return new Walk(world, facts, { thresholds });
}
