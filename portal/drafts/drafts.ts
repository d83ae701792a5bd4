import { useSyncExternalStore } from 'react';
import { listeners } from '../shell/listeners';
import { session } from '../shell/session';
import { draftsOfServer, dropOnServer, keepOnServer } from './server-drafts';

/**
 * What people have typed and not sent: kept at once on this machine, over a reload, a crash and the end of a session, each
 * person's apart (patterns 6.7). A draft lasts 30 days.
 */
export interface Draft {
  readonly values: Readonly<Record<string, unknown>>;
  /** For one filling of a form, so that sending it twice does it once. */
  readonly key?: string | undefined;
  /** When it was kept, epoch milliseconds. */
  readonly savedAt: number;
}

const KEPT_MS = 30 * 24 * 3_600_000;

/** What storage would not take lasts as long as the page. */
const memory = new Map<string, Draft>();
const changes = listeners();

export function readDraft(name: string): Draft | undefined {
  const place = placeOf(name);
  const known = memory.get(place);
  if (known) return known;
  try {
    const draft = JSON.parse(localStorage.getItem(place) ?? 'null') as Draft | null;
    if (!draft || typeof draft.values !== 'object' || Date.now() - draft.savedAt > KEPT_MS) return undefined;
    memory.set(place, draft);
    return draft;
  } catch {
    return undefined;
  }
}

export function keepDraft(name: string, values: Draft['values'], key?: string): void {
  const draft = { values, key, savedAt: Date.now() };
  keepHere(name, draft);
  keepOnServer(name, draft);
  changes.tell();
}

/** Takes what another device has kept since: what was typed last counts. */
export async function takeServersDrafts(): Promise<void> {
  for (const [name, draft] of await draftsOfServer()) {
    const own = readDraft(name);
    if (!own || own.savedAt < draft.savedAt) keepHere(name, draft);
  }
  changes.tell();
}

function keepHere(name: string, draft: Draft): void {
  const place = placeOf(name);
  memory.set(place, draft);
  try {
    localStorage.setItem(place, JSON.stringify(draft));
  } catch {
    // Storage full or forbidden.
  }
}

export function dropDraft(name: string): void {
  const place = placeOf(name);
  if (readDraft(name)) dropOnServer(name);
  memory.delete(place);
  try {
    localStorage.removeItem(place);
  } catch {
    // It was never stored.
  }
  changes.tell();
}

/** When the draft of a form was last kept, epoch milliseconds; drawn anew as it changes. */
export function useSavedAt(name: string): number | undefined {
  return useSyncExternalStore(changes.hear, () => readDraft(name)?.savedAt);
}

function placeOf(name: string): string {
  const me = session.me();
  return `cadran.draft.${me?.email ?? me?.id ?? ''}.${name}`;
}
