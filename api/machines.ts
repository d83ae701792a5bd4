import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { toEpochMs, toInstant } from '../domain/time/instant';
import { noteTokenUse, readToken, type ApiToken } from '../store/tokens';
import { machineTokenPrefix, type Caller, type FindMachine } from './auth';
import { permissions } from './authorization';
import { needsStore, unavailable } from './store-access';

/** A token that was read is taken for what it was for this long: a revocation by another process holds after it, ms. */
const readMs = 2_000;
/** Use is noted at most this often, ms. */
const notedMs = 60_000;
/** As many tokens are kept in memory; there are a few in all. */
const keptTokens = 1_000;

const secretPattern = new RegExp(`^${machineTokenPrefix}([0-9a-f]{16})_[A-Za-z0-9_-]{43}$`);

/** A new id, and the secret that is told once: 256 bits of chance. */
export function newSecret(): { id: string; secret: string; hash: string } {
  const id = randomBytes(8).toString('hex');
  const secret = `${machineTokenPrefix}${id}_${randomBytes(32).toString('base64url')}`;
  return { id, secret, hash: hashOf(secret) };
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

interface Read {
  readonly token: ApiToken;
  readonly atMs: number;
}

/** What was read of late, by id: of this process alone, as is what was noted. */
const reads = new Map<string, Read>();
const notes = new Map<string, number>();
/** Counts the revocations of this process: what was asked for before one is not kept after it. */
let revocations = 0;

/** Lets a revocation hold at once in this process. */
export function forgetMachine(id: string): void {
  revocations += 1;
  reads.delete(id);
}

/** Looks up API tokens in the store; what was read is good for two seconds. Throws a 503 problem while the store is away. */
export function createFindMachine(now: () => number): FindMachine {
  return async (secret) => {
    const id = secretPattern.exec(secret)?.[1];
    if (id === undefined) return null;
    const token = await readOfLate(id, now);
    // Compared as digests of one length, in a time that tells nothing of either.
    if (!token || !timingSafeEqual(Buffer.from(hashOf(secret)), Buffer.from(token.hash))) return null;
    if (token.revokedAt !== null || toEpochMs(token.expiresAt) <= now()) return null;
    noteUse(id, now());
    return callerOf(token);
  };
}

async function readOfLate(id: string, now: () => number): Promise<ApiToken | null> {
  const before = reads.get(id);
  if (before && now() - before.atMs < readMs) return before.token;
  reads.delete(id);
  needsStore();
  // Counted from the question: what was revoked while it was answered holds as soon as any other.
  const atMs = now();
  const revocationsBefore = revocations;
  const token = await readToken(id).catch(() => {
    throw unavailable();
  });
  if (token && revocations === revocationsBefore) {
    if (reads.size >= keptTokens) reads.clear();
    reads.set(id, { token, atMs });
  }
  return token;
}

function noteUse(id: string, atMs: number): void {
  if (atMs - (notes.get(id) ?? -Infinity) < notedMs) return;
  if (notes.size >= keptTokens) notes.clear();
  notes.set(id, atMs);
  // Other processes note it too: the store takes the first of them.
  noteTokenUse(id, toInstant(atMs), toInstant(atMs - notedMs)).catch(() => notes.delete(id));
}

function callerOf({ id, name, role, client, actions }: ApiToken): Caller {
  return { sub: `token:${id}`, email: undefined, name, role, client, language: 'en', token: id, actions };
}

/**
 * Whether a token of that role may be made for an action: what the role may do, and never the making of tokens. One that
 * leaked could make others, and outlive its own end.
 */
export function mayCarry(role: Caller['role'], action: string): boolean {
  return action !== 'tokens.manage' && permissions.get(action)?.[role] !== undefined;
}
