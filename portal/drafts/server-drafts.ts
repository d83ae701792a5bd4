import { call } from '../api/call';
import { session } from '../shell/session';
import type { Draft } from './drafts';

/** How long somebody has to pause before what they type is kept on the server too (patterns 6.7). */
const PAUSE_MS = 2_000;

const waiting = new Map<string, ReturnType<typeof setTimeout>>();

/** Keeps a draft on the server soon, so that it is found on another device; where that fails, this machine has it all the same. */
export function keepOnServer(name: string, draft: Draft, kept: () => void): void {
  forget(name);
  const timer = setTimeout(() => {
    waiting.delete(name);
    if (session.me() === undefined) return;
    const content = JSON.stringify({ name, draft });
    call('keepDraft', { params: { name: safe(name) }, body: { content } }).then(kept, () => undefined);
  }, PAUSE_MS);
  waiting.set(name, timer);
}

export function dropOnServer(name: string): void {
  forget(name);
  call('dropDraft', { params: { name: safe(name) } }).catch(() => undefined);
}

/** The drafts that the server has of whoever is signed in, by their names. */
export async function draftsOfServer(): Promise<ReadonlyMap<string, Draft>> {
  const { items } = await call('listDrafts');
  return new Map(items.flatMap(({ content }) => read(content)));
}

function read(content: string): [string, Draft][] {
  try {
    const { name, draft } = JSON.parse(content) as { readonly name?: unknown; readonly draft?: Partial<Draft> };
    if (typeof name !== 'string' || typeof draft?.values !== 'object' || typeof draft.savedAt !== 'number') return [];
    return [[name, draft as Draft]];
  } catch {
    return [];
  }
}

function forget(name: string): void {
  clearTimeout(waiting.get(name));
  waiting.delete(name);
}

/** A name that may stand in an address. */
function safe(name: string): string {
  return name.replace(/[^\w.-]/g, '_').slice(0, 120);
}
