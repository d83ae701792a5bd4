import type { Logger } from '../settings/log';
import { Gauge, type Registry } from '../settings/metrics';
import { overdueBreaches } from '../store/tickets';

type Overdue = Awaited<ReturnType<typeof overdueBreaches>>;

/** By how much a breach may be late before it counts, ms: what is late at all is in the histogram of the lateness. */
const graceMs = 60_000;
/** More than this are not counted: the index is read no further. */
const most = 1_000;
/** Older than any ticket. */
const ever = '2000-01-01T00:00:00.000Z';

export interface WatcherParts {
  readonly log: Logger;
  readonly registry: Registry;
  readonly everyMs: number;
  /** After how long a finding is looked at again before it counts, ms. */
  readonly againAfterMs: number;
  readonly now: () => number;
  readonly find?: typeof overdueBreaches;
}

/**
 * Watches that every breach is told (design: watcher). Each view of a ticket carries the instant at which its next breach is to
 * be told if nothing happens; what is published then takes it away. An instant that is past by more than a minute means that a
 * breach was not told: no worker, a run that is stuck, a rule that is wrong. Paused and stopped tickets and those without SLA
 * carry none. One range of an index is read, empty while all goes well. A store that has just come back shows old views for some
 * seconds, so a finding counts when it is still there at a second look.
 */
export class Watcher {
  private readonly unannounced: Gauge;
  private readonly lastLook: Gauge;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(private readonly parts: WatcherParts) {
    const registers = [parts.registry];
    this.unannounced = new Gauge({
      name: 'cadran_unannounced_breaches',
      help: `Tickets whose breach is more than a minute past and not told: must be 0 (counted up to ${most})`,
      registers,
    });
    this.lastLook = new Gauge({
      name: 'cadran_watcher_last_look_timestamp_seconds',
      help: 'When the watcher last could look for breaches that were not told',
      registers,
    });
  }

  start(): void {
    this.lookIn(0);
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** Looks once; what it finds is told as an error. */
  async look(): Promise<void> {
    const first = await this.overdue();
    const found = first.length === 0 ? first : await this.stillOverdue(first);
    if (this.stopped) return;
    this.unannounced.set(found.length);
    this.lastLook.set(this.parts.now() / 1000);
    if (found.length > 0)
      this.parts.log.error({ count: found.length, longest: found.slice(0, 10) }, 'breaches that nobody was told of');
  }

  private async stillOverdue(first: Overdue): Promise<Overdue> {
    await new Promise((resolve) => setTimeout(resolve, this.parts.againAfterMs).unref());
    const before = new Set(first.map(({ reference, dueAt }) => `${reference} ${dueAt}`));
    return (await this.overdue()).filter(({ reference, dueAt }) => before.has(`${reference} ${dueAt}`));
  }

  private async overdue(): Promise<Overdue> {
    const until = new Date(this.parts.now() - graceMs).toISOString();
    return await (this.parts.find ?? overdueBreaches)({ from: ever, until }, most);
  }

  private lookIn(ms: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.look()
        .catch((error: unknown) => this.parts.log.warn({ error }, 'the watcher cannot look: the store does not answer'))
        .finally(() => this.lookIn(this.parts.everyMs));
    }, ms).unref();
  }
}
