import { storeIsUp } from '../store/connect';
import { Problem } from './problem';

/** What the store answers; a 503 problem where it is away or goes away meanwhile. */
export async function fromStore<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  needsStore();
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Problem) && (!storeIsUp() || isStoreTrouble(error))) throw unavailable();
    throw error;
  }
}

/** Throws a 503 problem while the store is away: for what is read from it alone. */
export function needsStore(): void {
  if (!storeIsUp()) throw unavailable();
}

/** What cannot be answered just now, and can be asked again. */
export function unavailable(): Problem {
  return new Problem(503, 'unavailable', { headers: { 'Retry-After': '2' } });
}

function isStoreTrouble(error: unknown): boolean {
  return (
    error instanceof Error && /^Mongo(?:Network|ServerSelection|NotConnected|PoolCleared|Topology)/.test(error.name)
  );
}
