import type { Logger } from './log';

/** How often what is missing is looked for, to tell of it, ms; at first no sooner than a first try has failed or not. */
const everyMs = 2_000;

/** What a process needs and does not have just now, by short names, and why, as far as that is known. */
export interface Missing {
  readonly missing: readonly string[];
  readonly reasons: Readonly<Record<string, string>>;
}

/**
 * Tells in the log what a process waits for, once whenever that changes or its reason does: its start does not fail for want of a server, and a log
 * without a word would leave people to guess. Returns what ends it.
 */
export function tellMissing(log: Logger, read: () => Promise<Missing>): () => void {
  let before: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  const look = async (): Promise<void> => {
    const { missing, reasons } = await read();
    const now = JSON.stringify([missing, reasons]);
    if (ended || now === before) return;
    if (missing.length === 0) log.info('ready: all that is needed answers');
    else
      log.warn({ missing, reasons }, `not ready, missing: ${missing.join(', ')}; tried again until all of it answers`);
    before = now;
  };
  const lookIn = (ms: number): void => {
    timer = setTimeout(() => {
      look()
        .catch((error: unknown) => log.warn({ error }, 'what is missing cannot be told'))
        .finally(() => {
          if (!ended) lookIn(everyMs);
        });
    }, ms).unref();
  };
  lookIn(everyMs);
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
