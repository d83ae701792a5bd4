import { model, Schema } from 'mongoose';

/** What somebody has typed in a form of the portal and not sent: read and changed by them alone. */
export interface Draft {
  readonly name: string;
  /** As the portal keeps it; nobody else reads it. */
  readonly content: string;
  readonly savedAt: string;
}

interface StoredDraft {
  readonly _id: string;
  readonly owner: string;
  readonly name: string;
  readonly content: string;
  readonly savedAt: Date;
}

/** How long a draft lasts that nobody goes on with, seconds: 30 days. */
const keptSeconds = 30 * 24 * 3600;

const drafts = model<StoredDraft>(
  'draft',
  new Schema<StoredDraft>(
    { _id: String, owner: String, name: String, content: String, savedAt: Date },
    { versionKey: false },
  )
    .index({ owner: 1, savedAt: -1 })
    .index({ savedAt: 1 }, { expireAfterSeconds: keptSeconds }),
  'drafts',
);

const idOf = (owner: string, name: string): string => `${owner}\n${name}`;

/** Keeps a draft in place of the one of that name. */
export async function keepDraft(owner: string, { name, content, savedAt }: Draft): Promise<void> {
  const _id = idOf(owner, name);
  await drafts.updateOne({ _id: { $eq: _id } }, { owner, name, content, savedAt: new Date(savedAt) }, { upsert: true });
}

/** Somebody's drafts, those kept last first, at most `limit`. */
export async function listDrafts(owner: string, limit: number): Promise<Draft[]> {
  const found = await drafts
    .find({ owner: { $eq: owner } })
    .sort({ savedAt: -1 })
    .limit(limit)
    .lean();
  return found.map(({ name, content, savedAt }) => ({ name, content, savedAt: savedAt.toISOString() }));
}

export async function dropDraft(owner: string, name: string): Promise<void> {
  await drafts.deleteOne({ _id: { $eq: idOf(owner, name) } });
}
