import { setTimeout as sleep } from 'node:timers/promises';
import { GuardedProcess } from './guarded-process';
import type { ProcessExit, ProcessPlan } from './guarded-process';

/** Asks once whether a service answers; rejects where it doesn't yet. */
export type Probe = (process?: GuardedProcess) => Promise<void>;

/** Tells a person what is being waited for. */
export type Tell = (line: string) => void;

const POLL_MS = 100;
/** How long one question may stay without answer before it is asked again. */
const QUESTION_MS = 5_000;

/** A program that serves others: it counts as started once it really answers. */
export class Service {
  readonly process: GuardedProcess;

  constructor(
    plan: ProcessPlan,
    /** Where it answers, for messages. */
    readonly address: string,
    private readonly probe: Probe,
    private readonly tell: Tell,
    /** How long it may take to answer, in ms. */
    private readonly patienceMs = 60_000,
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

  /** Starts the program and resolves when it answers; rejects with the end of its log if it ends first or stays silent. */
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
    await untilAnswer(this.name, this.address, probe, this.tell, this.patienceMs, given);
  }
}

/**
 * Asks again and again until the probe answers, telling every 5 s what is being waited for.
 * @param patienceMs after which it rejects with the probe's last reason
 */
export async function untilAnswer(
  name: string,
  address: string,
  probe: Probe,
  tell: Tell,
  patienceMs: number,
  given?: AbortSignal,
): Promise<void> {
  const began = performance.now();
  let nextTold = 5_000;
  while (!given?.aborted) {
    try {
      await Promise.race([probe(), sleep(QUESTION_MS, undefined, { ref: false }).then(noAnswer)]);
      return;
    } catch (error) {
      const waited = performance.now() - began;
      if (waited > patienceMs) {
        throw new Error(`${name} did not answer at ${address} within ${patienceMs / 1_000} s: ${String(error)}`, {
          cause: error,
        });
      }
      if (waited > nextTold) {
        tell(`waiting for ${name} at ${address} (${Math.round(waited / 1_000)} s): ${String(error)}`);
        nextTold += 5_000;
      }
    }
    await sleep(POLL_MS);
  }
}

function noAnswer(): never {
  throw new Error('no answer yet');
}

/** One sentence on how a program ended, with the last lines of its log below. */
export function describeExit(exit: ProcessExit): string {
  const how = exit.signal === null ? `with code ${exit.code ?? 'unknown'}` : `by ${exit.signal}`;
  return [`${exit.name} ended ${how}`, ...exit.lastLines.map((line) => `    ${line}`)].join('\n');
}
