import { LRUCache } from 'lru-cache';
import { refusal } from '../domain/refusal';
import { storeIsUp } from '../store/connect';
import { readEntry, type RegisterName } from '../store/registers';
import { refused } from './problem';

/** What was seen is taken to be there for so long: the ticket's workflow reads the registers anew when it decides, ms. */
const seenMs = 10_000;
const seenAtMost = 10_000;

const seen = new LRUCache<string, true>({ max: seenAtMost, ttl: seenMs });

/**
 * With the store up, an unknown client or environment is told at once; without it the ticket is taken and its workflow decides
 * (annex §2). Only what exists is remembered: what was added a moment ago is never refused.
 */
export async function refuseUnknown(client: string, environment: string): Promise<void> {
  if (!storeIsUp()) return;
  let known: [boolean, boolean];
  try {
    known = await Promise.all([isThere('clients', client), isThere('environments', `${client}/${environment}`)]);
  } catch {
    return;
  }
  if (!known[0]) throw refused(refusal('client-unknown', { client }));
  if (!known[1]) throw refused(refusal('environment-unknown', { client, environment }));
}

async function isThere(register: RegisterName, key: string): Promise<boolean> {
  const name = `${register}:${key}`;
  if (seen.has(name)) return true;
  if ((await readEntry(register, key)) === null) return false;
  seen.set(name, true);
  return true;
}
