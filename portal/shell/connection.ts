import { useSyncExternalStore } from 'react';
import { listeners } from './listeners';

/** What is shown is old once nothing has answered for so long: from then on no figure counts (patterns 2.11). */
const STALE_MS = 15_000;

export interface Connection {
  /** Since when nothing has answered, epoch milliseconds of the reader's clock; null while all is well. */
  readonly lostAt: number | null;
  /** When something last answered. */
  readonly reachedAt: number;
  /** Whether what is shown is old. */
  readonly stale: boolean;
}

const changes = listeners();
let current: Connection = { lostAt: null, reachedAt: Date.now(), stale: false };
let timer: ReturnType<typeof setTimeout> | undefined;

/** Whether the server answers. Every request tells; all pages hear. */
export const connection = {
  reached(): void {
    const lost = current.lostAt !== null;
    current = { lostAt: null, reachedAt: Date.now(), stale: false };
    clearTimeout(timer);
    if (lost) changes.tell();
  },
  lost(): void {
    if (current.lostAt !== null) return;
    current = { ...current, lostAt: Date.now() };
    timer = setTimeout(() => {
      current = { ...current, stale: true };
      changes.tell();
    }, STALE_MS);
    changes.tell();
  },
  /** Whether what is shown is old. */
  get stale(): boolean {
    return current.stale;
  },
};

export function useConnection(): Connection {
  return useSyncExternalStore(changes.hear, () => current);
}
