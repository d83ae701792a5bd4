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
  /** Where it is typed: the address after `#`, what that page is called, and what the form does. */
  readonly place?: { readonly address: string; readonly title: string; readonly act: string } | undefined;
  /** Whether the server has it as it is: one that is missing there was sent or dropped on another device. */
  readonly isOnServer?: boolean | undefined;
}

export interface NamedDraft extends Draft {
  readonly name: string;
}

const KEPT_MS = 30 * 24 * 3_600_000;

/** What storage would not take lasts as long as the page. */
const memory = new Map<string, Draft>();
const changes = listeners();
/** What `useDrafts` told last, by whose they are: the same list as long as nothing has changed. */
let listed: { readonly owner: string; readonly drafts: readonly NamedDraft[] } | undefined;

function changed(): void {
  listed = undefined;
  changes.tell();
}

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

export function keepDraft(name: string, values: Draft['values'], more: Pick<Draft, 'key' | 'place'> = {}): void {
  bringBack(name, { ...more, values, savedAt: Date.now() });
}

/** Keeps a draft as it was before it was dropped. */
export function bringBack(name: string, { values, key, savedAt, place }: Draft): void {
  const draft = { values, key, savedAt, place };
  keepHere(name, draft);
  keepOnServer(name, draft, () => {
    if (readDraft(name)?.savedAt !== savedAt) return;
    keepHere(name, { ...draft, isOnServer: true });
    changed();
  });
  changed();
}

/** Takes what another device has kept since: what was typed last counts. */
export async function takeServersDrafts(): Promise<void> {
  const there = await draftsOfServer();
  for (const [name, draft] of there) {
    const own = readDraft(name);
    if (!own || own.savedAt < draft.savedAt) keepHere(name, { ...draft, isOnServer: true });
  }
  for (const { name, isOnServer } of allDrafts()) if (isOnServer === true && !there.has(name)) forgetHere(name);
  changed();
}

/** All of whoever is signed in, those kept last first; drawn anew as they change. */
export function useDrafts(): readonly NamedDraft[] {
  return useSyncExternalStore(changes.hear, allDrafts);
}

function allDrafts(): readonly NamedDraft[] {
  const owner = placeOf('');
  if (listed?.owner !== owner) {
    const names = [...new Set([...memory.keys(), ...placesInStorage()])]
      .filter((place) => place.startsWith(owner))
      .map((place) => place.slice(owner.length));
    const drafts = names.flatMap((name) => {
      const draft = readDraft(name);
      return draft ? [{ ...draft, name }] : [];
    });
    listed = { owner, drafts: drafts.toSorted((one, other) => other.savedAt - one.savedAt) };
  }
  return listed.drafts;
}

function placesInStorage(): readonly string[] {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
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
  if (readDraft(name)) dropOnServer(name);
  forgetHere(name);
  changed();
}

function forgetHere(name: string): void {
  const place = placeOf(name);
  memory.delete(place);
  try {
    localStorage.removeItem(place);
  } catch {
    // It was never stored.
  }
}

/** When the draft of a form was last kept, epoch milliseconds; drawn anew as it changes. */
export function useSavedAt(name: string): number | undefined {
  return useSyncExternalStore(changes.hear, () => readDraft(name)?.savedAt);
}

function placeOf(name: string): string {
  const me = session.me();
  return `cadran.draft.${me?.email ?? me?.id ?? ''}.${name}`;
}
