import { useSyncExternalStore } from 'react';
import { listeners } from './listeners';

export interface Connection {
  /** Since when nothing has answered, epoch milliseconds of the reader's clock; null while all is well. */
  readonly lostAt: number | null;
  /** When something last answered. */
  readonly reachedAt: number;
}

const changes = listeners();
let current: Connection = { lostAt: null, reachedAt: Date.now() };

/** Whether the server answers. Every request tells; all pages hear. */
export const connection = {
  reached(): void {
    const lost = current.lostAt !== null;
    current = { lostAt: null, reachedAt: Date.now() };
    if (lost) changes.tell();
  },
  lost(): void {
    if (current.lostAt !== null) return;
    current = { ...current, lostAt: Date.now() };
    changes.tell();
  },
  get lostAt(): number | null {
    return current.lostAt;
  },
};

export function useConnection(): Connection {
  return useSyncExternalStore(changes.hear, () => current);
}
