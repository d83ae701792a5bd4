import { model, Schema } from 'mongoose';
import { isDuplicate } from './duplicate';

/** One thing that a caller did, or was refused. */
export interface AuditEntry {
  readonly at: string;
  readonly actor: string;
  readonly role: string;
  readonly client: string | null;
  /** The id of the API token that was used; null for a person. */
  readonly token: string | null;
  readonly operation: string;
  readonly path: string;
  readonly from: string;
  readonly requestId: string;
  readonly status: number;
}

type StoredAudit = AuditEntry & { readonly _id: string };

const audit = model<StoredAudit>(
  'audit',
  new Schema<StoredAudit>(
    {
      _id: String,
      at: String,
      actor: String,
      role: String,
      client: String,
      token: String,
      operation: String,
      path: String,
      from: String,
      requestId: String,
      status: Number,
    },
    { versionKey: false },
  ).index({ actor: 1, _id: 1 }),
  'audit',
);

/** Makes the indexes that the reads need. */
export async function createAuditIndexes(): Promise<void> {
  await audit.createIndexes();
}

/** Adds entries, each once however often it is given. Nothing here changes or takes away an entry. */
export async function appendAudit(entries: readonly AuditEntry[]): Promise<void> {
  const documents = entries.map((entry) => ({ ...entry, _id: `${entry.at}_${entry.requestId}` }));
  try {
    await audit.collection.insertMany(documents as never[], { ordered: false });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/** Entries of a span of time in order, at most `limit`, after the cursor of the page before. */
export async function listAudit(
  where: { from?: string | undefined; until?: string | undefined; actor?: string | undefined },
  limit: number,
  after: string | undefined,
): Promise<{ items: AuditEntry[]; next: string | null }> {
  const found = await audit
    .find({
      _id: {
        ...(after === undefined ? { $gte: where.from ?? '' } : { $gt: after }),
        // Whatever follows an instant in an id comes after the instant itself.
        ...(where.until === undefined ? {} : { $lt: where.until }),
      },
      ...(where.actor === undefined ? {} : { actor: { $eq: where.actor } }),
    })
    .sort({ _id: 1 })
    .limit(limit + 1)
    .lean();
  const items = found.slice(0, limit).map(({ _id, ...entry }) => entry);
  return { items, next: found.length > limit ? (found[limit - 1]?._id ?? null) : null };
}
