import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { birthOf } from '../../local/lock.cjs';

/** Whether a process of that id runs; one that has ended and that nobody has asked after yet doesn't. */
export function runs(pid: number): boolean {
  return birthOf(pid) !== undefined;
}

/** The process that started another: the guard of a guarded program. */
export function parentOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
}

/** Waits until a condition holds; fails past `ms`. */
export async function until(condition: () => boolean, ms: number): Promise<void> {
  const end = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`not within ${ms} ms`);
    await sleep(20);
  }
}
