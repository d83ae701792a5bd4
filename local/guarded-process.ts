import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { deferred } from './deferred';
import type { Deferred } from './deferred';
import type { Plan, Report } from './guard.cjs';
import { processRecord } from './left-over';
import { lastLines } from './log-tail';

/** A program to run under a guard. */
export interface ProcessPlan {
  /** Short name for people: `temporal`, `api`. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Added to the starter's own environment. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Where stderr and stdout are appended. Set aside as `.1` past 5 MB. */
  readonly logFile: string;
  /** Where stdout goes instead, written anew at each start. */
  readonly outFile?: string;
  /** The program is a Node program that tells when it is ready: `process.send?.('ready')`. */
  readonly saysReady?: boolean;
  /** Time in ms between SIGTERM and SIGKILL; 10 s unless told. */
  readonly graceMs?: number;
}

/** How a program ended. */
export interface ProcessExit {
  readonly name: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** True where `stop` asked for it; false for a death, `kill` included. */
  readonly wanted: boolean;
  /** The end of its log since it was started. */
  readonly lastLines: readonly string[];
}

interface Run {
  readonly guard: ChildProcess;
  /** Size of the log before this run: where its own lines begin. */
  readonly logStart: number;
  readonly spawned: Deferred;
  readonly ready: Deferred;
  readonly ended: Promise<unknown>;
  pid?: number;
  wanted: boolean;
}

const GUARD = join(__dirname, 'guard.cjs');
const GRACE_MS = 10_000;
const LOG_LIMIT = 5_000_000;

/**
 * A program that dies with the process that started it, also when that one is killed with `kill -9`: it runs under a
 * guard (guard.cjs), which ends it when the channel to the starter closes. It does not start again by itself.
 */
export class GuardedProcess {
  private run: Run | undefined;
  private readonly listeners = new Set<(exit: ProcessExit) => void>();

  constructor(readonly plan: ProcessPlan) {}

  /** Process id of the program itself (not the guard's), while it runs. */
  get pid(): number | undefined {
    return this.run?.pid;
  }

  get running(): boolean {
    return this.run !== undefined;
  }

  /** Resolves at the program's `ready` message. Rejects where it isn't running, or ends before. */
  async ready(): Promise<void> {
    if (!this.run) throw new Error(`${this.plan.name} is not running`);
    await this.run.ready.promise;
  }

  /** Resolves once the program runs; rejects if it cannot be run (no such file) or runs already. */
  async start(): Promise<void> {
    const { plan } = this;
    if (this.run) throw new Error(`${plan.name} runs already`);
    const logStart = setAsideLongLog(plan.logFile);
    // A session of its own: Ctrl-C in the terminal must not reach the guard, which would end all programs at once.
    const guard = fork(GUARD, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], detached: true, execArgv: [] });
    const ended = Promise.all([once(guard, 'exit'), once(guard, 'disconnect')]);
    const run: Run = { guard, logStart, spawned: deferred(), ready: deferred(), ended, wanted: false };
    this.run = run;
    guard.on('message', (report: Report) => this.follow(run, report));
    // The channel closes after the last report. Without one, the guard itself was killed: its program must not stay.
    guard.on('disconnect', () => {
      if (this.run !== run) return;
      killGroup(run.pid);
      this.follow(run, { exited: { code: null, signal: 'SIGKILL' } });
    });
    guard.send({ plan: guardPlan(plan) });
    await run.spawned.promise;
  }

  /** Ends the program: SIGTERM, then SIGKILL after `graceMs`. Resolves when it has ended; does nothing if it isn't running. */
  async stop(options: { graceMs?: number } = {}): Promise<void> {
    const { run } = this;
    if (!run) return;
    run.wanted = true;
    if (run.guard.connected) run.guard.send({ stop: options.graceMs ?? this.plan.graceMs ?? GRACE_MS });
    await run.ended;
  }

  /** Sends a signal to the program itself, as a death to recover from (tests, `npm run service -- kill`). Resolves when it has ended. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const { run } = this;
    if (!run) return;
    run.guard.send({ signal });
    await run.ended;
  }

  /** `stop` then `start`. */
  async restart(options: { graceMs?: number } = {}): Promise<void> {
    await this.stop(options);
    await this.start();
  }

  /** Calls back at each end of the program. Returns what takes the listener away again. */
  onExit(listener: (exit: ProcessExit) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private follow(run: Run, report: Report): void {
    const { name, logFile } = this.plan;
    if ('spawned' in report) {
      run.pid = report.spawned;
      run.spawned.resolve();
    } else if ('ready' in report) {
      run.ready.resolve();
    } else if ('failed' in report) {
      this.run = undefined;
      run.ready.reject(new Error(report.failed));
      run.spawned.reject(new Error(`${name} cannot be run: ${report.failed}`));
    } else {
      this.run = undefined;
      run.spawned.reject(new Error(`the guard of ${name} ended`));
      run.ready.reject(new Error(`${name} ended before it was ready`));
      const exit = { name, ...report.exited, wanted: run.wanted, lastLines: lastLines(logFile, run.logStart) };
      for (const listener of this.listeners) listener(exit);
    }
  }
}

/** What the guard is told to run (typedef Plan in guard.cjs). */
function guardPlan(plan: ProcessPlan): Plan {
  const { command, args, logFile, outFile } = plan;
  return {
    command,
    args: [...args],
    env: { ...process.env, ...plan.env },
    cwd: plan.cwd ?? process.cwd(),
    logFile,
    ...(outFile === undefined ? {} : { outFile }),
    recordFile: processRecord(logFile),
    channel: plan.saysReady ?? false,
    graceMs: plan.graceMs ?? GRACE_MS,
  };
}

/** Size of the log now, hence where this run's lines begin. */
function setAsideLongLog(file: string): number {
  if (!existsSync(file)) return 0;
  const { size } = statSync(file);
  if (size < LOG_LIMIT) return size;
  renameSync(file, `${file}.1`);
  return 0;
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Ended already.
  }
}
