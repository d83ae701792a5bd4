import { connection } from '../shell/connection';
import { heardNow } from '../time/server-clock';
import { Offline, Problem } from './problem';

/** A file on a slow line takes as long as the API lets it; all else is answered within this or not at all. */
const PATIENCE_MS = 20_000;
const PATIENCE_FOR_FILES_MS = 90_000;

/** Asks for an address and hears whether the server is there, and what its clock says. @throws {Offline} where nothing answers */
export async function reach(address: string | URL | Request, options: RequestInit = {}): Promise<Response> {
  const patienceMs = options.body instanceof Blob ? PATIENCE_FOR_FILES_MS : PATIENCE_MS;
  try {
    const response = await fetch(address, {
      cache: 'no-store',
      ...options,
      signal: AbortSignal.any([AbortSignal.timeout(patienceMs), ...(options.signal ? [options.signal] : [])]),
    });
    connection.reached();
    // The clock of the issuer is another one.
    if (new URL(response.url).origin === location.origin) heardNow(response.headers.get('date'));
    return response;
  } catch (error) {
    if (options.signal?.aborted) throw error;
    connection.lost();
    throw new Offline('', { cause: error });
  }
}

/** The body of a good answer. @throws {Problem} for any other */
export async function json<Body>(response: Response): Promise<Body> {
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new Problem(response.status, body ?? {});
  return body as Body;
}
