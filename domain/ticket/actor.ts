import type { Actor } from './schema';

/** Cadran itself, author of what timers and outside facts bring about. */
export const cadran: Actor = { id: 'cadran', role: 'cadran' };
