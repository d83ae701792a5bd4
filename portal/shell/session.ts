import { useSyncExternalStore } from 'react';
import { listeners } from './listeners';
import type { AnswerOf } from '../api/call';

export type Me = AnswerOf<'readMe'>;
export type Role = Me['role'];

/** `over`: it has ended by itself, and the page waits for the same person to sign in again. */
export type Session =
  | { readonly phase: 'out' | 'arriving'; readonly problem?: unknown }
  | { readonly phase: 'in' | 'over'; readonly me: Me };

const changes = listeners();
let current: Session = { phase: 'out' };
/** The tokens live here alone: closing or reloading the page signs out. */
let tokens: { readonly access: string; readonly id: string } | undefined;
let waiting: { readonly promise: Promise<void>; readonly resolve: () => void } | undefined;

/** Who is signed in. The token never stands in an address or in the browser's storage. */
export const session = {
  isOpen: (): boolean => current.phase === 'in' || current.phase === 'over',
  authorization: (): Record<string, string> => (tokens ? { authorization: `Bearer ${tokens.access}` } : {}),
  idToken: (): string | undefined => tokens?.id,
  me: (): Me | undefined => ('me' in current ? current.me : undefined),

  /** The one whom the issuer has just named; not signed in before the API knows them. */
  given(access: string, id: string): void {
    tokens = { access, id };
  },
  arriving(): void {
    set({ phase: 'arriving' });
  },
  begun(me: Me): void {
    const before = session.me();
    // What another person was about to send is not this one's.
    if (before && before.id !== me.id) location.reload();
    set({ phase: 'in', me });
    waiting?.resolve();
    waiting = undefined;
  },
  failed(problem: unknown): void {
    tokens = undefined;
    set({ phase: 'out', problem });
  },
  ended(): void {
    tokens = undefined;
    waiting = undefined;
    set({ phase: 'out' });
  },

  /** The session is over: resolved once the same person has signed in again. */
  renewed(): Promise<void> {
    if (current.phase === 'in') set({ phase: 'over', me: current.me });
    waiting ??= untilRenewed();
    return waiting.promise;
  },
};

export function useSession(): Session {
  return useSyncExternalStore(changes.hear, () => current);
}

/** Who is signed in, in what is only drawn for somebody who is. */
export function useMe(): Me {
  const known = useSession();
  if (!('me' in known)) throw new Error('nobody is signed in');
  return known.me;
}

function untilRenewed(): NonNullable<typeof waiting> {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((resolved) => (resolve = resolved));
  return { promise, resolve };
}

function set(next: Session): void {
  current = next;
  changes.tell();
}
