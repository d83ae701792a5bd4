import type { Tell } from './waiting';
import type { Supervisor } from './supervisor';

/** First what gives work, last what holds the truth: so each can finish what it began. */
const ORDER = ['api', 'worker', 'deployer', 'issuer', 'mail', 'mongodb', 'temporal'];

/** npm passes on the Ctrl-C that the terminal has sent already: within this time both are one. In ms. */
const SAME_SIGNAL_MS = 1_000;

/** How everything ends. */
export interface Ending {
  readonly begun: boolean;
  /** Ends all in order, then this process with that code; `reason` is told first. */
  end(code: number, reason?: unknown): Promise<void>;
}

/**
 * Ends everything in order on Ctrl-C, SIGTERM and when the terminal goes; a second Ctrl-C hurries. Under npm, also when
 * npm itself was killed: nobody could reach this process by its terminal any more.
 * @param release called last: the data folder is free again
 */
export function endOnSignals(supervisor: Supervisor, tell: Tell, release: () => void): Ending {
  let begunAt: number | undefined;

  const end = async (code: number, reason?: unknown): Promise<void> => {
    begunAt = performance.now();
    if (reason !== undefined) console.error(reason instanceof Error ? reason.message : reason);
    await supervisor.stopAll(ORDER);
    release();
    process.exit(code);
  };

  const signalled = (why: string): void => {
    if (begunAt === undefined) {
      tell(`${why}: ending everything in order (Ctrl-C again to hurry)`);
      void end(0);
    } else if (performance.now() - begunAt > SAME_SIGNAL_MS) {
      tell('hurrying: what is left is killed');
      void supervisor.killAll();
    }
  };

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => signalled(signal));
  const parent = process.ppid;
  if (process.env['npm_lifecycle_event'] !== undefined) {
    setInterval(() => {
      if (process.ppid !== parent && begunAt === undefined) signalled('npm was killed');
    }, 1_000).unref();
  }
  // A closed terminal must not keep the rest from ending.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

  return {
    get begun() {
      return begunAt !== undefined;
    },
    end,
  };
}
