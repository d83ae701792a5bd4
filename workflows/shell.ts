import { allHandlersFinished, condition, sleep, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { SearchAttributeUpdatePair } from '@temporalio/common';
import type { Decider } from '../domain/decider';
import { lengthInJson, portionOf } from '../domain/portion';
import type { Refusal } from '../domain/refusal';
import { toInstant } from '../domain/time/instant';

/** An event with its number in its aggregate's life and the instant at which it was recorded, which an outage makes later. */
export interface Recorded<Event> {
  readonly sequence: number;
  readonly recordedAt: string;
  readonly event: Event;
}

/** All that is durable of an aggregate, plain JSON: a run leaves it to its successor. */
export interface Durable<State, Event, Notice> {
  readonly state: State;
  readonly sequence: number;
  readonly outbox: Recorded<Event>[];
  readonly notices: Notice[];
  readonly recentCommands: string[];
  /** How many of them are kept; a run of an older Cadran, which kept few, left none of it. */
  readonly remembers?: 'by-length';
}

/** What is particular to an aggregate: its rules, and what its events are published and announced by. */
export interface Aggregate<State, Command, Event, Notice> extends Decider<State, Command, Event> {
  nextInstantMs(state: State): number | undefined;
  tick(nowMs: number): Command;
  noticesFor(event: Event, state: State, sequence: number): Notice[];
  /** When a notice may leave, epoch milliseconds; now or earlier: at once. */
  leavesMs(notice: Notice, state: State, nowMs: number): number;
  whyNotSend(notice: Notice, state: State): string | undefined;
  /** The event that records what became of a notice. */
  sent(notice: Notice, outcome: { outcome: 'accepted' | 'refused'; detail: string }, at: string): Event;
  dropped(notice: Notice, reason: string, at: string): Event;
  attributes(state: State): SearchAttributeUpdatePair[];
  ended(state: State): boolean;
  /** Whether what happened may be published yet; always, unless given. */
  mayPublish?(state: State): boolean;
  publish(events: Recorded<Event>[], state: State, sequence: number): Promise<void>;
  send(notice: Notice): Promise<{ outcome: 'accepted' | 'refused'; detail: string }>;
  isStillTrying(error: unknown): boolean;
}

/**
 * Ids of commands are kept, because Temporal forgets those of Updates when a run continues as new: as many as have so many characters
 * together, a thousand ordinary ones. The next run begins with them, besides what else it is left.
 */
const rememberedLength = 150_000;
/** So many are kept by a run that an older Cadran has begun: what it had forgotten it must not know in a replay. */
const rememberedBefore = 50;
/** Past this a run continues as new even while something is under way; the server's own limit is 51,200 events. */
const forcedAfterEvents = 20_000;

/**
 * So much is published by one activity, and so much is left unpublished to the next run, in characters of JSON: the server ends a
 * workflow for good that asks for an activity, or continues as new, with more than 2 MB, and a character takes up to three bytes.
 */
const publishedAtOnce = 200_000;
const carriedAtMost = 400_000;

/** The instant of the workflow task, epoch milliseconds: the same again in a replay. */
export function workflowNow(): number {
  // eslint-disable-next-line no-restricted-syntax -- inside a workflow this is the workflow's own clock
  return Date.now();
}

/**
 * Runs a decider durably: commands are decided and evolved in one synchronous stretch, timers wait for the next instant, the
 * outbox is published, notices are sent, and a long life continues as new in a quiet moment.
 */
export class Shell<State, Command, Event, Notice> {
  state: State;
  sequence: number;
  private outbox: Recorded<Event>[];
  private readonly notices: Notice[];
  private readonly recentCommands: string[];
  private readonly remembersFew: boolean;
  private nextMs: number | undefined;
  /** Notices that are under way or held, in their order the first of all, and of those how many are held. */
  private sending = 0;
  private held = 0;
  private readonly openings = new Set<number>();
  private publishing = false;
  private upserted: string[];

  constructor(
    private readonly aggregate: Aggregate<State, Command, Event, Notice>,
    durable: Durable<State, Event, Notice>,
  ) {
    this.state = durable.state;
    this.sequence = durable.sequence;
    this.outbox = [...durable.outbox];
    this.notices = [...durable.notices];
    this.recentCommands = [...durable.recentCommands];
    this.remembersFew = durable.remembers === undefined && durable.recentCommands.length > 0;
    this.nextMs = aggregate.nextInstantMs(this.state);
    this.upserted = this.attributeTexts();
  }

  /** Decides and applies a command; a refusal changes nothing and is answered. */
  give(command: Command): Refusal | undefined {
    const decision = this.aggregate.decide(this.state, command);
    if ('refusal' in decision) return decision.refusal;
    this.record(decision.events);
    return undefined;
  }

  /** Why a command would be refused now; `undefined` where it would be applied. */
  whyNot(command: Command): Refusal | undefined {
    const decision = this.aggregate.decide(this.state, command);
    return 'refusal' in decision ? decision.refusal : undefined;
  }

  /** Whether a command of that id was applied before, in this run or one before it. */
  wasGiven(commandId: string | undefined): boolean {
    return commandId !== undefined && this.recentCommands.includes(commandId);
  }

  /** Whether the key of a command id (`key#fingerprint of the content`) was given before with another content. */
  isReused(commandId: string | undefined): boolean {
    if (commandId === undefined || this.wasGiven(commandId)) return false;
    const key = commandId.slice(0, commandId.lastIndexOf('#') + 1);
    return key !== '' && this.recentCommands.some((id) => id.slice(0, id.lastIndexOf('#') + 1) === key);
  }

  /** Keeps the id of a command that was applied. */
  remember(commandId: string | undefined): void {
    if (commandId === undefined) return;
    this.recentCommands.push(commandId);
    while (this.remembersTooMuch()) this.recentCommands.shift();
  }

  private remembersTooMuch(): boolean {
    if (this.remembersFew) return this.recentCommands.length > rememberedBefore;
    return this.recentCommands.reduce((sum, { length }) => sum + length, 0) > rememberedLength;
  }

  /** Applies events and queues what they bring about. */
  record(events: readonly Event[]): void {
    const recordedAt = toInstant(workflowNow());
    for (const event of events) {
      this.sequence += 1;
      this.state = this.aggregate.evolve(this.state, event);
      this.outbox.push({ sequence: this.sequence, recordedAt, event });
      this.notices.push(...this.aggregate.noticesFor(event, this.state, this.sequence));
    }
    this.nextMs = this.aggregate.nextInstantMs(this.state);
    this.upsertChanged();
  }

  durable(): Durable<State, Event, Notice> {
    const { state, sequence, outbox, notices, recentCommands } = this;
    return { state, sequence, outbox, notices, recentCommands, remembers: 'by-length' };
  }

  /**
   * Waits until the aggregate's life is over and told (`ended`), or its run should be followed by a new one (`continue`): the server
   * suggests it, there are so many events, or its history must be left behind, whatever is being published just then.
   */
  async live(continueAfterEvents?: number, mustLeave = (): boolean => false): Promise<'ended' | 'continue'> {
    void this.keepTime();
    void this.keepPublishing();
    void this.keepAnnouncing();
    await condition(() => this.isOver() || this.shouldContinue(continueAfterEvents, mustLeave()));
    return this.isOver() ? 'ended' : 'continue';
  }

  private isOver(): boolean {
    return this.aggregate.ended(this.state) && this.isQuiet();
  }

  /** Nothing is under way, but for notices that may be held for days. */
  private isQuiet(held = 0): boolean {
    return (
      this.outbox.length === 0 &&
      this.notices.length === held &&
      this.sending === held &&
      !this.publishing &&
      allHandlersFinished()
    );
  }

  /** Whether what is not published yet is little enough for the next run to begin with. */
  private isLight(): boolean {
    return this.outbox.reduce((sum, one) => sum + lengthInJson(one), 0) <= carriedAtMost;
  }

  private shouldContinue(afterEvents: number | undefined, mustLeave: boolean): boolean {
    if (mustLeave && this.sending === this.held && allHandlersFinished() && this.isLight()) return true;
    const { historyLength, continueAsNewSuggested } = workflowInfo();
    const wanted = continueAsNewSuggested || (afterEvents !== undefined && historyLength >= afterEvents);
    return (
      (wanted && this.isQuiet(this.held)) ||
      (historyLength > forcedAfterEvents && allHandlersFinished() && this.isLight())
    );
  }

  /** One timer, for the next instant alone; none while nothing is due, so that a paused aggregate's history does not grow. */
  private async keepTime(): Promise<void> {
    for (;;) {
      await condition(() => this.nextMs !== undefined || this.aggregate.ended(this.state));
      if (this.aggregate.ended(this.state)) return;
      const dueMs = this.nextMs;
      if (dueMs === undefined) continue;
      const waitMs = dueMs - workflowNow();
      const moved = () => this.nextMs !== dueMs || this.aggregate.ended(this.state);
      if (waitMs > 0 && (await condition(moved, waitMs, { summary: `next instant ${toInstant(dueMs)}` }))) continue;
      this.give(this.aggregate.tick(Math.max(workflowNow(), dueMs)));
      // A rule that left its own instant behind would spin without end: it waits for the next change instead.
      await condition(() => this.nextMs !== dueMs || this.aggregate.ended(this.state));
    }
  }

  private async keepPublishing(): Promise<void> {
    for (;;) {
      await condition(() => this.outbox.length > 0 && (this.aggregate.mayPublish?.(this.state) ?? true));
      const batch = portionOf(this.outbox, publishedAtOnce);
      this.publishing = true;
      await this.aggregate.publish(batch, this.state, this.sequence);
      this.outbox = this.outbox.slice(batch.length);
      this.publishing = false;
    }
  }

  /** Notices leave as they come, none waits for another's mail server. */
  private async keepAnnouncing(): Promise<void> {
    for (;;) {
      await condition(() => this.notices.length > this.sending);
      const notice = this.notices[this.sending];
      this.sending += 1;
      if (notice) void this.announce(notice);
    }
  }

  private async announce(notice: Notice): Promise<void> {
    for (;;) {
      const reason = this.aggregate.whyNotSend(notice, this.state);
      if (reason !== undefined) {
        this.finish(notice, this.aggregate.dropped(notice, reason, toInstant(workflowNow())));
        return;
      }
      const leavesMs = this.aggregate.leavesMs(notice, this.state, workflowNow());
      if (leavesMs > workflowNow()) {
        await this.hold(notice, leavesMs);
        continue;
      }
      try {
        const outcome = await this.aggregate.send(notice);
        this.finish(notice, this.aggregate.sent(notice, outcome, toInstant(workflowNow())));
        return;
      } catch (error) {
        if (!this.aggregate.isStillTrying(error)) throw error;
      }
    }
  }

  /** Holds a notice until its hours open, or it is no longer true. One timer for all that leave at the same opening. */
  private async hold(notice: Notice, untilMs: number): Promise<void> {
    if (!this.openings.has(untilMs)) {
      this.openings.add(untilMs);
      void sleep(untilMs - workflowNow()).then(() => this.openings.delete(untilMs));
    }
    this.held += 1;
    await condition(() => !this.openings.has(untilMs) || this.aggregate.whyNotSend(notice, this.state) !== undefined);
    this.held -= 1;
  }

  private finish(notice: Notice, event: Event): void {
    this.notices.splice(this.notices.indexOf(notice), 1);
    this.sending -= 1;
    this.record([event]);
  }

  private upsertChanged(): void {
    const changed = this.aggregate
      .attributes(this.state)
      .filter((pair) => !this.upserted.includes(JSON.stringify(pair)));
    if (changed.length === 0) return;
    upsertSearchAttributes(changed);
    this.upserted = this.attributeTexts();
  }

  private attributeTexts(): string[] {
    return this.aggregate.attributes(this.state).map((pair) => JSON.stringify(pair));
  }
}
