import { session } from '../shell/session';

/** Files that belong to a draft, kept by the browser on this machine: a file cannot be chosen again by itself after a crash. */
const DATABASE = 'cadran';
const STORE = 'files';

export async function readDraftFiles(name: string): Promise<readonly File[]> {
  try {
    const found: unknown = await run('readonly', (store) => store.get(placeOf(name)));
    return Array.isArray(found) ? (found as File[]) : [];
  } catch {
    return [];
  }
}

/** Keeps the files of a draft; none drops them. Where the browser keeps nothing they last as long as the page. */
export async function keepDraftFiles(name: string, files: readonly File[]): Promise<void> {
  try {
    await run('readwrite', (store) =>
      files.length === 0 ? store.delete(placeOf(name)) : store.put([...files], placeOf(name)),
    );
  } catch {
    // Storage full or forbidden.
  }
}

function run(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onerror = () => reject(new Error('no database'));
    opening.onsuccess = () => {
      const asked = ask(opening.result.transaction(STORE, mode).objectStore(STORE));
      asked.onsuccess = () => {
        resolve(asked.result);
        opening.result.close();
      };
      asked.onerror = () => reject(new Error('not kept'));
    };
  });
}

function placeOf(name: string): string {
  const me = session.me();
  return `${me?.email ?? me?.id ?? ''}.${name}`;
}
