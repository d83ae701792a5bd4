import { VisuallyHidden } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { listeners } from './listeners';

/** Messages are told apart by this much, so that a reader hears each to its end (patterns 2.8). */
const BETWEEN_MS = 5_000;

const changes = listeners();
let told = '';
let urgent = '';
let next: readonly string[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** Tells something, once, to those who listen to the page instead of looking at it. What comes at once is told together. */
export function announce(text: string): void {
  next = [...next, text];
  timer ??= setTimeout(tell, 50);
}

function tell(): void {
  timer = next.length === 0 ? undefined : setTimeout(tell, BETWEEN_MS);
  told = next.join(' ');
  next = [];
  changes.tell();
}

/** Tells at once, whatever is being read: the breach of a ticket that one has open, and nothing less. */
export function announceNow(text: string): void {
  urgent = text;
  changes.tell();
}

/** The one polite region of the page, and the one that interrupts. */
export function LiveRegion() {
  const text = useSyncExternalStore(changes.hear, () => told);
  const alarm = useSyncExternalStore(changes.hear, () => urgent);
  return (
    <>
      <VisuallyHidden role="status" aria-live="polite" id="live">
        {text}
      </VisuallyHidden>
      <VisuallyHidden role="alert" aria-live="assertive" id="live-now">
        {alarm}
      </VisuallyHidden>
    </>
  );
}
