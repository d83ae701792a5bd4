import { model, Schema } from 'mongoose';
import type { Language } from '../domain/languages';

/** An address under which a client's maintenances are read without signing in. Its secret is nowhere: only what it hashes to. */
export interface Feed {
  readonly id: string;
  /** SHA-256 of the secret, hex. */
  readonly hash: string;
  readonly client: string;
  readonly language: Language;
  readonly name: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly revokedAt: string | null;
}

type StoredFeed = Omit<Feed, 'id'> & { readonly _id: string };

const feeds = model<StoredFeed>(
  'feed',
  new Schema<StoredFeed>(
    {
      _id: String,
      hash: String,
      client: String,
      language: String as never,
      name: String,
      createdAt: String,
      createdBy: String,
      revokedAt: String,
    },
    { versionKey: false },
  ).index({ client: 1, createdAt: 1 }),
  'feeds',
);

export async function addFeed({ id, ...feed }: Feed): Promise<void> {
  await feeds.create({ _id: id, ...feed });
}

/** The feed of that id, be it good or not; `null` when there is none. */
export async function readFeed(id: string): Promise<Feed | null> {
  const found = await feeds.findOne({ _id: { $eq: id } }).lean();
  return found ? feedOf(found) : null;
}

/** The feeds of a client that are good, oldest first, at most `limit`. */
export async function listFeeds(client: string, limit: number): Promise<Feed[]> {
  const found = await feeds
    .find({ client: { $eq: client }, revokedAt: null })
    .sort({ createdAt: 1 })
    .limit(limit)
    .lean();
  return found.map(feedOf);
}

/** Takes a feed back for good. */
export async function revokeFeed(id: string, at: string): Promise<void> {
  await feeds.updateOne({ _id: { $eq: id }, revokedAt: null }, { revokedAt: at });
}

function feedOf({ _id, ...feed }: StoredFeed): Feed {
  return { id: _id, ...feed };
}
