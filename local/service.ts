import { GuardedProcess } from './guarded-process';
import type { ProcessExit, ProcessPlan } from './guarded-process';
import { SignsOfWork } from './signs-of-work';
import { untilAnswer } from './waiting';
import type { Probe, Tell } from './waiting';

/** A program that serves others: it counts as started once it really answers. */
export class Service {
  readonly process: GuardedProcess;

  constructor(
    plan: ProcessPlan,
    /** Where it answers, for messages. */
    readonly address: string,
    private readonly probe: Probe,
    private readonly tell: Tell,
    /** How long it may go without answer and without a sign of work, and how long without answer in all, in ms. */
    private readonly patienceMs = 60_000,
    private readonly mostMs = 600_000,
  ) {
    this.process = new GuardedProcess(plan);
  }

  get name(): string {
    return this.process.plan.name;
  }

  /** Process id of the program, while it runs. */
  get pid(): number | undefined {
    return this.process.pid;
  }

  /**
   * Starts the program and resolves when it answers; rejects with the end of its log if it ends first, and ends it if it stays
   * without answer though it works no more.
   */
  async start(): Promise<void> {
    this.tell(`${this.name} is being started`);
    const began = performance.now();
    const waiting = new AbortController();
    const early = new Promise<never>((_resolve, reject) => {
      const forget = this.onExit((exit) => {
        forget();
        reject(new Error(`${describeExit(exit)} before it answered at ${this.address}`));
      });
      waiting.signal.addEventListener('abort', forget, { once: true });
    });
    early.catch(() => undefined);
    try {
      await this.process.start();
      await Promise.race([this.untilItAnswers(waiting.signal), early]);
    } catch (error) {
      await this.process.stop({ graceMs: 2_000 });
      throw error;
    } finally {
      waiting.abort();
    }
    this.tell(`${this.name} answers at ${this.address} after ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  }

  /** SIGTERM, then SIGKILL after `graceMs`. */
  async stop(options: { graceMs?: number } = {}): Promise<void> {
    await this.process.stop(options);
  }

  /** `kill -9`, as a death to recover from; `start` then starts it again on the same port and data. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    await this.process.kill(signal);
  }

  /** Ends it and starts it again, on the same port and data. */
  async restart(options: { graceMs?: number } = {}): Promise<void> {
    await this.stop(options);
    await this.start();
  }

  /** Calls back at each end of the program. Returns what takes the listener away again. */
  onExit(listener: (exit: ProcessExit) => void): () => void {
    return this.process.onExit(listener);
  }

  private async untilItAnswers(given: AbortSignal): Promise<void> {
    const probe = (): Promise<void> => this.probe(this.process);
    const signs = new SignsOfWork(this.process.plan.logFile);
    const began = performance.now();
    let workedMs = 0;
    const patience = (): number => {
      if (signs.seen(this.pid)) workedMs = performance.now() - began;
      return Math.min(workedMs + this.patienceMs, this.mostMs);
    };
    await untilAnswer(this.name, this.address, probe, this.tell, patience, given);
  }
}

/** One sentence on how a program ended, with the last lines of its log below. */
export function describeExit(exit: ProcessExit): string {
  const how = exit.signal === null ? `with code ${exit.code ?? 'unknown'}` : `by ${exit.signal}`;
  return [`${exit.name} ended ${how}`, ...exit.lastLines.map((line) => `    ${line}`)].join('\n');
}
