import { useSyncExternalStore } from 'react';
import { connection } from '../shell/connection';
import { usePreferences } from '../shell/preferences';
import { serverNow } from './server-clock';

const MINUTE_MS = 60_000;

type Listener = () => void;

/** The one ticker of the page: on the server's whole minutes, and each second while something asks for it. */
const minutes = new Set<Listener>();
const seconds = new Set<Listener>();
let now = serverNow();
let timer: ReturnType<typeof setTimeout> | undefined;

/** The server's clock, drawn anew once a minute, or each second where so little is left that it matters. */
export function useServerNow(each: 'minute' | 'second' = 'minute'): number {
  const { counters } = usePreferences();
  const listeners = counters === 'frozen' ? undefined : each === 'second' && counters === 'live' ? seconds : minutes;
  return useSyncExternalStore(
    (listener) => {
      if (!listeners) return () => undefined;
      listeners.add(listener);
      schedule();
      return () => listeners.delete(listener);
    },
    () => now,
  );
}

/** Draws anew at once: an answer has come whose instant is later than what is shown. */
export function tickTo(instant: string): void {
  if (Date.parse(instant) > now) advance(minutes, seconds);
}

function schedule(): void {
  if (timer !== undefined) return;
  const at = serverNow();
  const nextMinute = MINUTE_MS - (at % MINUTE_MS);
  const wait = seconds.size > 0 ? Math.min(1000 - (at % 1000), nextMinute) : nextMinute;
  timer = setTimeout(() => {
    timer = undefined;
    const wholeMinute = Math.floor(serverNow() / MINUTE_MS) > Math.floor(now / MINUTE_MS);
    // Nothing counts on a page whose figures are old (patterns 2.11).
    if (!connection.stale) advance(...(wholeMinute ? [minutes, seconds] : [seconds]));
    if (minutes.size + seconds.size > 0) schedule();
  }, wait + 5);
}

function advance(...those: readonly Set<Listener>[]): void {
  now = serverNow();
  for (const listeners of those) for (const listener of listeners) listener();
}
