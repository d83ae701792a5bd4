import { storeIsUp } from '../store/connect';

/** With the store away an attempt fails at once, so that a workflow task never waits for it. */
export function failFast(): void {
  if (!storeIsUp()) throw new Error('the store does not answer: MongoDB is away');
}
