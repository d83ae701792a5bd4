import { readImport, type StoredImport } from '../../store/imports';
import { Problem } from '../problem';
import { fromStore } from '../store-access';

/** The import of that id, or a 404 problem. */
export async function importOf(id: string): Promise<StoredImport> {
  const found = await fromStore(() => readImport(id));
  if (!found) throw new Problem(404, 'not-found');
  return found;
}
