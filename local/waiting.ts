import { setTimeout as sleep } from 'node:timers/promises';
import type { GuardedProcess } from './guarded-process';

/** Asks once whether a service answers; rejects where it doesn't yet. */
export type Probe = (process?: GuardedProcess) => Promise<void>;

/** Tells a person what is being waited for. */
export type Tell = (line: string) => void;

const POLL_MS = 100;
/** How long one question may stay without answer before it is asked again. */
const QUESTION_MS = 5_000;

/**
 * Asks again and again until the probe answers, telling every 5 s what is being waited for.
 * @param patience after which it rejects with the probe's last reason, in ms; asked for anew each time where it can grow
 */
export async function untilAnswer(
  name: string,
  address: string,
  probe: Probe,
  tell: Tell,
  patience: number | (() => number),
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
      const patienceMs = typeof patience === 'number' ? patience : patience();
      if (waited > patienceMs) {
        const seconds = Math.round(patienceMs / 1_000);
        throw new Error(`${name} did not answer at ${address} within ${seconds} s: ${String(error)}`, { cause: error });
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
