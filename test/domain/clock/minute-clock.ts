import type { ClockFact } from '../../../domain/clock/facts';
import type { ClockState } from '../../../domain/clock/life';
import type { ClockPolicies } from '../../../domain/clock/policies';
import type { Crossing, Threshold } from '../../../domain/clock/thresholds';
import type { MinuteOracle } from '../calendar/minute-oracle';
import { oracleNeeded } from './clock-oracle';
import { heldNow, inDocumentedOrder, standing, type Standing } from './minute-clock-standing';

/*
 * A clock that is walked through minute by minute on the calendars of the minute oracle, each minute cut where something
 * happens within it. What holds is read off the facts so far by definition, so it shares neither code nor method with the
 * domain, nor with the walk of clock-oracle.ts.
 */

const minuteMs = 60_000;

/** The support hours by name, what is known of them ending at `toMs`, and the policies of the contract. */
export interface MinuteWorld {
  readonly hours: Readonly<Record<string, MinuteOracle>>;
  readonly toMs: number;
  readonly policies: ClockPolicies;
}

/** A minute of a clock's life, or a part of one, in which nothing happens. */
export interface Piece {
  readonly fromMs: number;
  readonly toMs: number;
  readonly state: ClockState;
  readonly hours: string;
}

/** The verdict of a clock while it is stopped. */
export interface Verdict {
  readonly atMs: number;
  readonly countedMs: number;
  readonly standing: Standing;
}

interface Wanted {
  readonly thresholds?: readonly Threshold[];
  /** Waits that last at this instant end with it. */
  readonly resumedAtMs?: number;
}

/** A walk that can be stopped at an instant, looked at, and gone on with. */
export class MinuteClock {
  readonly pieces: Piece[] = [];
  readonly crossings: Crossing[] = [];
  /** When each target was used up first. */
  readonly usedUp = new Map<number, number>();
  /** What holds now, `undefined` before the start. */
  now: Standing | undefined;
  verdict: Verdict | undefined;
  countedMs = 0;
  private readonly facts: readonly ClockFact[];
  /** The instants at which what holds may change, those to come. */
  private readonly changes: number[];
  /** The thresholds under the target that holds, each with the support time at which it is reached. */
  private needs: readonly { readonly threshold: Threshold; readonly neededMs: number }[] = [];
  /** The amounts of support time at which something is reached. */
  private amounts: readonly number[] = [];
  private atMs: number;
  private happened = 0;
  private readonly crossed = new Set<string>();
  private breachLasts = false;

  constructor(
    private readonly world: MinuteWorld,
    facts: readonly ClockFact[],
    private readonly wanted: Wanted = {},
  ) {
    this.facts = inDocumentedOrder(facts);
    const ends = facts.flatMap((fact) => (fact.kind === 'exclude' ? [fact.untilMs] : []));
    this.changes = [...facts.map(({ atMs }) => atMs), ...ends, wanted.resumedAtMs ?? world.toMs].sort((a, b) => a - b);
    this.atMs = this.facts[0]?.atMs ?? world.toMs;
  }

  /** Whether the time passing now is counted. */
  get counts(): boolean {
    return this.now?.state === 'running' && this.isOpen(this.now.hours, this.atMs);
  }

  /** Walks up to an instant: facts of that instant have happened, and crossings at it are noted. */
  to(endMs: number): this {
    this.happen();
    while (this.atMs < endMs) this.step(endMs);
    return this;
  }

  /** Walks a minute, or the part of one in which nothing happens, and gives the instant that is reached. */
  step(endMs: number): number {
    const { now, counts, atMs: fromMs } = this;
    this.atMs = this.nextMs(endMs);
    if (now) this.pieces.push({ fromMs, toMs: this.atMs, state: now.state, hours: now.hours });
    if (counts) this.countedMs += this.atMs - fromMs;
    this.noteUsedUp();
    this.happen();
    return this.atMs;
  }

  private isOpen(hours: string, atMs: number): boolean {
    return this.world.hours[hours]?.isOpenAt(atMs) ?? false;
  }

  /** What all pieces up to now count, as they are held now. */
  private countedBy(standing: Standing): number {
    return this.pieces
      .filter(({ fromMs, state, hours: lived }) => {
        const { dropped, hours } = heldNow(standing, fromMs, lived);
        return state === 'running' && !dropped && this.isOpen(hours, fromMs);
      })
      .reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  }

  private happen(): void {
    for (let fact = this.facts[this.happened]; fact && fact.atMs <= this.atMs; fact = this.facts[this.happened]) {
      this.happened += 1;
      const { drops, recounts } = this.now ?? { drops: [], recounts: [] };
      this.now = this.standingNow();
      if (!this.now) continue;
      const counted = drops.length === this.now.drops.length && recounts.length === this.now.recounts.length;
      if (!counted) this.countedMs = this.countedBy(this.now);
      this.noteUsedUp();
      if (this.now.state !== 'stopped') this.verdict = undefined;
      else this.verdict ??= { atMs: this.atMs, countedMs: this.countedMs, standing: this.now };
    }
    if ((this.changes[0] ?? Infinity) <= this.atMs) this.change();
    this.cross();
  }

  private change(): void {
    while ((this.changes[0] ?? Infinity) <= this.atMs) this.changes.shift();
    this.now = this.standingNow();
    const { targetMs } = this.now ?? {};
    if (targetMs === undefined) return;
    this.needs = (this.wanted.thresholds ?? []).map((threshold) => ({
      threshold,
      neededMs: oracleNeeded(threshold, targetMs),
    }));
    this.amounts = [targetMs, ...this.needs.map(({ neededMs }) => neededMs)];
  }

  private standingNow(): Standing | undefined {
    const waitsEndMs = this.wanted.resumedAtMs ?? Infinity;
    const so = this.facts.slice(0, this.happened);
    return standing(so, this.facts, this.world.policies, this.atMs, this.atMs >= waitsEndMs);
  }

  /** The end of the minute, or of the part of it in which nothing happens. */
  private nextMs(endMs: number): number {
    const minuteEndsMs = (Math.floor(this.atMs / minuteMs) + 1) * minuteMs;
    const nextMs = Math.min(minuteEndsMs, endMs, this.changes[0] ?? Infinity);
    if (!this.counts) return nextMs;
    const leftMs = this.amounts.map((amount) => amount - this.countedMs).filter((amountMs) => amountMs > 0);
    return leftMs.length === 0 ? nextMs : Math.min(nextMs, this.atMs + Math.min(...leftMs));
  }

  private noteUsedUp(): void {
    const { now, countedMs } = this;
    if (now && countedMs >= now.targetMs && !this.usedUp.has(now.target)) this.usedUp.set(now.target, this.atMs);
  }

  private cross(): void {
    const { now, atMs } = this;
    if (!now) return;
    for (const { threshold, neededMs } of this.needs) {
      if (threshold === 'breach') this.crossBreach(now);
      else if (now.state === 'running' && neededMs > 0 && this.countedMs >= neededMs) {
        // Once for each target.
        const key = `${threshold} ${now.target}`;
        if (!this.crossed.has(key))
          this.crossings.push({ threshold, deadline: now.target, atMs, certainMs: atMs, targetMs: now.targetMs });
        this.crossed.add(key);
      }
    }
  }

  /**
   * A breach begins where more than the target is counted, or begins to be. It is told of a clock that runs or is stopped, never
   * of one that is held; and once for as long as it lasts.
   */
  private crossBreach(now: Standing): void {
    const { atMs, verdict } = this;
    const { target, targetMs } = verdict?.standing ?? now;
    const countedMs = verdict?.countedMs ?? this.countedMs;
    const exceeded = countedMs > targetMs;
    const told =
      (exceeded && (now.state === 'running' || verdict !== undefined)) || (this.counts && countedMs === targetMs);
    this.breachLasts &&= exceeded;
    if (this.breachLasts || !told) return;
    this.breachLasts = true;
    this.crossings.push({
      threshold: 'breach',
      deadline: target,
      atMs,
      certainMs: exceeded ? atMs : atMs + 1,
      targetMs,
    });
  }
}
