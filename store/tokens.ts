import { model, Schema } from 'mongoose';
import type { Role } from '../domain/registers/registers';
import type { TimePaging, TimePlace } from './time-order';

/** An API token for a machine. Its secret is nowhere: only what the secret hashes to. */
export interface ApiToken {
  readonly id: string;
  /** SHA-256 of the secret, hex. */
  readonly hash: string;
  readonly name: string;
  readonly role: Role;
  readonly client: string | null;
  readonly actions: readonly string[];
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
  readonly revokedBy: string | null;
}

type StoredToken = Omit<ApiToken, 'id'> & { readonly _id: string };

const tokens = model<StoredToken>(
  'apiToken',
  new Schema<StoredToken>(
    {
      _id: String,
      hash: String,
      name: String,
      role: String,
      client: String,
      actions: [String],
      createdAt: String,
      createdBy: String,
      expiresAt: String,
      lastUsedAt: String,
      revokedAt: String,
      revokedBy: String,
    },
    { versionKey: false },
  ),
  'apiTokens',
);

export async function addToken({ id, ...token }: ApiToken): Promise<void> {
  await tokens.create({ _id: id, ...token });
}

/** The token of that id, be it good or not; `null` when there is none. */
export async function readToken(id: string): Promise<ApiToken | null> {
  const found = await tokens.findOne({ _id: { $eq: id } }).lean();
  return found ? tokenOf(found) : null;
}

/** Takes a token back for good; the first time counts. Tells whether there is one of that id. */
export async function revokeToken(id: string, at: string, by: string): Promise<boolean> {
  const revoked = await tokens.updateOne({ _id: { $eq: id }, revokedAt: null }, { revokedAt: at, revokedBy: by });
  return revoked.matchedCount > 0 || (await tokens.exists({ _id: { $eq: id } })) !== null;
}

/** Notes that a token was used, unless that was noted after `unlessAfter`. */
export async function noteTokenUse(id: string, at: string, unlessAfter: string): Promise<void> {
  await tokens.updateOne(
    { _id: { $eq: id }, $or: [{ lastUsedAt: null }, { lastUsedAt: { $lte: unlessAfter } }] },
    { lastUsedAt: at },
  );
}

/** Tokens in the order in which they were made, at most `limit`, after the one of the page before; there are few in all. */
export async function listTokens({ order, limit, after }: Omit<TimePaging, 'nowMs'>): Promise<{
  items: ApiToken[];
  next: TimePlace | null;
}> {
  const [beyond, direction] = order === 'newest-first' ? (['$lt', -1] as const) : (['$gt', 1] as const);
  const later = after && [
    { createdAt: { [beyond]: after.at } },
    { createdAt: { $eq: after.at }, _id: { [beyond]: after.id } },
  ];
  const found = await tokens
    .find(later ? { $or: later } : {})
    .sort({ createdAt: direction, _id: direction })
    .limit(limit + 1)
    .lean();
  const items = found.slice(0, limit).map(tokenOf);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? { at: last.createdAt, id: last.id } : null };
}

function tokenOf({ _id, ...token }: StoredToken): ApiToken {
  return { id: _id, ...token };
}
