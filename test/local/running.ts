import { setTimeout as sleep } from 'node:timers/promises';
import { birthOf } from '../../local/lock.cjs';

/** Whether a process of that id runs; one that has ended and that nobody has asked after yet doesn't. */
export function runs(pid: number): boolean {
  return birthOf(pid) !== undefined;
}

/** Waits until a condition holds; fails past `ms`. */
export async function until(condition: () => boolean, ms: number): Promise<void> {
  const end = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`not within ${ms} ms`);
    await sleep(20);
  }
}
